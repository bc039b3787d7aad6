"""What a language's search index is made of, and its files in the site."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from mkdocs_help_center.building.bodies import Bodies
from mkdocs_help_center.building.index_job import IndexJob, Made, see_to_build
from mkdocs_help_center.building.keys import value_digest
from mkdocs_help_center.building.processes import Later
from mkdocs_help_center.building.site_folder import SiteFolder
from mkdocs_help_center.building.turn import Turn
from mkdocs_help_center.search.browser_data import data_path, index_path, search_settings
from mkdocs_help_center.search.documents import searched_articles
from mkdocs_help_center.search.indexer import start_search
from mkdocs_help_center.search.indexing import Facets

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter


def index_key(center: HelpCenter, bodies: Bodies, locale: str, names: Facets) -> bytes:
    """A digest of what the index of ``locale`` and its data are made of.

    Args:
        center: the site.
        bodies: what is known of its bodies.
        locale: the language.
        names: its facets.
    """
    known = bodies.known
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


def of_index(dests: Iterable[str], locale: str) -> Sequence[str]:
    """Those of ``dests`` that are the index of ``locale`` or go with it."""
    prefix, data = index_path(locale), data_path(locale)
    return [dest for dest in dests if dest.startswith(prefix) or dest == data]


def make_index(
    center: HelpCenter,
    folder: SiteFolder,
    locale: str,
    names: Facets,
    key: bytes,
    taken: Collection[str] | int,
    turn: Turn,
) -> Made | Later[Made]:
    """Make the index of ``locale`` when it is its turn, and write it into the site.

    Args:
        center: the site.
        folder: where it goes.
        locale: the language.
        names: its facets.
        key: what the index is made of.
        taken: paths of files that others write, or the descriptor of the connection that will say so.
        turn: that of indexes.

    Raises:
        WorkerError: the build has ended.
    """
    given = turn.take()
    try:
        see_to_build(turn.build)
        indexing = start_search(center, locale, names)
    except BaseException:
        Turn.leave(given)
        raise
    known = {dest: folder.known[dest] for dest in of_index(folder.known, locale)}
    return IndexJob(indexing, given, folder.root, known, key, taken, turn.build).rest()
