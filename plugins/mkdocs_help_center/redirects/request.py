"""What a URL says, before anything is looked up."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mkdocs_help_center.content.content_types import SECTION_NAMES
from mkdocs_help_center.redirects.settings import RedirectSettings
from mkdocs_help_center.redirects.urls import (
    LocaleMatcher,
    Url,
    parse_url,
    path_key,
    slug_key,
    split_path,
    wanted_by_query,
)

_ID = re.compile(r"[A-Za-z0-9_-]+")


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
    _last_key: str | None = None
    _ids: list[str] | None = None

    @property
    def slug(self) -> str:
        """The last segment; empty for a section's own URL or where there is no section."""
        return self.rest[-1] if self.section and self.rest else ""

    @property
    def last_key(self) -> str:
        """The slug key of the last segment; empty where there is none."""
        if self._last_key is None:
            self._last_key = slug_key(self.words[-1]) if self.words else ""
        return self._last_key

    def slug_keys(self) -> list[str]:
        """Keys of the slug as it is, and without what follows ``--``."""
        slug = self.slug
        if not slug:
            return []
        if "--" not in slug:
            return [self.last_key] if self.last_key else []
        keys = (self.last_key, slug_key(slug.rpartition("--")[0]))
        return [key for key in keys if key]

    def ids(self) -> list[str]:
        """What may be an id, most specific first: after ``--``, or a whole segment."""
        if self._ids is None:
            self._ids = self._find_ids()
        return self._ids

    def group_ids(self) -> list[str]:
        """What may be the id of a track or category: only what follows ``--``, since some are words."""
        return [name for name in self.ids() if name not in self.rest]

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


class RequestReader:
    """Reads URLs for one site."""

    def __init__(self, codes: Sequence[str], settings: RedirectSettings) -> None:
        self._number = {code: number for number, code in enumerate(codes)}
        self.matcher = LocaleMatcher(codes)
        self._base = settings.base_path
        self.prefixes = frozenset(prefix.lower() for prefix in settings.prefixes)
        renamed = {old.strip("/").lower(): new.strip("/") for old, new in settings.sections.items()}
        self.sections: Mapping[str, str] = {**SECTION_NAMES, **renamed}

    def read(self, text: str, page_locale: str | None = None, *, visited: bool = False) -> Request:
        """``text`` as a link or a direct visit; in a page of ``page_locale`` that language wins."""
        url = parse_url(text, visited=visited)
        path, segments = url.path[1:], url.segments
        if self._base != "/" and url.path.startswith(self._base):
            path = url.path[len(self._base) :]
            segments = split_path(path)
        elif url.path + "/" == self._base:
            path, segments = "", ()
        if segments and segments[-1].lower() == "index.html":
            segments = segments[:-1]
        query_locale, query = -1, url.query
        if query:
            asked, query = wanted_by_query(query, self.matcher)
            query_locale = self._number[asked] if asked else -1
        path_locale = -1
        if segments and (code := self.matcher.match(segments[0])):
            path_locale, segments = self._number[code], segments[1:]
        if page_locale is not None:
            wanted = self._number.get(page_locale, -1)
        else:
            wanted = query_locale if query_locale >= 0 else path_locale
        section, rest = self._section(segments)
        return Request(url, path, path_locale, query_locale, wanted, query, segments, section, rest)

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
