"""One build of a project at a time."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

from mkdocs_help_center.content.cache import CACHE_FOLDER

_FILE = "build.lock"
#: Seconds that a build waits for another: more than any takes.
_PATIENCE = 900.0


class BuildLock:
    """Held from the creation on until :meth:`release`, or until the process ends, however it does.

    An SQLite transaction is such a lock on every system. Where the project's folder cannot be written to,
    there is none.

    Args:
        project: the folder of mkdocs.yml.
        on_wait: called where another build goes on.
    """

    def __init__(self, project: Path, on_wait: Callable[[], None] = lambda: None) -> None:
        self._connection: sqlite3.Connection | None = None
        path = project / CACHE_FOLDER / _FILE
        with contextlib.suppress(OSError, sqlite3.Error):
            path.parent.mkdir(parents=True, exist_ok=True)
            if not self._take(path, 0.0):
                on_wait()
                self._take(path, _PATIENCE)

    def _take(self, path: Path, seconds: float) -> bool:
        connection = sqlite3.connect(path, timeout=seconds, isolation_level=None)
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error:
            connection.close()
            return False
        self._connection = connection
        return True

    def release(self) -> None:
        """Let the next build begin."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
