"""Files of the site that are not pages: sitemaps, feeds, host rules, machine-readable data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from mkdocs_help_center.feeds.files import feed_files
from mkdocs_help_center.pages.headers import header_files
from mkdocs_help_center.pages.list_data import list_files
from mkdocs_help_center.pages.machine import machine_files
from mkdocs_help_center.pages.sitemap import sitemap_files
from mkdocs_help_center.pages.social_cards import card_files
from mkdocs_help_center.pages.status_files import status_files
from mkdocs_help_center.pages.support_json import support_files
from mkdocs_help_center.redirects.files import redirect_files

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter

#: What makes them, called when all articles are rendered: paths in the site → content. A new kind of file
#: is one entry here. Those of search come with its indexes (:mod:`mkdocs_help_center.search.indexer`).
OUTPUTS: tuple[Callable[[HelpCenter], Mapping[str, str | bytes]], ...] = (
    sitemap_files,
    list_files,
    machine_files,
    card_files,
    header_files,
    feed_files,
    redirect_files,
    support_files,
    status_files,
)
