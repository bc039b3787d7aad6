"""Corrections: one right answer, nothing else touched, and none left after the second look."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from mkdocs_help_center.checks.fixes import FIXES, fix_text
from mkdocs_help_center.cli import main
from mkdocs_help_center.content.problem import Problem

from tests.checks.sites import article, write_site

OTHER = article(title="Roles", id="2aBcDeFgHiJkLmNoPqRsTu", slug="roles", slugEN="roles")
#: What each fix makes of a file; a pair of texts of which the second is wanted.
PAIRS = {
    "blank-ends": ("title: 'An article '\n", "title: 'An article'\n"),
    "undefined-value": ("author: 'undefined'\n", "author:\n"),
    "locale-folder": ("locale: pt\n", "locale: en\n"),
    "empty-fragment": ("See [it](https://example.com/a#) now.\n", "See [it](https://example.com/a) now.\n"),
    "link-text-blanks": ("See[ the guide](https://example.com/a).\n", "See [the guide](https://example.com/a).\n"),
    "old-link": (
        "See [roles](/en/tutorial/roles--2aBcDeFgHiJkLmNoPqRsTu#who).\n",
        "See [roles](/en/tutorials/roles#who).\n",
    ),
    "absolute-link": (
        "See [roles](https://help.example.com/en/tutorials/roles#who).\n",
        "See [roles](/en/tutorials/roles#who).\n",
    ),
    "final-newline": ("Text.", "Text.\n"),
}  # fmt: skip


def file_with(part: str) -> str:
    """An article that holds ``part``: a field, or a text."""
    key = part.partition(":")[0]
    if "\n" in part and key in ("title", "author", "locale"):
        text = article(body="Text.\n")
        return (
            text.replace("title: An article\n", part)
            if key == "title"
            else text.replace("---\n\n", f"{part}---\n\n")
        )
    return article(body=part)


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("name", PAIRS)
def test_the_fix_gives_the_right_answer_and_touches_nothing_else(
    tmp_path: Path, name: str, ends: str
) -> None:
    wrong, right = (file_with(part).replace("\n", ends) for part in PAIRS[name])
    config = write_site(tmp_path, {"en/tutorials/x.md": wrong, "en/tutorials/roles.md": OTHER})
    CliRunner().invoke(main, ["check", "-f", str(config), "--fix", "--verbose", "--no-cache"])
    assert (tmp_path / "content/en/tutorials/x.md").read_bytes().decode() == right


def test_every_fix_has_an_example() -> None:
    assert set(FIXES) - set(PAIRS) <= {"feed-guid"}


def test_a_file_is_corrected_in_several_places_at_once(tmp_path: Path) -> None:
    body = (
        "[ a](https://example.com/a#) and [b ](https://example.com/b) [c](https://example.com/c#)"
    )
    config = write_site(tmp_path, {"en/tutorials/x.md": article(body=body)})
    for _ in range(2):
        CliRunner().invoke(main, ["check", "-f", str(config), "--fix", "-v", "--no-cache"])
    text = (tmp_path / "content/en/tutorials/x.md").read_text(encoding="utf-8")
    assert text.endswith(
        "\n[a](https://example.com/a) and [b](https://example.com/b) [c](https://example.com/c)\n"
    )


def test_a_problem_whose_line_is_not_there_changes_nothing() -> None:
    for check in FIXES:
        gone = Problem("x.md", 99, 50, check, "", "")
        far = Problem("x.md", 1, 500, check, "the link 'x' is", "write 'y'")
        assert fix_text("a\n", [gone, far]) == "a\n"


def test_without_fix_nothing_is_written(tmp_path: Path) -> None:
    config = write_site(tmp_path, {"en/tutorials/x.md": article(locale="pt")})
    before = (tmp_path / "content/en/tutorials/x.md").read_bytes()
    result = CliRunner().invoke(main, ["check", "-f", str(config), "--no-cache"])
    assert result.exit_code == 1
    assert "1 can be corrected by --fix" in result.output
    assert (tmp_path / "content/en/tutorials/x.md").read_bytes() == before
