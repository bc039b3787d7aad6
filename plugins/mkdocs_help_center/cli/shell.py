"""What holds for every command: a mistake of the user or of the machine is a sentence, not a traceback."""

from __future__ import annotations

import errno
from typing import Any

import click
from mkdocs.exceptions import MkDocsException

from mkdocs_help_center.cli.reporting import describe


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
