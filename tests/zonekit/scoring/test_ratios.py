"""Proportional, target, mixed, load and bands: at, below and above every limit."""

import pytest
from tests.zonekit.scoring.making import book, figure, line_of, points_by_unit, rule

from zonekit.scoring import Inputs, score


def case(name, *values):
    return pytest.param(*values, id=name)


@pytest.mark.parametrize(
    ("params", "actual", "scheduled", "points", "notes"),
    [
        case("nothing done gives nothing", {}, "0", "10", "0.00", ()),
        case("below what is due: its share", {}, "9", "10", "9.00", ()),
        case("at what is due: all", {}, "10", "10", "10.00", ()),
        case("above what is due: no more than all", {}, "12", "10", "10.00", ("capped",)),
        case("below the cap of 1.2", {"cap": "1.2"}, "11", "10", "11.00", ()),
        case("at the cap of 1.2", {"cap": "1.2"}, "12", "10", "12.00", ()),
        case("above the cap of 1.2", {"cap": "1.2"}, "13", "10", "12.00", ("capped",)),
        case("less than nothing done gives nothing", {}, "-3", "10", "0.00", ("below_zero",)),
        case("nothing due gives all", {}, "0", "0", "10.00", ("nothing_due",)),
        case(
            "nothing due gives nothing where the rule says so",
            {"nothing_due": "zero"},
            "5",
            "0",
            "0.00",
            ("nothing_due",),
        ),
        case("the target of the rule stands in", {"target": "20"}, "5", None, "2.50", ()),
        case("the figure's own target goes first", {"target": "20"}, "5", "10", "5.00", ()),
        case("below a half at the second place rounds down", {}, "0.9", "2000", "0.00", ()),
        case("a half at the second place rounds up", {}, "1", "2000", "0.01", ()),
        case("lower is better: at the limit", {"direction": "lower"}, "10", "10", "10.00", ()),
        case("lower is better: above the limit", {"direction": "lower"}, "20", "10", "5.00", ()),
        case("lower is better: below the limit", {"direction": "lower"}, "5", "10", "10.00", ("capped",)),
        case("lower is better: none at all", {"direction": "lower"}, "0", "10", "10.00", ("capped",)),
    ],
)
def test_proportional(params, actual, scheduled, points, notes):
    line = line_of(book(rule("proportional", params=params)), {"m": figure(actual, scheduled)})
    assert (str(line.points), line.notes) == (points, notes)


@pytest.mark.parametrize(
    ("params", "actual", "scheduled", "points", "note"),
    [
        case("below the target: none", {}, "9.99", "10", "0.00", "target_missed"),
        case("at the target: all", {}, "10", "10", "10.00", "target_met"),
        case("above the target: all", {}, "11", "10", "10.00", "target_met"),
        case("lower is better: above", {"direction": "lower"}, "10.01", "10", "0.00", "target_missed"),
        case("lower is better: at", {"direction": "lower"}, "10", "10", "10.00", "target_met"),
        case("lower is better: below", {"direction": "lower"}, "9", "10", "10.00", "target_met"),
        case("no target: all", {}, "0", None, "10.00", "nothing_due"),
        case("no target, where that gives nothing", {"nothing_due": "zero"}, "9", None, "0.00", "nothing_due"),
        case("the target of the rule", {"target": "8"}, "8", None, "10.00", "target_met"),
    ],
)
def test_target(params, actual, scheduled, points, note):
    line = line_of(book(rule("target", params=params)), {"m": figure(actual, scheduled)})
    assert (str(line.points), line.notes) == (points, (note,))


MIXED = {"count": "c", "amount": "a", "missing_large": "l"}


