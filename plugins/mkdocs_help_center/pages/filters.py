"""Filters of a section: static pages, one for each value that some article has, so that they are bounded,
can be linked and work without JavaScript.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_help_center.content.facets import Facet
from mkdocs_help_center.pages.facets import facet_label
from mkdocs_help_center.pages.page import section_url
from mkdocs_help_center.pages.views import FilterGroup, Link

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter


def facet_url(locale: str, section: str, facet: Facet) -> str:
    """The page of a section narrowed to ``facet``."""
    return section_url(locale, section) + facet.path


def filter_groups(
    center: HelpCenter, locale: str, section: str, current: Facet | None = None
) -> tuple[FilterGroup, ...]:
    """Every way to narrow a section, the current one marked."""
    t = center.messages.translator(locale)
    groups: dict[str, list[Link]] = {}
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
        FilterGroup(kind, t(f"filter.{kind}"), tuple(links)) for kind, links in groups.items()
    )


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
