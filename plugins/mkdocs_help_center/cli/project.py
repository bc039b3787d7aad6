"""A site's configuration and content, for every command."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from mkdocs_help_center.content.load import Content, load_content
from mkdocs_help_center.pages.assemble import Assembly, assemble_site
from mkdocs_help_center.plugin import HelpCenterPlugin
from mkdocs_help_center.plugin.settings import content_settings, page_options, theme_settings

F = TypeVar("F", bound=Callable[..., Any])

#: Exit codes: 0 clean, 1 problems found, 2 the command was not usable.
PROBLEMS, USAGE = 1, 2

config_option = click.option(
    "-f",
    "--config-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The site's configuration.",
)


@dataclass(frozen=True)
class Project:
    """A site as its configuration describes it; content is read on demand."""

    config: MkDocsConfig
    plugin: HelpCenterPlugin

    def content(self, *, drafts: bool = False) -> Content:
        """Read the content folder."""
        return load_content(content_settings(self.plugin.config, self.config, drafts=drafts))

    def assemble(self, content: Content) -> Assembly:
        """The site over ``content``."""
        return assemble_site(
            content, page_options(self.plugin.config, self.config), theme_settings(self.config)
        )


def open_project(config_file: Path, **overrides: Any) -> Project:
    """Load ``mkdocs.yml``.

    Raises:
        click.UsageError: it cannot be used, or names no help-center plugin.
    """
    try:
        config = load_config(str(config_file), **overrides)
    except MkDocsException as error:
        raise click.UsageError(f"{config_file}: {error}") from error
    plugin = config.plugins.get("help-center")
    if not isinstance(plugin, HelpCenterPlugin):
        raise click.UsageError(
            f"{config_file}: the plugin 'help-center' is not among the site's plugins; "
            "add 'plugins: [help-center]'"
        )
    return Project(config, plugin)


def stop(code: int) -> None:
    """End the command with an exit code."""
    sys.exit(code)
