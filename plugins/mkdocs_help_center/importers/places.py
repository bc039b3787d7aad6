"""Which files the entries of a space become, before any of their texts is written: links need them all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from mkdocs_help_center.content.slugs import slugify
from mkdocs_help_center.importers.export import Entry, Export
from mkdocs_help_center.importers.mapping import ImportMapping, TypeMapping
from mkdocs_help_center.importers.nodes import plain_text

#: Told of an entry in a locale what could not be kept as it was.
Report = Callable[[Entry, str, str], None]


class Places:
    """The path of every article, relative to the content folder.

    Args:
        export: the space.
        mapping: what its types and locales become.
        report: is told where a path had to be another one.
    """

    def __init__(self, export: Export, mapping: ImportMapping, report: Report) -> None:
        self._export, self._mapping, self._report = export, mapping, report
        self._uris: dict[tuple[str, str], str] = {}

    def give(self, entries: Sequence[Entry]) -> None:
        """Decide the paths of these entries; of two that want one, the first has it."""
        taken: set[str] = set()
        for entry in entries:
            for locale in self.locales_of(entry):
                folder = f"{self._mapping.locales[locale]}/{self._type(entry).kind.section}"
                slug = slugify(self._slug(entry, locale)) or slugify(entry.id) or "article"
                # File systems may not tell letters' cases apart, and ids may differ in nothing else.
                uri, number = f"{folder}/{slug}.md", 1
                while uri.casefold() in taken:
                    more = f"-{number}" if number > 1 else ""
                    uri = f"{folder}/{slug}-{slugify(entry.id) or 'copy'}{more}.md"
                    number += 1
                if number > 1:
                    message = f"the slug '{slug}' is taken, so the file is '{uri}'"
                    self._report(entry, locale, message)
                taken.add(uri.casefold())
                self._uris[entry.id, locale] = uri

    def get(self, identifier: str, locale: str) -> str:
        """The path of an entry in a locale; empty where it has none."""
        return self._uris.get((identifier, locale), "")

    def locales_of(self, entry: Entry) -> list[str]:
        """Locales in which the entry says something of its own: a fallback is no translation."""
        mapped = self._type(entry)
        keys = {mapped.body, *title_fields(mapped)}
        found = [
            locale.code
            for locale in self._export.locales
            if any(_says(entry.fields.get(key, {}).get(locale.code)) for key in keys)
        ]
        found = found or [self._export.default]
        return [locale for locale in found if locale in self._mapping.locales]

    def title(self, entry: Entry, locale: str) -> str:
        """The entry's title on one line; empty without one."""
        for name in title_fields(self._type(entry)):
            value = self._export.value(entry.fields, name, locale)
            if isinstance(value, str) and value.strip():
                return " ".join(value.split())
        return ""

    def english_slug(self, entry: Entry) -> str:
        """What joins the translations: the slug of the English one, else of the default locale's."""
        locales = self._mapping.locales.items()
        english = [one for one, code in locales if code.partition("-")[0] == "en"]
        for locale in (*english, self._export.default, *self.locales_of(entry)):
            if uri := self.get(entry.id, locale):
                return slug_of(uri)
        return ""

    def _type(self, entry: Entry) -> TypeMapping:
        return self._mapping.types[entry.type]

    def _slug(self, entry: Entry, locale: str) -> str:
        for name, target in self._type(entry).fields.items():
            if target == "slug":
                value = entry.fields.get(name, {}).get(locale)
                if isinstance(value, str) and value.strip():
                    return value
        own = entry.fields.get("slug", {}).get(locale)
        if isinstance(own, str) and own.strip():
            return own
        shared = self._export.value(entry.fields, "slug", locale)
        return shared if isinstance(shared, str) and shared.strip() else self.title(entry, locale)


def title_fields(mapped: TypeMapping) -> list[str]:
    """Fields that may hold the title, the likeliest first."""
    named = [name for name, target in mapped.fields.items() if target == "title"]
    return [*named, "title", "name"]


def slug_of(uri: str) -> str:
    """The slug in a path."""
    return uri.rpartition("/")[2].removesuffix(".md")


def _says(value: object) -> bool:
    if isinstance(value, Mapping):
        return bool(plain_text(value).strip()) or bool(value.get("content"))
    return isinstance(value, str) and bool(value.strip())
