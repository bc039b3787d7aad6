"""Business hours: when a team works, in its own time zone, holidays and daylight saving included.

All results are moments in UTC. The browser gets the intervals themselves, computed here
(:func:`open_intervals`), so that it cannot come to another answer through another time zone database.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

#: Monday first, as ``date.weekday``.
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
#: How far ahead an opening is looked for; no holiday season is longer.
HORIZON = timedelta(days=60)
MIDNIGHT = time(0)

#: Opening and closing time of a stretch of work; closing at 00:00 means the end of the day.
Stretch = tuple[time, time]
Interval = tuple[datetime, datetime]


class Mark(enum.Enum):
    """Why a day differs from its weekday."""

    HOLIDAY = "holiday"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day with hours of its own; no stretches means closed. ``names`` by locale."""

    date: date
    stretches: tuple[Stretch, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def mark(self) -> Mark:
        """Closed all day, or shorter."""
        return Mark.SHORT if self.stretches else Mark.HOLIDAY


@dataclass(frozen=True)
class Schedule:
    """A team's week in its zone. ``week`` has seven entries, Monday first."""

    zone: ZoneInfo
    week: tuple[tuple[Stretch, ...], ...]
    special: Mapping[date, SpecialDay] = field(default_factory=dict)

    def stretches(self, day: date) -> tuple[Stretch, ...]:
        """The hours of ``day``."""
        special = self.special.get(day)
        return special.stretches if special else self.week[day.weekday()]


@dataclass(frozen=True, slots=True)
class OpenState:
    """Whether the team works now, until when, and when it starts next; None beyond the horizon."""

    open: bool
    closes: datetime | None = None
    opens: datetime | None = None


def open_intervals(schedule: Schedule, start: datetime, end: datetime) -> Iterator[Interval]:
    """The stretches of work that touch ``start`` to ``end``, in UTC, in order, joined where they meet.

    A stretch that closes at or before its opening ends on the next day. A local time that a clock
    change skips or repeats is taken as before the change (PEP 495, ``fold=0``).
    """
    current: Interval | None = None
    # A day earlier, for stretches across midnight; a day later, for zones ahead of UTC.
    day = start.astimezone(schedule.zone).date() - timedelta(days=1)
    last = end.astimezone(schedule.zone).date() + timedelta(days=1)
    while day <= last:
        for opening, closing in sorted(schedule.stretches(day)):
            begins = _moment(day, opening, schedule.zone)
            overnight = timedelta(days=1 if closing <= opening else 0)
            ends = _moment(day + overnight, closing, schedule.zone)
            if ends <= start or begins >= end or ends <= begins:
                continue
            if current and begins <= current[1]:
                current = (current[0], max(current[1], ends))
                continue
            if current:
                yield current
            current = (begins, ends)
        day += timedelta(days=1)
    if current:
        yield current


def open_state(schedule: Schedule, now: datetime) -> OpenState:
    """Whether the team works at ``now``; a team that opens at nine is open at nine, and closed at six
    if it closes at six.
    """
    for begins, ends in open_intervals(schedule, now, now + HORIZON):
        if begins <= now < ends:
            return OpenState(True, closes=ends if ends < now + HORIZON else None)
        if begins > now:
            return OpenState(False, opens=begins)
    return OpenState(False)


def after_business_time(schedule: Schedule, start: datetime, minutes: int) -> datetime | None:
    """When ``minutes`` of working time from ``start`` have passed: the latest moment of a reply.

    None where the team does not work that much within the horizon. Working time is real time: an hour
    that a clock change adds counts.
    """
    left = timedelta(minutes=minutes)
    for begins, ends in open_intervals(schedule, start, start + HORIZON + left * 4):
        begins = max(begins, start)
        if ends - begins >= left:
            return begins + left
        left -= ends - begins
    return None


def next_special_day(schedule: Schedule, now: datetime) -> SpecialDay | None:
    """The next day, today included, on which the team would work and doesn't, or works shorter."""
    today = now.astimezone(schedule.zone).date()
    coming = sorted(day for day in schedule.special if day >= today)
    return next((schedule.special[day] for day in coming if schedule.week[day.weekday()]), None)


def always_open(zone: ZoneInfo) -> Schedule:
    """Round the clock, every day."""
    return Schedule(zone, (((MIDNIGHT, MIDNIGHT),),) * 7)


def _moment(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, clock, zone).astimezone(UTC)
