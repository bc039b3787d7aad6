# ruff: noqa: E501, B023
"""Checking again: the cache saves time and never changes an answer."""

import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs_help_center.cli.project import Project, open_project
from mkdocs_help_center.content.cache import Cache, sign_files
from mkdocs_help_center.content.problem import Problem, Severity

from tests.checks.sites import article, write_site


def site_files(count: int = 12) -> dict[str, str]:
    files = {}
    for number in range(count):
        body = f"See [next](/en/tutorials/a{(number + 1) % count}#part) and ![](missing{number}.png).\n\n## Part\n\nText."
        files[f"en/tutorials/a{number}.md"] = article(
            title=f"Article {number}",
            body=body,
            id=f"id{number}",
            slug=f"a{number}",
            slugEN=f"a{number}",
        )
    return files


def settle(folder: Path) -> None:
    """Let all files be old enough to be known by their times."""
    past = time.time() - 60
    for path in folder.rglob("*"):
        os.utime(path, (past, past))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    config = write_site(tmp_path, site_files())
    settle(tmp_path / "content")
    time.sleep(0.05)
    return open_project(config)


def fresh(project: Project) -> list[Problem]:
    return project.check(cached=False, jobs=1).problems


def test_a_second_run_renders_nothing_and_says_the_same(project: Project) -> None:
    first = project.check(jobs=1)
    assert first.rendered == 12
    assert len(first.problems) > 12
    second = project.check(jobs=1)
    assert second.rendered == 0
    assert second.problems == first.problems == fresh(project)


def test_another_process_finds_what_this_one_remembered(project: Project) -> None:
    project.check(jobs=1)
    code = (
        "import sys, pathlib; from mkdocs_help_center.cli.project import open_project; "
        "print(open_project(pathlib.Path(sys.argv[1])).check(jobs=1).rendered)"
    )
    command = [sys.executable, "-c", code, str(project.folder / "mkdocs.yml")]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert result.stdout.split() == ["0"]


def test_an_edited_body_renders_one_article(project: Project) -> None:
    project.check(jobs=1)
    path = project.folder / "content/en/tutorials/a3.md"
    path.write_text(
        path.read_text(encoding="utf-8") + "\nClick ** Save ** now.\n", encoding="utf-8"
    )
    time.sleep(0.05)
    run = project.check(jobs=1)
    assert run.rendered == 1
    assert run.problems == fresh(project)
    assert any(problem.check == "unclosed-bold" for problem in run.problems)


def test_one_file_is_checked_alone(project: Project) -> None:
    project.check(jobs=1)
    only = frozenset({"en/tutorials/a3.md"})
    run = project.check(only, jobs=1)
    assert run.rendered == 0
    wanted = [problem for problem in fresh(project) if problem.path.endswith("/a3.md")]
    orphans = {"orphan"}
    assert run.problems == [problem for problem in wanted if problem.check not in orphans]


def test_one_file_may_link_to_what_no_article_is(tmp_path: Path) -> None:
    """Feeds and lists are known from the run before."""
    links = (
        "[Feed](/en/release-notes/feed.xml), [list](/en/a-z/), [none](/en/release-notes/none.xml)."
    )
    files = {
        "en/release-notes/n.md": article(title="News", contentType="releaseNote"),
        "en/tutorials/a.md": article(title="A", body=f"See {links}\n", id="other"),
    }
    project = open_project(write_site(tmp_path, files))
    settle(tmp_path / "content")
    every = [one for one in project.check(jobs=1).problems if one.check == "unresolved-link"]
    assert len(every) == 1
    alone = project.check(frozenset({"en/tutorials/a.md"}), jobs=1).problems
    assert [one for one in alone if one.check == "unresolved-link"] == every


def test_one_file_without_any_cache_is_checked_the_same(project: Project) -> None:
    only = frozenset({"en/tutorials/a3.md"})
    assert (
        project.check(only, jobs=1).problems == project.check(only, jobs=1, cached=False).problems
    )


def test_a_moved_target_breaks_the_links_of_files_that_did_not_change(project: Project) -> None:
    project.check(jobs=1)
    folder = project.folder / "content/en/tutorials"
    text = (folder / "a5.md").read_text(encoding="utf-8")
    (folder / "a5.md").write_text(
        text.replace("slug: a5", "slug: other").replace("slugEN: a5", "slugEN: other"),
        encoding="utf-8",
    )
    (folder / "a5.md").rename(folder / "other.md")
    (folder / "a7.md").unlink()
    time.sleep(0.05)
    run = project.check(jobs=1)
    assert run.problems == fresh(project)
    broken = [problem.path for problem in run.problems if problem.check == "unresolved-link"]
    assert broken == ["content/en/tutorials/a4.md", "content/en/tutorials/a6.md"]
    only = project.check(frozenset({"en/tutorials/a4.md"}), jobs=1)
    assert [problem.check for problem in only.problems if problem.fails] == [
        "unresolved-link",
        "missing-image",
    ]


def test_an_image_that_appears_is_seen(project: Project) -> None:
    assert any("missing3.png" in problem.message for problem in project.check(jobs=1).problems)
    (project.folder / "content/en/tutorials/missing3.png").write_bytes(b"x")
    time.sleep(0.05)
    run = project.check(jobs=1)
    assert not any("missing3.png" in problem.message for problem in run.problems)
    assert run.problems == fresh(project)


