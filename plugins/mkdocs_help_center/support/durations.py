"""Times of a service level agreement: ``20 min``, ``1 h``, ``2 days``."""

from __future__ import annotations

import re

_DURATION = re.compile(r"(\d{1,5})\s*(min|minutes?|h|hours?|d|days?)", re.IGNORECASE)
_MINUTES = {"m": 1, "h": 60, "d": 24 * 60}


def parse_minutes(text: str) -> int | None:
    """Minutes of ``text``; None where it names no positive time."""
    match = _DURATION.fullmatch(text.strip())
    if not match:
        return None
    return int(match[1]) * _MINUTES[match[2][0].lower()] or None


def largest_unit(minutes: int) -> tuple[int, str]:
    """``(8, "hour")`` for 480: the largest unit that says it in a whole number, at most hours.

    Days are not used: in business hours, a day has no length that readers agree on.
    """
    return (minutes // 60, "hour") if minutes % 60 == 0 else (minutes, "minute")
