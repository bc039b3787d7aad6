"""Pages of the site that are no articles, by what makes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from mkdocs_help_center.pages.az_index import az_pages
from mkdocs_help_center.pages.changes import changes_pages
from mkdocs_help_center.pages.contact import contact_pages
from mkdocs_help_center.pages.front import front_pages
from mkdocs_help_center.pages.gone import gone_article_pages
from mkdocs_help_center.pages.listings import listing_pages
from mkdocs_help_center.pages.page import GeneratedPage
from mkdocs_help_center.pages.releases import releases_pages
from mkdocs_help_center.pages.search_page import search_pages
from mkdocs_help_center.pages.status_pages import status_pages
from mkdocs_help_center.pages.subscribe import subscribe_pages
from mkdocs_help_center.pages.support_pages import support_pages
from mkdocs_help_center.pages.survey import survey_pages
from mkdocs_help_center.pages.timelines import timeline_pages
from mkdocs_help_center.pages.translations_page import translations_pages

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter

#: A new kind of page is one entry here. Where two want one
#: URL the earlier entry has it.
PAGE_SOURCES: tuple[Callable[[HelpCenter], Iterable[GeneratedPage]], ...] = (
    changes_pages,
    translations_pages,
    support_pages,
    contact_pages,
    survey_pages,
    status_pages,
    timeline_pages,
    releases_pages,
    subscribe_pages,
    listing_pages,
    front_pages,
    gone_article_pages,
    search_pages,
    az_pages,
)
