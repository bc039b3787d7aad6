"""On a terminal, where a bar is drawn, work is shared over the cores as it is elsewhere.

A process with threads is not forked (``processes.may_fork``): a bar must not add one. The tests' own process
may have some already.
"""

import threading
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from mkdocs_help_center.cli import main
from mkdocs_help_center.cli.progress import ShownReport
from mkdocs_help_center.cli.project import Project

from tests.checks.sites import article, write_site


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")


def test_a_build_may_fork_while_its_bar_is_drawn(capsys: pytest.CaptureFixture[str]) -> None:
    before = threading.active_count()
    with ShownReport().phase("articles", 10) as phase:
        phase.advance(1)
        assert threading.active_count() <= before
    assert "Rendering articles" in capsys.readouterr().err


def test_a_check_may_fork_while_its_bar_is_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site(tmp_path, {"en/tutorials/x.md": article()})
    check, seen = Project.check, []
    before = threading.active_count()

    def watched(self: Project, *arguments: Any, **options: Any) -> Any:
        options["progress"](1, 2)
        seen.append(threading.active_count())
        return check(self, *arguments, **options)

    monkeypatch.setattr(Project, "check", watched)
    result = CliRunner().invoke(main, ["check", "-f", str(tmp_path / "mkdocs.yml")])
    assert result.exit_code == 0
    assert "Checking" in result.stderr
    assert len(seen) == 1
    assert seen[0] <= before
