"""Writing incidents into article files, one a language, without touching anything else in them."""

from __future__ import annotations

import re
import secrets
import string
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

_TOP_LEVEL = re.compile(r"[A-Za-z_][\w.-]*[ \t]*:")
_FENCE = re.compile(r"-{3,}[ \t]*")
#: Contentful's ids are 22 letters and digits.
_ID_LENGTH, _ID_LETTERS = 22, string.ascii_letters + string.digits


@dataclass(frozen=True, kw_only=True)
class IncidentDraft:
    """An incident that is being opened, in one language.

    ``slug`` is this language's, ``slug_en`` joins the languages; ``ends`` is a maintenance's planned end.
    """

    id: str
    locale: str
    title: str
    slug: str
    slug_en: str
    severity: str
    modules: Sequence[str]
    started: datetime
    now: datetime
    state: str
    text: str
    ends: datetime | None = None


def new_id() -> str:
    """An id that no other article has."""
    return "".join(secrets.choice(_ID_LETTERS) for _ in range(_ID_LENGTH))


def article_text(draft: IncidentDraft) -> str:
    """The file of an incident that was just opened."""
    now = stamp(draft.now)
    lines = [
        "---",
        f"title: {quoted(draft.title)}",
        f"id: {draft.id}",
        "status: PUBLISHED",
        *(f"{key}: {now}" for key in ("createdAt", "updatedAt", "publishedAt", "firstPublishedAt")),
        "contentType: incident",
        f"slug: {draft.slug}",
        f"slugEN: {draft.slug_en}",
        f"locale: {draft.locale}",
        f"severity: {draft.severity}",
        "modules:",
        *(f"  - {module}" for module in draft.modules),
        f"startedAt: {stamp(draft.started)}",
        *([f"resolvedAt: {stamp(draft.ends)}"] if draft.ends else []),
        "updates:",
        *update_lines(draft.now, draft.state, draft.text),
        "---",
        "",
    ]
    return "\n".join(lines) + f"\n{draft.text}\n"


def add_update(
    file: str, at: datetime, state: str, text: str, resolved: datetime | None = None
) -> str:
    """``file`` with one update more, and with ``resolvedAt`` where it is over.

    Everything else keeps its bytes, line ends included.

    Raises:
        ValueError: the file has no front matter.
    """
    end = "\r\n" if "\r\n" in file.partition("\n\n")[0] else "\n"
    lines = file.splitlines(keepends=True)
    first = 0 if lines and _FENCE.fullmatch(lines[0].lstrip("\ufeff").rstrip()) else None
    if first is None:
        raise ValueError("the file has no front matter")
    close = next((n for n, line in enumerate(lines[1:], 1) if _FENCE.fullmatch(line.rstrip())), 0)
    if not close:
        raise ValueError("the front matter is not closed")
    header = lines[1:close]
    for key in ("updatedAt", "publishedAt"):
        header = _replaced(header, key, stamp(at), end)
    if resolved:
        header = _set(header, "resolvedAt", stamp(resolved), end)
    added = [line + end for line in update_lines(at, state, text)]
    return "".join([*lines[:1], *_appended(header, added, end), *lines[close:]])


def add_sections(file: str, sections: Sequence[tuple[str, str]]) -> str:
    """``file`` with sections, heading and text, at its end, in its own line ends."""
    end = "\r\n" if file.endswith("\r\n") else "\n"
    added = "".join(f"{end}## {title}{end}{end}{text.strip()}{end}" for title, text in sections)
    return file.rstrip("\r\n") + end + added if added else file


def _span(header: Sequence[str], key: str) -> tuple[int, int] | None:
    """The lines of a top-level key, its value included."""
    start = next((n for n, line in enumerate(header) if re.match(rf"{key}[ \t]*:", line)), None)
    if start is None:
        return None
    rest = enumerate(header[start + 1 :], start + 1)
    stop = next((n for n, line in rest if _TOP_LEVEL.match(line)), len(header))
    return start, stop


def _replaced(header: list[str], key: str, value: str, end: str) -> list[str]:
    span = _span(header, key)
    return (
        header if span is None else [*header[: span[0]], f"{key}: {value}{end}", *header[span[1] :]]
    )


def _set(header: list[str], key: str, value: str, end: str) -> list[str]:
    if _span(header, key):
        return _replaced(header, key, value, end)
    updates = _span(header, "updates")
    place = updates[0] if updates else len(header)
    return [*header[:place], f"{key}: {value}{end}", *header[place:]]


def _appended(header: list[str], added: list[str], end: str) -> list[str]:
    span = _span(header, "updates")
    if span is None:
        return [*header, f"updates:{end}", *added]
    start, stop = span
    items = [line for line in header[start + 1 : stop] if line.strip()]
    if not items:  # "updates:" or "updates: []"
        return [*header[:start], f"updates:{end}", *added, *header[stop:]]
    indent = re.match(r"[ \t]*", items[0])
    width = len(indent[0]) if indent else 0
    shifted = [" " * width + line[2:] for line in added]
    while stop > start + 1 and not header[stop - 1].strip():
        stop -= 1
    return [*header[:stop], *shifted, *header[stop:]]


def update_lines(at: datetime, state: str, text: str) -> list[str]:
    """An update as YAML, two blanks in."""
    return [f"  - at: {stamp(at)}", f"    state: {state}", f"    text: {quoted(text)}"]


def quoted(text: str) -> str:
    """``text`` as a YAML string on one line that means exactly itself."""
    clean = "".join(char if char.isprintable() else " " for char in text)
    return "'" + " ".join(clean.split()).replace("'", "''") + "'"


def stamp(moment: datetime) -> str:
    """``2026-11-05T11:48:00Z``."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
