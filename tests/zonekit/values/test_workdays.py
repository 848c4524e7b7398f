"""Working days by hand where holidays and make-up days meet, and by properties everywhere."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonekit.values.workdays import WorkCalendar, chinese_calendar

DAYS = st.dates(date(1999, 1, 1), date(2035, 12, 31))
CALENDAR = chinese_calendar()


@pytest.mark.parametrize(
    ("day", "is_worked"),
    [
        ("2023-01-02", False),  # Monday, New Year's holiday in lieu
        ("2023-01-20", True),  # Friday before Spring Festival
        ("2023-01-21", False),
        ("2023-01-23", False),
        ("2023-01-27", False),  # Friday, last day off
        ("2023-01-28", True),  # Saturday, made up
        ("2023-01-29", True),  # Sunday, made up
        ("2023-01-30", True),
        ("2023-02-04", False),
        ("2023-04-05", False),  # Qingming, a Wednesday by itself
        ("2023-04-23", True),  # Sunday, made up
        ("2023-05-03", False),
        ("2023-05-06", True),  # Saturday, made up
        ("2023-05-07", False),
        ("2023-06-22", False),  # Dragon Boat
        ("2023-06-23", False),
        ("2023-06-25", True),  # Sunday, made up
        ("2023-09-28", True),
        ("2023-09-29", False),  # Mid-autumn
        ("2023-10-06", False),
        ("2023-10-07", True),  # Saturday, made up
        ("2023-10-08", True),  # Sunday, made up
        ("2023-12-29", True),
        ("2023-12-30", False),
        ("2024-01-01", False),
    ],
)
def test_the_days_of_2023(day: str, is_worked: bool) -> None:
    assert CALENDAR.is_workday(date.fromisoformat(day)) is is_worked


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2023-01-20", 1, "2023-01-28"),
        ("2023-01-20", 2, "2023-01-29"),
        ("2023-01-19", 5, "2023-01-31"),  # 20, 28, 29, 30, 31
        ("2023-01-24", 1, "2023-01-28"),  # a day off itself
        ("2023-04-21", 1, "2023-04-23"),
        ("2023-04-28", 2, "2023-05-05"),  # 1-3 May off: 4, 5
        ("2023-04-28", 3, "2023-05-06"),
        ("2023-04-28", 4, "2023-05-08"),
        ("2023-06-21", 1, "2023-06-25"),  # 24 June, a Saturday, stays off
        ("2023-09-28", 1, "2023-10-07"),
        ("2023-09-28", 3, "2023-10-09"),
        ("2023-12-29", 1, "2024-01-02"),
        ("2022-12-30", 1, "2023-01-03"),
        ("2023-01-21", 0, "2023-01-28"),
        ("2023-01-28", 0, "2023-01-28"),
        ("2023-01-30", -1, "2023-01-29"),
        ("2023-01-30", -3, "2023-01-20"),
        ("2023-01-24", -1, "2023-01-20"),
        ("2003-12-31", 1, "2004-01-02"),  # into the announced span
        ("1999-12-31", 1, "2000-01-03"),  # before it: Monday to Friday
    ],
)
def test_adding(start: str, days: int, end: str) -> None:
    assert CALENDAR.add(date.fromisoformat(start), days) == date.fromisoformat(end)


def test_years_not_announced_are_monday_to_friday_and_say_so() -> None:
    year = CALENDAR.last.year + 1
    assert CALENDAR.is_announced(date(year - 1, 12, 31))
    assert not CALENDAR.is_announced(date(year, 1, 1))
    assert not CALENDAR.is_announced(date(2003, 12, 31))
    days = [date(year, 1, 1) + timedelta(days=count) for count in range(400)]
    assert [CALENDAR.is_workday(day) for day in days] == [day.weekday() < 5 for day in days]


def test_the_number_of_working_days_of_a_year() -> None:
    by_day = sum(CALENDAR.is_workday(date(2023, 1, 1) + timedelta(days=count)) for count in range(365))
    # 260 weekdays, 18 of them off, 7 weekend days made up
    assert by_day == CALENDAR.between(date(2022, 12, 31), date(2023, 12, 31)) == 249


def test_a_calendar_from_its_exceptions() -> None:
    calendar = WorkCalendar.from_days(
        [date(2030, 2, 4), date(2030, 2, 9)], [date(2030, 2, 10)], date(2030, 1, 1), date(2030, 12, 31)
    )
    assert not calendar.is_workday(date(2030, 2, 4))
    assert not calendar.is_workday(date(2030, 2, 9))  # a Saturday named a holiday is off once, not twice
    assert calendar.is_workday(date(2030, 2, 10))
    assert calendar.between(date(2030, 2, 3), date(2030, 2, 10)) == 5
    assert calendar.between(date(2029, 12, 31), date(2031, 12, 31)) == 261 + 261


@given(DAYS, st.integers(1, 300))
def test_add_and_between_are_inverse(day: date, days: int) -> None:
    later = CALENDAR.add(day, days)
    assert CALENDAR.is_workday(later)
    assert CALENDAR.between(day, later) == days
    assert CALENDAR.add(later, -days) == CALENDAR.on_or_before(day)


@given(DAYS, DAYS, DAYS)
def test_every_day_is_counted_once(a: date, b: date, c: date) -> None:
    assert CALENDAR.between(a, b) + CALENDAR.between(b, c) == CALENDAR.between(a, c)
    assert CALENDAR.between(a, b) == -CALENDAR.between(b, a)


@given(DAYS, st.integers(0, 120))
def test_counting_is_what_a_walk_counts(day: date, length: int) -> None:
    walked = sum(CALENDAR.is_workday(day + timedelta(days=count)) for count in range(1, length + 1))
    assert CALENDAR.between(day, day + timedelta(days=length)) == walked


@given(DAYS, st.integers(-200, 200))
def test_adding_is_monotone(day: date, days: int) -> None:
    assert CALENDAR.add(day, days) <= CALENDAR.add(day, days + 1)
    assert CALENDAR.add(day, days) <= CALENDAR.add(day + timedelta(days=1), days)


@given(DAYS)
def test_the_nearest_working_days(day: date) -> None:
    before, after = CALENDAR.on_or_before(day), CALENDAR.on_or_after(day)
    assert before <= day <= after
    assert (before == after == day) is CALENDAR.is_workday(day)
    assert CALENDAR.add(day, 0) == after
