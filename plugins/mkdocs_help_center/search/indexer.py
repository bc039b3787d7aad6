"""Building all indexes beside the build: Pagefind is a process of its own and uses the second core."""

from __future__ import annotations

import hashlib
import tempfile
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs_help_center.search.browser_data import index_path
from mkdocs_help_center.search.documents import documents, facets, searched_articles
from mkdocs_help_center.search.facets import FILE, encode_facets, page_ids
from mkdocs_help_center.search.pagefind import SearchUnavailableError, build_index, move_index

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter


class SearchIndexer:
    """Indexes a site's locales one after another, in the background.

    :meth:`start` when all articles are rendered, :meth:`finish` when the site is written. In a preview
    one instance lives on: a locale in which nothing changed keeps its index.
    """

    def __init__(self) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._built: dict[str, tuple[str, Path]] = {}
        self._current: list[str] = []
        self._failures: list[str] = []
        self._thread: threading.Thread | None = None
        self._stopped = threading.Event()

    def start(self, center: HelpCenter) -> None:
        """Begin to index ``center``; a run that is still going on is waited for."""
        self._join()
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="help-center-index-")
        self._stopped.clear()
        self._failures, self._current = [], []
        self._thread = threading.Thread(
            target=self._index_all, args=(center, Path(self._folder.name)), name="search-index"
        )
        self._thread.start()

    def finish(self, site: Path) -> Sequence[str]:
        """Wait, publish the indexes into the folder ``site``, and say what went wrong."""
        self._join()
        for locale in self._current:
            move_index(self._built[locale][1], site / index_path(locale))
        return tuple(self._failures)

    def close(self) -> None:
        """Give up what is going on and remove what was kept; for the end of a build or preview."""
        self._stopped.set()
        self._join()
        self._built.clear()
        # MkDocs keeps the plugin between builds: the next one may want no index.
        self._current.clear()
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _join(self) -> None:
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _index_all(self, center: HelpCenter, folder: Path) -> None:
        for locale in center.built_locales:
            if self._stopped.is_set():
                return
            try:
                self._index(center, locale.code, folder)
            except (SearchUnavailableError, OSError) as error:
                self._failures.append(f"The search in '{locale.code}' has no index: {error}")

    def _index(self, center: HelpCenter, locale: str, folder: Path) -> None:
        found = list(documents(center, locale))
        digest = hashlib.sha256("\0".join(f"{url}\0{html}" for url, html in found).encode())
        known = self._built.get(locale)
        if known is None or known[0] != digest.hexdigest():
            out = folder / locale
            index_locale(center, locale, out, found)
            self._built[locale] = digest.hexdigest(), out
        self._current.append(locale)


def index_locale(
    center: HelpCenter, locale: str, out: Path, found: Iterable[tuple[str, str]] | None = None
) -> None:
    """Make the index of ``locale`` in the folder ``out``; ``found`` are its documents, if known.

    Raises:
        SearchUnavailableError: as :func:`build_index`.
    """
    build_index(documents(center, locale) if found is None else found, out)
    values = {article.url: facets(center, article) for article in searched_articles(center, locale)}
    (out / FILE).write_text(encode_facets(values, page_ids(out)), encoding="utf-8")
