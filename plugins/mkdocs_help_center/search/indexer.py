"""All that a browser loads to search in one language."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mkdocs_help_center.search.browser_data import data_path, encode_data, index_path
from mkdocs_help_center.search.documents import document, facets, searched_articles
from mkdocs_help_center.search.indexing import Facets, Indexing, SearchFiles
from mkdocs_help_center.search.pagefind import PendingIndex, start_index
from mkdocs_help_center.search.pagefind_program import SearchUnavailableError
from mkdocs_help_center.search.vocabulary import WordCounts

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter


def facets_of(center: HelpCenter, locale: str) -> Facets:
    """What each article that search may find in ``locale`` can be narrowed by."""
    return {article.url: facets(center, article) for article in searched_articles(center, locale)}


def search_files(center: HelpCenter, locale: str) -> SearchFiles:
    """Make the index of ``locale`` and the data that goes with it."""
    with contextlib.closing(start_search(center, locale, facets_of(center, locale))) as indexing:
        return indexing.files()


def start_search(center: HelpCenter, locale: str, names: Facets) -> Indexing:
    """Have the index of ``locale`` made; every body is read once.

    Args:
        center: the site.
        locale: the language.
        names: its facets.
    """
    texts: list[str] = []
    found = _documents(center, locale, names, texts)
    index: PendingIndex | SearchUnavailableError
    try:
        index = start_index(found)
    except SearchUnavailableError as error:
        index = error
        for _ in found:
            pass  # Their words are still to be counted.
    with contextlib.ExitStack() as stack:
        if isinstance(index, PendingIndex):
            stack.callback(index.close)
        words = WordCounts()
        # While Pagefind is at work.
        for text in texts:
            words.add(text)
        data = {data_path(locale): encode_data(center, locale, words).encode()}
        stack.pop_all()
    return Indexing(locale, index_path(locale), names, data, index)


def _documents(
    center: HelpCenter, locale: str, names: Facets, texts: list[str]
) -> Iterator[tuple[str, str]]:
    """URL (no leading slash) and indexable HTML of each article; its text is left in ``texts``."""
    tag = center.site.locale(locale).language_tag
    for article in searched_articles(center, locale):
        rendered = center.bodies.of(article)
        texts.append(f"{article.title} {rendered.text}")
        yield article.url, document(article, names[article.url], rendered.html, tag)