@pytest.mark.parametrize(
    ("params", "count", "amount", "missing", "points", "notes"),
    [
        case("the published example is capped", {}, ("28", "27"), ("17.77", "5.4"), "0", "10.00", ("capped",)),
        case("the published example without its cap", {"cap": "3"}, ("28", "27"), ("17.77", "5.4"), "0", "21.64", ()),
        case("below the target in both", {}, ("18", "27"), ("2.7", "5.4"), "0", "5.83", ()),
        case("at the target in both", {}, ("27", "27"), ("5.4", "5.4"), "0", "10.00", ()),
        case("amount makes up for count", {}, ("0", "27"), ("10.8", "5.4"), "0", "10.00", ()),
        case(
            "amount does not make up where parts are capped",
            {"cap_parts": "1"},
            ("0", "27"),
            ("10.8", "5.4"),
            "0",
            "5.00",
            ("capped",),
        ),
        case(
            "two large projects missing",
            {"per_missing": "0.1"},
            ("27", "27"),
            ("5.4", "5.4"),
            "2",
            "9.80",
            ("large_projects_missing",),
        ),
        case(
            "missing ones are taken after the cap",
            {"per_missing": "0.1"},
            ("54", "27"),
            ("5.4", "5.4"),
            "1",
            "9.90",
            ("capped", "large_projects_missing"),
        ),
        case(
            "not below nothing",
            {"per_missing": "1"},
            ("0", "27"),
            ("0", "5.4"),
            "3",
            "0.00",
            ("at_floor", "large_projects_missing"),
        ),
        case(
            "other weights",
            {"count_weight": "0.3", "amount_weight": "0.7"},
            ("27", "27"),
            ("0", "5.4"),
            "0",
            "3.00",
            (),
        ),
    ],
)
def test_mixed(params, count, amount, missing, points, notes):
    own = {"c": figure(*count), "a": figure(*amount), "l": figure(missing)}
    line = line_of(book(rule("mixed", measures=MIXED, params=params)), own)
    assert (str(line.points), line.notes) == (points, notes)


def test_a_quotient_without_end_does_not_hide_a_half():
    """3 x (2/3 x 50 % + 7/4 x 50 %) is 3.625 exactly, though 2/3 has no end."""
    own = {"c": figure("2", "3"), "a": figure("7", "4")}
    rulebook = book(rule("mixed", "3", measures={"count": "c", "amount": "a"}, params={"cap": "3"}))
    assert str(line_of(rulebook, own).points) == "3.63"


def test_the_published_fractions_stand_in_the_line():
    own = {"c": figure("28", "27"), "a": figure("17.77", "5.4")}
    line = line_of(book(rule("mixed", measures={"count": "c", "amount": "a"}, params={"cap": "3"})), own)
    assert line.figures["count_ratio"] == "1.037037"
    assert line.figures["amount_ratio"] == "3.290741"
    assert line.figures["mixed"] == "2.163889"
    assert (line.figures["count_actual"], line.figures["amount_scheduled"]) == ("28", "5.4")


LOADS = {"value": "m", "load": "n"}


@pytest.mark.parametrize(
    ("relative_to", "points"),
    [case("to the largest", "largest", ["10.00", "2.50", "0.00"]), case("to the sum", "sum", ["6.67", "1.67", "0.00"])],
)
def test_load_relative(relative_to, points):
    """Loads 20, 10 and 0; the first does all, the second half, the third all of nothing."""
    rulebook = book(rule("load", measures=LOADS, params={"relative_to": relative_to}))
    given = {"a": ("5", "20"), "b": ("2.5", "10"), "c": ("5", "0")}
    figures = {(unit, "m"): figure(done, "5") for unit, (done, _) in given.items()}
    figures |= {(unit, "n"): figure(load) for unit, (_, load) in given.items()}
    league = score(rulebook, Inputs("2023", tuple(given), figures))
    assert [str(league.by_unit[unit].line("r").points) for unit in "abc"] == points


def test_where_nobody_carries_a_load_nobody_earns_by_it():
    rulebook = book(rule("load", measures=LOADS, params={"relative_to": "sum"}))
    line = line_of(rulebook, {"m": figure("5", "5"), "n": figure("0")})
    assert (str(line.points), line.notes) == ("0.00", ("no_load",))


BANDS = [
    {"high": "0.8", "share": "0"},
    {"low": "0.8", "high": "0.9", "share": "0.8"},
    {"low": "0.9", "share": "1"},
]


@pytest.mark.parametrize(
    ("value", "points"),
    [("-5", "0.00"), ("0.79", "0.00"), ("0.8", "8.00"), ("0.89", "8.00"), ("0.9", "10.00"), ("7", "10.00")],
)
def test_bands_are_closed_below_and_open_above(value, points):
    assert points_by_unit(book(rule("bands", params={"bands": BANDS})), {"u": value}) == {"u": points}
