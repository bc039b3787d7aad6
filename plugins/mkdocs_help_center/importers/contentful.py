"""A Contentful space as articles: what each entry becomes, in which file, and what gets lost."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import yaml

from mkdocs_help_center.content.problem import Problem, Severity
from mkdocs_help_center.content.slugs import slugify
from mkdocs_help_center.importers.export import CHECK, Entry, Export, link_id, status_of
from mkdocs_help_center.importers.mapping import ImportMapping, TypeMapping
from mkdocs_help_center.importers.nodes import plain_text
from mkdocs_help_center.importers.rich_text import RichText

#: The field that keeps values whose names the front matter needs for itself.
KEPT = "contentfulFields"
#: Where copies of assets go, below the content folder.
ASSETS = "images"

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


@dataclass(frozen=True, slots=True)
class ImportedAsset:
    """One asset: where it is on the web, and its path below the content folder if it is copied."""

    id: str
    url: str
    uri: str
    size: int


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
        self._places: dict[tuple[str, str], str] = {}
        self._embedding: list[str] = []

    def run(self) -> Import:
        """All articles and the assets that they use."""
        chosen = [entry for entry in self.export.entries.values() if self._is_article(entry)]
        # Of two that want one file, the published one has it.
        chosen.sort(key=lambda one: (_RANKS[status_of(one.sys, self.export.default)], one.id))
        self._give_places(chosen)
        for entry in chosen:
            for locale in self._locales_of(entry):
                self._add(entry, locale)
        return self.result

    def _is_article(self, entry: Entry) -> bool:
        if entry.type in self.mapping.types:
            return True
        if entry.type not in self.mapping.parts:
            self.result.skipped[entry.type] = self.result.skipped.get(entry.type, 0) + 1
        return False

    def _locales_of(self, entry: Entry) -> list[str]:
        """Locales in which the entry says something of its own: a fallback is no translation."""
        mapped = self.mapping.types[entry.type]
        keys = {mapped.body, *self._title_fields(mapped)}
        found = [
            locale.code
            for locale in self.export.locales
            if any(_says(entry.fields.get(key, {}).get(locale.code)) for key in keys)
        ]
        return found or [self.export.default]

    @staticmethod
    def _title_fields(mapped: TypeMapping) -> list[str]:
        return [name for name, target in mapped.fields.items() if target == "title"] + [
            "title",
            "name",
        ]

    def _give_places(self, entries: Sequence[Entry]) -> None:
        """Decide every file's path before any text is written: links need them all."""
        taken: set[str] = set()
        for entry in entries:
            for locale in self._locales_of(entry):
                code, section = (
                    self.mapping.locales.get(locale, locale),
                    self._type(entry).kind.section,
                )
                slug = slugify(self._slug(entry, locale)) or slugify(entry.id) or "article"
                uri = f"{code}/{section}/{slug}.md"
                if uri.casefold() in taken:
                    uri = f"{code}/{section}/{slug}-{slugify(entry.id)}.md"
                    self._report(
                        entry, locale, f"the slug '{slug}' is taken, so the file is '{uri}'"
                    )
                taken.add(uri.casefold())
                self._places[entry.id, locale] = uri

    def _type(self, entry: Entry) -> TypeMapping:
        return self.mapping.types[entry.type]

    def _slug(self, entry: Entry, locale: str) -> str:
        for name, target in self._type(entry).fields.items():
            if target == "slug":
                value = entry.fields.get(name, {}).get(locale)
                if isinstance(value, str) and value.strip():
                    return value
        own = entry.fields.get("slug", {}).get(locale)
        if isinstance(own, str) and own.strip():
            return own
        shared = self.export.value(entry.fields, "slug", locale)
        return shared if isinstance(shared, str) and shared.strip() else self._title(entry, locale)

    def _title(self, entry: Entry, locale: str) -> str:
        for name in self._title_fields(self._type(entry)):
            value = self.export.value(entry.fields, name, locale)
            if isinstance(value, str) and value.strip():
                return " ".join(value.split())
        return ""

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
        uri = self._places[entry.id, locale]
        self.result.articles.append(ImportedArticle(uri, text, entry.id, locale))

    def _body(self, entry: Entry, locale: str, mapped: TypeMapping) -> str:
        value = self.export.value(entry.fields, mapped.body, locale)
        return self._text_of(value, entry, locale)

    def _text_of(self, value: object, entry: Entry, locale: str) -> str:
        """A field's value as Markdown: rich text is written, a text is Markdown already."""
        if isinstance(value, Mapping) and value.get("nodeType"):
            writer = RichText(_Targets(self, locale))
            text = writer.write(value)
            for said in dict.fromkeys(writer.reports):
                self._report(entry, locale, said)
            return text
        return str(value) if isinstance(value, str | int | float) else ""

    def _fields(self, entry: Entry, locale: str, mapped: TypeMapping) -> dict[str, Any]:
        """The front matter: what the system knows of the entry, and every field that it has."""
        sys, code = entry.sys, self.mapping.locales.get(locale, locale)
        fields: dict[str, Any] = {"title": self._title(entry, locale), "id": entry.id}
        fields["status"] = status_of(sys, locale)
        for key in ("createdAt", "updatedAt", "publishedAt", "firstPublishedAt"):
            if isinstance(sys.get(key), str):
                fields[key] = sys[key]
        fields["contentType"] = mapped.kind.key
        if author := link_id(sys.get("createdBy")):
            fields["author"] = author
        uri = self._places[entry.id, locale]
        fields["slug"] = uri.rpartition("/")[2].removesuffix(".md")
        if english := self._english_slug(entry):
            fields["slugEN"] = english
        fields["locale"] = code
        kept: dict[str, Any] = {}
        for name in entry.fields:
            if name == mapped.body or name in mapped.skip or name in self._title_fields(mapped)[:1]:
                continue
            value = self._value(self.export.value(entry.fields, name, locale))
            if value is None or (name == "title" and value == fields["title"]):
                continue
            target = mapped.fields.get(name, name)
            if target in _OWN:
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

    def _english_slug(self, entry: Entry) -> str:
        """What joins the translations: the slug of the English one, else of the default locale's."""
        english = [
            one for one, code in self.mapping.locales.items() if code.partition("-")[0] == "en"
        ]
        for locale in (*english, self.export.default, *self._locales_of(entry)):
            if uri := self._places.get((entry.id, locale)):
                return uri.rpartition("/")[2].removesuffix(".md")
        return ""

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
        for code in (locale, self.export.default, *self._locales_of(entry)):
            if uri := self._places.get((identifier, code)):
                return "/" + uri.removesuffix(".md"), self._title(entry, locale) or identifier
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
        copy = self._copy_of(asset.id, url, file)
        return (f"/{copy.uri}" if self.copy_assets else url), " ".join(text.split()), image

    def _copy_of(self, identifier: str, url: str, file: Mapping[str, Any]) -> ImportedAsset:
        if identifier not in self.result.assets:
            name = str(file.get("fileName") or unquote(urlsplit(url).path.rpartition("/")[2]))
            stem, _, suffix = name.rpartition(".")
            suffix = re.sub(r"[^a-z0-9]", "", suffix.lower())[:8] or "bin"
            safe = f"{slugify(stem) or 'file'}.{suffix}"
            details = file.get("details")
            size = details.get("size") if isinstance(details, Mapping) else None
            uri = f"{ASSETS}/{quote(slugify(identifier) or 'asset')}/{safe}"
            self.result.assets[identifier] = ImportedAsset(
                identifier, url, uri, size if isinstance(size, int) else -1
            )
        return self.result.assets[identifier]


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


def _says(value: object) -> bool:
    if isinstance(value, Mapping):
        return bool(plain_text(value).strip()) or bool(value.get("content"))
    return isinstance(value, str) and bool(value.strip())
