"""A Contentful space as articles: what each entry becomes, in which file, and what gets lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from mkdocs_help_center.content.problem import Problem, Severity
from mkdocs_help_center.importers.assets import AssetCopies, ImportedAsset
from mkdocs_help_center.importers.export import CHECK, Entry, Export, link_id, status_of
from mkdocs_help_center.importers.mapping import ImportMapping, TypeMapping
from mkdocs_help_center.importers.places import Places, slug_of, title_fields
from mkdocs_help_center.importers.rich_text import RichText

#: The field that keeps values whose names the front matter needs for itself.
KEPT = "contentfulFields"

_OWN = ("title", "id", "status", "createdAt", "updatedAt", "publishedAt", "firstPublishedAt",
        "contentType", "author", "slug", "slugEN", "locale")  # fmt: skip
_MAX_DEPTH = 5
_RANKS = {"PUBLISHED": 0, "CHANGED": 0, "DRAFT": 1, "ARCHIVED": 2}


class _Dumper(yaml.SafeDumper):
    """Texts of several lines are written on one, so that none of them looks like the header's end."""


def _write_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = '"' if "\n" in text or "\u2028" in text or "\x85" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _write_text)


@dataclass(frozen=True, slots=True)
class ImportedArticle:
    """One file to write: its path below the content folder, and its text."""

    uri: str
    text: str
    entry: str
    locale: str


@dataclass
class Import:
    """A space, worked out: nothing is written yet."""

    articles: list[ImportedArticle] = field(default_factory=list)
    assets: dict[str, ImportedAsset] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    skipped: dict[str, int] = field(default_factory=dict)


