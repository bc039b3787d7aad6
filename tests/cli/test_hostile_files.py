"""Folders and files that no writer means: every command ends by itself, says why, and loses nothing."""

import ctypes
import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.checks.sites import article, write_site
from tests.importers.space import WHOLE

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits and links of Linux")

FIXABLE = "Click [here ](/en/tutorials/y) now.\n"
#: Commands that write, and what they are to change.
WRITING = {
    "new": ["new", "tutorial", "Hello"],
    "rename": ["rename", "content/en/tutorials/x.md", "z"],
    "fix": ["check", "--fix", "-v", "--allow-dirty"],
    "baseline": ["check", "--write-baseline"],
    "import": ["import", "contentful", "export.json"],
    "schemas": ["schemas"],
    "urls": ["urls", "record"],
    "incident": ["incident", "open", "-m", "checkout"],
    "redirects": ["redirects", "--format", "netlify", "-o", "out"],
    "docs": ["docs", "out"],
    "build": ["build"],
}
READING = {
    "check": ["check", "--no-cache"],
    "check-cached": ["check"],
    "translations": ["translations"],
    "stats": ["stats", "--problems"],
    "dry-run": ["import", "contentful", "export.json", "--dry-run"],
}


def some(*names: str) -> list[Any]:
    """All commands; those that are not named run in CI only."""
    return [
        pytest.param(name, marks=[] if name in names else [pytest.mark.slow])
        for name in [*READING, *WRITING]
    ]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    files = {
        "en/tutorials/x.md": article(body=FIXABLE, id="x", slug="x", slugEN="x"),
        "en/tutorials/y.md": article(body="[x](/en/tutorials/x)\n", id="y", slug="y", slugEN="y"),
        "_data/modules.yml": "- {id: checkout, name: Checkout}\n",
    }
    write_site(tmp_path, files)
    (tmp_path / "export.json").write_text(json.dumps(WHOLE), encoding="utf-8")
    return tmp_path


