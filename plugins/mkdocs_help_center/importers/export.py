"""A Contentful space export as read from its JSON: entries, assets, locales, content types.

The format is that of Contentful's export tool (``contentful space export``): one object with the lists
``contentTypes``, ``entries``, ``assets``, ``locales`` and ``tags``, each item as the Content Management
API gives it, every field a mapping from locale to value.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mkdocs_help_center.content.problem import Problem, Severity

CHECK = "import"


class ExportError(ValueError):
    """The file is no space export; the message says why."""


@dataclass(frozen=True, slots=True)
class SpaceLocale:
    """A language of the space; ``fallback`` is whose values stand in for missing ones, or empty."""

    code: str
    fallback: str = ""
    default: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry: ``sys`` as exported, ``fields`` by name and locale, ``tags`` their names."""

    id: str
    type: str
    sys: Mapping[str, Any]
    fields: Mapping[str, Mapping[str, Any]]
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the space; its fields by name and locale."""

    id: str
    fields: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class FieldType:
    """A field of a content type, e.g. ``RichText``."""

    id: str
    type: str
    items: str = ""


@dataclass(frozen=True, slots=True)
class EntryType:
    """A content type: its fields in order, and the one that names an entry."""

    id: str
    fields: tuple[FieldType, ...]
    display: str = ""


@dataclass(frozen=True)
class Export:
    """A whole space."""

    path: str
    locales: tuple[SpaceLocale, ...]
    types: Mapping[str, EntryType]
    entries: Mapping[str, Entry]
    assets: Mapping[str, Asset]
    problems: tuple[Problem, ...] = ()
    _chains: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def default(self) -> str:
        """The space's default locale."""
        return next((one.code for one in self.locales if one.default), self.locales[0].code)

    def value(self, fields: Mapping[str, Mapping[str, Any]], name: str, locale: str) -> Any:
        """A field in a locale, else in those that stand in for it, else in the default one."""
        values = fields.get(name)
        if not isinstance(values, Mapping):
            return None
        for code in self._chain(locale):
            if values.get(code) is not None:
                return values[code]
        return None

    def _chain(self, locale: str) -> tuple[str, ...]:
        if locale not in self._chains:
            fallbacks = {one.code: one.fallback for one in self.locales}
            chain = [locale]
            while (following := fallbacks.get(chain[-1], "")) and following not in chain:
                chain.append(following)
            if self.default not in chain:
                chain.append(self.default)
            self._chains[locale] = tuple(chain)
        return self._chains[locale]


def read_export(path: Path) -> Export:
    """Read a space export.

    Raises:
        ExportError: it is none.
    """
    try:
        data = json.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise ExportError(f"{path} cannot be read: {error.strerror}") from error
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise ExportError(f"{path} is not JSON: {error}") from error
    if not isinstance(data, dict) or not isinstance(data.get("entries"), list):
        raise ExportError(f"{path} is no space export: it has no list 'entries'")
    reader = _Reader(str(path), data)
    return reader.read()


