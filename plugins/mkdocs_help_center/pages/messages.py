"""The interface's words, one YAML file a locale, and their grammar: plurals, dates, numbers, names.

A new interface language is one file ``messages/<locale>.yml`` in the theme or in ``custom_dir``; no
Python. Messages nest freely; a mapping whose keys are plural categories (CLDR's ``zero``, ``one``,
``two``, ``few``, ``many``, ``other``) is one message with plural forms, chosen by ``count``.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import yaml
from babel import Locale as BabelLocale
from babel import UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal
from markupsafe import Markup, escape

from mkdocs_help_center.content.front_matter import BaseLoader
from mkdocs_help_center.content.problem import Problem, Severity

FALLBACK = "en"
_PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
#: CLDR's own whole dates, and its skeletons for parts of a date.
_STYLES = ("full", "long", "medium", "short")
_SKELETONS = {"month": "yMMMM", "year": "y", "day": "MMMd"}

Message = str | Mapping[str, str]
#: A day or a moment; ``datetime`` is a ``date``. Named apart from the method ``date``.
Day = date


class Messages:
    """All messages of a theme and its overrides.

    Args:
        dirs: theme folders, each with an optional ``messages/``; later folders override earlier ones.
        default: the locale whose words stand in for missing ones, before English.

    A file that cannot be read, or holds something else than texts, becomes a problem in
    :attr:`problems` and is left out; nothing raises.
    """

    def __init__(self, dirs: Sequence[Path], default: str = FALLBACK) -> None:
        self.default = default
        self.problems: list[Problem] = []
        self._tables: dict[str, dict[str, Message]] = {}
        self._translators: dict[str, Translator] = {}
        for folder in dirs:
            for path in sorted((folder / "messages").glob("*.yml")):
                self._tables.setdefault(_normal(path.stem), {}).update(self._read(path))

    @property
    def locales(self) -> tuple[str, ...]:
        """The locales that have messages of their own, normalised (``pt_br`` for ``pt-BR``)."""
        return tuple(sorted(self._tables))

    def keys(self, locale: str) -> frozenset[str]:
        """The message keys that ``locale`` itself or its base language answers."""
        return frozenset(key for name in _chain(locale) for key in self._tables.get(name, ()))

    def table(self, locale: str) -> dict[str, Message]:
        """Every message for ``locale``: English, then the default's, its base language's, its own."""
        merged: dict[str, Message] = {}
        for name in (FALLBACK, *_chain(self.default)[::-1], *_chain(locale)[::-1]):
            merged.update(self._tables.get(name, {}))
        return merged

    def translator(self, locale: str) -> Translator:
        """The translator for ``locale``, one instance a locale."""
        if locale not in self._translators:
            self._translators[locale] = Translator(locale, self.table(locale))
        return self._translators[locale]

    @property
    def unknown(self) -> frozenset[str]:
        """Keys that were asked for and that no locale has: a template's or a builder's slip."""
        return frozenset(key for one in self._translators.values() for key in one.unknown)

    def missing(self, locales: Sequence[str], config: str = "mkdocs.yml") -> Iterator[Problem]:
        """A problem for each of the site's ``locales`` whose interface would speak another language.

        It points at ``config``, where the locales come from, since the file to write is not there yet.
        """
        wanted = frozenset(self._tables.get(FALLBACK, ()))
        for locale in locales:
            lacking = sorted(wanted - self.keys(locale))
            if not lacking:
                continue
            named = ", ".join(f"'{key}'" for key in lacking[:5])
            more = f" and {len(lacking) - 5} more" if len(lacking) > 5 else ""
            yield Problem(
                config,
                1,
                1,
                "missing-messages",
                f"The interface has no words in '{locale}' for {named}{more}; "
                f"readers see '{self.default}' there",
                f"Translate them in a file messages/{locale}.yml of the theme's custom_dir",
            )

    def _read(self, path: Path) -> dict[str, Message]:
        try:
            # The base loader keeps every value a text: a bare `no:` is a word here, not a boolean.
            data = _parse(path.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            mark = getattr(error, "problem_mark", None)
            line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            self._problem(path, line, column, f"The messages cannot be read: {error}")
            return {}
        if not isinstance(data, dict):
            self._problem(path, 1, 1, "The messages are not a mapping of keys to texts")
            return {}
        table: dict[str, Message] = {}
        for key, value in _flatten(data):
            if isinstance(value, Mapping | str):
                table[key] = value
            else:
                self._problem(path, 1, 1, f"The message '{key}' is neither a text nor plural forms")
        return table

    def _problem(self, path: Path, line: int, column: int, message: str) -> None:
        place = f"{path.parent.parent.name}/messages/{path.name}"
        hint = "Compare it with messages/en.yml of the theme"
        self.problems.append(
            Problem(place, line, column, "messages-file", message, hint, Severity.ERROR)
        )


@functools.lru_cache(64)
def _parse(text: str) -> object:
    """The data of a file; a preview reads the same ones again with every change of the content."""
    return yaml.load(text, Loader=BaseLoader)


class Translator:
    """The words and grammar of one locale: ``t("article.updated", date=…)``.

    ``{name}`` in a message is replaced by the value; integers are printed as the locale writes numbers.
    Where a value is ``Markup`` the result is ``Markup`` with all else escaped, so that a date element may
    stand inside a sentence. An unknown key is answered by itself and kept in :attr:`unknown`.
    """

    def __init__(self, locale: str, table: Mapping[str, Message]) -> None:
        self.locale = locale
        self.unknown: set[str] = set()
        self._table = table
        self._babel = _babel(locale)
        self._times: dict[tuple[Day, str], Markup] = {}

    def __call__(self, key: str, /, **values: object) -> str:
        """The message ``key`` in this locale; ``count`` chooses among plural forms."""
        message = self._table.get(key)
        if message is None:
            self.unknown.add(key)
            return key
        if not isinstance(message, str):
            message = self._plural(message, values.get("count"))
        if not values:
            return message
        return self._fill(message, values)

    def __getitem__(self, key: str) -> str:
        """The message ``key`` without values: what templates use, as it costs half of a call."""
        message = self._table.get(key)
        return message if isinstance(message, str) else self(key)

    def has(self, key: str) -> bool:
        """Whether there are words for ``key``, in this locale or one that stands in."""
        return key in self._table

    def texts(self, prefix: str) -> dict[str, str]:
        """The plain messages under ``prefix.``, without it: what the scripts get."""
        start = len(prefix) + 1
        return {
            key[start:]: text
            for key, text in sorted(self._table.items())
            if key.startswith(f"{prefix}.") and isinstance(text, str)
        }

    def number(self, value: float) -> str:
        """``12207`` as ``12,207``, ``12.207`` or ``12 207``."""
        return _decimal(value, self._babel)

    def date(self, value: Day | None, style: str = "long") -> str:
        """A date in words; ``style`` is long, medium, month (and year), day (and month) or year.

        Moments with a zone are shown by their date in UTC, the same on every machine.
        """
        return "" if value is None else _date(_day(value), style, self._babel)

    def time(self, value: Day | None, style: str = "long") -> Markup:
        """:meth:`date` as a ``<time>`` element."""
        if value is None:
            return Markup("")
        day = _day(value)
        known = self._times.get((day, style))
        if known is None:
            text = escape(_date(day, style, self._babel))
            known = Markup(f'<time datetime="{day.isoformat()}">{text}</time>')
            self._times[day, style] = known
        return known

    def language_name(self, code: str) -> str:
        """What this locale calls the language ``code``, as inside a sentence: ``espanhol``."""
        return _babel(code).get_display_name(self._babel) or code if _known(code) else code

    def _plural(self, forms: Mapping[str, str], count: object) -> str:
        number = count if isinstance(count, int) else 0
        category = "other" if count is None else self._babel.plural_form(number)
        return forms.get(category) or forms["other"]

    def _fill(self, message: str, values: Mapping[str, object]) -> str:
        markup = any(isinstance(value, Markup) for value in values.values())

        def value(match: re.Match[str]) -> str:
            found = values.get(match[1], match[0])
            text = self.number(found) if isinstance(found, int) else found
            return str(escape(text)) if markup else str(text)

        text = _PLACEHOLDER.sub(value, str(escape(message)) if markup else message)
        return Markup(text) if markup else text


def _flatten(data: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    for key, value in data.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping) and not _is_plural(value):
            yield from _flatten(value, f"{name}.")
        else:
            yield name, value


def _is_plural(value: Mapping[str, object]) -> bool:
    return (
        "other" in value
        and _PLURALS.issuperset(value)
        and all(isinstance(form, str) for form in value.values())
    )


def _normal(locale: str) -> str:
    return locale.replace("-", "_").lower()


def _chain(locale: str) -> tuple[str, ...]:
    """``pt-BR`` → ``pt_br``, ``pt``: the locale, then its base language."""
    name = _normal(locale)
    return tuple(dict.fromkeys((name, name.split("_")[0])))


@functools.cache
def _babel(locale: str) -> BabelLocale:
    try:
        return BabelLocale.parse(locale.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return BabelLocale.parse(FALLBACK)


@functools.cache
def _known(locale: str) -> bool:
    return _normal(str(_babel(locale))).split("_")[0] == _normal(locale).split("_")[0]


@functools.lru_cache(maxsize=4096)
def _decimal(value: float, locale: BabelLocale) -> str:
    return format_decimal(value, locale=locale)


@functools.lru_cache(maxsize=16384)
def _date(day: date, style: str, locale: BabelLocale) -> str:
    if style in _SKELETONS:
        return format_skeleton(_SKELETONS[style], day, locale=locale)
    return format_date(day, style if style in _STYLES else "long", locale=locale)


def _day(value: date) -> date:
    if isinstance(value, datetime):
        return (value.astimezone(UTC) if value.tzinfo else value).date()
    return value