def run(
    folder: Path, command: list[str], before: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    result = subprocess.run(
        [sys.executable, "-m", "mkdocs_help_center", *command],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        preexec_fn=before,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "Traceback" not in result.stderr, result.stderr
    assert result.returncode in (0, 1, 2)
    return result


def contents(folder: Path) -> dict[str, bytes]:
    """The articles, and whatever a command left beside them."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.relative_to(folder).parts[0].startswith(".cache")
    }


def as_anyone() -> None:
    """Have the system's permissions hold for root, too."""
    for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP


def on_a_full_disk() -> None:
    """No file may have more than a few bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (16, 16))


@pytest.mark.parametrize("name", [one for one in some("new", "rename", "import", "urls", "build")
                                  if one.values[0] in WRITING])  # fmt: skip
def test_in_a_folder_that_may_not_be_written_nothing_changes_and_the_file_is_named(
    site: Path, name: str
) -> None:
    before = contents(site)
    folders = [site, *(path for path in site.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    try:
        result = run(site, WRITING[name], as_anyone)
    finally:
        for folder in folders:
            folder.chmod(0o755)
    assert result.returncode == 1
    assert "Permission denied" in result.stderr
    assert ".help-center-new" not in result.stderr
    assert contents(site) == before


@pytest.mark.parametrize("name", [one for one in some("new", "rename", "import")
                                  if one.values[0] in WRITING and one.values[0] != "build"])  # fmt: skip
def test_on_a_full_disk_every_file_is_the_old_one(site: Path, name: str) -> None:
    before = contents(site)
    result = run(site, WRITING[name], on_a_full_disk)
    assert result.returncode == 1
    assert "File too large" in result.stderr
    assert contents(site) == before


def test_a_folder_that_may_not_be_written_is_checked_all_the_same(site: Path) -> None:
    site.chmod(0o555)
    try:
        result = run(site, ["check", "-v"], as_anyone)
    finally:
        site.chmod(0o755)
    assert "2 files checked" in result.stderr


@pytest.mark.parametrize("name", some("check", "build"))
def test_links_in_circles_pipes_and_dead_ends_are_told_and_cost_no_other_file(
    site: Path, name: str
) -> None:
    folder = site / "content/en/tutorials"
    (folder / "around").symlink_to("..")
    (folder / "there").mkdir()
    (folder / "there" / "back").symlink_to("../../tutorials/there")
    (folder / "itself.md").symlink_to("itself.md")
    (folder / "nothing.md").symlink_to("nowhere.md")
    os.mkfifo(folder / "pipe.md")
    os.mkfifo(folder / "pipe.png")
    result = run(site, {**READING, **WRITING}[name])
    assert result.returncode == (1 if name in ("check", "check-cached", "fix") else 0)
    if name == "check":
        told = {
            line.partition(":")[0].removeprefix("content/en/tutorials/")
            for line in result.stdout.splitlines()
            if "(file-unreadable)" in line
        }
        assert told == {"around", "there/back", "itself.md", "nothing.md", "pipe.md", "pipe.png"}
        assert "2 files checked" in result.stderr
    if name == "build":
        assert (site / "site/en/tutorials/x/index.html").is_file()
        assert not (site / "site/en/tutorials/around").exists()


def test_a_folder_that_may_not_be_read_is_told(site: Path) -> None:
    (site / "content/en/tutorials/closed").mkdir(mode=0)
    try:
        result = run(site, ["check"], as_anyone)
    finally:
        (site / "content/en/tutorials/closed").chmod(0o755)
    assert "content/en/tutorials/closed:1:1: cannot be read: Permission denied" in result.stdout


BINARIES = {
    "nul.md": b"\0" * 5000,
    "random.md": bytes(range(256)) * 200,
    "framed.md": b"---\n" + bytes(range(256)) + b"\n---\n" + bytes(range(255, 0, -1)),
    "latin.md": article(id="l", slug="l").encode() + "Acción [aquí ](/en/faq)".encode("latin-1"),
    "empty.md": b"",
}


@pytest.mark.parametrize("name", some("check", "fix"))
def test_what_is_no_text_is_told_and_not_touched(site: Path, name: str) -> None:
    folder = site / "content/en/tutorials"
    for file, data in BINARIES.items():
        (folder / file).write_bytes(data)
    run(site, {**READING, **WRITING}[name])
    assert {file: (folder / file).read_bytes() for file in BINARIES} == BINARIES


NAMES = ["a b&c.md", 'quote".md', "new\nline.md", "tab\t.md", "-dash.md", "#hash?.md", "%41.md", "é.md",
         "[x](y).md", "CON.md", "x.MD", "a" * 240 + ".md", "😀.md", os.fsdecode(b"\xff\xfe.md")]  # fmt: skip


@pytest.mark.parametrize("name", some("fix", "rename"))
def test_any_name_of_a_file_is_taken(site: Path, name: str) -> None:
    folder = site / "content/en/tutorials"
    text = article(id="", slug="", slugEN="", body=FIXABLE)
    for file in NAMES:
        (folder / file).write_text(text, encoding="utf-8")
    run(site, {**READING, **WRITING}[name])
    left = set(os.listdir(folder))  # noqa: PTH208 - names that are no UTF-8
    assert set(NAMES) <= left
    if name == "fix":
        fixed = [file for file in NAMES if "[here](" in (folder / file).read_text(encoding="utf-8")]
        assert set(NAMES) - set(fixed) == {os.fsdecode(b"\xff\xfe.md")}
    assert not [file for file in left if file.startswith(".help-center-")]


@pytest.mark.parametrize("command", [READING["check"], WRITING["fix"], READING["stats"]])
@pytest.mark.parametrize("body", ["Some words and `code`.\n\n", "word ** "])
@pytest.mark.slow
def test_a_hundred_megabytes_end(site: Path, body: str, command: list[str]) -> None:
    path = site / "content/en/tutorials/big.md"
    size = 100_000_000 if "\n" in body else 10_000_000
    text = article(id="b", slug="b", slugEN="b") + body * (size // len(body)) + "\n"
    path.write_text(text, encoding="utf-8")
    result = run(site, command)
    assert "(too-large)" in result.stdout or command == READING["stats"]
    assert path.read_text(encoding="utf-8") == text


def test_what_of_an_article_is_not_rendered_is_not_looked_at(site: Path) -> None:
    body = f"{'a' * 98}\n\n" * 21_000 + "TODO\n"
    text = article(body=body, id="b", slug="b", slugEN="b")
    (site / "content/en/tutorials/b.md").write_text(text, encoding="utf-8")
    found = run(site, ["check", "content/en/tutorials/b.md"]).stdout
    assert "(too-large)" in found
    assert "(test-word)" not in found
