"""A site's configuration and content, for every command."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, TypeVar

import click
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from mkdocs_help_center.checks import Baseline, Policy
from mkdocs_help_center.checks.incremental import CheckRun, IncrementalCheck, Progress
from mkdocs_help_center.cli.reporting import describe
from mkdocs_help_center.content.cache import CACHE_FOLDER, Cache, code_version, digest
from mkdocs_help_center.content.files import (
    JOURNAL,
    ConflictError,
    FileChanges,
    dirty_paths,
    finish_journal,
)
from mkdocs_help_center.content.load import Content, ContentSettings, load_content
from mkdocs_help_center.content.problem import Severity
from mkdocs_help_center.pages.assemble import Assembly, assemble_site
from mkdocs_help_center.plugin import HelpCenterPlugin
from mkdocs_help_center.plugin.settings import (
    check_locales,
    check_policy,
    content_settings,
    page_options,
    project_folder,
    theme_settings,
)

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


format_option = click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="For people, for programs, or for GitHub's annotations.",
)


@dataclass(frozen=True)
class Project:
    """A site as its configuration describes it; content is read on demand."""

    config: MkDocsConfig
    plugin: HelpCenterPlugin

    def content(self, *, drafts: bool = False) -> Content:
        """Read the content folder."""
        return load_content(content_settings(self.plugin.config, self.config, drafts=drafts))

    @property
    def folder(self) -> Path:
        """The folder of the configuration, which paths in problems are relative to."""
        return project_folder(self.config)

    @property
    def settings(self) -> ContentSettings:
        """How the content folder is read."""
        return content_settings(self.plugin.config, self.config)

    def assemble(self, content: Content) -> Assembly:
        """The site over ``content``.

        Raises:
            PluginError: a language that only is to be built is none of the site's.
        """
        options = page_options(self.plugin.config, self.config)
        check_locales(options.only_locales, content.catalog.locales)
        return assemble_site(content, options, theme_settings(self.config))

    def check(
        self,
        only: frozenset[str] | None = None,
        *,
        jobs: int | None = None,
        cached: bool = True,
        baseline: bool = True,
        lowest: Severity = Severity.INFO,
        progress: Progress = lambda done, total: None,
    ) -> CheckRun:
        """Check the site, or the files at the URIs of ``only``."""
        policy = check_policy(self.plugin.config, self.config)
        if not baseline:
            policy = replace(policy, baseline=Baseline())
        cache = (
            Cache(self.folder / CACHE_FOLDER / "check.sqlite", code_version()) if cached else None
        )
        try:
            return IncrementalCheck(
                self.settings,
                self.assemble,
                policy,
                cache,
                self._digest(policy),
                lowest,
                jobs or os.cpu_count() or 1,
                progress,
            ).run(only)
        finally:
            if cache is not None:
                cache.close()

    def _digest(self, policy: Policy) -> str:
        """A digest of all configuration that decides what is found."""
        options = page_options(self.plugin.config, self.config)
        exclude = self.config.exclude_docs
        excluded = [str(one.pattern) for one in exclude.patterns] if exclude else []
        try:
            source = Path(self.config.config_file_path).read_bytes()
        except OSError:
            source = b""
        # Values only: a function's text holds its address, another one in every run.
        values = {
            f"{type(one).__name__}.{field.name}": getattr(one, field.name)
            for one in (self.settings, options)
            for field in fields(one)
            if field.name not in ("excluded", "now")
        }
        return digest(sorted(values.items()), excluded, sorted(policy.severities.items()), source)

    def uris_at(self, paths: Iterable[Path]) -> frozenset[str]:
        """URIs of the content files at paths as typed in the shell, folders included.

        Raises:
            click.UsageError: there is nothing at a path.
        """
        root = Path(os.path.abspath(self.config.docs_dir))  # noqa: PTH100 - a link stays a link
        found: set[str] = set()
        for path in paths:
            whole = Path(os.path.abspath(path))  # noqa: PTH100
            if not whole.exists():
                raise click.UsageError(f"there is no '{path}'")
            files = (
                [one for one in whole.rglob("*") if one.is_file()] if whole.is_dir() else [whole]
            )
            found |= {one.relative_to(root).as_posix() for one in files if one.is_relative_to(root)}
        return frozenset(found)

    def make(self, changes: FileChanges, *, allow_dirty: bool = False) -> None:
        """Make changes of files, unless someone's work that is not committed is in them.

        Raises:
            click.ClickException: it is, or a file changed meanwhile, or cannot be written.
        """
        existing = [path for path in changes.writes if (self.folder / path).exists()]
        if not allow_dirty and (dirty := dirty_paths(self.folder, existing)):
            named = ", ".join(dirty[:5]) + (f" and {len(dirty) - 5} more" if len(dirty) > 5 else "")
            raise click.ClickException(
                f"these files have changes that are not committed: {named}; nothing was written. "
                "Commit them first, or repeat with --allow-dirty"
            )
        try:
            changes.make()
        except ConflictError as error:
            raise click.ClickException(f"{error}; nothing was written") from error
        except OSError as error:
            # A journal that stands holds all changes: from then on they count as made.
            begun = (self.folder / JOURNAL).exists()
            left = "the next command goes on with it" if begun else "nothing was written"
            raise click.ClickException(f"{describe(error)}; {left}") from error


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
    project = Project(config, plugin)
    try:
        left = finish_journal(project.folder)
    except OSError as error:
        raise click.UsageError(
            f"an interrupted command cannot be finished: {describe(error)}"
        ) from error
    except ValueError as error:
        raise click.UsageError(f"an interrupted command cannot be finished: {error}") from error
    if left:
        click.echo(
            f"An interrupted command left these files alone, since they changed: {', '.join(left)}",
            err=True,
        )
    return project


def stop(code: int) -> None:
    """End the command with an exit code."""
    sys.exit(code)
