"""The search page of a locale: its own URL with ``?q=``, and a way on where no script runs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from mkdocs_help_center.pages.az_index import az_url, letter_links
from mkdocs_help_center.pages.front import section_cards
from mkdocs_help_center.pages.navigation import alternates
from mkdocs_help_center.pages.page import GeneratedPage, home_url
from mkdocs_help_center.pages.views import Link, SearchView

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter


def search_url(locale: str) -> str:
    """A locale's search page."""
    return f"{locale}/search/"


def search_paths(codes: list[str], base_path: str) -> dict[str, str]:
    """The root-relative URL of every locale's search page."""
    return {code: f"{base_path}{search_url(code)}" for code in codes}


def search_pages(center: HelpCenter) -> Iterator[GeneratedPage]:
    """A search page a locale; none where search is off."""
    if not center.options.search:
        return
    for locale in center.catalog.locales:
        yield GeneratedPage(
            search_url(locale.code),
            locale.code,
            center.messages.translator(locale.code)("search.title"),
            partial(search_view, center, locale.code),
            # What is found is listed elsewhere; a search page in a search engine helps nobody.
            listed=False,
        )


def search_view(center: HelpCenter, locale: str) -> SearchView:
    """What the search page shows before a search, and all that it shows without a script."""
    t = center.messages.translator(locale)
    urls = {item.code: center.url(search_url(item.code)) for item in center.catalog.locales}
    return SearchView(
        kind="search",
        template="search.html",
        locale=locale,
        url=center.url(search_url(locale)),
        canonical=center.canonical(search_url(locale)),
        title=t("search.title"),
        breadcrumbs=(Link(t("home.title"), center.url(home_url(locale))),),
        alternates=alternates(center.catalog.locales, locale, urls),
        # Every question has this page as its canonical URL, and a way to browse is worth finding.
        noindex=center.options.preview,
        description=t("search.index_description"),
        sections=section_cards(center, locale),
        letters=letter_links(center, locale),
        az_url=center.url(az_url(locale)),
    )
