"""An article: the coerced front matter of one file, and its body."""

from __future__ import annotations

import difflib
import enum
import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from mkdocs_help_center.content.content_types import (
    COMMON_FIELDS,
    RELEASE_NOTE_TYPES,
    ContentType,
    FieldKind,
    content_type_names,
    type_by_name,
)
from mkdocs_help_center.content.dates import parse_date
from mkdocs_help_center.content.front_matter import FrontMatter, Value
from mkdocs_help_center.content.problem import Problem, Severity
from mkdocs_help_center.content.slugs import slugify
from mkdocs_help_center.content.source import SourceFile


class Status(enum.Enum):
    """Contentful's states of an entry; a missing one means published."""

    PUBLISHED = "PUBLISHED"
    CHANGED = "CHANGED"
    DRAFT = "DRAFT"
    ARCHIVED = "ARCHIVED"

    @property
    def published(self) -> bool:
        """CHANGED is a published entry that has unpublished edits elsewhere."""
        return self in (Status.PUBLISHED, Status.CHANGED)


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Article:
    """One article in one language. Text fields are trimmed and empty where missing.

    ``slug`` is the URL's safe form, ``raw_slugs`` every spelling that the file gives for it; ``url`` is
    relative to the site's root, without a leading slash, and the one that the article asks for until
    the catalog gives it another. ``meta`` holds all fields as read, unknown ones included; ``lines``
    their lines. ``source`` is relative to the content folder, ``path`` is how problems name the file.
    """

    source: str
    path: str
    type: ContentType
    locale: str
    title: str
    slug: str
    slug_en: str = ""
    raw_slugs: tuple[str, ...] = ()
    id: str = ""
    internal_reference: str = ""
    status: Status = Status.PUBLISHED
    hidden: bool = False
    created: datetime | None = None
    updated: datetime | None = None
    published: datetime | None = None
    first_published: datetime | None = None
    folders: tuple[str, ...] = ()
    team: str = ""
    author: str = ""
    tags: tuple[str, ...] = ()
    legacy_slugs: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    excerpt: str = ""
    order: int | None = None
    meta: Mapping[str, Value] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    body_utf8: bytes = b""
    body_line: int = 1
    url: str = ""

    @property
    def body(self) -> str:
        """The Markdown below the front matter.

        Kept in UTF-8, half of what a text with one curly quote takes in memory: all are there all the
        time, in each process of a build.
        """
        return self.body_utf8.decode("utf-8", "surrogatepass")

    @property
    def section(self) -> str:
        """The section's URL segment."""
        return self.type.section

    @property
    def identity(self) -> str:
        """What stays the same when title, slug and file move: id, internal reference or source stem."""
        if self.id:
            return self.id
        if self.internal_reference:
            return f"ki-{self.internal_reference}"
        return self.stem_id

    @property
    def stem_id(self) -> str:
        """What stands for an id where there is none."""
        return _stem_id(self.type.section, self.source)

    @property
    def named_team(self) -> str:
        """The team; empty for the catch-all that most real articles name."""
        return "" if slugify(self.team) in _NO_TEAM else self.team

    @property
    def date(self) -> datetime | None:
        """When it was first public: the date that lists and feeds show."""
        return self.first_published or self.published or self.created

    @property
    def modified(self) -> datetime | None:
        """When it last changed."""
        return self.updated or self.published or self.date

    def text(self, key: str) -> str:
        """A field of ``meta`` as trimmed text; empty where missing or not text."""
        value = self.meta.get(key)
        return value.strip() if isinstance(value, str) else ""

    def values(self, key: str) -> tuple[str, ...]:
        """A list field of ``meta``; a text is split at commas."""
        return split_list(self.meta.get(key))

    def date_of(self, key: str) -> datetime | None:
        """A date field of ``meta``."""
        return parse_date(self.text(key))

    def line(self, key: str) -> int:
        """The line of a front-matter field; 1 where it is missing."""
        return self.lines.get(key, 1)


def article_url(locale: str, section: str, slug: str) -> str:
    """The URL of an article, relative to the site's root."""
    return f"{locale}/{section}/{slug}/"


@functools.lru_cache(1 << 16)
def _stem_id(section: str, source: str) -> str:
    stem = source.rpartition("/")[2].rpartition(".")[0]
    return f"{section}-{slugify(stem)}"


