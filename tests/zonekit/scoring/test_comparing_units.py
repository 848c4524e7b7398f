"""Rank steps and efficacy coefficient: formulas that look at all units at once."""

import pytest
from tests.zonekit.scoring.making import book, figure, inputs, points_by_unit, rule

from zonekit.scoring import score

STEPS = {"steps": ["1", "0.95", "0.9"], "further": "0.05", "floor": "0"}


def ranked(**params):
    return book(rule("rank_steps", "100", params={**STEPS, **params}))


@pytest.mark.parametrize(
    ("params", "values", "points"),
    [
        pytest.param({}, "9 8 7 6 5", "100 95 90 85 80", id="first 100 %, second 95 %, third 90 %, then 5 % less each"),
        pytest.param({}, "5", "100", id="alone: first"),
        pytest.param({}, "9 9 7", "100 100 90", id="two firsts: no second"),
        pytest.param({}, "9 8 8 6", "100 95 95 85", id="two seconds: no third"),
        pytest.param({}, "5 5 5", "100 100 100", id="all equal: all first"),
        pytest.param({"floor": "0.88"}, "9 8 7 6 5", "100 95 90 88 88", id="not below the floor"),
        pytest.param({"floor": "0.85"}, "9 8 7 6 5", "100 95 90 85 85", id="at the floor"),
        pytest.param({"further": "0"}, "9 8 7 6 5", "100 95 90 90 90", id="nothing less after the steps"),
        pytest.param({"direction": "lower"}, "9 8 7", "90 95 100", id="lower is better"),
        pytest.param({}, "0 -1 -2", "100 95 90", id="ranks go by order, not by size"),
    ],
)
def test_rank_steps(params, values, points):
    units = {f"u{i}": value for i, value in enumerate(values.split())}
    made = points_by_unit(ranked(**params), units)
    assert [made[unit] for unit in units] == [f"{one}.00" for one in points.split()]


def test_twenty_one_units_reach_nothing_and_not_less():
    made = points_by_unit(ranked(), {f"u{i:02d}": str(100 - i) for i in range(23)})
    assert [made[f"u{i}"] for i in (19, 20, 21, 22)] == ["5.00", "0.00", "0.00", "0.00"]


def test_the_line_says_which_rank_of_how_many_and_who_shares_it():
    league = score(ranked(), inputs({unit: {"m": figure(value)} for unit, value in zip("abc", "995", strict=True)}))
    line = league.by_unit["b"].line("r")
    assert {name: line.figures[name] for name in ("rank", "units", "tied", "share")} == {
        "rank": "1", "units": "3", "tied": "2", "share": "1",
    }  # fmt: skip
    assert line.notes == ("tied",)


def test_a_unit_without_the_figure_is_not_ranked_among_those_with_it():
    league = score(ranked(), inputs({"a": {"m": figure("9")}, "b": {"m": figure(None)}, "c": {"m": figure("5")}}))
    assert [str(league.by_unit[unit].line("r").points) for unit in "abc"] == ["100.00", "0.00", "95.00"]
    assert league.by_unit["b"].line("r").notes == ("no_data",)


def coefficients(**params):
    return book(rule("efficacy", "100", params={"all_equal": "full", **params}))


@pytest.mark.parametrize(
    ("params", "values", "points"),
    [
        pytest.param({}, "10 20 30", "60.00 80.00 100.00", id="least 60, middle 80, most 100"),
        pytest.param({}, "10 12 25", "60.00 65.33 100.00", id="60 + 40 x 2/15"),
        pytest.param({}, "7 7", "100.00 100.00", id="all equal: full, where the rule says so"),
        pytest.param({"all_equal": "base"}, "7 7", "60.00 60.00", id="all equal: base, where the rule says so"),
        pytest.param({}, "7", "100.00", id="alone: all are equal"),
        pytest.param({"direction": "lower"}, "10 20 30", "100.00 80.00 60.00", id="lower is better"),
        pytest.param({"min": "0", "max": "40"}, "0 20 40", "60.00 80.00 100.00", id="given bounds: at them"),
        pytest.param({"min": "10", "max": "20"}, "5 25", "60.00 100.00", id="given bounds: beyond them"),
        pytest.param({"base": "50", "span": "50"}, "0 1 2", "50.00 75.00 100.00", id="another base and span"),
        pytest.param({}, "-10 0 10", "60.00 80.00 100.00", id="negative figures"),
    ],
)
def test_efficacy(params, values, points):
    units = {f"u{i}": value for i, value in enumerate(values.split())}
    made = points_by_unit(coefficients(**params), units)
    assert [made[unit] for unit in units] == points.split()


def test_the_line_shows_the_bounds_of_the_league():
    league = score(coefficients(), inputs({unit: {"m": figure(value)} for unit, value in (("a", "10"), ("b", "25"))}))
    assert dict(league.by_unit["a"].line("r").figures) == {
        "actual": "10", "min": "10", "max": "25", "coefficient": "60",
    }  # fmt: skip
