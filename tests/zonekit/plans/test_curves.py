"""The points of an indicator's curve."""

from datetime import date

import pytest

from zonekit.plans import FactTable, IndicatorRow, ItemRow, PlanTable, ValueFact, curve

Q1, Q2, Q3, Q4 = date(2023, 3, 31), date(2023, 6, 30), date(2023, 9, 30), date(2023, 12, 31)
ROWS = [
    IndicatorRow("other", "1", "cumulative", target=5),
    IndicatorRow("i", "1", "cumulative", target=200, schedule=((Q1, 48.0), (Q2, 100.0), (Q3, 150.0))),
    IndicatorRow("r", "1", "rate", target=45, schedule=((Q1, 40.0), (Q2, 42.0))),
]
VALUES = [
    ValueFact("x", "other", Q1, Q1, 1),
    ValueFact("b", "i", Q2, date(2023, 7, 3), 90),
    ValueFact("a", "i", Q1, date(2023, 4, 3), 50),
    ValueFact("a2", "i", Q1, date(2023, 8, 3), 45),
    ValueFact("v", "i", date(2023, 7, 31), date(2023, 8, 1), 99),
    ValueFact("w", "i", date(2023, 7, 31), date(2023, 8, 3), None),
    ValueFact("p", "i", Q3, None, 140, recorded=date(2023, 10, 5)),
]


def drawn(indicator, known_on):
    plan = PlanTable.build([ItemRow("1")], ROWS)
    return curve(plan, FactTable.build(plan, VALUES), indicator, known_on=known_on, year=2023)


def test_the_line_has_the_start_and_every_month_end():
    line = drawn("i", date(2023, 10, 8)).line
    assert (line[0].day, line[0].value, line[-1].day, line[-1].value) == (date(2022, 12, 31), 0.0, Q4, 200.0)
    assert [point.value for point in line[::3]] == [0.0, 48.0, 100.0, 150.0, 200.0]
    assert line[4].value == pytest.approx(48 + 52 / 3)
    assert [point.day for point in line if point.is_given] == [date(2022, 12, 31), Q1, Q2, Q3, Q4]


def test_a_rate_has_no_given_start():
    line = drawn("r", date(2023, 10, 8)).line
    assert (line[0].value, line[0].is_given) == (40.0, False)


def test_the_values_are_those_that_stand_on_the_day():
    then, now = drawn("i", date(2023, 7, 31)), drawn("i", date(2023, 10, 8))
    assert [(point.day, point.value, point.fact) for point in then.values] == [(Q1, 50.0, "a"), (Q2, 90.0, "b")]
    assert [(point.day, point.value, point.fact) for point in now.values] == [(Q1, 45.0, "a2"), (Q2, 90.0, "b")]


def test_what_waits_for_confirmation_is_told_apart():
    assert drawn("i", date(2023, 10, 4)).waiting == ()
    (waiting,) = drawn("i", date(2023, 10, 8)).waiting
    assert (waiting.day, waiting.value, waiting.fact, waiting.is_given) == (Q3, 140.0, "p", False)
