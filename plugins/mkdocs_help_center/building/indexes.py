"""Search indexes made beside the rest of the build, one language after another, where they changed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from mkdocs_help_center.building import workers
from mkdocs_help_center.building.bodies import Bodies
from mkdocs_help_center.building.early_indexes import EarlyIndexes
from mkdocs_help_center.building.index_files import index_key, make_index, of_index
from mkdocs_help_center.building.index_job import Made
from mkdocs_help_center.building.processes import Later
from mkdocs_help_center.building.site_folder import SiteFolder
from mkdocs_help_center.building.turn import Turn
from mkdocs_help_center.search.indexer import facets_of
from mkdocs_help_center.search.indexing import Facets

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter

#: How much other work of a build waits (nice) while indexes are made: they are one long chain, which should
#: end with the rest and not after it.
BEHIND = 5


class Indexes:
    """The search indexes of one build, each with the data that a browser needs beside it.

    Pagefind needs a core and 600 MB for 4,000 articles, so only one runs at a time; each language's
    process is started when its bodies are there, and waits for the one before.

    Args:
        center: the site.
        bodies: its bodies.
        folder: where it goes.
        taken: paths of files that others write.
        early: those that were begun before.
    """

    def __init__(
        self,
        center: HelpCenter,
        bodies: Bodies,
        folder: SiteFolder,
        taken: Collection[str],
        early: EarlyIndexes,
    ) -> None:
        self._center = center
        self._bodies = bodies
        self._folder = folder
        self._taken = taken
        self._early = early
        self._running: list[workers.Running[Made]] = []
        self._failures: list[str] = []

    def start(self, locales: Collection[str]) -> None:
        """Begin the index of each of ``locales``, unless the one that is there is right."""
        pending: list[tuple[str, bytes, Facets]] = []
        for locale in locales:
            names = facets_of(self._center, locale)
            key = index_key(self._center, self._bodies, locale, names)
            # What is certainly different is begun before the rest is looked at.
            if all(self._folder.known[dest].key == key for dest in self._dests(locale)):
                pending.append((locale, key, names))
            else:
                self._begin(locale, key, names)
        for locale, key, names in pending:
            if not self._keep(locale, key):
                self._begin(locale, key, names)

    def _begin(self, locale: str, key: bytes, names: Facets) -> None:
        running = self._early.adopt(locale, key, self._taken)
        turn = self._early.turn
        self._running.append(
            running or workers.aside(lambda: self._index(locale, key, names, turn))
        )

    @property
    def count(self) -> int:
        """How many are being made or wait for their turn."""
        return len(self._running)

    def collect(self) -> None:
        """Take over those that are done: a process that waits to be heard keeps all that it has."""
        for running in [one for one in self._running if one.has_result()]:
            self._take_over(running)
            self._running.remove(running)

    def _take_over(self, running: workers.Running[Made]) -> None:
        for written, changed, failure in running.results():
            self._folder.take_over(written, changed)
            if failure:
                self._failures.append(failure)

    def finish(self) -> Sequence[str]:
        """Wait until all are in the site's folder; what went wrong."""
        for running in self._running:
            self._take_over(running)
        self._running.clear()
        return self._failures

    def close(self) -> None:
        """End what is going on."""
        for running in self._running:
            running.stop()
        self._running.clear()

    def _keep(self, locale: str, key: bytes) -> bool:
        dests = self._dests(locale)
        kept = [self._folder.holds(dest, key) for dest in dests]
        return len(dests) > 1 and all(kept)

    def _dests(self, locale: str) -> Sequence[str]:
        """The files of its index that are known."""
        return of_index(self._folder.known, locale)

    def _index(self, locale: str, key: bytes, names: Facets, turn: Turn) -> Made | Later[Made]:
        taken = of_index(self._taken, locale)
        return make_index(self._center, self._folder, locale, names, key, taken, turn)
