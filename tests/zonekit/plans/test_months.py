"""The wall chart: twelve month ends seen from one day."""

from datetime import date

import numpy as np
import pytest

from zonekit.plans import (
    FactTable,
    IndicatorRow,
    ItemRow,
    Light,
    MilestoneFact,
    MilestoneRow,
    PlanTable,
    ValueFact,
    assess,
    assess_months,
    month_end,
)

ITEMS = [ItemRow("1"), ItemRow("1.1", "1"), ItemRow("1.2", "1", 30)]
ROWS = [IndicatorRow("a", "1.1", "cumulative", target=120), IndicatorRow("b", "1.2", "level", start=5, target=8)]
STEPS = [MilestoneRow("m", "1.2", date(2023, 4, 20)), MilestoneRow("s", "1.1", date(2023, 2, 10), "start")]
VALUES = [ValueFact(k, "a", month_end(2023, k), month_end(2023, k), 8 * k) for k in range(1, 10)] + [
    ValueFact("late", "a", month_end(2023, 6), date(2023, 10, 5), 60),
    ValueFact("b3", "b", month_end(2023, 3), date(2023, 4, 5), 6),
]
REACHED = [MilestoneFact("d", "m", date(2023, 6, 2), date(2023, 6, 6))]


@pytest.fixture
def tables():
    plan = PlanTable.build(ITEMS, ROWS, STEPS)
    return plan, FactTable.build(plan, VALUES, REACHED)


@pytest.mark.parametrize("known_on", [date(2023, 10, 8), date(2023, 6, 30), date(2023, 7, 1), date(2024, 3, 1)])
def test_each_column_is_the_state_at_its_month_end_as_known_on_the_day(tables, rule_set, known_on):
    rules = rule_set("yinchuan_2025")
    strip = assess_months(*tables, known_on=known_on, rules=rules, year=2023)
    for month in range(1, 13):
        at, column = month_end(2023, month), month - 1
        assert bool(strip.is_reached[column]) is (at <= known_on)
        if at <= known_on:
            items = assess(*tables, at=at, known_on=known_on, rules=rules, year=2023).items
            assert np.array_equal(strip.light[:, column], items.overall)
            assert np.array_equal(strip.progress[:, column], items.progress, equal_nan=True)
            assert np.array_equal(strip.scheduled[:, column], items.scheduled, equal_nan=True)
            assert np.array_equal(strip.gap[:, column], items.gap, equal_nan=True)


def test_months_that_have_not_ended_are_left_open(tables, rule_set):
    strip = assess_months(*tables, known_on=date(2023, 10, 30), rules=rule_set("yinchuan_2025"), year=2023)
    assert strip.is_reached.tolist() == [True] * 9 + [False] * 3
    assert (strip.light[:, 9:] == Light.GREY).all()
    assert np.isnan(strip.progress[:, 9:]).all()


def test_only_the_months_that_are_wanted_are_worked_out(tables, rule_set):
    given = {"known_on": date(2023, 10, 8), "rules": rule_set("yinchuan_2025"), "year": 2023}
    whole, part = assess_months(*tables, **given), assess_months(*tables, **given, months=range(3, 6))
    assert np.array_equal(part.light[:, 3:6], whole.light[:, 3:6])
    assert (part.light[:, 3:6] != Light.GREY).any()
    assert (np.delete(part.light, range(3, 6), axis=1) == Light.GREY).all()
    assert np.array_equal(part.is_reached, whole.is_reached)


def test_a_correction_repaints_the_month_it_is_about(tables, rule_set):
    rules = rule_set("yinchuan_2025")
    then = assess_months(*tables, known_on=date(2023, 9, 30), rules=rules, year=2023)
    now = assess_months(*tables, known_on=date(2023, 10, 8), rules=rules, year=2023)
    assert (then.gap[1, 5], now.gap[1, 5]) == (pytest.approx(-10.0), pytest.approx(0.0))
    assert np.array_equal(then.gap[1, [4, 6, 7, 8]], now.gap[1, [4, 6, 7, 8]])
