"""Search indexes begun before anything else of the site is known.

Where a few texts were edited, a deploy waits for Pagefind and for nothing else. What is remembered of all
other bodies is nearly always right still; that the documents are those that the site has in the end is
seen before an index begun so is used.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from mkdocs_help_center.building import workers
from mkdocs_help_center.building.bodies import Bodies
from mkdocs_help_center.building.index_files import index_key, make_index, of_index
from mkdocs_help_center.building.index_job import Made
from mkdocs_help_center.building.processes import Later, may_fork
from mkdocs_help_center.building.site_folder import SiteFolder
from mkdocs_help_center.building.turn import Turn
from mkdocs_help_center.search.documents import searched_articles
from mkdocs_help_center.search.indexer import facets_of

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter

#: Articles of a language whose index takes long enough to be worth it.
WORTH_BEGINNING = 500


@dataclass
class _Begun:
    running: workers.Running[Made]
    #: It tells its key, and writes when it has heard which paths others write, or never.
    line: Connection


class EarlyIndexes:
    """Indexes under way, one a language."""

    def __init__(self) -> None:
        #: Had by the one that is being made, of these and of all others.
        self._turn: Turn | None = None
        self._begun: dict[str, _Begun] = {}

    @property
    def turn(self) -> Turn:
        """That of these and all others; first asked for by the process that all others belong to."""
        if self._turn is None:
            self._turn = Turn()
        return self._turn

    def start(
        self,
        center: HelpCenter,
        folder: SiteFolder,
        changed: Collection[str],
        bodies: Callable[[str], Bodies],
    ) -> None:
        """Begin the index of each language of which a few articles have certainly changed.

        Args:
            center: the site.
            folder: where it goes, when it is clear that it is right.
            changed: the sources of articles whose files are not as they were.
            bodies: gives what is remembered of those whose sources begin so.
        """
        if not 0 < len(changed) < workers.WORTH_SHARING or not may_fork():
            return
        by_source = center.catalog.by_source
        locales = {by_source[source].locale for source in changed if source in by_source}
        for locale in center.built_locales:
            many = len(searched_articles(center, locale.code)) >= WORTH_BEGINNING
            if locale.code in locales and many:
                self._begin(center, folder, locale.code, bodies)

    def _begin(
        self, center: HelpCenter, folder: SiteFolder, locale: str, bodies: Callable[[str], Bodies]
    ) -> None:
        turn = self.turn
        here, there = multiprocessing.get_context().Pipe()

        def make() -> Made | Later[Made]:
            here.close()  # so that the end of the build is seen
            articles = searched_articles(center, locale)
            known = bodies(os.path.commonpath([article.source for article in articles]))
            known.expect(articles)
            names = facets_of(center, locale)
            key = index_key(center, known, locale, names)
            there.send(key)
            line = there.fileno()
            return make_index(center, folder, locale, names, key, line, turn)

        self._begun[locale] = _Begun(workers.aside(make), here)
        there.close()

    def adopt(self, locale: str, key: bytes, taken: Iterable[str]) -> workers.Running[Made] | None:
        """What makes the index of ``locale``, if it was begun and is made of what ``key`` names.

        Args:
            locale: the language.
            key: as :func:`index_key` gives it.
            taken: paths of files that others write.
        """
        begun = self._begun.pop(locale, None)
        if begun is None:
            return None
        # One that failed has closed its end; the index is made again, and fails there if it has to.
        with begun.line, contextlib.suppress(EOFError, OSError):
            if begun.line.recv() == key:
                # It does not listen before it is done: what is sent must be little.
                begun.line.send(of_index(taken, locale))
                return begun.running
        begun.running.stop()
        return None

    def close(self) -> None:
        """End those that nobody has adopted."""
        for begun in self._begun.values():
            begun.line.close()
            begun.running.stop()
        self._begun.clear()
        if self._turn is not None:
            self._turn.close()
            self._turn = None
