"""States of a known issue, canonical across locales and spellings."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs_help_center.content.slugs import slugify

#: The states that 6,038 real known issues use, in the order of an issue's life.
KNOWN_ISSUE_STATUSES = ("backlog", "scheduled", "fixed", "no-fix", "closed")

_SPELLINGS: Mapping[str, str] = {
    "open": "backlog",
    "abierto": "backlog",
    "aberto": "backlog",
    "programado": "scheduled",
    "agendado": "scheduled",
    "planned": "scheduled",
    "in-progress": "scheduled",
    "solved": "fixed",
    "resolved": "fixed",
    "corregido": "fixed",
    "corrigido": "fixed",
    "resuelto": "fixed",
    "resolvido": "fixed",
    "nofix": "no-fix",
    "wont-fix": "no-fix",
    "sin-correccion": "no-fix",
    "sem-correcao": "no-fix",
    "cerrado": "closed",
    "fechado": "closed",
}


def known_issue_status(text: str) -> str | None:
    """The canonical state of a ``kiStatus`` value, e.g. ``No Fix`` → ``no-fix``; None if unknown."""
    slug = slugify(text)
    if slug in KNOWN_ISSUE_STATUSES:
        return slug
    return _SPELLINGS.get(slug)