def split_list(value: Value | None) -> tuple[str, ...]:
    """A list field as texts: YAML lists as they are, a text split at commas, blanks dropped."""
    if value is None or isinstance(value, dict):
        return ()
    items = value if isinstance(value, list) else value.split(",")
    texts = (item.strip() for item in items if isinstance(item, str))
    return tuple(text for text in texts if text and text not in ("undefined", "null", "~"))


#: What writers put where no team is meant.
_NO_TEAM = frozenset({"", "other", "others", "otros", "outros"})
_TRUE, _FALSE = frozenset({"true", "yes", "on"}), frozenset({"false", "no", "off"})
_HEADING = re.compile(r"^#{1,6}[ \t]+(.+?)[ \t]*#*$", re.MULTILINE)
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")


class ArticleReader:
    """Turns parsed front matter into an article, collecting what is wrong with it."""

    def __init__(
        self, file: SourceFile, matter: FrontMatter, path: str, default_locale: str
    ) -> None:
        self.file = file
        self.matter = matter
        self.path = path
        self.default_locale = default_locale
        self.problems: list[Problem] = list(matter.problems)

    def read(self) -> Article | None:
        """The article, or None where the file is none or cannot be one (a problem then says why)."""
        if not self._is_article():
            return None
        if not self.matter.usable:
            return None
        if not self.matter.found and not self.matter.body.strip():
            self._problem("", "file-empty", "the file is empty, so there is nothing to publish",
                          "write the article or delete the file", Severity.ERROR)  # fmt: skip
            return None
        kind = self._type()
        status = self._status()
        if kind is None or status is None:
            return None
        self._check_fields(kind)
        locale = self._locale()
        slug, raw_slugs = self._slug(locale)
        matter = self.matter
        return Article(
            source=self.file.uri,
            path=self.path,
            type=kind,
            locale=locale,
            title=self._title(),
            slug=slug,
            slug_en=matter.text("slugEN") or (matter.text("slug") if locale == "en" else ""),
            raw_slugs=raw_slugs,
            id=matter.text("id"),
            internal_reference=matter.text("internalReference"),
            status=status,
            hidden=matter.text("hidden").lower() in _TRUE,
            created=parse_date(matter.text("createdAt")),
            updated=parse_date(matter.text("updatedAt")),
            published=parse_date(matter.text("publishedAt")),
            first_published=parse_date(matter.text("firstPublishedAt")),
            folders=self.file.folders if self.file.type else (),
            team=matter.text("productTeam"),
            author=matter.text("author"),
            tags=split_list(matter.meta.get("tags")),
            legacy_slugs=split_list(matter.meta.get("legacySlug")),
            see_also=split_list(matter.meta.get("seeAlso")),
            excerpt=_single_line(matter.text("excerpt")),
            order=_integer(matter.text("order")),
            meta=matter.meta,
            lines=matter.lines,
            body_utf8=matter.body.encode("utf-8", "surrogatepass"),
            body_line=matter.body_line,
            url=article_url(locale, kind.section, slug),
        )

    def _problem(
        self, key: str, check: str, message: str, hint: str, severity: Severity = Severity.WARNING
    ) -> None:
        line = self.matter.line(key) if key else 1
        self.problems.append(Problem(self.path, line, 1, check, message, hint, severity))

    def _is_article(self) -> bool:
        if self.file.type is not None:
            return self.file.stem.lower() not in ("index", "readme") or self._declares_type()
        return self._declares_type()

    def _declares_type(self) -> bool:
        return bool(
            self.matter.text("contentType")
            or (self.matter.text("type").lower() in RELEASE_NOTE_TYPES)
        )

    def _type(self) -> ContentType | None:
        """The section folder's type, else the declared one; a contradiction is a problem."""
        if not self.matter.found:
            self._problem("", "front-matter-missing", "the article has no front matter",
                          "start the file with '---', 'title: …' and '---'")  # fmt: skip
        name = self.matter.text("contentType")
        declared = type_by_name(name) if name else None
        if name and declared is None:
            close = difflib.get_close_matches(name, content_type_names(), 1, 0.6)
            hint = (
                f"did you mean '{close[0]}'?"
                if close
                else f"use one of {', '.join(content_type_names())}"
            )
            severity = Severity.WARNING if self.file.type else Severity.ERROR
            self._problem(
                "contentType", "content-type", f"unknown contentType '{name}'", hint, severity
            )
        if self.file.type is None:
            return declared or (self._release_note() if not name else None)
        if declared is not None and declared is not self.file.type:
            section = self.file.type.section
            self._problem("contentType", "content-type-folder",
                          f"contentType '{name}' in the folder of '{section}'; the folder counts",
                          f"write 'contentType: {self.file.type.key}' or move the file")  # fmt: skip
        return self.file.type

    def _release_note(self) -> ContentType | None:
        return type_by_name("releaseNote")

    def _status(self) -> Status | None:
        text = self.matter.text("status")
        if not text:
            return Status.PUBLISHED
        try:
            return Status(text.upper())
        except ValueError:
            names = [status.value for status in Status]
            close = difflib.get_close_matches(text.upper(), names, 1, 0.6)
            hint = f"did you mean '{close[0]}'?" if close else f"use one of {', '.join(names)}"
            message = f"unknown status '{text}', so the article is not published"
            self._problem("status", "status", message, hint, Severity.ERROR)
            return None

    def _locale(self) -> str:
        declared = self.matter.text("locale")
        folder = self.file.locale
        if folder is None:
            return declared or self.default_locale
        if declared and declared.replace("_", "-").lower() != folder.replace("_", "-").lower():
            self._problem("locale", "locale-folder",
                          f"locale '{declared}' in the folder of '{folder}'; the folder counts",
                          f"write 'locale: {folder}' or move the file to '{declared}/'")  # fmt: skip
        return folder

    def _title(self) -> str:
        # Titles go to tabs, feeds, cards and lists: the text of `code` is shown, its marks are not.
        title = _single_line(self.matter.text("title"))
        if "`" in title:
            title = _CODE.sub(r"\2", title).strip()
        if title:
            return title
        heading = _HEADING.search(self.matter.body)
        fallback = heading[1] if heading else self.file.stem.replace("-", " ").strip()
        self._problem("title", "title-missing", f"the article has no title; '{fallback}' is shown",
                      "add 'title: …'")  # fmt: skip
        return fallback or "?"

    def _slug(self, locale: str) -> tuple[str, tuple[str, ...]]:
        """The safe slug, and every spelling given: own slug, the locale's slug, the file's stem."""
        keys = ("slug", f"slug{locale.partition('-')[0].upper()}")
        given = [self.matter.text(key) for key in keys]
        raw = tuple(dict.fromkeys(text for text in (*given, self.file.stem) if text))
        for text in raw:
            if slug := slugify(text):
                return slug, raw
        reference = self.matter.text("id") or self.matter.text("internalReference")
        return slugify(reference) or "article", raw

    def _check_fields(self, kind: ContentType) -> None:
        for key, value in self.matter.meta.items():
            expected = COMMON_FIELDS.get(key) or kind.fields.get(key)
            # Most fields are texts, of which nothing more is asked.
            if expected is not None and not (expected is FieldKind.TEXT and isinstance(value, str)):
                self._check_field(key, value, expected)

    def _check_field(self, key: str, value: Value, expected: FieldKind) -> None:
        if expected in (FieldKind.LIST, FieldKind.MODULES, FieldKind.UPDATES):
            if isinstance(value, dict):
                self._problem(key, "field-type", f"field '{key}' is a mapping, not a list",
                              f"write '{key}:' and one '- …' a line below")  # fmt: skip
            return
        if not isinstance(value, str):
            kind = "list" if isinstance(value, list) else "mapping"
            self._problem(key, "field-type", f"field '{key}' is a {kind}, not a single value",
                          "write one value, in quotes if it holds brackets")  # fmt: skip
            return
        raw = value.strip()
        if expected is FieldKind.DATE:
            if raw and raw not in ("~", "null") and parse_date(raw) is None:
                self._problem(key, "date", f"'{raw}' is no date, so '{key}' is ignored",
                              "write it like 2026-10-31T14:05:00.000Z")  # fmt: skip
        elif expected is FieldKind.BOOLEAN and raw and raw.lower() not in _TRUE | _FALSE:
            self._problem(key, "field-type", f"'{raw}' is neither true nor false in '{key}'",
                          f"write '{key}: true' or '{key}: false'")  # fmt: skip
        elif expected is FieldKind.INTEGER and raw and _integer(raw) is None:
            self._problem(key, "field-type", f"'{raw}' is no whole number in '{key}'",
                          f"write '{key}: 1'")  # fmt: skip


def _single_line(text: str) -> str:
    """``text`` with one blank for all that stand together, line ends too."""
    return " ".join(text.split())


def _integer(text: str) -> int | None:
    # int() also reads '1_0', and in recent Pythons raises for 5,000 digits.
    return int(text) if re.fullmatch(r"[+-]?[0-9]{1,9}", text, re.ASCII) else None
