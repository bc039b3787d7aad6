"""The formats of feeds: file names, what they are called, how hosts announce them, what writes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mkdocs_help_center.feeds import atom, json_feed, rss
from mkdocs_help_center.feeds.model import FeedWriter

#: A new format is one row in each.
FORMATS: Mapping[str, Callable[[], FeedWriter]] = {
    rss.FILE: rss.RssWriter,
    atom.FILE: atom.AtomWriter,
    json_feed.FILE: json_feed.JsonFeedWriter,
}
FORMAT_NAMES: Mapping[str, str] = {
    rss.FILE: "RSS",
    atom.FILE: "Atom",
    json_feed.FILE: "JSON Feed",
}
MEDIA_TYPES: Mapping[str, str] = {
    rss.FILE: "application/rss+xml",
    atom.FILE: "application/atom+xml",
    json_feed.FILE: "application/feed+json",
}
