"""All that a browser loads to search in one language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mkdocs_help_center.search.browser_data import data_path, encode_data, index_path
from mkdocs_help_center.search.documents import document, facets, searched_articles
from mkdocs_help_center.search.facets import FILE, encode_facets, page_ids
from mkdocs_help_center.search.pagefind import SearchUnavailableError, build_index
from mkdocs_help_center.search.vocabulary import WordCounts

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter

#: Each article's facets by its URL.
Facets = Mapping[str, Mapping[str, Sequence[str]]]


@dataclass(frozen=True)
class SearchFiles:
    """The files of the search in one language by their paths in the site; ``failure`` says why its index
    is not among them.
    """

    files: Mapping[str, bytes]
    failure: str = ""


def facets_of(center: HelpCenter, locale: str) -> Facets:
    """What each article that search may find in ``locale`` can be narrowed by."""
    return {article.url: facets(center, article) for article in searched_articles(center, locale)}


def search_files(center: HelpCenter, locale: str, names: Facets | None = None) -> SearchFiles:
    """Make the index of ``locale`` and the data that goes with it; every body is read once.

    Args:
        center: the site.
        locale: the language.
        names: its facets, where they are known.
    """
    names = facets_of(center, locale) if names is None else names
    words, texts = WordCounts(), list[str]()

    def count() -> None:
        while texts:
            words.add(texts.pop())

    found = _documents(center, locale, names, texts)
    index: dict[str, bytes] = {}
    failure = ""
    try:
        # Words are counted when all has been read: until then others need the cores more.
        index |= build_index(found, count)
    except SearchUnavailableError as error:
        failure = f"The search in '{locale}' has no index: {error}"
        for _ in found:
            pass  # Their words are still to be counted.
        count()
    else:
        index[FILE] = encode_facets(names, page_ids(index)).encode()
    files = {index_path(locale) + name: content for name, content in index.items()}
    files[data_path(locale)] = encode_data(center, locale, words).encode()
    return SearchFiles(files, failure)


def _documents(
    center: HelpCenter, locale: str, names: Facets, texts: list[str]
) -> Iterator[tuple[str, str]]:
    """URL (no leading slash) and indexable HTML of each article; its text is left in ``texts``."""
    tag = center.site.locale(locale).language_tag
    for article in searched_articles(center, locale):
        rendered = center.bodies.of(article)
        texts.append(f"{article.title} {rendered.text}")
        yield article.url, document(article, names[article.url], rendered.html, tag)
