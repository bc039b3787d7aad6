"""A bad incident is a problem with its line; the others stay."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from mkdocs_help_center.cli import main
from mkdocs_help_center.content.load import ContentSettings, load_content
from mkdocs_help_center.content.modules import read_modules
from mkdocs_help_center.status.board import Board
from mkdocs_help_center.status.load import load_board

GOOD = """\
---
title: T
id: one
contentType: incident
severity: major
modules: [checkout]
startedAt: 2026-11-05T11:00:00Z
resolvedAt: 2026-11-05T12:00:00Z
updates:
  - {at: 2026-11-05T11:10:00Z, state: investigating, text: We look.}
---

Text.
"""


def board(folder: Path, text: str, now: str = "2026-11-23T12:00:00+00:00") -> Board:
    (folder / "en/status").mkdir(parents=True)
    (folder / "_data").mkdir()
    (folder / "_data/modules.yml").write_text("- {id: checkout, formerIds: [cart]}\n")
    (folder / "en/status/bad.md").write_text(text)
    (folder / "en/status/good.md").write_text(GOOD.replace("id: one", "id: two"))
    catalog = load_content(ContentSettings(folder, locales=("en",))).catalog
    return load_board(catalog, read_modules(folder)[0], datetime.fromisoformat(now))


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("[checkout]", "[chekout]", 6, "no module"),
        ("severity: major", "severity: bad", 5, "no severity"),
        ("T12:00:00Z\nup", "T10:00:00Z\nup", 8, "over before it started"),
        ("startedAt: 2026-11-05T11:00:00Z\n", "", 1, "no 'startedAt'"),
        ("state: investigating", "state: looking", 9, "no known state"),
        ("at: 2026-11-05T11:10:00Z, ", "", 9, "no time"),
        (
            "{at: 2026-11-05T11:10:00Z, state: investigating, text: We look.}",
            "hm",
            9,
            "not made of",
        ),
    ],
)
def test_a_bad_incident_is_a_problem_with_its_line_and_the_others_stay(
    tmp_path: Path, old: str, new: str, line: int, words: str
) -> None:
    assert old in GOOD
    found = board(tmp_path, GOOD.replace(old, new))
    assert "two" in [one.id for one in found.incidents]
    (problem,) = [one for one in found.problems if words in one.message]
    assert problem.path == "content/en/status/bad.md"
    assert problem.line == line


def test_a_good_incident_is_none(tmp_path: Path) -> None:
    found = board(tmp_path, GOOD.replace("[checkout]", "[cart]"))
    assert not found.problems
    assert found.incidents[0].modules == ("checkout",)


def test_states_follow_the_clock(tmp_path: Path) -> None:
    found = board(tmp_path, GOOD, "2026-11-05T11:30:00+00:00")
    assert (found.indicator, found.overall) == ("major", "partial_outage")
    assert len(found.told_everywhere) == 2


def test_an_incident_is_opened_updated_and_resolved_in_every_language(tmp_path: Path) -> None:
    data = tmp_path / "content" / "_data"
    data.mkdir(parents=True)
    (data / "modules.yml").write_text("- {id: checkout, name: Checkout}\n")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: S\ndocs_dir: content\ntheme: {name: help-center}\n"
        "plugins:\n  - help-center: {locales: [en, es, pt]}\n"
    )
    config = ["-f", str(tmp_path / "mkdocs.yml")]
    run = CliRunner().invoke
    opened = run(main, ["incident", "open", *config, "-m", "checkout", "-t", "es=Hola: 'sí'"])
    assert opened.exit_code == 0, opened.output
    assert run(main, ["incident", "update", *config, "-s", "monitoring"]).exit_code == 0
    resolved = run(main, ["incident", "resolve", *config])
    assert resolved.exit_code == 0, resolved.output
    catalog = load_content(
        ContentSettings(tmp_path / "content", locales=("en", "es", "pt"))
    ).catalog
    modules, _ = read_modules(tmp_path / "content")
    found = load_board(catalog, modules, datetime.now(UTC))
    assert not found.problems
    (incident,) = found.incidents
    assert list(incident.articles) == ["en", "es", "pt"]
    states = [one.state for one in incident.updates_in("es")]
    assert states == ["investigating", "monitoring", "resolved"]
    assert incident.updates_in("es")[0].text == "Hola: 'sí'"
