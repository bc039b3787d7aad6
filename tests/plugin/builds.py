"""Whole builds through MkDocs, in this process, for tests that read what comes out."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config

from ..content.sites import write

#: 2026-11-23; pages that read the clock are the same in every test run.
CLOCK = "2026-11-23T12:00:00Z"


@dataclass(frozen=True)
class Built:
    """A built site: its folder and what was logged as warning or worse."""

    site: Path
    warnings: list[str]

    def read(self, name: str) -> str:
        """A file of the site."""
        return (self.site / name).read_text(encoding="utf-8")

    @property
    def files(self) -> dict[str, bytes]:
        """Every file of the site by its path."""
        return {
            path.relative_to(self.site).as_posix(): path.read_bytes()
            for path in sorted(self.site.rglob("*"))
            if path.is_file()
        }


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def project(
    folder: Path,
    files: Mapping[str, str | bytes],
    options: Mapping[str, Any] | None = None,
    **config: Any,
) -> Path:
    """Write a site's content and ``mkdocs.yml`` and return the latter's path."""
    write(folder / "content", files)
    return configure(folder, options, **config)


def configure(folder: Path, options: Mapping[str, Any] | None = None, **config: Any) -> Path:
    """Write the minimal ``mkdocs.yml`` with the fixed clock, plus ``options`` and ``config``."""
    settings = {
        "site_name": "Help Center",
        "site_url": "https://help.example.com/",
        "docs_dir": "content",
        "theme": {"name": "help-center"},
        "plugins": [{"help-center": {"clock": CLOCK, **(options or {})}}],
        **config,
    }
    path = folder / "mkdocs.yml"
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    return path


def build(config_file: Path, site: Path | None = None, **overrides: Any) -> Built:
    """Build a site as ``mkdocs build`` does.

    Raises:
        mkdocs.exceptions.Abort: a strict build with problems.
    """
    target = site or config_file.parent / "site"
    config = load_config(str(config_file), site_dir=str(target), **overrides)
    logger, collector = logging.getLogger("mkdocs"), _Collector()
    logger.addHandler(collector)
    try:
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build.build(config)
        config.plugins.on_shutdown()
    finally:
        logger.removeHandler(collector)
    return Built(target, collector.messages)
