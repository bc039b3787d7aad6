"""Search indexes made beside the rest of the build, one language after another, where they changed."""

from __future__ import annotations

import multiprocessing
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs_help_center.building import workers
from mkdocs_help_center.building.bodies import Bodies
from mkdocs_help_center.building.keys import value_digest
from mkdocs_help_center.building.memory import BuildMemory
from mkdocs_help_center.building.site_folder import SiteFolder, Written
from mkdocs_help_center.search.browser_data import index_path
from mkdocs_help_center.search.documents import facets, searched_articles
from mkdocs_help_center.search.indexer import index_locale
from mkdocs_help_center.search.pagefind import SearchUnavailableError

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter

_Made = tuple[str, dict[str, Written], int, str]


class Indexes:
    """The search indexes of one build.

    Pagefind needs one core and 600 MB for 4,000 articles, so only one runs at a time; each language's
    process is started when its bodies are there, and waits for the one before.
    """

    def __init__(
        self, center: HelpCenter, bodies: Bodies, memory: BuildMemory, folder: SiteFolder
    ) -> None:
        self._center = center
        self._bodies = bodies
        self._folder = folder
        self._memory = memory
        self._running: list[workers.Running[_Made]] = []
        self._turn: Any = multiprocessing.get_context().Lock()
        self._keys: dict[str, bytes] = {}

    def start(self, locale: str) -> None:
        """Begin the index of ``locale``, unless the one that is there is right."""
        self._keys[locale] = key = self._key(locale)
        if not self._keep(locale, key):
            self._running.append(workers.aside(lambda: self._index(locale, key)))

    def finish(self) -> Sequence[str]:
        """Wait until all are in the site's folder; what went wrong."""
        failures = []
        for running in self._running:
            for locale, written, changed, failure in running.results():
                self._folder.take_over(written, changed)
                if failure:
                    failures.append(f"The search in '{locale}' has no index: {failure}")
        self._running.clear()
        return failures

    def close(self) -> None:
        """End what is going on."""
        for running in self._running:
            running.stop()
        self._running.clear()

    def _key(self, locale: str) -> bytes:
        """What the index of ``locale`` is made of."""
        center, known = self._center, self._bodies.known
        parts = [
            (
                article.url,
                known[article.source].key,
                known[article.source].rendered,
                sorted((name, tuple(values)) for name, values in facets(center, article).items()),
            )
            for article in searched_articles(center, locale)
        ]
        return value_digest(center.site.locale(locale).language_tag, parts)

    def _keep(self, locale: str, key: bytes) -> bool:
        prefix = index_path(locale)
        dests = [dest for dest in self._folder.known if dest.startswith(prefix)]
        if not dests or any(self._folder.known[dest].key != key for dest in dests):
            return False
        kept = [self._folder.holds(dest, key) for dest in dests]
        return all(kept)

    def _index(self, locale: str, key: bytes) -> _Made:
        folder = SiteFolder(self._folder.root, self._folder.known)
        failure = ""
        with self._turn, tempfile.TemporaryDirectory(prefix="help-center-index-") as name:
            out = Path(name) / "index"
            try:
                index_locale(self._center, locale, out)
            except (SearchUnavailableError, OSError) as error:
                failure = str(error)
            else:
                for path in sorted(out.rglob("*")):
                    if path.is_file():
                        dest = index_path(locale) + path.relative_to(out).as_posix()
                        folder.adopt(path, dest, key)
        return locale, folder.written, folder.changed, failure
