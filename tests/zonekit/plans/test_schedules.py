"""What is due on a date."""

from datetime import date

import numpy as np
import pytest

from zonekit.plans import IndicatorRow, ItemRow, PlanTable, Reference, schedule_at

Q1, Q2, Q3, Q4 = date(2023, 3, 31), date(2023, 6, 30), date(2023, 9, 30), date(2023, 12, 31)
QUARTERS = ((Q1, 48.0), (Q2, 100.0), (Q3, 150.0), (Q4, 200.0))


def scheduled(at: date, **indicator) -> float:
    plan = PlanTable.build([ItemRow("1")], [IndicatorRow("i", "1", **indicator)])
    return float(schedule_at(plan.indicators, Reference.of(at, 2023))[0])


@pytest.mark.parametrize(
    ("at", "day", "months"),
    [
        (date(2022, 6, 1), date(2022, 12, 31), 0),
        (date(2023, 1, 30), date(2022, 12, 31), 0),
        (date(2023, 1, 31), date(2023, 1, 31), 1),
        (date(2023, 2, 27), date(2023, 1, 31), 1),
        (date(2023, 2, 28), date(2023, 2, 28), 2),
        (date(2023, 3, 31), date(2023, 3, 31), 3),
        (date(2023, 10, 8), date(2023, 9, 30), 9),
        (date(2023, 12, 30), date(2023, 11, 30), 11),
        (date(2023, 12, 31), date(2023, 12, 31), 12),
        (date(2024, 3, 15), date(2023, 12, 31), 12),
    ],
)
def test_the_schedule_is_read_at_the_last_month_end(at, day, months):
    reference = Reference.of(at, 2023)
    assert (reference.day, reference.months) == (day, months)


def test_29_february_is_a_month_end_only_in_a_leap_year():
    assert Reference.of(date(2024, 2, 28), 2024).months == 1
    assert Reference.of(date(2024, 2, 29), 2024).months == 2


@pytest.mark.parametrize(
    ("at", "value"),
    [
        (date(2023, 1, 15), 0.0),
        (date(2023, 1, 31), 16.0),
        (date(2023, 3, 30), 32.0),
        (Q1, 48.0),
        (date(2023, 4, 30), 48 + 52 / 3),
        (date(2023, 10, 8), 150.0),
        (date(2023, 11, 30), 150 + 50 * 2 / 3),
        (Q4, 200.0),
        (date(2024, 2, 1), 200.0),
    ],
)
def test_quarter_values_are_joined_by_straight_lines_from_the_start(at, value):
    assert scheduled(at, kind="cumulative", target=200, schedule=QUARTERS) == pytest.approx(value)


@pytest.mark.parametrize("month", range(1, 13))
def test_without_given_values_the_schedule_is_months_elapsed_of_twelve(month):
    at = Reference.of(date(2023, month, 28), 2023).day
    months = Reference.of(at, 2023).months
    assert scheduled(at, kind="cumulative", target=240) == pytest.approx(240 * months / 12, abs=1e-9)
    level = scheduled(at, kind="level", start=100, target=160)
    assert level == pytest.approx(100 + 60 * months / 12, abs=1e-9)


def test_the_line_runs_on_to_the_target_after_the_last_given_value():
    at = date(2023, 11, 30)
    assert scheduled(at, kind="cumulative", target=90, schedule=((Q3, 30.0),)) == pytest.approx(70.0)


def test_a_value_given_for_the_year_end_stands_even_against_the_target():
    assert scheduled(Q4, kind="cumulative", target=200, schedule=(*QUARTERS[:3], (Q4, 210.0))) == 210.0


def test_a_given_value_in_the_middle_of_a_month_lies_between_month_ends():
    points = ((date(2023, 6, 15), 60.0),)
    assert scheduled(date(2023, 5, 31), kind="cumulative", target=100, schedule=points) == pytest.approx(60 * 5 / 5.5)


def test_given_values_may_come_in_any_order():
    backwards = tuple(reversed(QUARTERS))
    assert scheduled(date(2023, 8, 31), kind="cumulative", target=200, schedule=backwards) == pytest.approx(400 / 3)


@pytest.mark.parametrize(
    ("at", "value"),
    [(date(2023, 1, 31), 40.0), (Q1, 40.0), (date(2023, 5, 31), 40 + 2 * 2 / 3), (Q2, 42.0), (Q4, 45.0)],
)
def test_the_first_value_of_a_rate_holds_backwards(at, value):
    points = ((Q1, 40.0), (Q2, 42.0), (Q3, 44.0), (Q4, 45.0))
    assert scheduled(at, kind="rate", target=45, schedule=points, is_percent=True) == pytest.approx(value)


@pytest.mark.parametrize("at", [date(2023, 1, 5), Q2, Q4])
def test_a_rate_without_given_values_is_due_at_its_target(at):
    assert scheduled(at, kind="rate", target=98, is_percent=True) == 98.0


@pytest.mark.parametrize(
    ("at", "value"),
    [(Q2, 60 * 6 / 11), (date(2023, 10, 31), 60 * 10 / 11), (date(2023, 11, 30), 60.0), (Q4, 60.0)],
)
def test_the_line_ends_on_the_day_the_target_is_due(at, value):
    assert scheduled(at, kind="cumulative", target=60, due=date(2023, 11, 30)) == pytest.approx(value)


def test_a_level_to_be_held_is_due_from_the_first_day():
    assert scheduled(date(2023, 1, 31), kind="level", start=600, target=600) == 600.0
    # Better than the target already: it may fall to the target, not below.
    assert scheduled(date(2023, 1, 31), kind="level", start=640, target=600) == 600.0


def test_many_indicators_are_scheduled_as_each_of_them_alone():
    rows = [
        IndicatorRow("a", "1", "cumulative", target=200, schedule=QUARTERS),
        IndicatorRow("b", "1", "rate", target=98),
        IndicatorRow("c", "1", "level", start=5, target=8, schedule=((Q2, 6.0),)),
        IndicatorRow("d", "1", "cumulative", target=12, due=Q2),
    ]
    plan = PlanTable.build([ItemRow("1")], rows)
    for month in range(1, 13):
        reference = Reference.of(date(2023, month, 28), 2023)
        together = schedule_at(plan.indicators, reference)
        alone = [schedule_at(plan.indicators.only(i), reference)[0] for i in range(4)]
        assert np.array_equal(together, alone)
