"""An incident at night: opened in one line, and on the site after a build of the status pages alone."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree, html
from mkdocs_help_center.cli import main

from tests.conftest import ROOT

CONFIG = """\
site_name: Help Center
site_url: https://help.example.com/
docs_dir: content
theme: {name: help-center}
plugins: [help-center]
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The sample content beside a site that was built by something else."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("untouched", encoding="utf-8")
    return tmp_path


def call(project: Path, *arguments: str) -> Result:
    command, *rest = arguments
    group = [command] if command == "build" else ["incident", command]
    return CliRunner().invoke(main, [*group, "-f", str(project / "mkdocs.yml"), *rest])


def test_an_incident_is_on_the_site_after_two_commands(project: Path) -> None:
    opened = call(project, "open", "-m", "checkout", "-m", "oms", "-s", "critical")
    assert opened.exit_code == 0, opened.output
    assert len(opened.stdout.split()) == 3
    built = call(project, "build", "--status-only")
    assert built.exit_code == 0, built.output
    site = project / "site"
    assert (site / "index.html").read_text() == "untouched"
    for locale in ("en", "es", "pt"):
        now = json.loads((site / locale / "status/now.json").read_text("utf-8"))
        assert now["state"] == "major_outage"
        (bar,) = now["bars"]
        page = html.fromstring((site / bar["url"].strip("/") / "index.html").read_text("utf-8"))
        assert page.get("lang") == locale
        # A former id names the module that it became.
        assert "Pedidos" in page.text_content() or locale == "en"
        board = html.fromstring((site / locale / "status/index.html").read_text("utf-8"))
        states = {
            row.get("data-module"): row.get("data-state")
            for row in board.xpath("//*[@data-module]")
        }
        assert states["checkout"] == states["orders"] == "major_outage"
        assert states["cms"] == "operational"
        for feed in (
            "status",
            "status/module/checkout",
            "status/module/orders",
            "status/module/oms",
        ):
            entries = etree.parse(site / locale / feed / "atom.xml").getroot()
            titles = [one.text for one in entries.iter("{*}title")]
            assert any(title and title in bar["text"] for title in titles[1:]), feed
    summary = json.loads((site / "api/v2/summary.json").read_text("utf-8"))
    assert summary["status"]["indicator"] == "critical"
    assert {one["id"] for one in summary["incidents"][0]["components"]} == {"checkout", "orders"}


@pytest.mark.slow
def test_after_it_is_over_nothing_tells_of_it_but_the_history(project: Path) -> None:
    call(project, "open", "-m", "checkout", "-s", "major")
    call(project, "build", "--status-only")
    resolved = call(project, "resolve", "--summary", "pt=Durou pouco.")
    assert resolved.exit_code == 0, resolved.output
    assert call(project, "build", "--status-only").exit_code == 0
    site = project / "site"
    assert json.loads((site / "pt/status/now.json").read_text("utf-8"))["bars"] == []
    board = html.fromstring((site / "pt/status/index.html").read_text("utf-8"))
    assert not board.xpath("//*[@aria-labelledby='hc-open']")
    (link, *_) = board.xpath("//*[@aria-labelledby='hc-past']//h4/a/@href")
    page = html.fromstring((site / link.strip("/") / "index.html").read_text("utf-8"))
    assert "Durou pouco." in page.text_content()
    assert [one.strip() for one in page.xpath("//article//h2/text()")][-1] == "Resumo"


@pytest.mark.slow
def test_somebody_elses_typo_does_not_hold_it_up(project: Path) -> None:
    (project / "content/en/faq/broken.md").write_text("---\ntitle: [\n---\n\n{{", encoding="utf-8")
    (project / "content/_data/regions.yml").write_text("regions: [", encoding="utf-8")
    assert call(project, "open", "-m", "checkout").exit_code == 0
    built = call(project, "build", "--status-only")
    assert built.exit_code == 0, built.output


def test_a_site_that_was_never_built_is_said(project: Path) -> None:
    shutil.rmtree(project / "site")
    built = call(project, "build", "--status-only")
    assert built.exit_code == 2
    assert "is no built site" in built.output
