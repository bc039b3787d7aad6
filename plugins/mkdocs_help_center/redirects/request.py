"""What a URL says, before anything is looked up."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from mkdocs_help_center.content.content_types import SECTION_NAMES
from mkdocs_help_center.redirects.settings import RedirectSettings
from mkdocs_help_center.redirects.urls import (
    MAX_URL,
    LocaleMatcher,
    Url,
    parse_url,
    path_key,
    slug_key,
    split_path,
    wanted_by_query,
)

_ID = re.compile(r"[A-Za-z0-9_-]+")
_PLAIN_HEAD = re.compile(r"(?:/[A-Za-z0-9_-]+){1,4}")
_PLAIN_END = re.compile(r"([A-Za-z0-9_-]+)(?:\?locale=([A-Za-z_-]+))?")
#: Beginnings of paths that are remembered, and how long they may be; a site has a few dozen.
_MAX_HEADS, _MAX_HEAD = 1_000, 100


@dataclass(slots=True)
class Request:
    """A URL read as one of the old site's forms. Locales are numbers, -1 where there is none.

    Attributes:
        url: its parts.
        path: its path without the base path and the leading slash, as written.
        path_locale, query_locale: what the path and ``?locale=`` say; ``wanted`` is the one that counts.
        query: the query without ``locale``.
        words: segments after the locale, as written.
        section: today's name of its section, empty where it names none.
        rest: segments after the section.
        slug: the last of them; empty for a section's own URL or where there is no section.
    """

    url: Url
    path: str
    path_locale: int
    query_locale: int
    wanted: int
    query: str
    words: Sequence[str]
    section: str
    rest: Sequence[str]
    slug: str
    _last_key: str | None = None
    _slug_keys: list[str] | None = None
    _ids: list[str] | None = None

    @property
    def last_key(self) -> str:
        """The slug key of the last segment; empty where there is none."""
        if self._last_key is None:
            self._last_key = slug_key(self.words[-1]) if self.words else ""
        return self._last_key

    def slug_keys(self) -> list[str]:
        """Keys of the slug as it is, and without what follows ``--``."""
        if self._slug_keys is None:
            keys = [self.last_key] if self.slug else []
            if "--" in self.slug:
                keys.append(slug_key(self.slug.rpartition("--")[0]))
            self._slug_keys = [key for key in keys if key]
        return self._slug_keys

    def ids(self) -> list[str]:
        """What may be an id, most specific first: after ``--``, or a whole segment."""
        if self._ids is None:
            self._ids = self._find_ids()
        return self._ids

    def _find_ids(self) -> list[str]:
        found: list[str] = []
        for segment in reversed(self.rest):
            head, dashes, name = segment.rpartition("--")
            if not dashes:
                found.append(segment)
                continue
            if not (name.isascii() and name.isalnum()):
                # A full stop or a bracket of the text around a pasted link.
                match = _ID.match(name)
                name = match[0] if match else ""
            if name:
                if self.section == "known-issues" or head.lower() == "ki":
                    found.append(f"ki-{name}")
                found.append(name)
        return found


class _Head(NamedTuple):
    """What a path says up to its last slash: a request's fields without the last segment."""

    written: str
    path: str
    path_locale: int
    words: tuple[str, ...]
    section: str
    rest: tuple[str, ...]


class RequestReader:
    """Reads URLs for one site.

    Nearly all URLs differ in their last segment only, so that what comes before it is read once.
    """

    def __init__(self, codes: Sequence[str], settings: RedirectSettings) -> None:
        self._number = {code: number for number, code in enumerate(codes)}
        self.matcher = LocaleMatcher(codes)
        self._base = settings.base_path
        self.prefixes = frozenset(prefix.lower() for prefix in settings.prefixes)
        renamed = {old.strip("/").lower(): new.strip("/") for old, new in settings.sections.items()}
        self.sections: Mapping[str, str] = {**SECTION_NAMES, **renamed}
        self._heads: dict[str, _Head | None] = {}

    def read(self, text: str, page_locale: str | None = None, *, visited: bool = False) -> Request:
        """``text`` as a link or a direct visit; in a page of ``page_locale`` that language wins."""
        head, _, last = text.rpartition("/")
        known = self._heads[head] if head in self._heads else self._learn(head)
        match = _PLAIN_END.fullmatch(last) if known is not None else None
        if known is not None and match and len(text) <= MAX_URL:
            request = self._read_after(known, *match.groups(""))
        else:
            request = self._read(text, visited=visited)
        if page_locale is not None:
            request.wanted = self._number.get(page_locale, -1)
        return request

    def _learn(self, head: str) -> _Head | None:
        """What ``head`` says about every URL that goes on with one plain segment; None if it depends."""
        if len(head) > _MAX_HEAD or not _PLAIN_HEAD.fullmatch(head):
            return None
        request = self._read(f"{head}/x", visited=True)
        known = None
        if request.section:
            words, rest = tuple(request.words[:-1]), tuple(request.rest[:-1])
            path = request.path[:-1]
            known = _Head(f"{head}/", path, request.path_locale, words, request.section, rest)
        if len(self._heads) < _MAX_HEADS:
            self._heads[head] = known
        return known

    def _read_after(self, head: _Head, last: str, code: str) -> Request:
        """The request of a path that is plain text, with at most ``?locale=`` as its query."""
        query_locale, query = -1, ""
        if code:
            query = f"locale={code}"
            asked = self.matcher.match(code)
            query_locale = self._number[asked] if asked else -1
        written, path, path_locale, words, section, rest = head
        path += last
        url = Url("", "", written + last, query, "")
        wanted = query_locale if query_locale >= 0 else path_locale
        words, rest = (*words, last), (*rest, last)
        return Request(url, path, path_locale, query_locale, wanted, "", words, section, rest, last)

    def _read(self, text: str, *, visited: bool) -> Request:
        url = parse_url(text, visited=visited)
        path = url.path[1:]
        if self._base != "/" and url.path.startswith(self._base):
            path = url.path[len(self._base) :]
        elif url.path + "/" == self._base:
            path = ""
        segments = split_path(path)
        if segments and segments[-1].lower() == "index.html":
            segments = segments[:-1]
        query_locale, query = -1, url.query
        if query:
            asked, query = wanted_by_query(query, self.matcher)
            query_locale = self._number[asked] if asked else -1
        path_locale = -1
        if segments and (code := self.matcher.match(segments[0])):
            path_locale, segments = self._number[code], segments[1:]
        wanted = query_locale if query_locale >= 0 else path_locale
        section, rest = self._section(segments)
        slug = rest[-1] if section and rest else ""
        return Request(
            url, path, path_locale, query_locale, wanted, query, segments, section, rest, slug
        )

    def _section(self, words: Sequence[str]) -> tuple[str, Sequence[str]]:
        start = 0
        while start < len(words) and words[start].lower() in self.prefixes:
            start += 1
        if start < len(words) and (section := self.sections.get(words[start].lower())):
            return section, words[start + 1 :]
        return "", words[start:]

    def keys(self, request: Request, locale_key: str) -> tuple[str, str]:
        """The key of the path as written, and of the path with today's section name."""
        written = path_key([locale_key, *request.words])
        today = path_key([locale_key, *([request.section] * bool(request.section)), *request.rest])
        return written, today
