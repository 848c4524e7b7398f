"""The days of a year's rhythm: named by rules, moved by a written rule where they are not worked."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonekit.rhythm import (
    DayKind,
    Every,
    Occasion,
    OccasionRule,
    RhythmRules,
    Shift,
    days_of,
    default_rhythm_rules,
    load_rhythm_rules,
    occasions,
)
from zonekit.values.texts import Text
from zonekit.values.workdays import WorkCalendar, chinese_calendar

CHINA = chinese_calendar()
DEFAULT = default_rhythm_rules(date(2023, 10, 8))
NAME = Text("节点", "Occasion")


def rule(every: Every, shift: Shift, **more: object) -> RhythmRules:
    fields = {
        "weekday": None, "months_after": 0, "day": None, "only": frozenset(), "is_given": False, "address": None,
        "note": None, "confidence": "product", "to_be_confirmed": True,
    }  # fmt: skip
    one = OccasionRule(code="one", name=NAME, every=every, shift=shift, source=NAME, **{**fields, **more})
    return RhythmRules("set", NAME, None, None, None, True, (one,))


def days(year: int, rules: RhythmRules, code: str = "one") -> list[tuple[str, str]]:
    return [(one.period, one.day.isoformat()) for one in occasions(year, rules, CHINA) if one.code == code]


def on(year: int, code: str) -> list[Occasion]:
    return [one for one in occasions(year, DEFAULT, CHINA) if one.code == code]


# --- weekly ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("nominal", "day"),
    [
        ("2023-10-13", "2023-10-13"),  # an ordinary Friday
        ("2023-10-06", "2023-10-08"),  # National Day: Saturday and Sunday of the week are worked
        ("2023-09-29", "2023-09-28"),  # Mid-Autumn: the Thursday before
        ("2023-05-05", "2023-05-05"),  # worked; that the Saturday is worked too does not matter
        ("2023-06-23", "2023-06-25"),  # Dragon Boat: the Sunday of the week is worked
    ],
)
def test_the_weekly_dispatch_keeps_to_its_week(nominal: str, day: str) -> None:
    [found] = [one for one in on(2023, "weekly_dispatch") if one.nominal.isoformat() == nominal]
    assert found.day.isoformat() == day
    assert found.day.isocalendar()[:2] == found.nominal.isocalendar()[:2]


def test_a_week_without_a_working_day_has_no_dispatch() -> None:
    off = [date(2023, 1, 23) + timedelta(days=step) for step in range(5)]
    calendar = WorkCalendar.from_days(off, [], date(2023, 1, 1), date(2023, 12, 31))
    found = [one.nominal for one in occasions(2023, DEFAULT, calendar) if one.code == "weekly_dispatch"]
    assert date(2023, 1, 27) not in found
    assert {date(2023, 1, 20), date(2023, 2, 3)} <= set(found)


def test_over_the_spring_festival_the_dispatch_moves_to_the_make_up_sunday() -> None:
    [found] = [one for one in on(2023, "weekly_dispatch") if one.period == "2023W04"]
    assert (found.nominal, found.day) == (date(2023, 1, 27), date(2023, 1, 29))


# --- months, quarters, years -----------------------------------------------------------------------------------------


def test_the_periods_of_the_default_rules_fall_where_the_rules_say() -> None:
    assert days(2023, DEFAULT, "quarterly_assessment") == [
        ("2022Q4", "2023-01-16"), ("2023Q1", "2023-04-17"), ("2023Q2", "2023-07-17"), ("2023Q3", "2023-10-16"),
    ]  # fmt: skip
    assert days(2023, DEFAULT, "half_year_review") == [("2023H1", "2023-07-20")]
    assert days(2023, DEFAULT, "annual_review") == [("2022", "2023-01-20")]
    assert days(2023, DEFAULT, "monthly_bulletin")[0] == ("2022-12", "2023-01-10")
    assert len(days(2023, DEFAULT, "monthly_bulletin")) == 12


@pytest.mark.parametrize(
    ("shift", "day"),
    [(Shift.FORWARD, "2023-10-07"), (Shift.BACK, "2023-09-28"), (Shift.STAY, "2023-10-01")],
)
def test_a_day_off_is_moved_as_the_rule_says(shift: Shift, day: str) -> None:
    rules = rule(Every.MONTH, shift, months_after=1, day=1)
    assert ("2023-09", day) in days(2023, rules)


def test_a_day_the_month_does_not_have_is_its_last() -> None:
    rules = rule(Every.MONTH, Shift.STAY, day=31)
    assert days(2024, rules)[:2] == [("2024-01", "2024-01-31"), ("2024-02", "2024-02-29")]


def test_only_some_quarters_can_be_asked_for() -> None:
    rules = rule(Every.QUARTER, Shift.STAY, day=1, months_after=1, only=frozenset({1, 3}))
    assert days(2023, rules) == [("2023Q1", "2023-04-01"), ("2023Q3", "2023-10-01")]


def test_a_year_a_whole_year_after_its_end_is_found() -> None:
    assert days(2023, rule(Every.YEAR, Shift.STAY, day=31, months_after=12)) == [("2022", "2023-12-31")]


def test_a_day_that_another_rule_names_is_handed_in_and_stays() -> None:
    handed = {"report_due": {"2023-09": date(2023, 10, 5), "2023-12": date(2024, 1, 5)}}
    found = [one for one in occasions(2023, DEFAULT, CHINA, handed) if one.code == "report_due"]
    assert found == [Occasion("report_due", date(2023, 10, 5), date(2023, 10, 5), "2023-09", "zone_default.report_due")]
    assert not [one for one in occasions(2023, DEFAULT, CHINA) if one.code == "report_due"]


def test_the_set_that_asks_for_the_28th_hands_in_before_a_day_off() -> None:
    rules = next(one for one in load_rhythm_rules() if one.code == "panjin_2021")
    assert ("2023-10", "2023-10-27") in days(2023, rules, "report_due")
    assert not rules.is_default


# --- properties ------------------------------------------------------------------------------------------------------

RULES = st.one_of(
    st.builds(
        lambda weekday, shift: rule(Every.WEEK, shift, weekday=weekday), st.integers(1, 7), st.sampled_from(Shift)
    ),
    st.builds(
        lambda every, shift, day, after: rule(every, shift, day=day, months_after=after),
        st.sampled_from([Every.MONTH, Every.QUARTER, Every.HALF_YEAR, Every.YEAR]),
        st.sampled_from([Shift.FORWARD, Shift.BACK, Shift.STAY]),
        st.integers(1, 31),
        st.integers(0, 12),
    ),
)


@given(RULES, st.integers(2006, 2040))
def test_an_occasion_is_worked_or_stays_and_belongs_to_one_year(rules: RhythmRules, year: int) -> None:
    both = [*occasions(year, rules, CHINA), *occasions(year + 1, rules, CHINA)]
    periods = [one.period for one in both]
    assert len(periods) == len(set(periods))
    for one in both:
        assert CHINA.is_workday(one.day) or rules.occasions[0].shift == Shift.STAY
        assert one.is_moved == (one.day != one.nominal)
    assert all(first.day <= second.day for first, second in pairwise(both))


@given(RULES, st.integers(2006, 2035))
def test_no_period_between_two_others_is_lost(rules: RhythmRules, year: int) -> None:
    found = [one for about in range(year, year + 5) for one in occasions(about, rules, CHINA)]
    every = rules.occasions[0].every
    expected = {Every.MONTH: 12, Every.QUARTER: 4, Every.HALF_YEAR: 2, Every.YEAR: 1}.get(every)
    if expected:
        assert abs(len(found) - 5 * expected) <= 1
    elif rules.occasions[0].shift != Shift.IN_WEEK:
        assert abs(len(found) - 5 * 52) <= 2


# --- kinds of days ---------------------------------------------------------------------------------------------------


def test_each_day_says_what_it_is() -> None:
    kinds = {mark.day: mark.kind for mark in days_of(date(2023, 9, 28), date(2023, 10, 8), CHINA)}
    assert kinds[date(2023, 9, 28)] == DayKind.WORKED
    assert kinds[date(2023, 9, 29)] == kinds[date(2023, 10, 6)] == DayKind.HOLIDAY
    assert kinds[date(2023, 9, 30)] == kinds[date(2023, 10, 1)] == DayKind.WEEKEND
    assert kinds[date(2023, 10, 7)] == kinds[date(2023, 10, 8)] == DayKind.MAKEUP


@given(st.dates(date(2004, 1, 1), date(2040, 1, 1)), st.integers(0, 400))
def test_a_day_is_worked_exactly_where_the_calendar_says(first: date, span: int) -> None:
    for mark in days_of(first, first + timedelta(days=span), CHINA):
        assert mark.is_worked == CHINA.is_workday(mark.day)
        assert mark.is_announced == CHINA.is_announced(mark.day)
