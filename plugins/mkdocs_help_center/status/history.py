"""What happened to a module, day by day, and for how much of the time it worked."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from mkdocs_help_center.status.model import EFFECTS, OPERATIONAL, Incident, worst

DAYS = 90
#: How much of an outage counts as down time, as Statuspage weighs it
#: (https://support.atlassian.com/statuspage/docs/display-historical-uptime-of-components/).
WEIGHTS = {"major_outage": 1.0, "partial_outage": 0.3}


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a module, in UTC: its worst state, seconds in each state but ``operational`` (the worst
    one counts where incidents overlap), and the incidents that touched it.
    """

    date: date
    state: str
    seconds: dict[str, int]
    incidents: tuple[Incident, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time in one state."""

    start: datetime
    end: datetime
    state: str


def module_state(incidents: Iterable[Incident], module: str, now: datetime) -> str:
    """The state of ``module`` at ``now``: the worst that an open incident means."""
    return worst(
        [EFFECTS[one.severity] for one in incidents if module in one.modules and one.open(now)]
    )


def day_history(
    incidents: Sequence[Incident], module: str, now: datetime, days: int = DAYS
) -> tuple[Day, ...]:
    """The last ``days`` days up to ``now``, oldest first; an open incident lasts until ``now``."""
    today = now.astimezone(UTC).date()
    first = today - timedelta(days=days - 1)
    own = [one for one in incidents if module in one.modules and one.started < now]
    spans = list(merged_spans(own, now))
    return tuple(_day(first + timedelta(days=number), own, spans, now) for number in range(days))


def _day(day: date, own: Sequence[Incident], spans: Sequence[Span], now: datetime) -> Day:
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    end = start + timedelta(days=1)
    seconds: dict[str, int] = {}
    for span in spans:
        overlap = (min(span.end, end) - max(span.start, start)).total_seconds()
        if overlap > 0:
            seconds[span.state] = seconds.get(span.state, 0) + round(overlap)
    touched = tuple(
        one for one in own
        if one.started < end and min(one.resolved or now, now) > start
        and EFFECTS[one.severity] != OPERATIONAL
    )  # fmt: skip
    return Day(day, worst(list(seconds)), seconds, touched)


def merged_spans(incidents: Sequence[Incident], now: datetime) -> Iterator[Span]:
    """Stretches of time without overlaps, the worst state holding, in order; none beyond ``now``."""
    raw = [
        Span(one.started, min(one.resolved or now, now), EFFECTS[one.severity])
        for one in incidents
        if EFFECTS[one.severity] != OPERATIONAL
    ]
    raw = [span for span in raw if span.end > span.start]
    edges = sorted({moment for span in raw for moment in (span.start, span.end)})
    for start, end in itertools.pairwise(edges):
        states = [span.state for span in raw if span.start <= start and span.end >= end]
        if states:
            yield Span(start, end, worst(states))


def uptime(
    incidents: Sequence[Incident], module: str, now: datetime, days: int = DAYS
) -> float | None:
    """The share of the last ``days`` × 24 hours in which ``module`` worked, 0 to 1.

    A major outage counts fully, a partial one for 30%, degraded performance not at all. Planned
    maintenance is left out of the time that counts, whatever else happens in it; None where nothing is
    left. Of incidents that overlap the worst counts once; an open one lasts until ``now``.
    """
    start = now - timedelta(days=days)
    own = [one for one in incidents if module in one.modules]
    planned = list(merged_spans([one for one in own if one.is_maintenance], now))
    broken = list(merged_spans([one for one in own if not one.is_maintenance], now))
    total = (now - start).total_seconds() - sum(_seconds(span, start, now) for span in planned)
    if total <= 0:
        return None
    down = 0.0
    for span in broken:
        counted = _seconds(span, start, now) - sum(
            _seconds(span, max(start, one.start), min(now, one.end)) for one in planned
        )
        down += WEIGHTS.get(span.state, 0.0) * counted
    return 1 - down / total


def _seconds(span: Span, start: datetime, end: datetime) -> float:
    return max(0.0, (min(span.end, end) - max(span.start, start)).total_seconds())
