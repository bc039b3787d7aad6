"""The keys under which an article's slugs are looked up, and which articles have them: whole tables for a
build, and what is kept over the changes of a preview, where a table of all would be made for one slug.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.catalog import age
from mkdocs_help_center.content.keyed_articles import KeyedArticles
from mkdocs_help_center.redirects.urls import slug_key

if TYPE_CHECKING:
    from mkdocs_help_center.redirects.index import Destination, Index


class SlugLookup(Protocol):
    """Destinations by ``{locale number}/{slug key}``, oldest article first."""

    @property
    def names(self) -> Container[str]:
        """The slug keys of all locales, to tell quickly that there is none."""

    def get(self, name: str, default: tuple[Destination, ...], /) -> tuple[Destination, ...]:
        """The destinations; ``default`` where there is none."""


class KeptNames:
    """Slugs and earlier slugs of a site that changes."""

    def __init__(self) -> None:
        self.slugs = KeyedArticles(slug_keys)
        self.legacy_slugs = KeyedArticles(legacy_keys)


class KeptSlugs:
    """A :class:`SlugLookup` of ``index`` over ``names``, which are those of its articles."""

    def __init__(self, index: Index, names: KeyedArticles[str]) -> None:
        names.update(index.catalog.articles)
        self._index = index
        self._articles = names.by_key

    @property
    def names(self) -> Mapping[str, object]:
        """Likewise."""
        return self._articles

    def get(self, name: str, default: tuple[Destination, ...], /) -> tuple[Destination, ...]:
        """Likewise."""
        number, _, key = name.partition("/")
        locale = self._index.codes[int(number)]
        found = [one for one in self._articles.get(key, ()) if one.locale == locale]
        places = (self._index.of_article[article.source] for article in sorted(found, key=age))
        return tuple(dict.fromkeys(places)) or default


def slug_keys(article: Article) -> Sequence[str]:
    """Keys of the slug as it is, then as it was written."""
    return tuple(dict.fromkeys((slug_key(article.slug), *_keys(article.raw_slugs))))


def legacy_keys(article: Article) -> Sequence[str]:
    """Keys of the earlier slugs."""
    return tuple(dict.fromkeys(_keys(legacy_slugs(article))))


def _keys(slugs: Iterable[str]) -> Iterator[str]:
    return filter(None, map(slug_key, slugs))


def legacy_slugs(article: Article) -> list[str]:
    """The last path segments of ``legacySlug``; real lists are split by commas and by semicolons."""
    return [
        slug
        for raw in article.legacy_slugs
        for part in raw.split(";")
        if (slug := part.strip().strip("/").rpartition("/")[2])
    ]
