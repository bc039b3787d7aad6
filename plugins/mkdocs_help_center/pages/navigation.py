"""Where a page is: breadcrumbs, its section's short tree, its translations, numbered pages.

All bounded: no page carries more than its own section's categories or its own track (DESIGN §7.2).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mkdocs_help_center.content.categories import Category, Place
from mkdocs_help_center.content.locales import Locale
from mkdocs_help_center.pages.views import Alternate, Link, Pagination

#: Links of a section's tree on an article page; more are one click away in the listing.
TREE_LENGTH = 40


def alternates(
    locales: Sequence[Locale], current: str, urls: Mapping[str, str]
) -> tuple[Alternate, ...]:
    """An honest language switcher: every language of the site, a link only where the page exists."""
    return tuple(
        Alternate(locale.code, locale.name, urls.get(locale.code), locale.code == current)
        for locale in locales
    )


def paginate(url_of: Sequence[str], page: int) -> Pagination | None:
    """The pager of page ``page`` (from 1) where ``url_of`` holds every page's URL; None for one page."""
    pages = len(url_of)
    if pages < 2:
        return None
    return Pagination(
        page,
        pages,
        url_of[page - 2] if page > 1 else None,
        url_of[page] if page < pages else None,
        tuple(Link(str(number), url, number == page) for number, url in enumerate(url_of, 1)),
    )


def category_links(
    categories: Sequence[Category],
    counts: Mapping[Place, int],
    base: str,
    current: Sequence[Category] = (),
) -> tuple[Link, ...]:
    """Sibling categories as links with their number of articles."""
    inside = {category.place for category in current}
    return tuple(
        Link(
            category.name,
            base + category.url,
            category.place in inside,
            counts.get(category.place, 0),
        )
        for category in categories
    )
