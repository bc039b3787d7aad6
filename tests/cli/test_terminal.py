"""On a terminal, where a bar is drawn, work is shared over the cores as it is elsewhere."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from mkdocs_help_center.building.workers import may_fork
from mkdocs_help_center.cli import main
from mkdocs_help_center.cli.progress import ShownReport
from mkdocs_help_center.cli.project import Project

from tests.checks.sites import article, write_site


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")


def test_a_build_forks_while_its_bar_is_drawn(capsys: pytest.CaptureFixture[str]) -> None:
    with ShownReport().phase("articles", 10) as phase:
        phase.advance(1)
        assert may_fork()
    assert "Rendering articles" in capsys.readouterr().err


def test_a_check_forks_while_its_bar_is_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site(tmp_path, {"en/tutorials/x.md": article()})
    check, seen = Project.check, []

    def watched(self: Project, *arguments: Any, **options: Any) -> Any:
        options["progress"](1, 2)
        seen.append(may_fork())
        return check(self, *arguments, **options)

    monkeypatch.setattr(Project, "check", watched)
    result = CliRunner().invoke(main, ["check", "-f", str(tmp_path / "mkdocs.yml")])
    assert result.exit_code == 0
    assert "Checking" in result.stderr
    assert seen == [True]
