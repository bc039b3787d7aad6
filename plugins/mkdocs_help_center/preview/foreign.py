"""What MkDocs makes beside our pages: plain pages, files of other plugins. Built when asked for."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path

from mkdocs_help_center.content.problem import Problem, Severity
from mkdocs_help_center.preview.site import LiveSite

#: Builds MkDocs' part of the site into the folder.
Build = Callable[[Path], None]


class ForeignSite:
    """MkDocs' own output, at most one build behind and never older than what it is asked for.

    Args:
        build: runs MkDocs without our pages.
        folder: where it writes.
        built: whether that was done already.
    """

    def __init__(self, live: LiveSite, build: Build, folder: Path, *, built: bool = False) -> None:
        self._live = live
        self._build = build
        self._folder = folder
        self._version = live.foreign_version if built else -1
        self._lock = threading.Lock()
        self.failure: Problem | None = None

    def find(self, path: str) -> Path | None:
        """The file at a path of the site, ``a/`` or ``a/b.css``; built before where anything changed.

        The caller holds the site's lock.
        """
        if not self._is_needed() or "\x00" in path or "\\" in path:
            return None
        with self._lock:
            if self._version != self._live.foreign_version:
                self._rebuild()
        if path.endswith("/") or not path:
            path += "index.html"
        root = self._folder.resolve()
        try:
            found = (root / path).resolve()
            return found if found.is_relative_to(root) and found.is_file() else None
        except (OSError, ValueError):
            return None

    def _is_needed(self) -> bool:
        """Whether MkDocs has anything of its own to make."""
        state = self._live.state
        if state.assembly is None or state.configuration is None:
            return False
        return state.configuration.foreign or bool(state.assembly.center.content.pages)

    def _rebuild(self) -> None:
        version = self._live.foreign_version
        started = time.perf_counter()
        self.failure = None
        try:
            self._build(self._folder)
        except (Exception, SystemExit) as error:  # other plugins raise what they like
            message = f"MkDocs cannot build its pages: {error}"
            self.failure = Problem("mkdocs.yml", 1, 1, "mkdocs", message, "", Severity.ERROR)
        self._version = version
        seconds = time.perf_counter() - started
        logging.getLogger("mkdocs").debug("MkDocs' own pages took %.2f s", seconds)
