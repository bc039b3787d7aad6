"""Plain text as Markdown that shows exactly that text."""

from __future__ import annotations

import re
from urllib.parse import quote

_SPECIAL = re.compile(
    r"[\\`*\[\]<~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|:(?=[a-z0-9_+-]+:)|\$(?=\$)|!(?=\[)|\{\{?"
)
# What opens a block at a line's start: headings, quotes, lists, rules, tables, fences.
_START = re.compile(
    r"^(\s*)(#{1,6}(?=\s|$)|>|[-+](?=\s|$)|={2,}\s*$|-{2,}\s*$|:{3,}|\|)", re.MULTILINE
)
_NUMBERED = re.compile(r"^(\s*\d{1,9})([.)])(?=\s|$)", re.MULTILINE)


def escape_text(text: str) -> str:
    """``text`` for the middle of a line."""
    return _SPECIAL.sub(lambda match: "\\" + match[0], text)


def escape_start(text: str) -> str:
    """Markdown whose lines start no block that was not meant."""
    text = _START.sub(lambda match: f"{match[1]}\\{match[2]}", text)
    return _NUMBERED.sub(lambda match: f"{match[1]}\\{match[2]}", text)


def write_destination(url: str) -> str:
    """A link's address: blanks and brackets encoded, so that nothing ends it early."""
    return quote(url, safe="!#$%&'*+,/:;=?@[]~_.-")
