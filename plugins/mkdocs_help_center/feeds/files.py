"""The files of all feeds of a site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import mkdocs_help_center
from mkdocs_help_center.feeds.cuts import Cut, cuts_by_folder, every_cut
from mkdocs_help_center.feeds.formats import FORMATS
from mkdocs_help_center.feeds.former import former_cuts
from mkdocs_help_center.feeds.identity import uuid_urn
from mkdocs_help_center.feeds.items import Items
from mkdocs_help_center.feeds.model import ARCHIVE, Feed
from mkdocs_help_center.feeds.opml import opml_files

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter

_RASTER = (".png", ".jpg", ".jpeg", ".gif")


def feed_files(center: HelpCenter) -> Mapping[str, bytes]:
    """Every feed in every format with its archive, and a list of all of them a locale (OPML).

    Nothing for a deploy preview, or where the site has no address: a feed's URLs are absolute. On the
    writers' own server they are there to be looked at, though no page leads to them.
    """
    every = _cuts(center)
    items = Items(center)
    writers = {name: make() for name, make in FORMATS.items()}
    files = {
        feed.path(name): writer.write(feed)
        for cut in cuts_by_folder(every).values()
        if center.builds(cut.folder)
        for feed in feeds_of(center, cut, items)
        for name, writer in writers.items()
    }
    return {**files, **opml_files(center, every)}


def feed_file(center: HelpCenter, path: str) -> bytes | None:
    """One of :func:`feed_files` without making the others; None where there is none at ``path``."""
    folder, _, name = path.rpartition("/")
    every = _cuts(center)
    if name not in FORMATS:
        return opml_files(center, every).get(path)
    cut = cuts_by_folder(every).get(folder.partition(f"/{ARCHIVE}/")[0] + "/")
    if cut is None or not center.builds(cut.folder):
        return None
    found = (feed for feed in feeds_of(center, cut, Items(center)) if feed.path(name) == path)
    return next((FORMATS[name]().write(feed) for feed in found), None)


def _cuts(center: HelpCenter) -> Sequence[Cut]:
    if center.options.local and center.options.site_url:
        cuts = every_cut(center)
        return (*cuts, *former_cuts(cuts, center.modules))
    return center.feed_cuts


def feeds_of(center: HelpCenter, cut: Cut, items: Items) -> Iterator[Feed]:
    """A feed's live document, then those of its archive, oldest first.

    An archive document is full and never grows, so that it keeps its bytes (RFC 5005 §4: its contents
    should not change); the live document overlaps with the last one rather than leave a gap.
    """
    limit = center.options.feeds.limit
    every = cut.shown(limit)
    archives = cut.archives(limit)
    for number in range(archives + 1):
        end = len(every) - (number - 1) * limit
        shown = every[end - limit : end] if number else every[:limit]
        yield Feed(
            id=uuid_urn("feed", cut.folder),
            title=cut.title,
            description=cut.description,
            home=center.canonical(cut.page),
            base=center.canonical(cut.folder),
            folder=cut.folder,
            language=center.site.locale(cut.locale).language_tag,
            site_name=center.site.name_in(cut.locale),
            items=[items.of(article) for article in shown],
            archive=number,
            archives=archives,
            ttl=center.options.feeds.ttl,
            icon=_raster(center, center.site.options.favicon),
            logo=_raster(center, center.site.options.logo) or _raster(center, "", "feed.png"),
            taxonomy=center.canonical(f"{cut.locale}/subscribe/"),
            generator=f"mkdocs-help-center {mkdocs_help_center.__version__}",
        )


def _raster(center: HelpCenter, file: str, asset: str = "") -> str:
    """The absolute URL of a picture that every reader can show; SVG is not one."""
    url = center.site.asset(asset) if asset else center.site.path(file)
    if not url.lower().endswith(_RASTER):
        return ""
    return urljoin(center.options.site_url, url)
