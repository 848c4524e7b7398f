"""How many months in a row a light has lasted."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from zonekit.plans import FactTable, IndicatorRow, ItemRow, PlanTable, ValueFact, assess_months, month_end, runs_of
from zonekit.plans.runs import run_lengths
from zonekit.plans.words import Light

CODES = {"-": Light.GREY, "G": Light.GREEN, "Y": Light.YELLOW, "R": Light.RED}
lights = arrays(np.int8, st.tuples(st.integers(0, 6), st.just(12)), elements=st.integers(0, 3))


@pytest.mark.parametrize(
    ("months", "reached", "runs"),
    [
        ("GGGGGGGGGGGG", 12, "000000000000"),
        ("RRRRRRRRRRRR", 9, "123456789000"),
        ("GYYRRGRYYYY-", 11, "012120112340"),
        ("--YY--RR----", 8, "121212120000"),
        ("YYYYYYYYYYYY", 0, "000000000000"),
        ("YRYRYRYRYRYR", 12, "111111111111"),
    ],
)
def test_a_run_grows_while_the_light_stays(months: str, reached: int, runs: str) -> None:
    light = np.array([[CODES[letter] for letter in months]], dtype=np.int8)
    found = run_lengths(light, np.arange(12) < reached)
    assert "".join(map(str, found[0])) == runs


def slowly(light: list[int], month: int) -> int:
    """Counted backwards from the month."""
    if light[month] == Light.GREEN:
        return 0
    length = 0
    while length <= month and light[month - length] == light[month]:
        length += 1
    return length


@given(lights, st.integers(0, 12))
def test_it_is_what_counting_backwards_gives(light: np.ndarray, reached: int) -> None:
    found = run_lengths(light, np.arange(12) < reached)
    expected = [[slowly(row, month) if month < reached else 0 for month in range(12)] for row in light.tolist()]
    assert found.tolist() == expected


def test_a_year_without_news_after_march_turns_and_stays(rule_set) -> None:
    plan = PlanTable.build([ItemRow("1")], [IndicatorRow("signed", "1", "cumulative", target=120)])
    said = [ValueFact(f"r{month}", "signed", month_end(2023, month), month_end(2023, month), 10 * month)
            for month in (1, 2, 3)]  # fmt: skip
    facts = FactTable.build(plan, said)
    strip = assess_months(plan, facts, known_on=date(2023, 10, 8), rules=rule_set("yinchuan_2025"), year=2023)
    found = runs_of(strip)[0]
    assert found[:3].tolist() == [0, 0, 0]
    assert found[8] >= 3
    assert found[9:].tolist() == [0, 0, 0]
