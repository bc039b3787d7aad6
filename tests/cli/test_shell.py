"""The group of commands: each is imported when it is asked for, and known before."""

from __future__ import annotations

import subprocess
import sys

import pytest
from click.testing import CliRunner
from mkdocs_help_center.cli import main
from mkdocs_help_center.cli.shell import Commands


@pytest.mark.parametrize("name", sorted(main.commands))
def test_a_command_has_the_name_that_it_is_listed_by(name: str) -> None:
    assert main.commands[name].name == name


def test_a_preview_does_not_wait_for_other_commands() -> None:
    code = (
        "import sys; from mkdocs_help_center.cli import main; main.commands['serve']; "
        "print(*(name for name in sys.modules if name.startswith('mkdocs_help_center.')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    modules = done.stdout.split()
    assert "mkdocs_help_center.cli.serve" in modules
    assert "mkdocs_help_center.cli.import_" not in modules
    assert not [name for name in modules if name.startswith("mkdocs_help_center.importers")]


def test_a_misspelt_command_is_guessed() -> None:
    result = CliRunner().invoke(main, ["biuld"])
    assert result.exit_code == 2
    assert "Did you mean 'build'?" in result.output


def test_commands_can_be_added_and_taken_away() -> None:
    commands = Commands({"serve": "mkdocs_help_center.cli.serve"})
    commands["other"] = main.commands["build"]
    assert list(commands) == ["serve", "other"]
    assert len(commands) == 2
    del commands["other"]
    assert dict(commands) == {"serve": main.commands["serve"]}
    with pytest.raises(KeyError):
        commands["other"]
