"""HTTP headers that feeds need from a host."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from mkdocs_help_center.feeds.cuts import cuts_by_folder
from mkdocs_help_center.feeds.formats import MEDIA_TYPES
from mkdocs_help_center.feeds.json_feed import FILE as JSON_FILE
from mkdocs_help_center.feeds.model import ARCHIVE
from mkdocs_help_center.feeds.opml import FILE as OPML_FILE

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter

_HEADERS = {
    file: {"Content-Type": f"{media_type}; charset=utf-8"}
    | ({"Access-Control-Allow-Origin": "*"} if file == JSON_FILE else {})
    for file, media_type in MEDIA_TYPES.items()
}


def feed_headers(center: HelpCenter) -> Mapping[str, Mapping[str, str]]:
    """Headers by URL path of every document of a feed; a host module writes them in its own format.

    Media types, since hosts know feeds as mere XML; and for JSON Feeds CORS (https://fetch.spec.whatwg.org/
    #http-access-control-allow-origin), so that an admin panel on another host can show them. Exact paths,
    since hosts differ in what a pattern may be.
    """
    found: dict[str, Mapping[str, str]] = {}
    limit = center.options.feeds.limit
    for cut in cuts_by_folder(center.feed_cuts).values():
        archives = (f"{ARCHIVE}/{number}/" for number in range(1, cut.archives(limit) + 1))
        for folder in ("", *archives):
            for file, headers in _HEADERS.items():
                found[center.url(f"{cut.folder}{folder}{file}")] = headers
    for locale in dict.fromkeys(cut.locale for cut in center.feed_cuts):
        found[center.url(f"{locale}/{OPML_FILE}")] = {
            "Content-Type": "text/x-opml; charset=utf-8",
            "Content-Disposition": f'attachment; filename="{OPML_FILE}"',
        }
    return found
