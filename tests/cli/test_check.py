"""``help-center check``: what is printed, for whom, and how it ends."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from mkdocs_help_center.cli import main
from mkdocs_help_center.editing.schemas import vscode_tasks

from tests.checks.sites import article, write_site

BROKEN = article(body="See [it](/en/tutorials/nowhere).\n")


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(
        main, ["check", "-f", str(folder / "mkdocs.yml"), "--jobs", "1", *arguments]
    )


def test_a_clean_site_ends_with_zero(tmp_path: Path) -> None:
    write_site(tmp_path, {"en/tutorials/x.md": article()})
    result = run(tmp_path)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "1 file checked: no problems" in result.stderr


def test_a_problem_ends_with_one_and_names_its_place(tmp_path: Path) -> None:
    write_site(tmp_path, {"en/tutorials/x.md": BROKEN})
    result = run(tmp_path)
    assert result.exit_code == 1
    first = result.stdout.splitlines()[0]
    assert first.startswith("content/en/tutorials/x.md:9:10: ")
    assert first.endswith("(unresolved-link)")
    pattern = vscode_tasks()["tasks"][0]["problemMatcher"]["pattern"]["regexp"]
    assert re.fullmatch(pattern, first)


def test_notes_are_shown_when_asked_for_and_fail_nothing(tmp_path: Path) -> None:
    write_site(tmp_path, {"en/tutorials/x.md": article(body="![](https://example.com/x.png)\n")})
    assert run(tmp_path).stdout == ""
    result = run(tmp_path, "--verbose")
    assert result.exit_code == 0
    assert "(missing-alt)" in result.stdout


def test_the_json_format_holds_everything(tmp_path: Path) -> None:
    write_site(tmp_path, {"en/tutorials/x.md": BROKEN})
    (row,) = json.loads(run(tmp_path, "--format", "json").stdout)
    assert row["path"] == "content/en/tutorials/x.md"
    assert (row["line"], row["column"], row["check"], row["severity"]) == (
        9,
        10,
        "unresolved-link",
        "warning",
    )
    assert "nowhere" in row["message"]


def test_github_gets_annotations_whose_text_cannot_break_out(tmp_path: Path) -> None:
    name = "en/tutorials/x,y:z.md"
    write_site(tmp_path, {name: article(status="'PUB%0A::error::LISHED'")})
    lines = run(tmp_path, "--format", "github").stdout.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith(
        "::error file=content/en/tutorials/x%2Cy%3Az.md,line=4,col=1,title=status::"
    )
    assert "%250A" in lines[0]


def test_control_characters_of_a_file_do_not_reach_the_terminal(tmp_path: Path) -> None:
    write_site(tmp_path, {"en/tutorials/x.md": article(status='"\\e[2Jx"')})
    assert "\x1b" not in run(tmp_path).stdout


def test_programs_get_every_text_as_it_is(tmp_path: Path) -> None:
    """``:100:`` and ``[red]`` are an emoji and a colour to a terminal library."""
    body = "\n" * 91 + "See [it](/en/:bell:/nowhere).\n"
    write_site(tmp_path, {"en/tutorials/x.md": article(body=body, contentType="'[red]:bell:'")})
    rows = json.loads(run(tmp_path, "--format", "json").stdout)
    assert [row["line"] for row in rows] == [6, 100]
    assert "'[red]:bell:'" in rows[0]["message"]
    for output in ("text", "github"):
        assert "'[red]:bell:'" in run(tmp_path, "--format", output).stdout
    assert "x.md:100:10: " in run(tmp_path).stdout


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux only")
@pytest.mark.parametrize("output", ["text", "json", "github"])
def test_a_file_name_that_is_no_text_is_reported_and_ends_nothing(
    tmp_path: Path, output: str
) -> None:
    config = write_site(tmp_path, {"en/tutorials/x.md": article()})
    name = os.fsencode(tmp_path / "content/en/tutorials") + b"/envi\xf3 \x1b[2J\n.md"
    with open(name, "wb") as stream:  # noqa: PTH123 - a name of bytes
        stream.write(article(title="Other", id="x").encode())
    command = [sys.executable, "-m", "mkdocs_help_center", "check", "--format", output]
    result = subprocess.run(command, cwd=config.parent, capture_output=True, check=False)
    assert result.returncode == 1, result.stderr
    assert b"file-name" in result.stdout
    assert b"\x1b" not in result.stdout
    if output == "json":
        assert any(row["check"] == "file-name" for row in json.loads(result.stdout))


def test_only_the_paths_given_are_checked(tmp_path: Path) -> None:
    files = {
        f"en/tutorials/{name}.md": BROKEN.replace("An article", name).replace("1aBc", name)
        for name in "ab"
    }
    write_site(tmp_path, files)
    result = run(tmp_path, str(tmp_path / "content/en/tutorials/b.md"))
    assert result.exit_code == 1
    assert "b.md:9" in result.stdout
    assert "a.md" not in result.stdout
    folder = run(tmp_path, str(tmp_path / "content/en"))
    assert folder.stdout.count("unresolved-link") == 2


def test_a_path_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    write_site(tmp_path, {"en/tutorials/x.md": BROKEN})
    assert run(tmp_path, str(tmp_path / "nowhere.md")).exit_code == 2


def test_a_path_outside_of_the_content_is_no_problem(tmp_path: Path) -> None:
    """As a pre-commit hook hands over all changed files."""
    write_site(tmp_path, {"en/tutorials/x.md": BROKEN})
    assert run(tmp_path, str(tmp_path / "mkdocs.yml")).exit_code == 0


def test_a_configuration_that_cannot_be_used_ends_with_two(tmp_path: Path) -> None:
    write_site(tmp_path, {}, page_sise=3)
    assert run(tmp_path).exit_code == 2


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_explains_itself(name: str) -> None:
    result = CliRunner().invoke(main, [name, "--help"])
    assert result.exit_code == 0
    assert len(result.output) > 150


def test_the_list_of_checks_names_all_of_them() -> None:
    assert "unclosed-bold" in CliRunner().invoke(main, ["check", "--list"]).output


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_complete_commands_and_options(shell: str) -> None:
    command = [sys.executable, "-m", "mkdocs_help_center"]
    environment = {"_HELP_CENTER_COMPLETE": f"{shell}_source", "PATH": "/usr/bin:/bin"}
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert "help-center" in result.stdout or "complete" in result.stdout
