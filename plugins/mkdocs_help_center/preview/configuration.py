"""What ``mkdocs.yml`` says, as settings of the preview; its mistakes as problems with their lines."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from mkdocs_help_center.checks import Policy
from mkdocs_help_center.content.cache import digest
from mkdocs_help_center.content.load import ContentSettings
from mkdocs_help_center.content.problem import Problem, Severity
from mkdocs_help_center.pages.assemble import ThemeSettings
from mkdocs_help_center.pages.options import PageOptions
from mkdocs_help_center.plugin.config import HelpCenterConfig
from mkdocs_help_center.plugin.settings import (
    check_policy,
    content_settings,
    page_options,
    project_folder,
    theme_settings,
)

PLUGIN = "help-center"
_QUOTED = re.compile(r"'([A-Za-z_][\w-]*)'")


class BrokenConfigurationError(Exception):
    """The configuration cannot be used; ``problems`` say where and why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(frozen=True)
class Configuration:
    """A site's configuration, read.

    ``files`` are the files that it comes from; ``folders`` those besides the content whose change makes
    other pages; ``now`` is its clock; ``foreign`` says whether MkDocs makes pages or files of its own
    besides ours.
    """

    config: MkDocsConfig
    content: ContentSettings
    pages: PageOptions
    theme: ThemeSettings
    policy: Policy
    now: Callable[[], datetime]
    files: tuple[Path, ...]
    folders: tuple[Path, ...]
    foreign: bool

    @property
    def folder(self) -> Path:
        """The folder that paths of problems are relative to."""
        return project_folder(self.config)

    @property
    def pages_key(self) -> str:
        """A digest of what decides which pages there are, besides the content."""
        # Whole days: pages that follow the clock come and go by the day.
        options = self.pages.__dict__ | {"now": self.pages.now.date()}
        return digest(sorted(options.items()), sorted(self.theme.options.items(), key=str))


#: Reads the configuration; raises :class:`BrokenConfigurationError`.
ReadConfiguration = Callable[[], Configuration]


def read_configuration(
    path: Path, address: str = "", overrides: Mapping[str, Any] | None = None
) -> Configuration:
    """Read ``mkdocs.yml`` for the writers' preview, drafts included.

    Args:
        path: the file.
        address: ``http://host:port``, in place of the scheme and host of ``site_url``.
        overrides: settings that beat those of the file.

    Raises:
        BrokenConfigurationError: it cannot be used.
    """
    config = load_mkdocs_config(path, overrides)
    if address:
        config.site_url = local_url(config, address)
    return configure(config, path)


def local_url(config: MkDocsConfig, address: str) -> str:
    """The site's address with the path of ``site_url``, as ``mkdocs serve`` has it."""
    mount = re.sub(r"^[a-z]+://[^/]*", "", config.site_url or "").strip("/")
    return f"{address}/{mount}/" if mount else f"{address}/"


def load_mkdocs_config(path: Path, overrides: Mapping[str, Any] | None = None) -> MkDocsConfig:
    """Load and validate the file.

    Raises:
        BrokenConfigurationError: it cannot be used.
    """
    said = _Errors()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(said)
    try:
        return load_config(str(path), **(overrides or {}))
    except MkDocsException as error:
        raise BrokenConfigurationError(_problems(path, error, said.messages)) from error
    except Exception as error:  # hooks and other plugins run here
        raise BrokenConfigurationError(_problems(path, error, said.messages)) from error
    finally:
        logger.removeHandler(said)


def configure(config: MkDocsConfig, path: Path) -> Configuration:
    """The preview's settings from a loaded configuration.

    Raises:
        BrokenConfigurationError: the plugin or its theme is missing, or the baseline cannot be read.
    """
    plugin: Any = config.plugins.get(PLUGIN)
    options = getattr(plugin, "config", None)
    if not isinstance(options, HelpCenterConfig):
        message = f"the plugin '{PLUGIN}' is not among the site's plugins"
        problem = _problem(path, 1, 1, message, f"add 'plugins: [{PLUGIN}]'")
        raise BrokenConfigurationError((problem,))
    try:
        plugin.on_config(config)
        policy = check_policy(options, config)
    except MkDocsException as error:
        raise BrokenConfigurationError(_problems(path, error, [])) from error
    theme = theme_settings(config)
    files = [path, *_inherited(path)]
    if options.baseline:
        files.append(project_folder(config) / options.baseline)
    others = set(config.plugins) - {PLUGIN, "search"}
    return Configuration(
        config,
        content_settings(options, config, drafts=True),
        page_options(options, config, drafts=True),
        theme,
        policy,
        options.now,
        tuple(files),
        (*theme.dirs, *(Path(folder) for folder in config.watch)),
        bool(others or config.hooks),
    )


class _Errors(logging.Handler):
    """What MkDocs says of a configuration; it only says so to its log."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep an error."""
        self.messages.append(record.getMessage())


def _problems(path: Path, error: Exception, said: list[str]) -> tuple[Problem, ...]:
    cause = error if isinstance(error, yaml.YAMLError) else error.__cause__ or error.__context__
    if isinstance(cause, yaml.MarkedYAMLError) and cause.problem_mark is not None:
        mark = cause.problem_mark
        message = f"is not YAML: {cause.problem or cause.context}"
        return (_problem(path, mark.line + 1, mark.column + 1, message),)
    if said:
        return tuple(_said(path, message) for message in said)
    return (_said(path, str(error) or type(error).__name__),)


def _said(path: Path, message: str) -> Problem:
    return _problem(path, _line_of(path, _QUOTED.findall(message)), 1, " ".join(message.split()))


def _line_of(path: Path, names: list[str]) -> int:
    """The line of the innermost option that a message quotes; 1 where none is found."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return 1
    line = 1
    for name in names:
        pattern = re.compile(rf"\s*(?:-\s+)?['\"]?{re.escape(name)}['\"]?\s*(?::|$)")
        found = (number for number, text in enumerate(lines, 1) if pattern.match(text))
        line = next((number for number in found if number >= line), line)
    return line


def _problem(path: Path, line: int, column: int, message: str, hint: str = "") -> Problem:
    return Problem(path.name, line, column, "configuration", message, hint, Severity.ERROR)


def _inherited(path: Path) -> list[Path]:
    """The files that ``INHERIT`` names, one after another."""
    found: list[Path] = []
    while True:
        try:
            text = path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return found
        match = re.search(r"^INHERIT:\s*['\"]?([^'\"#\n]+)", text, re.MULTILINE)
        if match is None:
            return found
        path = path.parent / match[1].strip()
        if path in found:
            return found
        found.append(path)
