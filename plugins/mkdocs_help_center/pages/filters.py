"""Filters of a section: static pages, one for each value that some article has, so that they are bounded,
can be linked and work without JavaScript.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from mkdocs_help_center.content.categories import Category
from mkdocs_help_center.content.facets import Facet
from mkdocs_help_center.content.news import NEWS_SECTIONS
from mkdocs_help_center.pages.facets import facet_label
from mkdocs_help_center.pages.navigation import category_links
from mkdocs_help_center.pages.page import section_url
from mkdocs_help_center.pages.views import FilterGroup, Link

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter


#: Categories that a list shows in full; more of them fold into a filter, so that a phone shows the list.
INLINE_CATEGORIES = 8

#: Compared once a site; a site that is gone takes its entry along.
_CATEGORIES: WeakKeyDictionary[HelpCenter, dict[tuple[str, str], Sequence[Category]]] = (
    WeakKeyDictionary()
)


def facet_url(locale: str, section: str, facet: Facet) -> str:
    """The page of a section narrowed to ``facet``."""
    return section_url(locale, section) + facet.path


def filter_groups(
    center: HelpCenter, locale: str, section: str, current: Facet | None = None
) -> tuple[FilterGroup, ...]:
    """Every way to narrow a section, the current one marked."""
    t = center.messages.translator(locale)
    groups: dict[str, list[Link]] = {}
    categories = top_categories(center, locale, section)
    if len(categories) > INLINE_CATEGORIES:
        groups["category"] = list(
            category_links(categories, center.shelves.counts, center.base_path)
        )
    for facet in center.news.facets(locale, section):
        here = current is not None and (facet.kind, facet.key) == (current.kind, current.key)
        link = Link(
            facet_label(facet, t),
            center.url(facet_url(locale, section, facet)),
            here,
            len(facet.articles),
        )
        groups.setdefault(facet.kind, []).append(link)
    return tuple(
        FilterGroup(kind, t(f"filter.{filter_name(section, kind, groups)}"), tuple(links))
        for kind, links in groups.items()
    )


def filter_name(section: str, kind: str, kinds: Container[str]) -> str:
    """What readers call a way to narrow: the folders of known issues are modules, unless modules are
    another of the ``kinds``.
    """
    folders_are_modules = section == "known-issues" and "module" not in kinds
    return "module" if kind == "category" and folders_are_modules else kind


def inline_categories(center: HelpCenter, locale: str, section: str) -> Sequence[Category]:
    """The top categories that stand above a section's list, unless they are a filter."""
    categories = top_categories(center, locale, section)
    return () if len(categories) > INLINE_CATEGORIES else categories


def top_categories(center: HelpCenter, locale: str, section: str) -> Sequence[Category]:
    """A section's top categories; none where a filter parts its articles just the same.

    Folders of known issues are named after modules, those of news after years: two ways to the same
    lists would stand side by side.
    """
    known = _CATEGORIES.setdefault(center, {})
    if (locale, section) not in known:
        categories: Sequence[Category] = center.catalog.categories_in[locale, section, ()]
        if section in NEWS_SECTIONS and all(one.name.isdecimal() for one in categories):
            categories = ()
        parts = {
            frozenset(article.source for article in center.shelves.in_category(category.place))
            for category in categories
        } - {frozenset()}
        kinds: dict[str, set[frozenset[str]]] = {}
        for facet in center.news.facets(locale, section):
            sources = frozenset(article.source for article in facet.articles)
            kinds.setdefault(facet.kind, set()).add(sources)
        known[locale, section] = () if parts in kinds.values() else categories
    return known[locale, section]


def facet_translations(center: HelpCenter, section: str, facet: Facet | None) -> dict[str, str]:
    """The same list in each language that has it, by locale."""
    found: dict[str, str] = {}
    for locale in center.catalog.locales:
        if facet is None:
            if center.catalog.listed(locale.code, section):
                found[locale.code] = section_url(locale.code, section)
            continue
        for other in center.news.facets(locale.code, section):
            if (other.kind, other.key) == (facet.kind, facet.key):
                found[locale.code] = facet_url(locale.code, section, other)
    return found
