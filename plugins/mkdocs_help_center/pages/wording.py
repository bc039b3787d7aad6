"""Hours, zones, durations and lists in words, as each language writes them (Unicode CLDR, by Babel)."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from babel import Locale as BabelLocale
from babel import UnknownLocaleError
from babel.dates import (
    format_date,
    format_skeleton,
    format_time,
    get_timezone_location,
    get_timezone_name,
)
from babel.lists import format_list
from babel.units import format_unit

from mkdocs_help_center.pages.messages import Translator
from mkdocs_help_center.support.durations import largest_unit
from mkdocs_help_center.support.hours import MIDNIGHT, Schedule, Stretch


class Wording:
    """The words of one language for times and hours; ``t`` is its translator."""

    def __init__(self, t: Translator) -> None:
        self.t = t
        self.babel = babel_locale(t.locale)

    def duration(self, minutes: int) -> str:
        """``480`` as ``8 hours``, ``8 horas``."""
        value, unit = largest_unit(minutes)
        return str(format_unit(value, f"duration-{unit}", "long", locale=self.babel))

    def length(self, minutes: int) -> str:
        """How long something took: ``43 minutes``, ``1 hour, 8 minutes``, ``2 days, 3 hours``."""
        days, rest = divmod(minutes, 24 * 60)
        parts = ((days, "day"), (rest // 60, "hour"), (rest % 60, "minute"))
        told = [
            str(format_unit(value, f"duration-{unit}", "long", locale=self.babel))
            for value, unit in parts
            if value
        ][:2]
        return ", ".join(told)

    def joined(self, items: Sequence[str]) -> str:
        """``Portuguese, English, and Spanish``."""
        return str(format_list(list(items), "standard", locale=self.babel)) if items else ""

    def clock(self, value: time) -> str:
        """``9:00 AM``, ``09:00``."""
        return str(format_time(value, "short", locale=self.babel))

    def moment(self, value: datetime) -> str:
        """A date with its time in UTC, which is what it says: ``Nov 5, 2026, 11:48 AM UTC``."""
        moment = value.astimezone(UTC)
        text = format_skeleton("yMMMd", moment, locale=self.babel)
        return f"{text}, {format_time(moment.time(), 'short', locale=self.babel)} UTC"

    def day(self, value: date) -> str:
        """``Thursday, November 26, 2026``."""
        return str(format_date(value, "full", locale=self.babel))

    def weekday(self, number: int) -> str:
        """``Monday`` for 0."""
        return str(self.babel.days["stand-alone"]["wide"][number])

    def week(self, schedule: Schedule) -> tuple[tuple[str, str], ...]:
        """Days and their hours, neighbours with the same hours together, closed days last."""
        lines = [(self._days(first, last), hours) for first, last, hours in _runs(schedule.week)]
        return tuple(
            (days[:1].upper() + days[1:], self.hours(hours))
            for days, hours in sorted(lines, key=lambda line: not line[1])
        )

    def hours(self, stretches: Sequence[Stretch]) -> str:
        """``9:00 AM – 6:00 PM``; ``closed`` for none, ``all day`` for midnight to midnight."""
        if not stretches:
            return self.t("support.closed_day")
        if any(stretch == (MIDNIGHT, MIDNIGHT) for stretch in stretches):
            return self.t("support.all_day")
        return self.joined([f"{self.clock(one)} – {self.clock(two)}" for one, two in stretches])

    def _days(self, first: int, last: int) -> str:
        if first == last:
            return self.weekday(first)
        key = "support.days_pair" if last == first + 1 else "support.days_span"
        return self.t(key, first=self.weekday(first), last=self.weekday(last))

    def zone(self, zone: ZoneInfo, now: datetime) -> str:
        """``Brasilia Standard Time (GMT-3)``; where clocks change both offsets, since the page may be
        read after the change.
        """
        local = now.astimezone(zone)
        name = get_timezone_name(local, width="long", zone_variant="generic", locale=self.babel)
        if name.startswith(("GMT", "UTC")):  # CLDR has no name for it in this language.
            name = get_timezone_location(local, locale=self.babel, return_city=True)
        offsets = dict.fromkeys(
            gmt_offset(datetime(local.year, month, 1, 12, tzinfo=zone)) for month in (1, 7)
        )
        if len(offsets) == 1:
            return self.t("support.zone", name=name, offset=next(iter(offsets)))
        january, july = offsets
        summer_in_july = bool(datetime(local.year, 7, 1, tzinfo=zone).dst())
        winter, summer = (january, july) if summer_in_july else (july, january)
        return self.t("support.zone_dst", name=name, offset=winter, summer=summer)


def gmt_offset(moment: datetime) -> str:
    """``GMT-3``, ``GMT+5:30``, ``GMT``: how every language of the web writes an offset."""
    minutes = round((moment.utcoffset() or timedelta()).total_seconds() / 60)
    if not minutes:
        return "GMT"
    hours, rest = divmod(abs(minutes), 60)
    return f"GMT{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")


def _runs(
    week: Sequence[tuple[Stretch, ...]],
) -> Iterator[tuple[int, int, tuple[Stretch, ...]]]:
    start = 0
    for day in range(1, 8):
        if day == 7 or week[day] != week[start]:
            yield start, day - 1, week[start]
            start = day


@functools.cache
def babel_locale(code: str) -> BabelLocale:
    """CLDR's data for a locale code, English where it has none."""
    try:
        return BabelLocale.parse(code.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return BabelLocale.parse("en")
