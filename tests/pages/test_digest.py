"""A month's news as a mail."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import html as lxml_html
from mkdocs_help_center.cli import main
from mkdocs_help_center.pages.digest import digest, next_month, render_digest

from ..content.sites import write
from ..feeds.centers import DATA, assembly, note
from ..plugin.builds import project

OCTOBER = datetime(2026, 10, 1, tzinfo=UTC)
FILES: dict[str, str | bytes] = {
    "pt/release-notes/first.md": note(
        "R&D <b>", day="2026-10-01", module="checkout", version="1.2.0"
    ),
    "pt/release-notes/last.md": note("Last", day="2026-10-31T23:59:59Z"),
    "pt/release-notes/before.md": note(
        "Before", day="2026-09-30T23:59:59Z", actionRequired="true", deadline="2026-12-01"
    ),
    "pt/release-notes/over.md": note(
        "Over", day="2026-09-01", actionRequired="true", deadline="2026-10-15"
    ),
    "pt/release-notes/after.md": note("After", day="2026-11-01"),
    "pt/release-notes/hidden.md": note("Hidden", day="2026-10-05", hidden="true"),
    "pt/announcements/a.md": note(
        "News", day="2026-10-10", contentType="announcement", excerpt="Why."
    ),
    "en/release-notes/other.md": note("Other language", day="2026-10-10"),
}


def test_a_digest_holds_its_month_in_its_language_and_deadlines_to_come(tmp_path: Path) -> None:
    built = assembly(write(tmp_path, {**DATA, **FILES}))
    found = digest(built.center, "pt", OCTOBER)
    assert found.title == "Help & Co: outubro de 2026"
    assert [(one.title, [entry.title for entry in one.entries]) for one in found.sections] == [
        ("Novidades", ["News"]),
        ("Notas de versão", ["Last", "R&D <b>"]),
    ]
    assert [entry.title for entry in found.deadlines] == ["Before"]


def test_a_mail_needs_nothing_but_itself(tmp_path: Path) -> None:
    """No style sheet, script or picture to fetch, and whole addresses."""
    built = assembly(write(tmp_path, {**DATA, **FILES}))
    html, text = render_digest(built.theme, digest(built.center, "pt", OCTOBER))
    page = lxml_html.document_fromstring(html)
    assert page.get("lang") == "pt"
    assert not page.cssselect("script, link, style, img, iframe")
    for link in page.cssselect("a"):
        assert str(link.get("href")).startswith("https://help.example.com/")
    assert "R&amp;D &lt;b&gt;" in html
    assert "* R&D <b>\n" in text
    assert "<a" not in text
    for title in ("News", "Last", "Before"):
        assert title in text
        assert title in html


@pytest.mark.parametrize(("month", "expected"), [((2026, 12), (2027, 1)), ((2026, 1), (2026, 2))])
def test_months_follow_each_other(month: tuple[int, int], expected: tuple[int, int]) -> None:
    assert next_month(datetime(*month, 1, tzinfo=UTC)) == datetime(*expected, 1, tzinfo=UTC)


def test_the_command_writes_both_files(tmp_path: Path) -> None:
    config = project(tmp_path, {**DATA, **FILES})
    command = [
        "digest",
        "--month",
        "2026-10",
        "--locale",
        "pt",
        "-f",
        str(config),
        "-o",
        str(tmp_path / "out"),
    ]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 0, result.output
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {"digest-2026-10-pt.html", "digest-2026-10-pt.txt"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--month", "2026-13", "--locale", "pt"], "'2026-13' is no month"),
        (["--month", "2026-10", "--locale", "xx"], "'xx' is no language of the site; use en, pt"),
    ],
)
def test_what_makes_no_digest_is_said(tmp_path: Path, arguments: list[str], message: str) -> None:
    config = project(tmp_path, {**DATA, **FILES})
    result = CliRunner().invoke(main, ["digest", *arguments, "-f", str(config)])
    assert result.exit_code == 2
    assert message in " ".join(result.output.split())


def test_upcoming_says_whether_a_build_is_due(tmp_path: Path) -> None:
    """The scheduled build asks it: exit code 0 means that something came due since the last one."""
    files = {**DATA, **FILES, "en/announcements/x.md": note("X", day="2026-11-23T11:30:00Z")}
    files["en/release-notes/w.md"] = note("W", withdrawnAt="2026-12-30")
    files["en/announcements/y.md"] = note("Y", day="2026-12-24", contentType="announcement")
    config = project(tmp_path, files)
    listed = CliRunner().invoke(main, ["upcoming", "-f", str(config)])
    assert listed.exit_code == 0
    assert "2026-12-24T00:00Z" in listed.output
    assert "content/en/announcements/y.md" in listed.output
    assert "2026-12-30T00:00Z" in listed.output
    assert "x.md" not in listed.output
    # The clock of these sites is 2026-11-23T12:00Z.
    for since, code in (("2026-11-23T11:00Z", 0), ("2026-11-23T11:30Z", 1), ("nonsense", 2)):
        result = CliRunner().invoke(main, ["upcoming", "--due-since", since, "-f", str(config)])
        assert result.exit_code == code, (since, result.output)