class Importer:
    """Works out what a space becomes.

    Args:
        export: the space.
        mapping: what its types and locales become.
        copy_assets: whether articles show copies of the assets below :data:`ASSETS`; else they show
            them where they are on the web.
    """

    def __init__(
        self, export: Export, mapping: ImportMapping, *, copy_assets: bool = False
    ) -> None:
        self.export = export
        self.mapping = mapping
        self.copy_assets = copy_assets
        self.result = Import(problems=list(export.problems))
        self._places = Places(export, mapping, self._report)
        self._copies = AssetCopies()
        self._embedding: list[str] = []

    def run(self) -> Import:
        """All articles and the assets that they use."""
        chosen = [entry for entry in self.export.entries.values() if self._is_article(entry)]
        # Of two that want one file, the published one has it.
        chosen.sort(key=lambda one: (_RANKS[status_of(one.sys, self.export.default)], one.id))
        self._tell_left_out_locales()
        self._places.give(chosen)
        for entry in chosen:
            locales = self._places.locales_of(entry)
            for locale in locales:
                self._add(entry, locale)
            self._tell_left_out(entry, locales)
        self.result.assets = self._copies.assets
        return self.result

    def _tell_left_out_locales(self) -> None:
        for locale in self.export.locales:
            if locale.code not in self.mapping.locales:
                message = f"the locale '{locale.code}' is left out: it is no language code"
                hint = f"name its folder in the mapping: 'locales: {{{locale.code}: en}}'"
                self.result.problems.append(
                    Problem(self.export.path, 1, 1, CHECK, message, hint, Severity.WARNING)
                )

    def _tell_left_out(self, entry: Entry, locales: Sequence[str]) -> None:
        """Say which values are in no file: those in a locale without title and text."""
        told = {one.code for one in self.export.locales} - self.mapping.locales.keys()
        left: dict[str, list[str]] = {}
        skip = self._type(entry).skip
        for name, values in entry.fields.items():
            for locale in values.keys() - {*locales, *told} if name not in skip else ():
                if values[locale] not in (None, "", [], {}):
                    left.setdefault(locale, []).append(name)
        for locale, names in sorted(left.items()):
            named = ", ".join(sorted(names))
            message = (
                f"there is no title and no text in this language, so these are left out: {named}"
            )
            self._report(entry, locale, message)

    def _is_article(self, entry: Entry) -> bool:
        if entry.type in self.mapping.types:
            return True
        if entry.type not in self.mapping.parts:
            self.result.skipped[entry.type] = self.result.skipped.get(entry.type, 0) + 1
        return False

    def _type(self, entry: Entry) -> TypeMapping:
        return self.mapping.types[entry.type]

    def _add(self, entry: Entry, locale: str) -> None:
        mapped = self._type(entry)
        body = self._body(entry, locale, mapped)
        header = yaml.dump(
            self._fields(entry, locale, mapped),
            Dumper=_Dumper,
            allow_unicode=True,
            sort_keys=False,
            default_flow_style=False,
            width=10_000,
        )
        text = f"---\n{header}---\n\n{body.strip()}\n" if body.strip() else f"---\n{header}---\n"
        uri = self._places.get(entry.id, locale)
        self.result.articles.append(ImportedArticle(uri, text, entry.id, locale))

    def _body(self, entry: Entry, locale: str, mapped: TypeMapping) -> str:
        value = self.export.value(entry.fields, mapped.body, locale)
        return self._text_of(value, entry, locale)

    def _text_of(self, value: object, entry: Entry, locale: str) -> str:
        """A field's value as Markdown: rich text is written, a text is Markdown already."""
        if not _is_text(value):
            self._report(entry, locale, "its text is no text: it is kept as a field")
            return ""
        if isinstance(value, Mapping):
            writer = RichText(_Targets(self, locale))
            text = writer.write(value)
            for said in dict.fromkeys(writer.reports):
                self._report(entry, locale, said)
            return text
        return "" if value is None else str(value)

    def _fields(self, entry: Entry, locale: str, mapped: TypeMapping) -> dict[str, Any]:
        """The front matter: what the system knows of the entry, and every field that it has."""
        sys, code = entry.sys, self.mapping.locales.get(locale, locale)
        fields: dict[str, Any] = {"title": self._places.title(entry, locale), "id": entry.id}
        fields["status"] = status_of(sys, locale)
        for key in ("createdAt", "updatedAt", "publishedAt", "firstPublishedAt"):
            if isinstance(sys.get(key), str):
                fields[key] = sys[key]
        fields["contentType"] = mapped.kind.key
        if author := link_id(sys.get("createdBy")):
            fields["author"] = author
        uri = self._places.get(entry.id, locale)
        fields["slug"] = slug_of(uri)
        if english := self._places.english_slug(entry):
            fields["slugEN"] = english
        fields["locale"] = code
        kept: dict[str, Any] = {}
        for name in entry.fields:
            given = self.export.value(entry.fields, name, locale)
            if name in mapped.skip or name in title_fields(mapped)[:1]:
                continue
            if name == mapped.body and _is_text(given):
                continue
            value = self._value(given)
            if value is None or (name == "title" and value == fields["title"]):
                continue
            target = mapped.fields.get(name, name)
            # What is known of the entry itself, or another field, has that name already.
            if target in _OWN or target in fields:
                if target == "slug" and value == fields["slug"]:
                    continue
                kept[name] = value
            else:
                fields[target] = value
        if entry.tags and "tags" not in fields:
            fields["tags"] = list(entry.tags)
        if kept:
            fields[KEPT] = kept
        return fields

    def _value(self, value: object) -> Any:
        """A field's value for YAML: links as ids, rich text as the JSON object that it is."""
        if isinstance(value, Mapping):
            return link_id(value) or {str(key): self._value(one) for key, one in value.items()}
        if isinstance(value, list):
            return [self._value(one) for one in value]
        return value

    def _report(self, entry: Entry, locale: str, message: str) -> None:
        place = f"{message} (entry {entry.id}, {locale})"
        self.result.problems.append(
            Problem(self.export.path, 1, 1, CHECK, place, "", Severity.WARNING)
        )

    # What rich text asks for.

    def url_of(self, identifier: str, locale: str) -> tuple[str, str] | None:
        """URL and title of an imported entry, in the locale or the nearest one that it has."""
        entry = self.export.entries.get(identifier)
        if entry is None or entry.type not in self.mapping.types:
            return None
        for code in (locale, self.export.default, *self._places.locales_of(entry)):
            if uri := self._places.get(identifier, code):
                return "/" + uri.removesuffix(".md"), self._places.title(
                    entry, locale
                ) or identifier
        return None

    def part(self, identifier: str, locale: str) -> str | None:
        """The text of an entry that is a part of other articles."""
        entry = self.export.entries.get(identifier)
        name = self.mapping.parts.get(entry.type, "") if entry else ""
        if entry is None or not name:
            return None
        if identifier in self._embedding or len(self._embedding) >= _MAX_DEPTH:
            self._report(entry, locale, "it holds itself, so it is left out there")
            return ""
        self._embedding.append(identifier)
        try:
            return self._text_of(self.export.value(entry.fields, name, locale), entry, locale)
        finally:
            self._embedding.pop()

    def asset(self, identifier: str, locale: str) -> tuple[str, str, bool] | None:
        """URL, text and kind of an asset; it is noted for copying."""
        asset = self.export.assets.get(identifier)
        file = self.export.value(asset.fields, "file", locale) if asset else None
        if asset is None or not isinstance(file, Mapping) or not isinstance(file.get("url"), str):
            return None
        url = str(file["url"])
        url = f"https:{url}" if url.startswith("//") else url
        texts = (self.export.value(asset.fields, key, locale) for key in ("description", "title"))
        text = next((one.strip() for one in texts if isinstance(one, str) and one.strip()), "")
        image = str(file.get("contentType", "")).startswith("image/")
        copy = self._copies.of(asset.id, url, file)
        return (f"/{copy.uri}" if self.copy_assets else url), " ".join(text.split()), image


class _Targets:
    """Where the links of one locale's texts lead."""

    def __init__(self, importer: Importer, locale: str) -> None:
        self._importer = importer
        self._locale = locale

    def entry(self, identifier: str) -> tuple[str, str] | None:
        return self._importer.url_of(identifier, self._locale)

    def asset(self, identifier: str) -> tuple[str, str, bool] | None:
        return self._importer.asset(identifier, self._locale)

    def embedded(self, identifier: str) -> str | None:
        return self._importer.part(identifier, self._locale)


def _is_text(value: object) -> bool:
    """Whether a value can stand as an article's text."""
    rich = isinstance(value, Mapping) and bool(value.get("nodeType"))
    return rich or value is None or isinstance(value, str | int | float)
