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


def test_a_maintenance_without_an_end_is_said_to_have_none(tmp_path: Path) -> None:
    text = GOOD.replace("severity: major", "severity: maintenance").replace(
        "resolvedAt: 2026-11-05T12:00:00Z\n", ""
    )
    found = board(tmp_path, text)
    (problem,) = found.problems
    assert (problem.line, "no planned end" in problem.message) == (7, True)


def test_a_good_incident_is_none(tmp_path: Path) -> None:
    found = board(tmp_path, GOOD.replace("[checkout]", "[cart]"))
    assert not found.problems
    assert found.incidents[0].modules == ("checkout",)


def test_states_follow_the_clock(tmp_path: Path) -> None:
    found = board(tmp_path, GOOD, "2026-11-05T11:30:00+00:00")
    assert (found.indicator, found.overall) == ("major", "partial_outage")
    assert len(found.told_everywhere) == 2


def test_what_is_written_ahead_is_not_told_before_its_time(tmp_path: Path) -> None:
    later = GOOD.replace(
        "We look.}", "We look.}\n  - {at: 2026-11-05T11:50:00Z, state: monitoring, text: Fixed.}"
    )
    now = datetime(2026, 11, 5, 11, 30, tzinfo=UTC)
    found = board(tmp_path, later, now.isoformat())
    (bad,) = [one for one in found.incidents if one.id == "one"]
    assert [one.text for one in bad.said_in("en", now)] == ["We look."]
    assert bad.state(now) == "investigating"
    assert not Board(found.modules, found.incidents, now.replace(hour=10)).past


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


@pytest.fixture
def config(tmp_path: Path) -> list[str]:
    data = tmp_path / "content" / "_data"
    data.mkdir(parents=True)
    (data / "modules.yml").write_text(
        "- {id: checkout, name: {en: Checkout, es: Caja, pt: Caixa}}\n"
    )
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: S\ndocs_dir: content\ntheme: {name: help-center}\n"
        "plugins:\n  - help-center: {locales: [en, es, pt]}\n"
    )
    return ["-f", str(tmp_path / "mkdocs.yml")]


def call(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(main, ["incident", *arguments])
    assert result.exit_code == code, result.output
    return result.output


def test_a_resolved_incident_tells_summary_and_cause_in_each_language_that_has_them(
    tmp_path: Path, config: list[str]
) -> None:
    call("open", *config, "-m", "checkout", "--title", "pt=Caixa lento")
    call("resolve", *config, "--summary", "Slow for 5 minutes.", "--summary", "pt=Lento por 5 minutos.",
         "--cause", "pt=Um disco cheio.")  # fmt: skip
    texts = {
        path.parts[-4]: path.read_text("utf-8") for path in tmp_path.glob("content/*/status/*/*.md")
    }
    assert texts["pt"].endswith(
        "\n## Resumo\n\nLento por 5 minutos.\n\n## Causa\n\nUm disco cheio.\n"
    )
    assert texts["en"].endswith("\n## Summary\n\nSlow for 5 minutes.\n")
    assert "##" not in texts["es"]
    # Nothing is written in another language than the article's.
    assert "title: 'Problemas con Caja'" in texts["es"]
    assert "title: 'Caixa lento'" in texts["pt"]


def test_a_maintenance_is_told_in_its_own_words(tmp_path: Path, config: list[str]) -> None:
    call("open", *config, "-m", "checkout", "-s", "maintenance", code=2)
    call("open", *config, "-m", "checkout", "-s", "maintenance", "--at", "2026-01-01T00:00:00Z",
         "--until", "2100-01-01T00:00:00Z")  # fmt: skip
    assert "no state of it" not in call("update", *config, "-s", "monitoring")
    call("update", *config)
    call("resolve", *config, "--at", "2025-12-31T00:00:00Z", code=2)
    call("resolve", *config)
    (path,) = tmp_path.glob("content/es/status/*/*.md")
    words = [line.strip() for line in path.read_text("utf-8").splitlines() if "state:" in line]
    assert words == [
        f"state: {one}" for one in ("scheduled", "verifying", "in_progress", "completed")
    ]


def test_a_state_that_an_incident_cannot_have_is_refused(config: list[str]) -> None:
    call("open", *config, "-m", "checkout")
    assert "no state of it" in call("update", *config, "-s", "verifying", code=2)
    assert "no module 'chekout'" in call("open", *config, "-m", "chekout", code=2)
    assert "no incident" in call("resolve", *config, "nothing", code=2)