def test_an_option_that_changes_is_seen(project: Project) -> None:
    project.check(jobs=1)
    config = write_site(project.folder, {}, checks={"missing-alt": "error"})
    run = open_project(config).check(jobs=1)
    found = {problem.severity for problem in run.problems if problem.check == "missing-alt"}
    assert found == {Severity.ERROR}


@pytest.mark.parametrize("seed", range(6))
def test_after_any_edits_the_answer_is_that_of_a_run_without_cache(
    tmp_path: Path, seed: int
) -> None:
    rng = random.Random(seed)
    folder = tmp_path / "content" / "en" / "tutorials"
    project = open_project(write_site(tmp_path, site_files(6)))
    project.check(jobs=1)
    for _ in range(6):
        paths = sorted(folder.glob("*.md"))
        path = rng.choice(paths)
        text = path.read_text(encoding="utf-8")
        edits: dict[str, Callable[[], object]] = {
            "body": lambda: path.write_text(
                text + "\n[x](/en/tutorials/a1#nope)\n", encoding="utf-8"
            ),
            "title": lambda: path.write_text(
                text.replace("title: ", "title: New ", 1), encoding="utf-8"
            ),
            "line": lambda: path.write_text(
                text.replace("---\n", "---\nauthor: undefined\n", 1), encoding="utf-8"
            ),
            "status": lambda: path.write_text(text.replace("PUBLISHED", "DRAFT"), encoding="utf-8"),
            "broken": lambda: path.write_text(
                text.replace("title:", "title: [", 1), encoding="utf-8"
            ),
            "new": lambda: (folder / f"n{rng.random()}.md").write_text(
                article(slug="a1"), encoding="utf-8"
            ),
            "gone": lambda: path.unlink() if len(list(folder.iterdir())) > 3 else None,
            "same": lambda: None,
        }
        edits[rng.choice(sorted(edits))]()
        only = frozenset(
            {f"en/tutorials/{p.name}" for p in folder.glob("*.md") if rng.random() < 0.4}
        )
        if only and rng.random() < 0.5:
            assert (
                project.check(only, jobs=1).problems
                == project.check(only, jobs=1, cached=False).problems
            )
        assert project.check(jobs=1).problems == fresh(project)


def test_several_processes_find_what_one_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mkdocs_help_center.checks.known_findings._MANY", 5)
    project = open_project(write_site(tmp_path, site_files()))
    assert project.check(cached=False, jobs=2).problems == fresh(project)


def test_a_damaged_cache_costs_time_and_no_answer(project: Project) -> None:
    wanted = project.check(jobs=1).problems
    path = project.folder / ".cache/check.sqlite"
    path.write_bytes(path.read_bytes()[:5000] + b"junk" * 2000)
    assert project.check(jobs=1).problems == wanted
    path.write_bytes(b"not a database at all")
    assert project.check(jobs=1).problems == wanted
    assert project.check(jobs=1).rendered == 0


def test_damaged_values_are_made_again(project: Project) -> None:
    wanted = project.check(jobs=1).problems
    connection = sqlite3.connect(project.folder / ".cache/check.sqlite")
    connection.execute("UPDATE entry SET value = X'8004' WHERE name <> ''")
    connection.commit()
    connection.close()
    assert project.check(jobs=1).problems == wanted


def test_a_folder_that_cannot_be_written_costs_time_and_no_answer(project: Project) -> None:
    (project.folder / ".cache").write_text("a file where the folder should be", encoding="utf-8")
    assert project.check(jobs=1).problems == fresh(project)


def test_the_cache_is_kept_out_of_version_control(project: Project) -> None:
    project.check(jobs=1)
    assert (project.folder / ".cache/.gitignore").read_text(encoding="utf-8") == "*\n"


def test_another_version_of_the_program_finds_nothing(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "c.sqlite", "1")
    cache.put([("a", "k", 1)])
    assert cache.get("a", "k") == 1
    assert cache.get("a", "other") is None
    cache.close()
    assert Cache(tmp_path / "c.sqlite", "1").get("a", "k") == 1
    assert Cache(tmp_path / "c.sqlite", "2").get("a", "k") is None


def test_a_file_that_changed_just_now_is_never_taken_for_unchanged(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("x", encoding="utf-8")
    assert sign_files(tmp_path, time.time_ns()) == {"x.md": ""}
    signature = sign_files(tmp_path, time.time_ns() + 10**9)["x.md"]
    assert signature
    (tmp_path / "x.md").write_text("y", encoding="utf-8")
    assert sign_files(tmp_path, time.time_ns() + 10**9)["x.md"] != signature


def test_a_cache_that_another_command_is_writing_is_left_to_it(tmp_path: Path) -> None:
    """Taking the file away would leave its journal to a new one, which would be damaged by it."""
    path = tmp_path / "check.sqlite"
    Cache(path, "1").close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    inode = path.stat().st_ino
    cache = Cache(path, "1")
    cache.put([("a", "k", 1)])
    assert cache.get("a", "k") is None
    cache.close()
    other.execute("COMMIT")
    assert path.stat().st_ino == inode
    again = Cache(path, "1")
    again.put([("a", "k", 1)])
    assert again.get("a", "k") == 1
