"""Business hours at chosen instants, for every region of the sample data."""

import subprocess
import sys
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from mkdocs_help_center.support.calendars import parse_stretch
from mkdocs_help_center.support.hours import (
    Schedule,
    SpecialDay,
    Stretch,
    after_business_time,
    always_open,
    next_special_day,
    open_intervals,
    open_state,
)
from mkdocs_help_center.support.load import load_support

from tests.conftest import ROOT
from tests.support.instants import INSTANTS

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def test_a_start_imports_no_calendars() -> None:
    code = "import sys, mkdocs_help_center.plugin; sys.exit('holidays' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def stretch(text: str) -> Stretch:
    found = parse_stretch(text)
    assert found
    return found


def schedule(zone: str, hours: str, **special: str) -> Schedule:
    days = {date.fromisoformat(day[1:].replace("_", "-")): text for day, text in special.items()}
    return Schedule(
        ZoneInfo(zone),
        ((stretch(hours),),) * 7,
        {day: SpecialDay(day, (stretch(text),) if text else ()) for day, text in days.items()},
    )


@pytest.mark.parametrize(("region", "now", "is_open", "change"), INSTANTS)
def test_regions_are_open_when_their_page_says_so(
    region: str, now: str, is_open: bool, change: str
) -> None:
    moment = datetime.fromisoformat(now)
    guide = load_support(ROOT / "content", "content/", ["en", "es", "pt"], moment).guide
    found = guide.region(region)
    assert found
    state = open_state(found.schedule, moment)
    assert state.open is is_open
    assert (state.closes if is_open else state.opens) == datetime.fromisoformat(change)


def test_opening_is_open_and_closing_is_closed() -> None:
    nine_to_six = schedule("America/Sao_Paulo", "09:00-18:00")
    assert open_state(nine_to_six, datetime(2026, 11, 23, 12, tzinfo=UTC)).open
    assert not open_state(nine_to_six, datetime(2026, 11, 23, 21, tzinfo=UTC)).open


@pytest.mark.parametrize(
    ("day", "begins"),
    [
        ("2026-03-27", "08:00"),
        ("2026-03-30", "07:00"),
        ("2026-10-23", "07:00"),
        ("2026-10-26", "08:00"),
    ],
)
def test_clock_changes_move_the_hours_in_utc(day: str, begins: str) -> None:
    madrid = schedule("Europe/Madrid", "09:00-18:00")
    start = datetime.fromisoformat(f"{day}T00:00+00:00")
    (opens, closes), *_ = open_intervals(madrid, start, start.replace(hour=20))
    assert f"{opens:%H:%M}" == begins
    assert (closes - opens).total_seconds() == 9 * 3600


def test_a_night_with_a_clock_change_is_as_long_as_it_really_is() -> None:
    night = schedule("America/New_York", "22:00-06:00")
    spring = datetime(2026, 3, 8, 3, tzinfo=UTC)  # 22:00 on Saturday
    (opens, closes), *_ = open_intervals(night, spring, spring.replace(hour=5))
    assert (closes - opens).total_seconds() == 7 * 3600


def test_around_the_clock_never_closes() -> None:
    state = open_state(always_open(ZoneInfo("UTC")), NOW)
    assert state.open
    assert state.closes is None


def test_a_holiday_is_closed_and_a_short_day_is_short() -> None:
    team = schedule("UTC", "09:00-18:00", _2026_12_24="09:00-12:00", _2026_12_25="")
    eve, holiday = datetime(2026, 12, 24, 13, tzinfo=UTC), datetime(2026, 12, 25, 10, tzinfo=UTC)
    assert open_state(team, eve).opens == datetime(2026, 12, 26, 9, tzinfo=UTC)
    assert not open_state(team, holiday).open
    coming = next_special_day(team, NOW)
    assert coming
    assert coming.date == date(2026, 12, 24)


def test_eight_business_hours_from_friday_at_five_end_on_monday_at_four() -> None:
    week = tuple((stretch("09:00-18:00"),) if day < 5 else () for day in range(7))
    brazil = Schedule(ZoneInfo("America/Sao_Paulo"), week)
    friday = datetime(2026, 11, 27, 20, tzinfo=UTC)
    assert after_business_time(brazil, friday, 480) == datetime(2026, 11, 30, 19, tzinfo=UTC)
