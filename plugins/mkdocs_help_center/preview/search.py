"""The search index of a preview: made by a process of its own when first searched, renewed likewise."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs_help_center.preview.responses import Response, file_response, text_response
from mkdocs_help_center.search.browser_data import data_path, index_path

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter
    from mkdocs_help_center.preview.site import LiveSite

#: Seconds that the first search waits for its index: enough for hundreds of articles.
_PATIENCE = 20.0


class LiveSearch:
    """Search indexes, a version or more behind the site.

    Indexing renders every article. That is the work of another process at the lowest priority, so that
    saving stays quick; it starts when a search asks for an index that is older than the site.

    Args:
        config_file: the configuration for that process.
        address: where the site is served, since URLs in the index start with its path.
    """

    def __init__(self, live: LiveSite, config_file: Path, address: str) -> None:
        self._live = live
        self._command = [sys.executable, "-m", "mkdocs_help_center.preview.index_search"]
        self._arguments = [str(config_file), address]
        self._folder = tempfile.TemporaryDirectory(prefix="help-center-search-")
        self._done: tuple[int, Path] | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._thread: threading.Thread | None = None
        self._closed = False

    def answer(self, center: HelpCenter, path: str) -> Response | None:
        """A file of the index, or None where ``path`` is none; the caller holds the site's lock."""
        if not center.options.search:
            return None
        codes = [locale.code for locale in center.catalog.locales]
        if not any(path == data_path(code) or path.startswith(index_path(code)) for code in codes):
            return None
        if self._done is None or self._done[0] != self._live.version:
            self._start()
        if self._done is None:
            return Response(503, b"", "text/plain; charset=utf-8", headers=(("Retry-After", "5"),))
        root = self._done[1].resolve()
        found = (root / path).resolve()
        if not found.is_relative_to(root) or not found.is_file():
            return text_response(404, "Not found")
        return file_response(path, found.read_bytes())

    def wait(self, seconds: float = _PATIENCE) -> bool:
        """Wait for the index that is being made; whether there is one."""
        if self._thread is not None:
            self._thread.join(seconds)
        return self._done is not None

    def close(self) -> None:
        """Give up what is going on and remove what was made."""
        self._closed = True
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
        if self._thread is not None:
            self._thread.join(5)
        self._folder.cleanup()

    def _start(self) -> None:
        if self._closed or (self._thread is not None and self._thread.is_alive()):
            return
        version = self._live.version
        target = Path(self._folder.name, str(version))
        self._thread = threading.Thread(
            target=self._index, args=(version, target), name="search-index", daemon=True
        )
        self._thread.start()

    def _index(self, version: int, target: Path) -> None:
        nice = ["nice", "-n", "19"] if os.name == "posix" else []
        command = [*nice, *self._command, *self._arguments, str(target)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        out, _ = self._process.communicate()
        if self._process.returncode == 0 and not self._closed and json.loads(out or b"false"):
            self._done = version, target
