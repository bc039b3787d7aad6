"""Where a page is: breadcrumbs, its section's short tree, its translations, numbered pages.

All bounded: no page carries more than its own section's categories or its own track (DESIGN §7.2).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.catalog import Catalog
from mkdocs_help_center.content.categories import Category, Place
from mkdocs_help_center.content.content_types import Order
from mkdocs_help_center.content.locales import Locale
from mkdocs_help_center.pages.views import Alternate, Link, Pagination

#: Links of a section's tree on an article page; more are one click away in the listing.
TREE_LENGTH = 40
_WINDOW = 2


def alternates(
    locales: Sequence[Locale], current: str, urls: Mapping[str, str]
) -> tuple[Alternate, ...]:
    """An honest language switcher: every language of the site, a link only where the page exists."""
    return tuple(
        Alternate(locale.code, locale.name, urls.get(locale.code), locale.code == current)
        for locale in locales
    )


def paginate(url_of: Sequence[str], page: int) -> Pagination | None:
    """The pager of page ``page`` (from 1) where ``url_of`` holds every page's URL.

    First, last and the neighbours are shown; a link without a URL stands for those left out, which
    the neighbours' pagers show. None for a single page.
    """
    pages = len(url_of)
    if pages < 2:
        return None
    links: list[Link] = []
    last = 0
    for number in range(1, pages + 1):
        if 1 < number < pages and abs(number - page) > _WINDOW:
            continue
        if number - last > 1:
            links.append(Link("…", ""))
        links.append(Link(str(number), url_of[number - 1], number == page))
        last = number
    previous_url = url_of[page - 2] if page > 1 else None
    next_url = url_of[page] if page < pages else None
    return Pagination(page, pages, previous_url, next_url, tuple(links))


def track_articles(catalog: Catalog, article: Article) -> Sequence[Article]:
    """The articles of the track that ``article`` is in, in order; empty outside of tracks.

    A track is a ``trackId`` (DESIGN §5), or a folder of track articles where they name none.
    """
    if article.type.order is not Order.POSITION or article.hidden:
        return ()
    track = article.text("trackId")
    if track:
        siblings: Sequence[Article] = [
            other
            for other in catalog.listed(article.locale, article.section)
            if other.text("trackId") == track
        ]
    else:
        place: Place = (article.locale, article.section, article.folders)
        siblings = [other for other in catalog.by_category[place] if not other.text("trackId")]
    return sorted(
        siblings, key=lambda a: (a.order is None, a.order or 0, a.title.casefold(), a.source)
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
