"""Weekly hours and holidays of a region, from its data to a :class:`Schedule`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time
from zoneinfo import ZoneInfo

from mkdocs_help_center.support.fields import Fields
from mkdocs_help_center.support.hours import DAYS, Schedule, SpecialDay, Stretch

_STRETCH = re.compile(r"(\d{1,2}):(\d{2})\s*(?:-|–)\s*(\d{1,2}):(\d{2})")
_CLOSED = ("closed", "")
#: Years around the build's that holidays are worked out for.
_YEARS_BACK, _YEARS_AHEAD = 1, 2


def read_zone(fields: Fields) -> ZoneInfo | None:
    """The region's ``timeZone``, an IANA name."""
    name = fields.text("timeZone", required=True)
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        fields.problem("timeZone", f"'{name}' is no time zone",
                       "use a name of the IANA database, such as 'America/Sao_Paulo'")  # fmt: skip
        return None


def read_schedule(fields: Fields, zone: ZoneInfo, year: int) -> tuple[Schedule, str]:
    """The hours of ``fields`` (``hours`` and ``holidays``) in ``zone`` around ``year``, and the country
    whose public holidays they leave out.
    """
    week = _read_week(fields.sub("hours"))
    rules = fields.sub("holidays")
    rules.known("country", "subdivision", "dates", "worked")
    special = {day.date: day for day in _public_holidays(rules, year)}
    for item in rules.mappings("dates", "date"):
        if (day := _read_date(item)) is not None:
            special[day.date] = day
    for text in rules.list_of("worked"):
        worked = _date(text)
        if worked is None:
            rules.problem("worked", f"'{text}' is no date", "write it like 2026-12-24")
        else:
            special.pop(worked, None)
    return Schedule(zone, week, special), rules.text("country")


def _read_week(hours: Fields) -> tuple[tuple[Stretch, ...], ...]:
    week: list[tuple[Stretch, ...]] = [()] * 7
    if not hours.data:
        hours.problem("", "no hours are given", "add 'hours: {monday-friday: 09:00-18:00}'")
    for key in hours.data:
        days = _days(key)
        if not days:
            hours.problem(key, f"'{key}' is neither a day nor a span of days",
                          "write 'monday' or 'monday-friday'")  # fmt: skip
            continue
        stretches = _read_stretches(hours, key)
        for day in days:
            week[day] = stretches
    return tuple(week)


def _days(key: str) -> tuple[int, ...]:
    first, dash, last = key.lower().partition("-")
    if first not in DAYS or (dash and last not in DAYS):
        return ()
    start, end = DAYS.index(first), DAYS.index(last if dash else first)
    return tuple(day % 7 for day in range(start, end + 1 + (7 if end < start else 0)))


def _read_stretches(fields: Fields, key: str) -> tuple[Stretch, ...]:
    """``09:00-12:00, 13:00-18:00``, or ``closed``."""
    text = fields.text(key)
    if text in _CLOSED:
        return ()
    found: list[Stretch] = []
    for part in text.split(","):
        stretch = parse_stretch(part)
        if stretch is None:
            fields.problem(
                key, f"'{part.strip()}' names no hours", "write '09:00-18:00' or 'closed'"
            )
        else:
            found.append(stretch)
    return tuple(found)


def parse_stretch(text: str) -> Stretch | None:
    """``09:00-18:00``; ``22:00-06:00`` ends on the next day, ``00:00-24:00`` is the whole day."""
    match = _STRETCH.fullmatch(text.strip())
    if not match:
        return None
    numbers = [int(one) for one in match.groups()]
    if numbers[2:] == [24, 0]:
        numbers[2] = 0
    try:
        return time(numbers[0], numbers[1]), time(numbers[2], numbers[3])
    except ValueError:
        return None


def _public_holidays(rules: Fields, year: int) -> Iterator[SpecialDay]:
    """Public holidays by the ``holidays`` package, named in those of the site's languages that it knows."""
    country, subdivision = rules.text("country").upper(), rules.text("subdivision") or None
    if not country:
        return
    # Most sites name no country, and its calendars are a twelfth of what a start takes to import.
    import holidays

    years = range(year - _YEARS_BACK, year + _YEARS_AHEAD + 1)
    try:
        calendar = holidays.country_holidays(country, subdivision, years=years)
    except NotImplementedError:
        known = holidays.list_supported_countries()
        if country not in known:
            rules.problem("country", f"no holidays are known for '{country}'",
                          "use an ISO 3166 code such as BR, or list the 'dates'")  # fmt: skip
        else:
            rules.problem("subdivision", f"'{subdivision}' is no part of {country}",
                          f"use one of {', '.join(known[country][:8])}, …")  # fmt: skip
        return
    wanted = {code.split("-")[0] for code in rules.log.locales}
    spoken = calendar.supported_languages or (calendar.default_language or "en",)
    languages = [code for code in spoken if code.split("_")[0] in wanted]
    named = {
        code.split("_")[0]: holidays.country_holidays(
            country, subdivision, years=years, language=code
        )
        # The plain American English of a calendar stands before regional kinds of it.
        for code in sorted(languages, key=lambda code: code == "en_US")
    }
    for day in sorted(calendar):
        names = {code: table[day] for code, table in named.items() if day in table}
        yield SpecialDay(day, names=names)


def _read_date(item: Fields) -> SpecialDay | None:
    item.known("date", "name", "hours")
    text = item.text("date", required=True)
    day = _date(text)
    if day is None:
        if text:
            item.problem("date", f"'{text}' is no date", "write it like 2026-12-24")
        return None
    return SpecialDay(day, _read_stretches(item, "hours"), item.texts("name"))


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
