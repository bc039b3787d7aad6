"""What holds for every command: a mistake of the user or of the machine is a sentence, not a traceback."""

from __future__ import annotations

import errno
import importlib
from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any

import click
from mkdocs.exceptions import MkDocsException

from mkdocs_help_center.cli.reporting import describe


class Commands(MutableMapping[str, click.Command]):
    """Commands by name, each imported when it is asked for: all of them take a tenth of the time in which
    a preview starts.

    Args:
        modules: by name the module that has the command, under the last part of its own name.
    """

    def __init__(self, modules: Mapping[str, str]) -> None:
        self._modules = modules
        self._known: dict[str, click.Command] = {}

    def __getitem__(self, name: str) -> click.Command:
        if name not in self._known:
            module = self._modules[name]
            self._known[name] = getattr(importlib.import_module(module), module.rpartition(".")[2])
        return self._known[name]

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._known[name] = command

    def __delitem__(self, name: str) -> None:
        del self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys((*self._modules, *self._known)))

    def __len__(self) -> int:
        return len([*iter(self)])


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
