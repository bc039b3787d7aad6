"""What each content type of a space becomes: as mkdocs.yml or a YAML file says, else by name and fields."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs_help_center.content.content_types import (
    CONTENT_TYPES,
    ContentType,
    content_type_names,
    type_by_folder,
    type_by_name,
)
from mkdocs_help_center.content.data_files import DataFile, Place, read_data_file
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


def read_mapping(
    path: Path, export: Export, base: ImportMapping | None = None
) -> tuple[ImportMapping, list[Problem]]:
    """The mapping in a file; what it does not say is as in ``base``, which is guessed by default. It looks
    like this::

    locales: {en-US: en, pt-BR: pt}
    types:
      article: {contentType: tutorial, body: text, fields: {name: title}, skip: [internalNotes]}
    parts: {callout: text}
    """
    base = base or guess_mapping(export)
    data, problems = read_data_file(path, str(path))
    if data is None:
        return base, problems or [Problem(str(path), 1, 1, CHECK, "there is no such file")]
    mapping, found = map_by(data, export, base)
    return mapping, [*problems, *found]


def map_by(
    data: DataFile, export: Export, base: ImportMapping
) -> tuple[ImportMapping, list[Problem]]:
    """``base`` with what ``data`` says put over it, language by language and type by type."""
    problems: list[Problem] = []
    top = data.value
    if not isinstance(top, dict):
        return base, [data.problem((), CHECK, "is not a mapping of 'locales', 'types' and 'parts'")]
    _check_keys(data, (), top, ("locales", "types", "parts"), problems)
    types, parts = dict(base.types), dict(base.parts)
    for name, given in _mapping_at(data, ("types",), top.get("types"), problems).items():
        parts.pop(name, None)
        mapped = _read_type(data, name, given, export, problems)
        if mapped is not None:
            types[name] = mapped
    parts |= _texts_at(data, ("parts",), top.get("parts"), problems)
    types = {name: value for name, value in types.items() if name not in parts}
    locales = _texts_at(data, ("locales",), top.get("locales"), problems)
    for name, code in locales.items():
        if parse_locale(code) is None:
            problems.append(data.problem(("locales", name), CHECK, f"'{code}' is no language code"))
    return ImportMapping({**base.locales, **locales}, types, parts), problems


def _read_type(
    data: DataFile, name: str, given: object, export: Export, problems: list[Problem]
) -> TypeMapping | None:
    place = ("types", name)
    known = next((one for one in _known_types(export) if one.id == name), None)
    if known is None:
        problems.append(data.problem(place, CHECK, f"the export has no content type '{name}'"))
        return None
    options = _mapping_at(data, place, given, problems)
    _check_keys(data, place, options, ("contentType", "body", "fields", "skip"), problems)
    wanted = options.get("contentType", name)
    kind = type_by_name(str(wanted))
    if kind is None:
        hint = f"use one of {', '.join(content_type_names())}"
        problems.append(
            data.problem((*place, "contentType"), CHECK, f"'{wanted}' is no content type", hint)
        )
        return None
    body, skip = options.get("body", ""), options.get("skip", [])
    if not isinstance(body, str):
        problems.append(data.problem((*place, "body"), CHECK, "is not the name of a field"))
        return None
    if not isinstance(skip, list) or not all(isinstance(one, str) for one in skip):
        problems.append(data.problem((*place, "skip"), CHECK, "is not a list of fields"))
        return None
    fields = _texts_at(data, (*place, "fields"), options.get("fields"), problems)
    ids = _field_names(known, export)
    for key, names in (("body", [body] if body else []), ("fields", fields), ("skip", skip)):
        for missing in (one for one in names if ids and one not in ids):
            problems.append(
                data.problem(
                    (*place, key), CHECK, f"'{name}' has no field '{missing}'", _meant(missing, ids)
                )
            )
    return TypeMapping(
        kind, body or _guess_body(known), {**_guess_fields(known), **fields}, frozenset(skip)
    )


def _field_names(kind: EntryType, export: Export) -> set[str]:
    """Fields that a content type declares or that its entries have."""
    entries = (one for one in export.entries.values() if one.type == kind.id)
    return {one.id for one in kind.fields}.union(*(entry.fields for entry in entries))


def _check_keys(
    data: DataFile,
    place: Place,
    given: Mapping[str, object],
    known: Sequence[str],
    problems: list[Problem],
) -> None:
    """Refuse what would be ignored."""
    for key in given:
        if key not in known:
            hint = _meant(key, known) or f"use {', '.join(map(repr, known))}"
            problems.append(data.problem((*place, key), CHECK, f"unknown key '{key}'", hint))


def _meant(word: str, known: Collection[str]) -> str:
    close = difflib.get_close_matches(word, sorted(known), 1, 0.6)
    return f"did you mean '{close[0]}'?" if close else ""


def _mapping_at(
    data: DataFile, place: Place, value: object, problems: list[Problem]
) -> dict[str, object]:
    if isinstance(value, dict):
        return value
    if value not in (None, ""):
        problems.append(data.problem(place, CHECK, "is not a mapping"))
    return {}


def _texts_at(
    data: DataFile, place: Place, value: object, problems: list[Problem]
) -> dict[str, str]:
    found = {}
    for name, text in _mapping_at(data, place, value, problems).items():
        if isinstance(text, str):
            found[name] = text
        else:
            problems.append(data.problem((*place, name), CHECK, "is not a word"))
    return found


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
        # It becomes a folder's name. What is no language code has to be named by the mapping.
        if parse_locale(language) is None or parse_locale(locale.code) is None:
            continue
        same = [one for one in export.locales if one.code.partition("-")[0].lower() == language]
        found[locale.code] = language if len(same) == 1 else locale.code
    return found
