"""Dates in front matter: ISO 8601 as Contentful writes it, always with a time zone."""

from __future__ import annotations

import functools
from datetime import UTC, datetime


@functools.lru_cache(maxsize=65536)
def parse_date(text: str) -> datetime | None:
    """The moment that ``text`` names, in UTC where it names no zone; None if it names none.

    Accepts ISO 8601 as ``datetime.fromisoformat`` does: ``2024-05-01``,
    ``2024-05-01T12:00:00.000Z``. Never today's date for a bad one.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return None
