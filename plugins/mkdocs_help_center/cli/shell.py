"""What holds for every command: a mistake of the user or of the machine is a sentence, not a traceback."""

from __future__ import annotations

import errno
import importlib
from collections import UserDict
from typing import Any

import click
from mkdocs.exceptions import MkDocsException

from mkdocs_help_center.cli.reporting import describe


class Commands(UserDict[str, Any]):
    """Commands by name. In place of one stands the module that has it, under the last part of its own
    name, until it is asked for: all of them take a tenth of the time in which a preview starts.
    """

    def __getitem__(self, name: str) -> click.Command:
        """The command, imported where nobody has asked for it before."""
        found: click.Command | str = super().__getitem__(name)
        if isinstance(found, str):
            found = getattr(importlib.import_module(found), found.rpartition(".")[2])
            assert isinstance(found, click.Command)
            self[name] = found
        return found


class Shell(click.Group):
    """The group of all commands."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a file that cannot be read or written ends it with 1, a configuration that
        cannot be used with 2.
        """
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise  # Whoever read our output has had enough: Click ends quietly.
            raise click.ClickException(describe(error)) from error
        except MkDocsException as error:
            raise ConfigurationError(str(error)) from error


class ConfigurationError(click.ClickException):
    """The configuration cannot be used, or not with these options."""

    exit_code = 2
