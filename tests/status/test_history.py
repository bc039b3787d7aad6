"""Uptime and history by cases that were worked out by hand."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, cast

import pytest
from mkdocs_help_center.status.history import day_history, module_state, uptime
from mkdocs_help_center.status.model import Incident

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
NUMBERS = count()


def incident(severity: str, start: float, end: float | None, module: str = "m") -> Incident:
    """From ``start`` to ``end`` hours before NOW; None is open."""
    return Incident(
        str(next(NUMBERS)),
        cast(Any, {}),
        severity,
        (module,),
        NOW - timedelta(hours=start),
        None if end is None else NOW - timedelta(hours=end),
    )


@pytest.mark.parametrize(
    ("incidents", "expected"),
    [
        ([], 1.0),
        ([("critical", 10, 4)], 1 - 6 / 240),
        ([("major", 10, 0)], 1 - 0.3 * 10 / 240),
        ([("minor", 10, 0)], 1.0),
        # Overlaps count once, the worst of them: 2 h partly, 4 h fully.
        ([("major", 10, 6), ("critical", 8, 4)], 1 - (0.3 * 2 + 4) / 240),
        ([("critical", 10, 4), ("critical", 9, 5)], 1 - 6 / 240),
        # Open: until now. Older than the window: only what is in it.
        ([("critical", 3, None)], 1 - 3 / 240),
        ([("critical", 250, 236)], 1 - 4 / 240),
        # Maintenance does not count at all, and takes its time out of the whole.
        ([("maintenance", 20, 10)], 1.0),
        ([("maintenance", 20, 10), ("critical", 12, 8)], 1 - 2 / 230),
        ([("maintenance", 300, 0)], None),
        ([("maintenance", -10, -20)], 1.0),
    ],
)
def test_uptime_of_ten_days(
    incidents: list[tuple[str, float, float | None]], expected: float | None
) -> None:
    found = uptime([incident(*one) for one in incidents], "m", NOW, days=10)
    assert found == (expected if expected is None else pytest.approx(expected, abs=1e-12))


def test_another_module_is_not_touched() -> None:
    assert uptime([incident("critical", 10, 4, "other")], "m", NOW, days=10) == 1.0


def test_a_day_tells_its_worst_state_and_how_long_each_was() -> None:
    days = day_history([incident("minor", 14, 10), incident("critical", 13, 11)], "m", NOW, 2)
    yesterday, today = days
    # 22:00 to 02:00 minor, 23:00 to 01:00 critical.
    assert yesterday.seconds == {"degraded_performance": 3600, "major_outage": 3600}
    assert today.seconds == {"degraded_performance": 3600, "major_outage": 3600}
    assert (yesterday.state, today.state) == ("major_outage", "major_outage")


def test_the_worst_open_incident_is_the_state() -> None:
    both = [incident("minor", 2, None), incident("major", 1, None)]
    assert module_state(both, "m", NOW) == "partial_outage"
    assert module_state([incident("critical", 2, 1)], "m", NOW) == "operational"
