"""Cells of data tables: one function a column type. A new type is one decorated function here.

Each returns HTML for the cell and the text that it is sorted by, where that is not what it shows.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal

from ..links import open_link
from ..writing import Writing, escape_attribute, escape_text


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's HTML, and its sort key where that differs from its text."""

    html: str
    sort: str = ""


CellType = Callable[[object, Mapping[str, object], Writing], Cell]
CELL_TYPES: dict[str, CellType] = {}

_FLOATS = re.compile(r"[\s\u00a0]")


def cell_type(name: str) -> Callable[[CellType], CellType]:
    """Register the decorated function as the column type ``name``."""

    def register(function: CellType) -> CellType:
        CELL_TYPES[name] = function
        return function

    return register


def localised(value: object, writing: Writing) -> object:
    """The page's language of a value that is an object of languages, else the value itself."""
    if not isinstance(value, dict) or not value:
        return value
    context = writing.context
    for locale in (context.locale, context.locale.split("-")[0], context.default_locale, "en"):
        if locale in value:
            return value[locale]
    return value


def as_text(value: object) -> str:
    """A JSON value as a reader would write it; lists with commas."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ", ".join(as_text(item) for item in value)
    return str(value)


@functools.lru_cache(maxsize=64)
def _babel_locale(code: str) -> Locale:
    try:
        return Locale.parse(code.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")


@cell_type("text")
def text_cell(value: object, column: Mapping[str, object], writing: Writing) -> Cell:
    """Plain text; line feeds are line breaks."""
    return Cell(escape_text(as_text(value)).replace("\n", "<br>"))


@cell_type("code")
def code_cell(value: object, column: Mapping[str, object], writing: Writing) -> Cell:
    """An identifier."""
    text = as_text(value)
    return Cell(f"<code>{escape_text(text)}</code>" if text else "")


@cell_type("link")
def link_cell(value: object, column: Mapping[str, object], writing: Writing) -> Cell:
    """``"https://…"`` or ``{"text": …, "url": …}``; internal links are resolved like all others."""
    if isinstance(value, dict):
        url = as_text(value.get("url") or value.get("href"))
        label = as_text(localised(value.get("text") or value.get("label"), writing)) or url
    else:
        url = label = as_text(value)
    if not url:
        return Cell(escape_text(label))
    start = len(writing.out)
    open_link(writing, url)
    opening = "".join(writing.out[start:])
    del writing.out[start:]
    return Cell(f"{opening}{escape_text(label)}</a>", label)


@cell_type("boolean")
def boolean_cell(value: object, column: Mapping[str, object], writing: Writing) -> Cell:
    """Yes or no, in words of the page's language."""
    if value is None or value == "":
        return Cell("")
    yes = (
        value
        if isinstance(value, bool)
        else as_text(value).lower() in ("true", "yes", "1", "sim", "sí")
    )
    word = escape_text(writing.message("boolean-yes" if yes else "boolean-no"))
    return Cell(f'<span class="hc-{"yes" if yes else "no"}">{word}</span>', "1" if yes else "0")


@cell_type("date")
def date_cell(value: object, column: Mapping[str, object], writing: Writing) -> Cell:
    """An ISO 8601 date or time, as a medium date of the page's language."""
    text = as_text(value).strip()
    try:
        day: date = datetime.fromisoformat(text.replace("Z", "+00:00")).date()
    except ValueError:
        return Cell(escape_text(text), text)
    shown = format_date(day, "medium", locale=_babel_locale(writing.context.locale))
    iso = day.isoformat()
    return Cell(f'<time datetime="{iso}">{escape_text(shown)}</time>', iso)


def _decimal(value: object) -> Decimal | None:
    try:
        number = Decimal(_FLOATS.sub("", as_text(value)))
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) < 30 else None


@cell_type("number")
def number_cell(value: object, column: Mapping[str, object], writing: Writing) -> Cell:
    """A number with the separators of the page's language."""
    number = _decimal(value)
    if number is None or isinstance(value, bool):
        return Cell(escape_text(as_text(value)))
    shown = format_decimal(number, locale=_babel_locale(writing.context.locale))
    return Cell(escape_text(shown), str(number))


@cell_type("currency")
def currency_cell(value: object, column: Mapping[str, object], writing: Writing) -> Cell:
    """An amount in the column's ``currency`` or its own: ``{"amount": 5, "currency": "BRL"}``."""
    currency = as_text(column.get("currency")) or "USD"
    amount = value
    if isinstance(value, dict):
        amount = value.get("amount", value.get("value"))
        currency = as_text(value.get("currency")) or currency
    number = _decimal(amount)
    if number is None or not re.fullmatch(r"[A-Za-z]{3}", currency):
        return Cell(escape_text(as_text(amount)))
    locale = _babel_locale(writing.context.locale)
    return Cell(escape_text(format_currency(number, currency.upper(), locale=locale)), str(number))


@cell_type("badge")
def badge_cell(value: object, column: Mapping[str, object], writing: Writing) -> Cell:
    """A state in words; the column's ``tones`` give it a colour: ``{"Beta": "beta"}``."""
    text = as_text(value)
    tones = column.get("tones")
    tone = as_text(tones.get(text)) if isinstance(tones, dict) else ""
    known = tone in ("good", "warning", "danger", "info", "beta")
    classes = f"hc-badge hc-badge--{tone}" if known else "hc-badge"
    return Cell(f'<span class="{classes}">{escape_text(text)}</span>' if text else "", text)


@cell_type("country")
def country_cell(value: object, column: Mapping[str, object], writing: Writing) -> Cell:
    """Countries by their ISO 3166 codes, named in the page's language."""
    names = _babel_locale(writing.context.locale).territories
    codes = value if isinstance(value, list) else re.split(r"\s*,\s*", as_text(value))
    shown = ", ".join(str(names.get(as_text(code).upper(), as_text(code))) for code in codes)
    return Cell(escape_text(shown))


def sort_attribute(cell: Cell) -> str:
    """The cell's sort key as an attribute."""
    return f' data-sort="{escape_attribute(cell.sort)}"' if cell.sort else ""
