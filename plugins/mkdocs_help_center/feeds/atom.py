"""Atom 1.0 (RFC 4287) with RFC 5005's archives; with lxml for the reasons given in rss.py: feedgen's
content has no type, its links no rel.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from mkdocs_help_center.feeds.model import Feed, FeedItem, clean_text

FILE = "atom.xml"
_ATOM = "http://www.w3.org/2005/Atom"
_HISTORY = "http://purl.org/syndication/history/1.0"
# None is lxml's name for the namespace without a prefix; its types know texts only.
_NAMESPACES: Any = {None: _ATOM, "fh": _HISTORY}
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class AtomWriter:
    """Writes Atom 1.0."""

    def __init__(self) -> None:
        self._entries: dict[FeedItem, etree._Element] = {}

    def write(self, feed: Feed) -> bytes:
        """The feed's document."""
        root = etree.Element(f"{{{_ATOM}}}feed", {_LANG: feed.language}, nsmap=_NAMESPACES)
        _head(root, feed)
        for item in feed.items:
            if item not in self._entries:
                self._entries[item] = _entry(item, feed)
            root.append(self._entries[item])
        return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _head(root: etree._Element, feed: Feed) -> None:
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "subtitle", feed.description)
    _add(root, "updated", feed.updated.isoformat())
    # A feed needs an author as soon as one entry has none (RFC 4287 §4.1.1).
    _add(_sub(root, "author"), "name", feed.site_name)
    _sub(root, "link", rel="alternate", type="text/html", href=feed.home)
    for rel, url in feed.links(FILE):
        _sub(root, "link", rel=rel, type="application/atom+xml", href=url)
    _add(root, "icon", feed.icon)
    _add(root, "logo", feed.logo)
    _add(root, "generator", feed.generator)
    if feed.archive:
        etree.SubElement(root, f"{{{_HISTORY}}}archive")


def _entry(item: FeedItem, feed: Feed) -> etree._Element:
    entry = etree.Element(f"{{{_ATOM}}}entry", nsmap=_NAMESPACES)
    _add(entry, "id", item.guid)
    _add(entry, "title", item.title, type="text")
    _sub(entry, "link", rel="alternate", type="text/html", href=item.url)
    _add(entry, "published", item.published.isoformat())
    _add(entry, "updated", item.updated.isoformat())
    if item.author:
        _add(_sub(entry, "author"), "name", item.author)
    for category in item.categories:
        scheme = f"{feed.taxonomy}#{category.kind}"
        label = clean_text(category.label)
        _sub(entry, "category", term=clean_text(category.term), scheme=scheme, label=label)
    _add(entry, "summary", item.summary, type="text")
    _add(entry, "content", item.html, type="html")
    return entry


def _sub(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)


def _add(parent: etree._Element, name: str, text: str, **attributes: str) -> None:
    if text:
        _sub(parent, name, **attributes).text = clean_text(text)
