"""What each content type of a space becomes: from a YAML file, else by its name and fields."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs_help_center.content.content_types import (
    CONTENT_TYPES,
    ContentType,
    content_type_names,
    type_by_folder,
    type_by_name,
)
from mkdocs_help_center.content.data_files import DataFile, read_data_file
from mkdocs_help_center.content.locales import parse_locale
from mkdocs_help_center.content.problem import Problem
from mkdocs_help_center.importers.export import CHECK, EntryType, Export

#: Names of fields that hold a body, the likeliest first.
_BODIES = ("body", "text", "content", "answer", "description", "bodyText", "markdown")
_TEXTS = ("RichText", "Text")


@dataclass(frozen=True)
class TypeMapping:
    """What a content type becomes.

    Attributes:
        kind: the articles' type.
        body: the field that holds the text.
        fields: other names for fields, from the space's to the front matter's.
        skip: fields that are left out.
    """

    kind: ContentType
    body: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    skip: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ImportMapping:
    """What a space becomes.

    Attributes:
        locales: from the space's codes to the content folder's.
        types: by the space's content type.
        parts: content types that are parts of other articles, with the field that holds their text.
    """

    locales: Mapping[str, str]
    types: Mapping[str, TypeMapping]
    parts: Mapping[str, str] = field(default_factory=dict)


def guess_mapping(export: Export) -> ImportMapping:
    """A mapping by names: what is called like a content type of ours is one."""
    types = {}
    for kind in _known_types(export):
        ours = _guess_type(kind.id)
        if ours is not None:
            types[kind.id] = TypeMapping(ours, _guess_body(kind), _guess_fields(kind))
    return ImportMapping(_guess_locales(export), types)


def read_mapping(path: Path, export: Export) -> tuple[ImportMapping, list[Problem]]:
    """The mapping in a file; what it does not say is guessed. It looks like this::

    locales: {en-US: en, pt-BR: pt}
    types:
      article: {contentType: tutorial, body: text, fields: {name: title}, skip: [internalNotes]}
    parts: {callout: text}
    """
    guessed = guess_mapping(export)
    data, problems = read_data_file(path, str(path))
    if data is None:
        if not problems:
            problems = [Problem(str(path), 1, 1, CHECK, "there is no such file")]
        return guessed, problems
    top = data.value
    if not isinstance(top, dict):
        return guessed, [
            data.problem((), CHECK, "is not a mapping of 'locales', 'types' and 'parts'")
        ]
    for key in top:
        if key not in ("locales", "types", "parts"):
            problems.append(data.problem((key,), CHECK, f"unknown key '{key}'",
                                         "use 'locales', 'types' or 'parts'"))  # fmt: skip
    types = dict(guessed.types)
    for name, given in _mapping(top.get("types")).items():
        mapped = _read_type(data, name, given, export, problems)
        if mapped is not None:
            types[name] = mapped
    parts = {
        name: value for name, value in _mapping(top.get("parts")).items() if isinstance(value, str)
    }
    types = {name: value for name, value in types.items() if name not in parts}
    locales = {
        name: value
        for name, value in _mapping(top.get("locales")).items()
        if isinstance(value, str)
    }
    for name, code in locales.items():
        if parse_locale(code) is None:
            problems.append(data.problem(("locales", name), CHECK, f"'{code}' is no language code"))
    return ImportMapping({**guessed.locales, **locales}, types, parts), problems


def _read_type(
    data: DataFile, name: str, given: object, export: Export, problems: list[Problem]
) -> TypeMapping | None:
    place = ("types", name)
    if name not in {kind.id for kind in _known_types(export)}:
        problems.append(data.problem(place, CHECK, f"the export has no content type '{name}'"))
        return None
    options = _mapping(given)
    wanted = options.get("contentType", name)
    kind = type_by_name(str(wanted))
    if kind is None:
        hint = f"use one of {', '.join(content_type_names())}"
        problems.append(
            data.problem((*place, "contentType"), CHECK, f"'{wanted}' is no content type", hint)
        )
        return None
    known = next(one for one in _known_types(export) if one.id == name)
    body = options.get("body")
    skip = options.get("skip")
    fields = {
        key: value
        for key, value in _mapping(options.get("fields")).items()
        if isinstance(value, str)
    }
    return TypeMapping(
        kind,
        body if isinstance(body, str) else _guess_body(known),
        {**_guess_fields(known), **fields},
        frozenset(one for one in skip if isinstance(one, str))
        if isinstance(skip, list)
        else frozenset(),
    )


def _mapping(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _known_types(export: Export) -> list[EntryType]:
    """Content types of the export; those that only its entries name have the fields seen there."""
    named = dict(export.types)
    for entry in export.entries.values():
        if entry.type not in named:
            named[entry.type] = EntryType(entry.type, ())
    return [named[name] for name in sorted(named)]


def _guess_type(name: str) -> ContentType | None:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower().replace("_", "-")
    for candidate in (name, words, f"{words}s", words.removesuffix("s")):
        if found := type_by_name(candidate) or type_by_folder(candidate):
            return found
    return next((kind for kind in CONTENT_TYPES if words in (kind.section, *kind.folders)), None)


def _guess_body(kind: EntryType) -> str:
    names = {one.id: one.type for one in kind.fields}
    for wanted in _TEXTS:
        for name in _BODIES:
            if names.get(name) == wanted:
                return name
    longest = [name for name, value in names.items() if value in _TEXTS and name != kind.display]
    return longest[0] if longest else ("" if names else "body")


def _guess_fields(kind: EntryType) -> dict[str, str]:
    """The field that names an entry becomes the title."""
    names = {one.id for one in kind.fields}
    return {kind.display: "title"} if kind.display and "title" not in names else {}


def _guess_locales(export: Export) -> dict[str, str]:
    """``en-US`` becomes ``en``, unless the space has another English."""
    found: dict[str, str] = {}
    for locale in export.locales:
        language = locale.code.partition("-")[0].lower()
        same = [one for one in export.locales if one.code.partition("-")[0].lower() == language]
        found[locale.code] = language if len(same) == 1 else locale.code
    return found
