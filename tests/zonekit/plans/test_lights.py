"""Colours at, below and above every bound of every rule."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

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
)
from zonekit.plans.lights import overall_of

Q3 = date(2023, 9, 30)
EPS = 1e-5  # of a percentage point; smaller differences are the noise of floats and rounded away

BOUNDS_YINCHUAN = [(5, "green"), (0, "green"), (-0.1, "green"), (-9.99, "green"), (-10 + EPS, "green"),
                   (-10, "yellow"), (-10 - EPS, "yellow"), (-20, "yellow"), (-30, "yellow"), (-30 - EPS, "red"),
                   (-30.01, "red"), (-75, "red")]  # fmt: skip
BOUNDS_WUHAN = [(1.2, "green"), (1.0, "green"), (0.8, "green"), (0.8 - 1e-7, "yellow"), (0.7, "yellow"),
                (0.6, "yellow"), (0.6 - 1e-7, "red"), (0.3, "red"), (0.0, "red")]  # fmt: skip
BOUNDS_SANYA = [(1.2, "green"), (1.0, "green"), (1.0 - 1e-7, "yellow"), (0.75, "yellow"), (0.5, "yellow"),
                (0.5 - 1e-7, "red"), (0.1, "red")]  # fmt: skip

# An indicator of each kind and the value that lies `gap` points from its schedule on 30 September.
BY_GAP = {
    "cumulative": ({"kind": "cumulative", "target": 200}, lambda gap: 150 + 2 * gap),
    "ceiling": ({"kind": "cumulative", "target": 200, "direction": "lower"}, lambda gap: 150 - 2 * gap),
    "level": ({"kind": "level", "start": 60, "target": 160}, lambda gap: 135 + gap),
    "falling level": ({"kind": "level", "start": 160, "target": 60, "direction": "lower"}, lambda gap: 85 - gap),
    "rate": ({"kind": "rate", "target": 90, "is_percent": True}, lambda gap: 90 + gap),
    "falling rate": ({"kind": "rate", "target": 3, "is_percent": True, "direction": "lower"}, lambda gap: 3 - gap),
    "rate of another unit": ({"kind": "rate", "target": 250}, lambda gap: 250 + 2.5 * gap),
}
BY_RATIO = {
    "cumulative": ({"kind": "cumulative", "target": 200}, lambda ratio: 150 * ratio),
    "ceiling": ({"kind": "cumulative", "target": 200, "direction": "lower"}, lambda ratio: 150 * (2 - ratio)),
    "level": ({"kind": "level", "start": 60, "target": 160}, lambda ratio: 60 + 75 * ratio),
    "rate": ({"kind": "rate", "target": 90, "is_percent": True}, lambda ratio: 90 * ratio),
}


@pytest.mark.parametrize("kind", BY_GAP)
@pytest.mark.parametrize(("gap", "colour"), BOUNDS_YINCHUAN)
def test_yinchuan_counts_percentage_points_behind(one, kind, gap, colour):
    indicator, value_at = BY_GAP[kind]
    state = one(value_at(gap), at=Q3, **indicator)
    assert state.light("1").word == colour


@pytest.mark.parametrize("kind", BY_RATIO)
@pytest.mark.parametrize(
    ("rules", "ratio", "colour"),
    [*(("wuhan", *row) for row in BOUNDS_WUHAN), *(("sanya_2022", *row) for row in BOUNDS_SANYA)],
)
def test_wuhan_and_sanya_compare_with_the_schedule(one, kind, rules, ratio, colour):
    indicator, value_at = BY_RATIO[kind]
    assert one(value_at(ratio), at=Q3, rules=rules, **indicator).light("1").word == colour


@pytest.mark.parametrize("month", range(1, 13))
def test_exactly_ten_points_behind_is_yellow_in_every_month(one, month):
    """0.1 has no exact binary form: the bound must hold whatever the month makes of it."""
    at = date(2023, month, 28) if month == 2 else (date(2023 + month // 12, month % 12 + 1, 1) - timedelta(days=1))
    for target in (3, 7, 120, 0.7, 260_000_000):
        scheduled = target * month / 12
        assert one(scheduled - target / 10, at=at, kind="cumulative", target=target).light("1").word == "yellow"


def test_a_value_beyond_its_year_is_green_under_every_rule_set(one):
    for rules in ("yinchuan_2025", "wuhan", "sanya_2022"):
        assert one(500, at=Q3, rules=rules, kind="cumulative", target=200).light("1").word == "green"


@pytest.mark.parametrize(
    ("at", "colour"),
    [
        (date(2023, 2, 28), "green"),
        (date(2023, 3, 20), "green"),
        (date(2023, 3, 30), "green"),
        (date(2023, 3, 31), "yellow"),
        (date(2023, 4, 15), "yellow"),
        (date(2023, 4, 30), "yellow"),
        (date(2023, 5, 30), "yellow"),
        (date(2023, 5, 31), "red"),
        (date(2023, 12, 31), "red"),
    ],
)
@pytest.mark.parametrize("day", [1, 20, 31])
def test_a_missed_start_is_yellow_and_red_at_the_third_month_end(state_of, at, colour, day):
    start = MilestoneRow("s", "1", date(2023, 3, day), "start")
    assert state_of([ItemRow("1")], milestones=[start], at=at).light("1").word == colour


def test_works_that_started_late_are_green_again(state_of):
    start = MilestoneRow("s", "1", date(2023, 3, 20), "start")
    begun = MilestoneFact("f", "s", done=date(2023, 7, 4), known=date(2023, 7, 6))
    for at, colour in [(date(2023, 7, 3), "red"), (date(2023, 7, 6), "green")]:
        state = state_of([ItemRow("1")], milestones=[start], reached=[begun], at=at, known_on=date(2023, 10, 8))
        assert (state.items.start_light[0], state.items.milestone_light[0]) == (Light.named(colour), Light.GREY)


@pytest.mark.parametrize(
    ("days", "colour"), [(-40, "green"), (-1, "green"), (0, "green"), (1, "yellow"), (30, "yellow"), (31, "red")]
)
def test_a_node_is_yellow_when_overdue_and_red_after_thirty_days(state_of, days, colour):
    node = MilestoneRow("m", "1", date(2023, 7, 10))
    state = state_of([ItemRow("1")], milestones=[node], at=date(2023, 7, 10) + timedelta(days=days))
    assert state.light("1").word == colour
    assert bool(state.items.is_overdue[0]) is (days > 0)


def test_without_a_rule_for_starts_a_start_is_a_node_like_the_others(state_of):
    start = MilestoneRow("s", "1", date(2023, 3, 20), "start")
    state = state_of([ItemRow("1")], milestones=[start], at=date(2023, 3, 25), rules="wuhan")
    assert (state.items.start_light[0], state.items.milestone_light[0]) == (Light.GREY, Light.YELLOW)


@pytest.mark.parametrize(
    ("start", "progress", "milestones", "expects_report", "overall"),
    [
        ("green", "green", "red", True, "red"),
        ("red", "grey", "green", True, "red"),
        ("yellow", "green", "green", True, "yellow"),
        ("grey", "green", "grey", True, "green"),
        ("grey", "grey", "green", True, "grey"),
        ("green", "grey", "grey", True, "grey"),
        ("grey", "grey", "green", False, "green"),
        ("grey", "grey", "grey", True, "grey"),
        ("grey", "grey", "yellow", True, "yellow"),
    ],
)
def test_the_worst_light_decides_and_silence_is_never_green(start, progress, milestones, expects_report, overall):
    codes = [np.array([Light.named(word)], dtype=np.int8) for word in (start, progress, milestones)]
    assert Light(int(overall_of(*codes, np.array([expects_report]))[0])) is Light.named(overall)


def test_an_item_shows_the_worst_of_its_reported_indicators(state_of):
    rows = [IndicatorRow(key, "1", "cumulative", target=100) for key in "abc"]
    values = [ValueFact("fa", "a", Q3, Q3, 80.0), ValueFact("fb", "b", Q3, Q3, 60.0)]
    state = state_of([ItemRow("1")], rows, values=values, at=Q3)
    assert [Light(int(code)).word for code in state.indicators.light] == ["green", "yellow", "grey"]
    assert state.light("1").word == "yellow"
    assert (state.items.indicators[0], state.items.reported[0]) == (3, 2)


def children(weights_and_values):
    items = [ItemRow("p"), *(ItemRow(i, "p", weight) for i, (weight, _) in enumerate(weights_and_values))]
    rows = [IndicatorRow(i, i, "cumulative", target=100) for i in range(len(weights_and_values))]
    known = [(i, value) for i, (_, value) in enumerate(weights_and_values) if value is not None]
    return items, rows, [ValueFact(i, i, Q3, Q3, value) for i, value in known]


GREEN_VALUE, YELLOW_VALUE, RED_VALUE = 75.0, 55.0, 10.0


@pytest.mark.parametrize(
    ("weights_and_values", "colour"),
    [
        ([(100, GREEN_VALUE)], "green"),
        ([(50, GREEN_VALUE), (50, None)], "green"),
        ([(50, None), (50, None)], "grey"),
        ([(1, RED_VALUE), (1, GREEN_VALUE), (1, GREEN_VALUE)], "red"),
        ([(33, RED_VALUE), (67, GREEN_VALUE)], "yellow"),
        ([(34, RED_VALUE), (66, GREEN_VALUE)], "red"),
        ([(1, RED_VALUE), (99, GREEN_VALUE)], "yellow"),
        ([(0, RED_VALUE), (100, GREEN_VALUE)], "yellow"),
        ([(1, YELLOW_VALUE), (1, GREEN_VALUE), (1, GREEN_VALUE)], "yellow"),
        ([(33, YELLOW_VALUE), (67, GREEN_VALUE)], "green"),
        ([(34, YELLOW_VALUE), (66, GREEN_VALUE)], "yellow"),
        ([(20, RED_VALUE), (14, YELLOW_VALUE), (66, GREEN_VALUE)], "yellow"),
        ([(30, RED_VALUE), (70, YELLOW_VALUE)], "yellow"),
        ([(1, RED_VALUE), (1, None), (1, None)], "red"),
        ([(0, RED_VALUE), (0, GREEN_VALUE), (0, GREEN_VALUE)], "red"),
        ([(None, RED_VALUE), (60, GREEN_VALUE), (40, GREEN_VALUE)], "red"),
    ],
)
def test_a_parent_is_judged_by_the_weight_of_its_children(state_of, weights_and_values, colour):
    items, rows, values = children(weights_and_values)
    assert state_of(items, rows, values=values, at=Q3).light("p").word == colour


@pytest.mark.parametrize("n", [3, 6, 9, 30, 99, 300])
def test_exactly_a_third_of_the_weight_is_reached_however_it_is_cut(state_of, n):
    weights = [Fraction(1, n)] * n
    values = [RED_VALUE] * (n // 3) + [GREEN_VALUE] * (n - n // 3)
    items, rows, facts = children([(float(w), v) for w, v in zip(weights, values, strict=True)])
    assert state_of(items, rows, values=facts, at=Q3).light("p").word == "red"


def test_a_parent_also_shows_the_light_of_its_weighted_gap(state_of):
    items, rows, values = children([(20, RED_VALUE), (80, 90.0)])
    state = state_of(items, rows, values=values, at=Q3)
    assert state.items.gap[0] == pytest.approx(0.2 * 10 + 0.8 * 90 - 75)
    assert Light(int(state.items.progress_light[0])) is Light.GREEN
    assert state.light("p") is Light.YELLOW


def test_a_parent_of_which_nothing_is_known_has_no_gap_to_show(state_of):
    items, rows, values = children([(50, None), (50, None)])
    state = state_of(items, rows, values=values, at=Q3)
    assert Light(int(state.items.progress_light[0])) is Light.GREY
    assert state.reason("p").parent.gap_band is None


def test_a_rule_set_without_progress_leaves_milestones_to_decide(rule_set):
    rules = rule_set("yinchuan_2025")
    rules = replace(rules, lights=tuple(rule for rule in rules.lights if rule.light != "progress"))
    plan = PlanTable.build(
        [ItemRow("1")], [IndicatorRow("i", "1", "cumulative", target=9)], [MilestoneRow("m", "1", date(2023, 12, 1))]
    )
    facts = FactTable.build(plan, [ValueFact("f", "i", Q3, Q3, 1)])
    state = assess(plan, facts, at=Q3, known_on=Q3, rules=rules, year=2023)
    assert state.light("1") is Light.GREEN
    assert state.reason("1").indicators[0].finding == "no_rule"
