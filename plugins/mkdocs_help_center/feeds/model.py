"""The neutral feed: what every format is written from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

#: Files of a feed's archive are numbered from 1, the oldest: ``archive/3/``.
ARCHIVE = "archive"


@dataclass(frozen=True, slots=True)
class Category:
    """A label of an item: ``kind`` is type, module, area, channel or status; ``term`` never changes and is
    the same in every language, ``label`` is for readers.
    """

    kind: str
    term: str
    label: str


@dataclass(frozen=True, slots=True, eq=False)
class FeedItem:
    """One entry.

    Attributes:
        guid: an IRI that never changes, whatever happens to title, URL and file.
        url: its page, absolute.
        title, summary: plain text.
        html: the whole content, every URL in it absolute.
        published, updated: with a time zone; ``updated`` is never before ``published``.
        author: a name, or nothing.
        image: an absolute URL, or nothing.
        language: BCP 47.
        facts: what programs want to know (type, modules, deadline, …), in JSON's types.
    """

    guid: str
    url: str
    title: str
    html: str
    summary: str
    published: datetime
    updated: datetime
    categories: tuple[Category, ...] = ()
    author: str = ""
    image: str = ""
    language: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Feed:
    """A feed or one document of its archive (RFC 5005 §4).

    Attributes:
        id: an IRI that never changes; an archive has its feed's.
        title, description: plain text.
        home: the HTML page that it belongs to, absolute.
        base: the absolute URL of the folder that its files are in.
        folder: the same below the site's root, ``en/release-notes/``.
        language: BCP 47.
        site_name: who publishes it.
        items: newest first.
        archive: the number of this archive document, from 1, the oldest; 0 for the live feed.
        archives: how many archive documents there are.
        ttl: minutes for which a reader may keep it (RSS).
        icon, logo: absolute URLs of raster images, or nothing.
        taxonomy: the URL under which its categories are explained.
        generator: program and version.
    """

    id: str
    title: str
    description: str
    home: str
    base: str
    folder: str
    language: str
    site_name: str
    items: Sequence[FeedItem]
    archive: int = 0
    archives: int = 0
    ttl: int = 60
    icon: str = ""
    logo: str = ""
    taxonomy: str = ""
    generator: str = ""

    @property
    def updated(self) -> datetime:
        """When any of its items last changed: never the time of the build."""
        return max(item.updated for item in self.items)

    def url(self, file: str, archive: int | None = None) -> str:
        """The URL of a file of this feed: of the live one for 0, of an archive document otherwise."""
        number = self.archive if archive is None else archive
        return f"{self.base}{ARCHIVE}/{number}/{file}" if number else f"{self.base}{file}"

    def path(self, file: str) -> str:
        """Where that file goes, below the site's root."""
        return self.folder + self.url(file)[len(self.base) :]

    def links(self, file: str) -> Sequence[tuple[str, str]]:
        """``rel`` and URL of every link to this feed's other documents (RFC 5005 §4)."""
        found = [("self", self.url(file))]
        older = (self.archive or self.archives + 1) - 1
        if self.archive:
            found.append(("current", self.url(file, 0)))
            if self.archive < self.archives:
                found.append(("next-archive", self.url(file, self.archive + 1)))
        if older:
            found.append(("prev-archive", self.url(file, older)))
        return found


class FeedWriter(Protocol):
    """Writes feeds of one format. One writer serves a whole build, so that an item that is in ten feeds
    is put together once.
    """

    def write(self, feed: Feed) -> bytes:
        """The feed's document."""
        ...


_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean_text(text: str) -> str:
    """``text`` without what XML 1.0 §2.2 has no place for: control characters, halves of surrogates."""
    return _NOT_XML.sub("", text)
