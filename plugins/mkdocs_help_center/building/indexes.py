"""Search indexes made beside the rest of the build, one language after another, where they changed."""

from __future__ import annotations

import multiprocessing
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from mkdocs_help_center.building import workers
from mkdocs_help_center.building.bodies import Bodies
from mkdocs_help_center.building.keys import value_digest
from mkdocs_help_center.building.site_folder import SiteFolder, Written
from mkdocs_help_center.search.browser_data import data_path, index_path, search_settings
from mkdocs_help_center.search.documents import searched_articles
from mkdocs_help_center.search.indexer import Facets, facets_of, search_files

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter

#: How much other work of a build waits (nice) while indexes are made: they are one long chain, which should
#: end with the rest and not after it.
BEHIND = 5
_Made = tuple[dict[str, Written], int, str]


class Indexes:
    """The search indexes of one build, each with the data that a browser needs beside it.

    Pagefind needs one core and 600 MB for 4,000 articles, so only one runs at a time; each language's
    process is started when its bodies are there, and waits for the one before.

    Args:
        center: the site.
        bodies: its bodies.
        folder: where it goes.
        taken: paths of files that others write.
    """

    def __init__(
        self, center: HelpCenter, bodies: Bodies, folder: SiteFolder, taken: Collection[str]
    ) -> None:
        self._center = center
        self._bodies = bodies
        self._folder = folder
        self._taken = taken
        self._running: list[workers.Running[_Made]] = []
        self._turn: Any = multiprocessing.get_context().Lock()

    def start(self, locales: Collection[str]) -> None:
        """Begin the index of each of ``locales``, unless the one that is there is right."""
        pending: list[tuple[str, bytes, Facets]] = []
        for locale in locales:
            names = facets_of(self._center, locale)
            key = self._key(locale, names)
            # What is certainly different is begun before the rest is looked at.
            if all(self._folder.known[dest].key == key for dest in self._dests(locale)):
                pending.append((locale, key, names))
            else:
                self._begin(locale, key, names)
        for locale, key, names in pending:
            if not self._keep(locale, key):
                self._begin(locale, key, names)

    def _begin(self, locale: str, key: bytes, names: Facets) -> None:
        self._running.append(workers.aside(lambda: self._index(locale, key, names)))

    @property
    def count(self) -> int:
        """How many are being made or wait for their turn."""
        return len(self._running)

    def finish(self) -> Sequence[str]:
        """Wait until all are in the site's folder; what went wrong."""
        failures = []
        for running in self._running:
            for written, changed, failure in running.results():
                self._folder.take_over(written, changed)
                if failure:
                    failures.append(failure)
        self._running.clear()
        return failures

    def close(self) -> None:
        """End what is going on."""
        for running in self._running:
            running.stop()
        self._running.clear()

    def _key(self, locale: str, names: Facets) -> bytes:
        """What the index of ``locale`` and its data are made of."""
        center, known = self._center, self._bodies.known
        parts = [
            (
                article.url,
                known[article.source].key,
                known[article.source].rendered,
                sorted((name, tuple(values)) for name, values in names[article.url].items()),
            )
            for article in searched_articles(center, locale)
        ]
        settings = repr(search_settings(center, locale))
        return value_digest(center.site.locale(locale).language_tag, settings, parts)

    def _keep(self, locale: str, key: bytes) -> bool:
        dests = self._dests(locale)
        kept = [self._folder.holds(dest, key) for dest in dests]
        return len(dests) > 1 and all(kept)

    def _dests(self, locale: str) -> Sequence[str]:
        """The files of its index that are known."""
        prefix, data = index_path(locale), data_path(locale)
        return [dest for dest in self._folder.known if dest.startswith(prefix) or dest == data]

    def _index(self, locale: str, key: bytes, names: Facets) -> _Made:
        folder = SiteFolder(self._folder.root, self._folder.known)
        with self._turn:
            found = search_files(self._center, locale, names)
        for dest, data in found.files.items():
            if dest not in self._taken:
                folder.write(dest, data, key)
        return folder.written, folder.changed, found.failure