class _Reader:
    def __init__(self, path: str, data: Mapping[str, Any]) -> None:
        self.path = path
        self.data = data
        self.problems: list[Problem] = []

    def read(self) -> Export:
        tags = {
            str(_sys(item).get("id")): str(item.get("name", "")) for item in self._items("tags")
        }
        entries: dict[str, Entry] = {}
        for entry in self._entries(tags):
            if entries.setdefault(entry.id, entry) is not entry:
                self._problem(f"the entry '{entry.id}' is there twice: the first one counts")
        assets: dict[str, Asset] = {}
        for item in self._items("assets"):
            if identifier := str(_sys(item).get("id") or ""):
                asset = Asset(identifier, self._fields(item, f"the asset '{identifier}'"))
                if assets.setdefault(identifier, asset) is not asset:
                    self._problem(f"the asset '{identifier}' is there twice: the first one counts")
        types = {kind.id: kind for kind in self._types()}
        locales = tuple(self._locales(entries.values()))
        return Export(self.path, locales, types, entries, assets, tuple(self.problems))

    def _items(self, name: str) -> Iterator[Mapping[str, Any]]:
        items = self.data.get(name) or []
        for number, item in enumerate(items if isinstance(items, list) else []):
            if isinstance(item, dict):
                yield item
            else:
                self._problem(f"{name}[{number}] is no object, so it is left out")

    def _entries(self, tags: Mapping[str, str]) -> Iterator[Entry]:
        for number, item in enumerate(self._items("entries")):
            sys = _sys(item)
            identifier, kind = sys.get("id"), link_id(sys.get("contentType"))
            if not isinstance(identifier, str) or not kind:
                self._problem(f"entries[{number}] has no id or no content type, so it is left out")
                continue
            metadata = item.get("metadata")
            links = metadata.get("tags", []) if isinstance(metadata, dict) else []
            names = tuple(tags.get(link_id(link), link_id(link)) for link in _list(links))
            fields = self._fields(item, f"the entry '{identifier}'")
            yield Entry(identifier, kind, sys, fields, tuple(name for name in names if name))

    def _fields(self, item: Mapping[str, Any], name: str) -> Mapping[str, Mapping[str, Any]]:
        fields = item.get("fields")
        if not isinstance(fields, dict):
            return {}
        for key, values in fields.items():
            if values is not None and not isinstance(values, dict):
                self._problem(f"the field '{key}' of {name} has no languages, so it is left out")
        return {str(key): values for key, values in fields.items() if isinstance(values, dict)}

    def _types(self) -> Iterator[EntryType]:
        for item in self._items("contentTypes"):
            identifier = _sys(item).get("id")
            if not isinstance(identifier, str):
                continue
            fields = tuple(
                FieldType(
                    str(one.get("id", "")),
                    str(one.get("type", "")),
                    str((one.get("items") or {}).get("type", "")),
                )
                for one in _list(item.get("fields"))
                if isinstance(one, dict)
            )
            yield EntryType(identifier, fields, str(item.get("displayField") or ""))

    def _locales(self, entries: Any) -> list[SpaceLocale]:
        found = [
            SpaceLocale(
                str(item["code"]), str(item.get("fallbackCode") or ""), item.get("default") is True
            )
            for item in self._items("locales")
            if isinstance(item.get("code"), str)
        ]
        if found:
            return found
        codes = dict.fromkeys(
            code for entry in entries for values in entry.fields.values() for code in values
        )
        if not codes:
            raise ExportError(f"{self.path} names no locale")
        self._problem("the export has no 'locales', so those of its fields are used")
        return [SpaceLocale(code, "", number == 0) for number, code in enumerate(sorted(codes))]

    def _problem(self, message: str) -> None:
        self.problems.append(Problem(self.path, 1, 1, CHECK, message, "", Severity.WARNING))


def _sys(item: Mapping[str, Any]) -> Mapping[str, Any]:
    sys = item.get("sys")
    return sys if isinstance(sys, dict) else {}


def _list(value: object) -> Sequence[Any]:
    return value if isinstance(value, list) else []


def link_id(value: object) -> str:
    """The id that a link object names, ``{"sys": {"type": "Link", "id": …}}``; empty for anything else."""
    sys = value.get("sys") if isinstance(value, dict) else None
    identifier = sys.get("id") if isinstance(sys, dict) else None
    return identifier if isinstance(identifier, str) else ""


def status_of(sys: Mapping[str, Any], locale: str) -> str:
    """An entry's state, as Contentful's guide says to tell it from ``sys``; with locale-based
    publishing (``sys.fieldStatus``) that of the locale.
    """
    if sys.get("archivedVersion") or sys.get("archivedAt"):
        return "ARCHIVED"
    by_locale = (
        (sys.get("fieldStatus") or {}).get("*")
        if isinstance(sys.get("fieldStatus"), dict)
        else None
    )
    if isinstance(by_locale, dict) and isinstance(by_locale.get(locale), str):
        return {"published": "PUBLISHED", "changed": "CHANGED"}.get(by_locale[locale], "DRAFT")
    published, version = sys.get("publishedVersion"), sys.get("version")
    if not published:
        # Exports from the delivery API have no versions, and only what is published.
        return "PUBLISHED" if version is None and sys.get("publishedAt") else "DRAFT"
    if isinstance(version, int) and isinstance(published, int) and version > published + 1:
        return "CHANGED"
    return "PUBLISHED"
