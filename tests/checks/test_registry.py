"""One list of all checks: nothing is reported that is not in it, and all in it is documented."""

import re
from pathlib import Path

import pytest
import yaml
from mkdocs_help_center.checks import CHECKS, Scope
from mkdocs_help_center.checks.fixes import FIXES, QUIET_FIXES
from mkdocs_help_center.checks.registry import ARTICLE_CHECKS, SITE_CHECKS, register
from mkdocs_help_center.content.problem import Severity

from tests.checks.check_names import PACKAGE, names_in_source
from tests.checks.sites import article, check_folder

NAMES = names_in_source()
#: An article that each check of one article finds something in, where no hard file does.
EXAMPLES: dict[str, tuple[str, str]] = {
    "mistyped-field": ("en/faq/x.md", article(internalreference="123")),
    "title-length": ("en/faq/x.md", article(title="long " * 30)),
    "unclosed-link": ("en/faq/x.md", article(body="[the panel](https://example.com/a b c\n")),
    "heading-order": ("en/faq/x.md", article(body="## One\n\n#### Two\n\nText.\n")),
    "heading-one": ("en/faq/x.md", article(body="# Another title\n\nText.\n")),
    "heading-empty": ("en/faq/x.md", article(body="##\n\nText.\n")),
    "bold-heading": ("en/faq/x.md", article(body="**Settings**\n\nText.\n")),
    "section-empty": ("en/faq/x.md", article(body="## One\n\n## Two\n\nText.\n")),
    "machine-translation": ("es/faq/x.md", article(body="> Este texto ha sido traducido automáticamente.\n")),
    "file-name-alt": ("en/faq/x.md", article(body="![image.png](https://example.com/image.png)\n")),
    "unknown-check": ("en/faq/x.md", article(body="<!-- help-center: ignore mising-alt -->\n\nText.\n")),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_name_that_a_problem_can_carry_is_registered(name: str) -> None:
    assert name in CHECKS, f"{NAMES[name]} makes a problem with a name that no list knows"


def test_the_search_for_names_finds_them() -> None:
    """Else the test above could not fail."""
    assert {
        "front-matter-syntax",
        "unresolved-link",
        "redirect-loop",
        "url-taken",
        "banner",
    } <= set(NAMES)
    assert len(NAMES) > 50


@pytest.mark.parametrize("name", sorted(CHECKS))
def test_every_check_says_what_is_expected_and_shows_it(name: str) -> None:
    check = CHECKS[name]
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)
    assert check.summary[0].isupper() or check.summary.startswith("`")
    assert check.summary.rstrip().endswith((".", ")."))
    assert check.bad != check.good


def test_what_is_entered_by_hand_is_made_somewhere() -> None:
    """An entry without its check would promise what nobody looks for."""
    elsewhere = {name for name, check in CHECKS.items() if check.scope is Scope.ELSEWHERE}
    sources = [
        path.read_text(encoding="utf-8")
        for path in PACKAGE.rglob("*.py")
        if path.parent.name != "checks"
    ]
    assert not [name for name in elsewhere if not any(f'"{name}"' in source for source in sources)]


def test_a_name_can_be_registered_once_only() -> None:
    with pytest.raises(ValueError, match="twice"):
        register("missing-alt", Severity.INFO, Scope.ARTICLE, "A.\n\nBad: b\nGood: g")
    with pytest.raises(ValueError, match="Bad"):
        register("never-there", Severity.INFO, Scope.ARTICLE, "No examples.")
    assert "never-there" not in CHECKS


def test_fixes_are_for_checks_that_exist() -> None:
    assert set(FIXES) | QUIET_FIXES <= set(CHECKS)


def _in_hard_cases() -> set[str]:
    table = yaml.safe_load(Path(__file__).with_name("hard-cases.yml").read_text(encoding="utf-8"))
    return {row["check"] for rows in table.values() for row in rows if "check" in row}


def test_every_check_of_one_article_is_held_by_an_example() -> None:
    assert set(ARTICLE_CHECKS) - _in_hard_cases() - set(EXAMPLES) == set()


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_the_check_finds_its_example(tmp_path: Path, name: str) -> None:
    uri, text = EXAMPLES[name]
    found = [problem for problem in check_folder(tmp_path, {uri: text}) if problem.check == name]
    assert len(found) == 1


def test_a_good_article_has_no_finding_at_all(tmp_path: Path) -> None:
    body = (
        "Click **Save** and see [the panel](https://example.com/panel).\n\n## Before you begin\n\n"
        '- one\n- two\n\n### Details\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n```json\n{"a": [1]}\n```\n\n'
        "> ℹ️ A note with `**/*.js`, 2**3 and {{mustache}} in text.\n\n"
        "![The panel with two tickets](https://example.com/panel.png)\n\n<details><summary>More</summary>"
        "\n\nText.\n\n</details>\n\n" + "More text to make the article long enough. " * 8 + "\n"
    )
    text = article(title="A good article", body=body, slug="good", slugEN="good", locale="en")
    linking = article(title="Another", body="See [it](/en/tutorials/good).\n" + "Text. " * 60 + "\n",
                      id="2aBcDeFgHiJkLmNoPqRsTu", slug="another", seeAlso="[good]", locale="en")  # fmt: skip
    back = text.replace("## Before", "See [the other](/en/tutorials/another).\n\n## Before")
    files = {"en/tutorials/good.md": back, "en/tutorials/another.md": linking}
    assert check_folder(tmp_path, files) == []


def test_every_site_check_has_a_function_of_its_name() -> None:
    assert all(
        function.__name__.strip("_").replace("_", "-") == name
        for name, function in SITE_CHECKS.items()
    )
