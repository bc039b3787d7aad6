"""Marked text as Markdown: emphasis where its signs are sure to work, else the HTML that means it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from mkdocs_help_center.importers.markdown_escape import escape_text

_SIGNS = {"bold": "**", "italic": "*", "strikethrough": "~~"}
_TAGS = {"bold": "strong", "italic": "em", "strikethrough": "del", "underline": "u",
         "superscript": "sup", "subscript": "sub", "code": "code"}  # fmt: skip
#: From the outside in.
_ORDER = ("bold", "italic", "strikethrough", "underline", "superscript", "subscript")
_BACKTICKS = re.compile(r"`+")


@dataclass(frozen=True, slots=True)
class Run:
    """Text with one set of marks; ``raw`` is Markdown already."""

    text: str
    marks: frozenset[str]
    raw: bool = False


def write_runs(runs: Sequence[Run], *, lines: bool = True) -> str:
    """The runs one after another; line feeds become hard breaks, or blanks where ``lines`` is off."""
    merged = [
        Run("".join(run.text for run in group), *key)
        for key, group in groupby(filter(_has_text, runs), key=lambda run: (run.marks, run.raw))
    ]
    parts: list[str] = []
    for index, run in enumerate(merged):
        if run.raw:
            parts.append(run.text)
            continue
        text = run.text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
        if not lines:
            text = text.replace("\n", " ")
        before = merged[index - 1].text[-1:] if index else ""
        after = merged[index + 1].text[:1] if index + 1 < len(merged) else ""
        parts.append(_write_run(text, run.marks, before, after))
    return "".join(parts)


def _has_text(run: Run) -> bool:
    return bool(run.text)


def _write_run(text: str, marks: frozenset[str], before: str, after: str) -> str:
    core = text.strip()
    if not core or not marks:
        return _breaks(escape_text(text))
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    written = _code(core, marks) if "code" in marks else _breaks(escape_text(core))
    outer_before, outer_after = lead[-1:] or before, tail[:1] or after
    for name in reversed(_ORDER):
        if name in marks:
            written = _wrap(written, name, core, outer_before, outer_after)
    return _breaks(lead) + written + _breaks(tail)


def _wrap(written: str, name: str, core: str, before: str, after: str) -> str:
    sign = _SIGNS.get(name)
    if sign is None or not _flanks(core, before, after) or sign[0] in written[:1] + written[-1:]:
        return f"<{_TAGS[name]}>{written}</{_TAGS[name]}>"
    return f"{sign}{written}{sign}"


def _flanks(core: str, before: str, after: str) -> bool:
    """Whether CommonMark takes signs at these places for emphasis (section 6.2), whatever they are."""
    opens = not before or before.isspace() or (not _is_word(before) and _is_word(core[0]))
    closes = not after or after.isspace() or (not _is_word(after) and _is_word(core[-1]))
    return opens and closes


def _is_word(char: str) -> bool:
    return char.isalnum()


def _code(core: str, marks: frozenset[str]) -> str:
    """A code span; with other marks or line feeds as HTML, where those can be inside."""
    if "\n" in core:
        return f"<code>{'<br>'.join(map(escape_text, core.splitlines()))}</code>"
    longest = max((len(run) for run in _BACKTICKS.findall(core)), default=0)
    ticks = "`" * (longest + 1)
    pad = " " if core.startswith("`") or core.endswith("`") else ""
    return f"{ticks}{pad}{core}{pad}{ticks}"


def _breaks(text: str) -> str:
    """Line feeds as hard breaks; those at the end of a paragraph mean nothing."""
    return re.sub(r"[ \t]*\n[ \t]*", "\\\\\n", text)
