"""How a catalog's articles stand together: in categories with those inside them, and in tracks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.catalog import Catalog
from mkdocs_help_center.content.categories import Category, Place
from mkdocs_help_center.content.content_types import Order


class Shelves:
    """The categories and tracks of ``catalog``; each is made when it is first asked for."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    @cached_property
    def counts(self) -> dict[Place, int]:
        """Listed articles of each category, those in its inner categories included."""
        found = ((place, len(articles)) for place, articles in self._in_categories.items())
        return defaultdict(int, found)

    @cached_property
    def _in_categories(self) -> dict[Place, list[Article]]:
        found: dict[Place, list[Article]] = defaultdict(list)
        for (locale, section), articles in self._catalog.by_section.items():
            for article in articles:
                for depth in range(1, len(article.folders) + 1):
                    found[locale, section, article.folders[:depth]].append(article)
        return found

    def in_category(self, place: Place) -> Sequence[Article]:
        """Listed articles of a category and those inside it, in the section's order."""
        return self._in_categories[place]

    @cached_property
    def _category_groups(self) -> dict[tuple[str, tuple[str, ...]], dict[str, Category]]:
        groups: dict[tuple[str, tuple[str, ...]], dict[str, Category]] = defaultdict(dict)
        for category in self._catalog.categories.values():
            groups[category.section, category.key].setdefault(category.locale, category)
        return groups

    def category_translations(self, category: Category) -> dict[str, str]:
        """URLs of the same category in each language that has it."""
        group = self._category_groups[category.section, category.key]
        return {locale: other.url for locale, other in group.items()}

    @cached_property
    def _tracks(self) -> dict[tuple[str, str, object], list[Article]]:
        tracks: dict[tuple[str, str, object], list[Article]] = defaultdict(list)
        for (locale, section), articles in self._catalog.by_section.items():
            for article in articles:
                if article.type.order is Order.POSITION:
                    tracks[locale, section, _track_key(article)].append(article)
        for articles in tracks.values():
            articles.sort(
                key=lambda a: (a.order is None, a.order or 0, a.title.casefold(), a.source)
            )
        return tracks

    def track_of(self, article: Article) -> Sequence[Article]:
        """The articles of the track that ``article`` is in, in order; empty outside of tracks.

        A track is a ``trackId`` (DESIGN §5), or a folder of track articles that name none.
        """
        if article.type.order is not Order.POSITION or article.hidden or not _track_key(article):
            return ()
        track = self._tracks.get((article.locale, article.section, _track_key(article)), [])
        return track if article in track else ()


def _track_key(article: Article) -> object:
    return article.text("trackId") or article.folders
