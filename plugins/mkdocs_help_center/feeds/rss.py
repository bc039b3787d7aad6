"""RSS 2.0, with the content, dc and atom modules.

Written with lxml. feedgen 1.0 is as quick (benchmarks/feeds.py), but it orders items newest last, dates
feed and items by the build where it is told nothing, knows no RFC 5005, drops the ``rel`` of an entry's
links and the ``type`` of Atom's content, and raises for a control character in a title.
Sources: https://www.rssboard.org/rss-specification, https://www.rssboard.org/rss-profile, RFC 5005.
"""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape

from lxml import etree

from mkdocs_help_center.feeds.model import Feed, FeedItem, clean_text

FILE = "feed.xml"
_ATOM = "http://www.w3.org/2005/Atom"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DC = "http://purl.org/dc/elements/1.1/"
_HISTORY = "http://purl.org/syndication/history/1.0"
_NAMESPACES = {"atom": _ATOM, "content": _CONTENT, "dc": _DC, "fh": _HISTORY}


class RssWriter:
    """Writes RSS 2.0."""

    def __init__(self) -> None:
        self._items: dict[FeedItem, etree._Element] = {}

    def write(self, feed: Feed) -> bytes:
        """The feed's document."""
        rss = etree.Element("rss", {"version": "2.0"}, nsmap=_NAMESPACES)
        channel = etree.SubElement(rss, "channel")
        _channel(channel, feed)
        for item in feed.items:
            if item not in self._items:
                self._items[item] = _item(item, feed)
            # An element has one parent: appending takes it over from the feed before.
            channel.append(self._items[item])
        return etree.tostring(rss, encoding="UTF-8", xml_declaration=True)


def rfc822(moment: datetime) -> str:
    """A date as RSS wants it, in UTC."""
    return format_datetime(moment.astimezone(UTC), usegmt=True)


def _channel(channel: etree._Element, feed: Feed) -> None:
    _add(channel, "title", feed.title)
    _add(channel, "link", feed.home)
    _add(channel, "description", feed.description)
    _add(channel, "language", feed.language.lower())
    _add(channel, "lastBuildDate", rfc822(feed.updated))
    _add(channel, "generator", feed.generator)
    _add(channel, "docs", "https://www.rssboard.org/rss-specification")
    _add(channel, "ttl", str(feed.ttl))
    if feed.logo:
        image = etree.SubElement(channel, "image")
        # The specification: title and link are those of the channel.
        for name, text in (("url", feed.logo), ("title", feed.title), ("link", feed.home)):
            _add(image, name, text)
    if feed.archive:
        etree.SubElement(channel, f"{{{_HISTORY}}}archive")
    for rel, url in feed.links(FILE):
        attributes = {"rel": rel, "href": url, "type": "application/rss+xml"}
        etree.SubElement(channel, f"{{{_ATOM}}}link", attributes)


def _item(item: FeedItem, feed: Feed) -> etree._Element:
    element = etree.Element("item", nsmap=_NAMESPACES)
    _add(element, "title", item.title)
    _add(element, "link", item.url)
    _add(element, "guid", item.guid, isPermaLink="false")
    _add(element, "pubDate", rfc822(item.published))
    _add(element, f"{{{_ATOM}}}updated", item.updated.isoformat())
    _add(element, f"{{{_DC}}}creator", item.author)
    for category in item.categories:
        _add(element, "category", category.label, domain=f"{feed.taxonomy}#{category.kind}")
    # A description is HTML by the specification: a summary's "<" must not become a tag.
    _add(element, "description", escape(item.summary, quote=False))
    _add(element, f"{{{_CONTENT}}}encoded", item.html)
    return element


def _add(parent: etree._Element, name: str, text: str, **attributes: str) -> None:
    if text:
        etree.SubElement(parent, name, attributes).text = clean_text(text)
