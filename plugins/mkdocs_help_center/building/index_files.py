"""What a language's search index is made of, and its files in the site."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from mkdocs_help_center.building.bodies import Bodies
from mkdocs_help_center.building.keys import value_digest
from mkdocs_help_center.building.site_folder import SiteFolder, Written
from mkdocs_help_center.search.browser_data import search_settings
from mkdocs_help_center.search.documents import searched_articles
from mkdocs_help_center.search.indexer import Facets, SearchFiles

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter

#: The files of an index, how many of them are different now, and why there is no index.
Made = tuple[dict[str, Written], int, str]


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


def write_index(folder: SiteFolder, found: SearchFiles, key: bytes, taken: Collection[str]) -> Made:
    """Write what was ``found`` into the site.

    Args:
        folder: the site's.
        found: the files.
        key: what they are made of.
        taken: paths of files that others write.
    """
    own = SiteFolder(folder.root, folder.known)
    for dest, data in found.files.items():
        if dest not in taken:
            own.write(dest, data, key)
    return own.written, own.changed, found.failure
