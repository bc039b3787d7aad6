"""Reading a data file by a schema: typed values out, a problem with file and line for all else."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from mkdocs_help_center.content.data_files import DataFile, Place
from mkdocs_help_center.content.front_matter import Value
from mkdocs_help_center.content.problem import Problem, Severity

#: A text by locale; ``""`` stands for every locale. ``content.modules.text_in`` chooses.
Texts = Mapping[str, str]

#: Ids are parts of URLs.
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SCHEMES = ("http", "https", "mailto", "tel", "")
_TRUE, _FALSE = frozenset({"true", "yes", "on"}), frozenset({"false", "no", "off"})


@dataclass
class Log:
    """What is wrong with one data file. ``check`` names the rule, ``locales`` the site's languages."""

    file: DataFile
    check: str
    locales: Sequence[str] = ()
    problems: list[Problem] = field(default_factory=list)

    def add(
        self, place: Place, message: str, hint: str = "", severity: Severity = Severity.ERROR
    ) -> None:
        """Note a problem with the value at ``place``."""
        self.problems.append(self.file.problem(place, self.check, message, hint, severity))


@dataclass(frozen=True)
class Fields:
    """A mapping of a data file. ``name`` is how messages call it, such as ``region 'brazil'``.

    Every reader returns a usable value or an empty one and notes a problem for what it cannot use.
    """

    log: Log
    place: Place
    data: Mapping[str, Value]
    name: str = "the file"

    def at(self, key: str) -> Place:
        """Where ``key`` stands, or would."""
        return (*self.place, key)

    def problem(
        self, key: str, message: str, hint: str = "", severity: Severity = Severity.ERROR
    ) -> None:
        """Note a problem with the value of ``key``; an empty key means the whole mapping."""
        place = self.at(key) if key else self.place
        self.log.add(place, f"{self.name}: {message}", hint, severity)

    def known(self, *keys: str) -> None:
        """Note every key that is not among ``keys``: a mistyped one must not be lost silently."""
        for key in self.data:
            if key not in keys:
                close = difflib.get_close_matches(key, keys, 1, 0.6)
                hint = f"did you mean '{close[0]}'?" if close else f"keys are {', '.join(keys)}"
                self.problem(key, f"unknown key '{key}'", hint, Severity.WARNING)

    def text(self, key: str, *, required: bool = False) -> str:
        """One text, trimmed."""
        value = self.data.get(key, "")
        if not isinstance(value, str):
            self.problem(key, f"'{key}' is not a single value", "write one value, in quotes")
            return ""
        if required and not value.strip():
            self.problem(key if key in self.data else "", f"'{key}' is missing", f"add '{key}: …'")
        return value.strip()

    def identifier(self) -> str:
        """The ``id``: lower-case letters, digits and hyphens, since it is part of URLs."""
        value = self.text("id", required=True)
        if value and not ID.fullmatch(value):
            hint = "use lower-case letters, digits and hyphens, such as 'north-america'"
            self.problem("id", f"'{value}' is no usable id", hint)
            return ""
        return value

    def texts(self, key: str, *, required: bool = False) -> Texts:
        """One text for all languages, or a mapping of them; a missing language is noted."""
        value = self.data.get(key, "")
        if isinstance(value, str):
            text = self.text(key, required=required)
            return {"": text} if text else {}
        return read_texts(self.log, self.at(key), value, self.name, f"'{key}'")

    def items(self, key: str) -> Iterator[tuple[Place, Value]]:
        """The items of a list with their places; a single text counts as a list of one."""
        value = self.data.get(key, [])
        if isinstance(value, str):
            value = [value] if value.strip() else []
        if not isinstance(value, list):
            self.problem(key, f"'{key}' is not a list", "write one '- …' a line below it")
            return
        for number, item in enumerate(value):
            yield (*self.place, key, number), item

    def list_of(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        found = []
        for place, item in self.items(key):
            if isinstance(item, str) and item.strip():
                found.append(item.strip())
            else:
                self.log.add(place, f"{self.name}: an entry of '{key}' is not a text")
        return tuple(found)

    def mappings(self, key: str, name: str) -> Iterator[Fields]:
        """A list of mappings, each with ``name`` and its id or number in messages."""
        for place, item in self.items(key):
            if isinstance(item, dict):
                label = item.get("id") or item.get("title") or str(int(place[-1]) + 1)
                shown = f"'{label}'" if isinstance(label, str) and "id" in item else str(place[-1])
                prefix = "" if self.name == "the file" else f"{self.name}, "
                yield Fields(self.log, place, item, f"{prefix}{name} {shown}")
            else:
                self.log.add(place, f"{self.name}: an entry of '{key}' is not a mapping")

    def sub(self, key: str) -> Fields:
        """The mapping under ``key``, empty where there is none."""
        value = self.data.get(key, {})
        if value == "":
            value = {}
        if not isinstance(value, dict):
            self.problem(key, f"'{key}' is not a mapping", "write 'key: value' lines below it")
            value = {}
        return Fields(self.log, self.at(key), value, f"{self.name}, {key}")

    def choice(self, key: str, choices: Iterable[str], default: str = "") -> str:
        """One of ``choices``; ``default`` where nothing usable is said, a problem if that is empty."""
        value = self.text(key)
        names = tuple(choices)
        if value in names or (not value and default):
            return value or default
        close = difflib.get_close_matches(value, names, 1, 0.6) if value else []
        hint = f"did you mean '{close[0]}'?" if close else f"use one of {', '.join(names)}"
        said = f"'{value}' is no {key}" if value else f"'{key}' is missing"
        self.problem(key if value else "", said, hint)
        return default

    def flag(self, key: str, default: bool = False) -> bool:
        """A yes or no."""
        value = self.text(key).lower()
        if value and value not in _TRUE | _FALSE:
            self.problem(key, f"'{value}' is neither true nor false in '{key}'")
        return value in _TRUE if value in _TRUE | _FALSE else default

    def url(self, key: str, *, required: bool = False) -> str:
        """An address that a link may lead to; ``{locale}`` in it stands for the page's language."""
        value = self.text(key, required=required)
        return value if self._safe(key, value) else ""

    def urls(self, key: str, *, required: bool = False) -> Texts:
        """Addresses, one for all languages or one each (the language may be left out)."""
        value = self.data.get(key, "")
        if isinstance(value, str):
            url = self.url(key, required=required)
            return {"": url} if url else {}
        found = {code: url for code, url in self.texts(key).items() if self._safe(key, url)}
        return found

    def _safe(self, key: str, value: str) -> bool:
        cleaned = "".join(char for char in value if char > " ")
        try:
            scheme = urlsplit(cleaned).scheme.lower()
        except ValueError:
            scheme = "?"
        if scheme in _SCHEMES:
            return True
        self.problem(key, f"'{value}' is no address that a link may lead to",
                     "use https:, mailto:, tel: or a path of this site")  # fmt: skip
        return False


def read_texts(log: Log, place: Place, value: Value, name: str, what: str) -> Texts:
    """A text for all languages, or one a language; ``what`` is how messages call it."""
    if isinstance(value, str):
        return {"": value.strip()} if value.strip() else {}
    if not isinstance(value, Mapping) or not all(isinstance(t, str) for t in value.values()):
        log.add(place, f"{name}: {what} is neither a text nor one text a language",
                "write a text, or '{en: …, es: …}'")  # fmt: skip
        return {}
    found = {str(locale): str(text).strip() for locale, text in value.items() if text}
    bases = {code.split("-")[0] for code in found}
    missing = [one for one in log.locales if one.split("-")[0] not in bases]
    if missing:
        log.add(place, f"{name}: {what} has no text in '{missing[0]}'",
                "readers of that language see another one; add it", Severity.WARNING)  # fmt: skip
    return found


def document(file: DataFile, check: str, locales: Sequence[str]) -> Fields:
    """The top of a data file; its problems collect in ``.log.problems``."""
    log = Log(file, check, locales)
    if isinstance(file.value, dict):
        return Fields(log, (), file.value)
    log.add((), "the file is not a mapping", "start it with a key, such as 'regions:'")
    return Fields(log, (), {})
