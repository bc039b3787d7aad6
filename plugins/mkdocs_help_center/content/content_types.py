"""The kinds of article: one entry here makes a new one.

Sources of the rules: Contentful's content models as they appear in real front matter (DESIGN §5).
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field


class FieldKind(enum.Enum):
    """How a field's text is read."""

    TEXT = "text"
    DATE = "date"
    BOOLEAN = "boolean"
    INTEGER = "integer"
    LIST = "list"
    MODULES = "modules"
    UPDATES = "updates"


class Order(enum.Enum):
    """How a section lists its articles."""

    NEWEST = "newest"
    TITLE = "title"
    POSITION = "position"


@dataclass(frozen=True, slots=True)
class ContentType:
    """A kind of article.

    Attributes:
        key: the canonical name, as in ``contentType``.
        section: its place in URLs, ``/{locale}/{section}/{slug}/``.
        aliases: other values of ``contentType`` that mean it.
        folders: folder names under a locale that hold it, lower case; the section itself is one.
        order: how listings sort it.
        timeline: whether listings group it by month.
        icon: a Material Design icon of the theme's sprite.
        fields: front-matter fields beyond :data:`COMMON_FIELDS`.
    """

    key: str
    section: str
    aliases: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    order: Order = Order.TITLE
    timeline: bool = False
    icon: str = "file-document-outline"
    fields: Mapping[str, FieldKind] = field(default_factory=dict)


_T, _D, _B, _I, _L = (
    FieldKind.TEXT,
    FieldKind.DATE,
    FieldKind.BOOLEAN,
    FieldKind.INTEGER,
    FieldKind.LIST,
)

#: Fields that every type may have.
COMMON_FIELDS: Mapping[str, FieldKind] = {
    "title": _T,
    "id": _T,
    "guid": _T,
    "status": _T,
    "createdAt": _D,
    "updatedAt": _D,
    "publishedAt": _D,
    "firstPublishedAt": _D,
    "contentType": _T,
    "productTeam": _T,
    "author": _T,
    "slug": _T,
    "slugEN": _T,
    "legacySlug": _L,
    "locale": _T,
    "seeAlso": _L,
    "hidden": _B,
    "excerpt": _T,
    "tags": _L,
    "redirectFrom": _L,
    "replacedBy": _T,
    "internalReference": _T,
    "sourceHash": _T,
    "correctedAt": _D,
    "correction": _T,
    "corrections": FieldKind.UPDATES,
    "withdrawnAt": _D,
    "withdrawnReason": _T,
}

CONTENT_TYPES: tuple[ContentType, ...] = (
    ContentType("frequentlyAskedQuestion", "faq", ("faq",), (), icon="help-circle-outline"),
    ContentType(
        "tutorial",
        "tutorials",
        (),
        ("tutorial",),
        icon="school-outline",
        fields={"subcategoryId": _T},
    ),
    ContentType(
        "troubleshooting",
        "troubleshooting",
        icon="wrench-outline",
        fields={"domainFilters": _L, "symptomFilters": _L},
    ),
    ContentType(
        "trackArticle",
        "tracks",
        ("track",),
        ("track",),
        order=Order.POSITION,
        icon="map-marker-path",
        fields={"trackId": _T, "trackSlugEN": _T, "order": _I},
    ),
    ContentType(
        "announcement",
        "announcements",
        ("updates", "update"),
        ("announcement", "updates", "news"),
        order=Order.NEWEST,
        timeline=True,
        icon="bullhorn-outline",
        fields={
            "announcementSynopsisEN": _T,
            "announcementSynopsisES": _T,
            "announcementSynopsisPT": _T,
            "announcementImageID": _T,
            "module": FieldKind.MODULES,
            "actionRequired": _B,
            "deadline": _D,
            "breaking": _B,
            "highlight": _B,
            "highlightUntil": _D,
        },
    ),
    ContentType(
        "knownIssue",
        "known-issues",
        (),
        ("known-issue",),
        order=Order.NEWEST,
        icon="alert-circle-outline",
        fields={"tag": _L, "kiStatus": _T},
    ),
    ContentType(
        "releaseNote",
        "release-notes",
        (),
        ("release-note", "changelog"),
        order=Order.NEWEST,
        timeline=True,
        icon="rocket-launch-outline",
        fields={
            "type": _T,
            "module": FieldKind.MODULES,
            "version": _T,
            "channel": _T,
            "actionRequired": _B,
            "deadline": _D,
            "breaking": _B,
        },
    ),
    ContentType(
        "incident",
        "status",
        ("maintenance",),
        ("incidents",),
        order=Order.NEWEST,
        timeline=True,
        icon="pulse",
        fields={
            "severity": _T,
            "modules": FieldKind.MODULES,
            "startedAt": _D,
            "resolvedAt": _D,
            "updates": FieldKind.UPDATES,
        },
    ),
    ContentType("referenceGuide", "reference", (), ("reference-guides",), icon="book-open-variant"),
    ContentType(
        "blogPost",
        "blog",
        (),
        ("blog-posts",),
        order=Order.NEWEST,
        timeline=True,
        icon="newspaper-variant-outline",
    ),
)

#: Values of ``type`` that mark a release note where ``contentType`` is missing.
RELEASE_NOTE_TYPES = (
    "info",
    "added",
    "improved",
    "fixed",
    "deprecated",
    "removed",
    "security",
)

BY_SECTION: Mapping[str, ContentType] = {kind.section: kind for kind in CONTENT_TYPES}
_BY_NAME: Mapping[str, ContentType] = {
    name.lower(): kind for kind in CONTENT_TYPES for name in (kind.key, *kind.aliases)
}
_BY_FOLDER: Mapping[str, ContentType] = {
    name: kind for kind in CONTENT_TYPES for name in (kind.section, *kind.folders)
}
#: Every name that a section has or had in a URL → the section, e.g. ``tutorial`` → ``tutorials``.
SECTION_NAMES: Mapping[str, str] = {name: kind.section for name, kind in _BY_FOLDER.items()}


def type_by_name(name: str) -> ContentType | None:
    """The type that a ``contentType`` value means."""
    return _BY_NAME.get(name.strip().lower())


def type_by_folder(folder: str) -> ContentType | None:
    """The type that a folder under a locale holds."""
    return _BY_FOLDER.get(folder.strip().lower())


def content_type_names() -> list[str]:
    """Values of ``contentType`` to suggest."""
    return sorted({name for kind in CONTENT_TYPES for name in (kind.key, *kind.aliases)})
