"""New articles: front matter with everything that identifies them, and the outline of their type."""

from __future__ import annotations

import difflib
import functools
import secrets
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import yaml

from mkdocs_help_center.content.catalog import Catalog
from mkdocs_help_center.content.content_types import CONTENT_TYPES, ContentType, type_by_name
from mkdocs_help_center.content.files import FileChanges
from mkdocs_help_center.content.front_matter import BaseLoader
from mkdocs_help_center.content.slugs import slugify

_ALPHABET = string.ascii_letters + string.digits
#: As Contentful's: 22 characters, more than 130 bits.
_ID_LENGTH = 22


class ScaffoldError(ValueError):
    """A new article cannot be made; the message says why and what to do."""


@dataclass(frozen=True)
class NewArticle:
    """What a writer asks for. ``folder`` is below the section's; ``others`` are languages that get a
    draft to translate.
    """

    kind: ContentType
    title: str
    locale: str
    folder: str = ""
    others: tuple[str, ...] = ()


def find_type(name: str) -> ContentType:
    """The content type that a word means: its name, its section, or the section without its s.

    Raises:
        ScaffoldError: it means none.
    """
    word = slugify(name)
    for kind in CONTENT_TYPES:
        if word in (slugify(kind.key), kind.section, _singular(kind.section), *kind.folders):
            return kind
    if found := type_by_name(name):
        return found
    names = type_names()
    close = difflib.get_close_matches(word, names, 1)
    hint = f"did you mean '{close[0]}'?" if close else f"use one of {', '.join(names)}"
    raise ScaffoldError(f"there is no content type '{name}'; {hint}")


def type_names() -> list[str]:
    """What content types are called in the shell."""
    return [_singular(kind.section) for kind in CONTENT_TYPES]


def _singular(section: str) -> str:
    return section if section.endswith("us") else section.removesuffix("s")


def new_id() -> str:
    """An id for an article, of the kind that Contentful makes."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(_ID_LENGTH))


@functools.cache
def _outlines() -> Mapping[str, Mapping[str, Sequence[str]]]:
    text = Path(__file__).with_name("outlines.yml").read_text(encoding="utf-8")
    outlines: Mapping[str, Mapping[str, Sequence[str]]] = yaml.load(text, Loader=BaseLoader)
    return outlines


def outline(kind: ContentType, locale: str) -> str:
    """The body that a new article of a type starts with."""
    known = _outlines().get(kind.key, {})
    lines = known.get(locale) or known.get(locale.partition("-")[0]) or known.get("en") or []
    return "\n\n".join(lines) + "\n"


def scaffold(
    wanted: NewArticle, catalog: Catalog, content: Path, project: Path, now: datetime | None = None
) -> FileChanges:
    """The files of a new article: itself, and a draft in each other language.

    Args:
        wanted: what to make.
        catalog: the articles that there are.
        content: the content folder.
        project: the folder that the changes' paths are relative to.
        now: the time of creation.

    Raises:
        ScaffoldError: its slug or one of its files is taken, or its language is none of the site's.
    """
    codes = {locale.code for locale in catalog.locales}
    for code in (wanted.locale, *wanted.others):
        if code not in codes:
            raise ScaffoldError(f"'{code}' is no language of this site: {', '.join(sorted(codes))}")
    slug = slugify(wanted.title)
    if not slug:
        raise ScaffoldError(f"no address can be made of the title '{wanted.title}'")
    moment = (now or datetime.now(UTC)).astimezone(UTC)
    if wanted.kind.timeline:
        slug = f"{moment:%Y-%m-%d}-{slug}"
    for taken in catalog.by_slug.get((wanted.locale, slug), ()):
        if taken.section == wanted.kind.section:
            raise ScaffoldError(
                f"the slug '{slug}' is that of '{taken.path}'; choose another title"
            )
    identifier = new_id()
    changes = FileChanges(project)
    for code in (wanted.locale, *wanted.others):
        path = _folder(wanted, catalog, content, code, moment) / f"{slug}.md"
        if path.exists():
            raise ScaffoldError(f"'{path}' is there already")
        text = _text(wanted, code, identifier, slug, moment)
        changes.write(path.relative_to(project).as_posix(), text.encode("utf-8"))
    return changes


def _folder(
    wanted: NewArticle, catalog: Catalog, content: Path, locale: str, moment: datetime
) -> Path:
    """Where the article goes: into the folder asked for; news by year."""
    base = content / locale / _section_folder(wanted.kind, content / locale)
    if wanted.folder:
        target = base.joinpath(*Path(wanted.folder).parts)
        if not target.resolve().is_relative_to(base.resolve()):
            raise ScaffoldError(f"the folder '{wanted.folder}' is not below '{base}'")
        return target
    return base / f"{moment:%Y}" if wanted.kind.timeline else base


def _section_folder(kind: ContentType, locale_folder: Path) -> str:
    """The folder that holds a section today: ``tutorials``, or ``tutorial`` where that is there."""
    for name in (kind.section, *kind.folders):
        if (locale_folder / name).is_dir():
            return name
    return kind.section


def _text(wanted: NewArticle, locale: str, identifier: str, slug: str, moment: datetime) -> str:
    time = f"{moment:%Y-%m-%dT%H:%M:%S}.000Z"
    translation = locale != wanted.locale
    fields = {
        "title": _quoted(wanted.title),
        "id": identifier,
        "status": "DRAFT",
        "createdAt": time,
        "updatedAt": time,
        "publishedAt": "",
        "contentType": wanted.kind.key,
        "productTeam": "",
        "author": "",
        "slug": slug,
        "slugEN": slug,
        "locale": locale,
        **_own_fields(wanted.kind, locale, time),
    }
    header = "\n".join(f"{key}: {value}".rstrip() for key, value in fields.items())
    note = (
        f"<!-- translate from {wanted.locale}: {_plain(wanted.title)} -->\n\n"
        if translation
        else ""
    )
    return f"---\n{header}\n---\n\n{note}{outline(wanted.kind, locale)}"


def _own_fields(kind: ContentType, locale: str, time: str) -> dict[str, str]:
    """Fields of a type that a writer would look up otherwise."""
    language = locale.partition("-")[0].upper()
    own: dict[str, dict[str, str]] = {
        "announcement": {f"announcementSynopsis{language}": "", "tags": "[]"},
        "knownIssue": {"tag": "", "kiStatus": "Backlog", "internalReference": ""},
        "releaseNote": {"type": "added", "module": "", "version": "", "channel": "stable"},
        "trackArticle": {"trackId": "", "trackSlugEN": "", "order": ""},
        "incident": {
            "severity": "",
            "modules": "[]",
            "startedAt": time,
            "resolvedAt": "",
            "updates": "[]",
        },
    }
    return own.get(kind.key, {})


def _quoted(text: str) -> str:
    """A YAML scalar in single quotes, on one line."""
    return "'" + _plain(text).replace("'", "''") + "'"


def _plain(text: str) -> str:
    line = " ".join(text.split()).replace("--", "–")
    return "".join(char for char in line if char.isprintable())
