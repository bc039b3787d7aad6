"""The values that rules, resolutions and host formats are made of."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import NamedTuple

from mkdocs_help_center.content.article import Article


class Kind(enum.IntEnum):
    """Where a redirect comes from, most deliberate first: the order within a host's rule budget."""

    RULE = 1
    REDIRECT_FROM = 2
    REPLACED = 3
    MOVED = 4
    RENAMED = 5
    SHORT = 6
    LEGACY_SLUG = 7
    ID = 8
    SLUG = 9


@dataclass(frozen=True, slots=True)
class Origin:
    """Who asked for a redirect: the kind of rule, and the file and line that it stands in."""

    kind: Kind
    path: str
    line: int = 1


class Redirect(NamedTuple):
    """An old URL and where it leads, in one hop.

    ``source`` is root-relative and percent-encoded, and may end in ``?locale=xx``; ``target`` is
    root-relative with the site's base path, or absolute on an allowed host; it is empty for a status
    of 410.
    """

    source: str
    target: str
    status: int
    origin: Origin


@dataclass(frozen=True, slots=True)
class Rule:
    """A redirect as someone wrote it: source and target may be in any form, chained or wrong.

    ``locale`` is the language in which a bare slug in ``target`` is looked for; ``column`` is that of
    the row.
    """

    source: str
    target: str
    status: int
    origin: Origin
    locale: str = ""
    column: int = 1


class How(enum.Enum):
    """What a URL was recognised by, in the order in which it is tried."""

    FOREIGN = "another site"
    PAGE = "page of this site"
    LANGUAGE = "the reader's language"
    REPLACED = "replacedBy of an archived article"
    ID = "id"
    MOVED = "earlier URL of a page"
    SLUG = "slug"
    OTHER_SLUG = "slug in another language"
    LEGACY_SLUG = "legacy slug"
    RULE = "rule"
    OTHER_SECTION = "slug in another section"
    GONE = "archived article"
    NOTHING = "nothing"


class Resolution(NamedTuple):
    """Where a URL leads.

    Attributes:
        url: root-relative with base path, query and fragment; absolute for another site; as asked
            where nothing was found.
        status: 200 (the URL is the page's own), 301, 302, 307 or 308, 404, 410; 0 for another site.
        how: what decided.
        article: the article there, if it is one; for 410 the archived one.
        wanted_locale: the language asked for by path, query or page; None where none was.
        found_locale: the language of the page; None where it has none.
        path: ``url`` without base path, query and fragment: the key of ``Catalog.by_url``.
    """

    url: str
    status: int
    how: How
    article: Article | None = None
    wanted_locale: str | None = None
    found_locale: str | None = None
    path: str = ""

    @property
    def found(self) -> bool:
        """Whether the URL leads to a page of this site."""
        return self.status not in (0, 404, 410)

    @property
    def translation_missing(self) -> bool:
        """Whether the page is not in the language that was asked for."""
        return bool(
            self.found
            and self.wanted_locale
            and self.found_locale
            and self.wanted_locale != self.found_locale
        )


@dataclass(frozen=True, slots=True)
class Step:
    """One line of an explanation: what was tried and what came of it."""

    how: How
    message: str
    hit: bool = field(default=False)
