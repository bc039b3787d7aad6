"""Addresses of files that others fetch, embed or subscribe to: known before anything is rendered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mkdocs_help_center.feeds import opml
from mkdocs_help_center.feeds.cuts import every_cut
from mkdocs_help_center.feeds.formats import FORMAT_NAMES
from mkdocs_help_center.feeds.former import former_cuts
from mkdocs_help_center.pages.status_files import STATUSPAGE
from mkdocs_help_center.pages.status_urls import badge_url, now_json_url, status_json_url
from mkdocs_help_center.pages.subscribe import subscribe_url
from mkdocs_help_center.pages.support_urls import regions_json_url

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter


def file_urls(center: HelpCenter) -> Iterator[str]:
    """What the published site has besides pages, relative to its root.

    A deploy preview leaves out what nobody should subscribe to or index; its articles may link to it
    all the same, and the ledger must not take it for lost.
    """
    codes = [locale.code for locale in center.catalog.locales]
    yield from ("llms.txt", *(f"{code}/llms.txt" for code in codes))
    if center.options.site_url:
        yield from ("sitemap.xml", *(f"{code}/sitemap.xml" for code in codes))
        yield from _feeds(center)
    if center.support.guide.regions:
        yield from map(regions_json_url, codes)
    if center.status.exists:
        yield from ("status.json", f"{STATUSPAGE}summary.json", f"{STATUSPAGE}status.json")
        modules = ["", *(module.id for module in center.status.modules)]
        for code in codes:
            yield from (status_json_url(code), now_json_url(code))
            yield from (badge_url(code, module) for module in modules)


def _feeds(center: HelpCenter) -> Iterator[str]:
    cuts = center.feed_cuts
    if center.options.preview:
        present = every_cut(center)
        cuts = (*present, *former_cuts(present, center.modules))
    for cut in cuts:
        yield from (cut.folder + file for file in FORMAT_NAMES)
    for code in dict.fromkeys(cut.locale for cut in cuts):
        yield from (f"{code}/{opml.FILE}", subscribe_url(code))
