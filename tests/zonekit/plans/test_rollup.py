"""Shares, counts and flags from the leaves to the top."""

from datetime import date

import numpy as np
import pytest

from zonekit.plans import (
    FactTable,
    IndicatorRow,
    ItemRow,
    MilestoneFact,
    MilestoneRow,
    PlanTable,
    ValueFact,
    assess,
    default_rule_set,
)

Q3 = date(2023, 9, 30)


def test_progress_of_an_item_is_the_weighted_mean_of_its_indicators(state_of):
    rows = [
        IndicatorRow("a", "1", "cumulative", target=100, weight=3),
        IndicatorRow("b", "1", "cumulative", target=100, weight=1),
    ]
    values = [ValueFact("fa", "a", Q3, Q3, 60), ValueFact("fb", "b", Q3, Q3, 250)]
    items = state_of([ItemRow("1")], rows, values=values, at=Q3).items
    assert items.progress[0] == pytest.approx(0.75 * 0.6 + 0.25 * 1.0)
    assert items.scheduled[0] == pytest.approx(0.75)
    assert items.gap[0] == pytest.approx(-5.0)


def test_an_indicator_nobody_reported_counts_as_no_progress(state_of):
    rows = [IndicatorRow(key, "1", "cumulative", target=100) for key in "ab"]
    items = state_of([ItemRow("1")], rows, values=[ValueFact("fa", "a", Q3, Q3, 80)], at=Q3).items
    assert items.progress[0] == pytest.approx(0.4)
    assert (items.indicators[0], items.reported[0]) == (2, 1)


def test_an_item_of_milestones_only_is_the_share_of_due_ones_done(state_of):
    dues = [date(2023, 3, 31), date(2023, 5, 31), date(2023, 8, 31), date(2023, 12, 31)]
    steps = [MilestoneRow(k, "1", due) for k, due in enumerate(dues)]
    reached = [MilestoneFact("a", 0, dues[0], dues[0]), MilestoneFact("b", 1, dues[1], dues[1])]
    items = state_of([ItemRow("1")], milestones=steps, reached=reached, at=date(2023, 9, 15)).items
    assert (items.progress[0], items.scheduled[0]) == (pytest.approx(2 / 3), 1.0)
    counts = items.milestones[0], items.milestones_due[0], items.milestones_done[0], items.milestones_overdue[0]
    assert counts == (4, 3, 2, 1)


def test_a_milestone_done_ahead_of_time_is_not_counted_before_it_is_due(state_of):
    steps = [MilestoneRow("m", "1", date(2023, 12, 31))]
    reached = [MilestoneFact("a", "m", date(2023, 5, 1), date(2023, 5, 2))]
    state = state_of([ItemRow("1")], milestones=steps, reached=reached, at=Q3)
    assert np.isnan(state.items.progress[0])
    assert (state.light("1").word, state.reason("1").finding) == ("green", "nothing_due")


def test_what_was_done_early_does_not_make_up_for_what_is_overdue(state_of):
    steps = [MilestoneRow("now", "1", date(2023, 6, 30)), MilestoneRow("later", "1", date(2023, 12, 31))]
    reached = [MilestoneFact("a", "later", date(2023, 5, 1), date(2023, 5, 2))]
    items = state_of([ItemRow("1")], milestones=steps, reached=reached, at=Q3).items
    assert (items.milestones_due[0], items.milestones_done[0], items.progress[0]) == (1, 0, 0.0)


def test_an_item_with_nothing_to_measure_is_grey_and_left_out_of_the_mean(state_of):
    items = [ItemRow("p"), ItemRow("a", "p", 80), ItemRow("b", "p", 20)]
    row, value = IndicatorRow("i", "a", "cumulative", target=100), ValueFact("f", "i", Q3, Q3, 70)
    state = state_of(items, [row], values=[value], at=Q3)
    assert state.light("b").word == "grey"
    assert state.reason("b").finding == "nothing_to_measure"
    assert np.isnan(state.items.progress[2])
    assert state.items.progress[0] == pytest.approx(0.7)


def test_children_that_weigh_nothing_are_averaged_when_they_alone_can_be_measured(state_of):
    items = [ItemRow("p"), ItemRow("a", "p", 0), ItemRow("b", "p", 0), ItemRow("c", "p", 5)]
    rows = [IndicatorRow(key, key, "cumulative", target=100) for key in "ab"]
    values = [ValueFact("fa", "a", Q3, Q3, 60), ValueFact("fb", "b", Q3, Q3, 80)]
    assert state_of(items, rows, values=values, at=Q3).items.progress[0] == pytest.approx(0.7)


@pytest.mark.parametrize(
    ("weights", "shares"),
    [
        ((60, 40), (0.6, 0.4)),
        ((3, 1), (0.75, 0.25)),
        ((0, 0), (0.5, 0.5)),
        ((None, None), (0.5, 0.5)),
        ((None, 40), (0.5, 0.5)),
        ((0, 7), (0.0, 1.0)),
    ],
)
def test_weights_are_shares_among_siblings(weights, shares):
    plan = PlanTable.build([ItemRow("p"), *(ItemRow(k, "p", weight) for k, weight in enumerate(weights))])
    assert tuple(plan.tree.weight[1:]) == shares


def four_levels(state_of, **kwargs):
    items = [
        ItemRow("1.1.1.2", "1.1.1"), ItemRow("2"), ItemRow("1.1.1.1", "1.1.1"), ItemRow("1"), ItemRow("1.2", "1"),
        ItemRow("1.1.1", "1.1"), ItemRow("1.1", "1"),
    ]  # fmt: skip
    rows = [IndicatorRow(key, key, "cumulative", target=100) for key in ("1.1.1.1", "1.1.1.2", "1.2", "2")]
    values = [ValueFact(key, key, Q3, Q3, v) for key, v in [("1.1.1.1", 30), ("1.1.1.2", 75), ("1.2", 60), ("2", 80)]]
    return state_of(items, rows, values=values, at=Q3, **kwargs)


def test_levels_roll_up_whatever_the_order_of_the_rows(state_of):
    state = four_levels(state_of)
    progress = {key: state.items.progress[state.plan.item_index(key)] for key in ("1.1.1", "1.1", "1", "2")}
    expected = {"1.1.1": 0.525, "1.1": 0.525, "1": 0.5625, "2": 0.8}
    assert progress == pytest.approx(expected)
    assert state.light("1").word == "red"


def test_counts_of_a_parent_are_those_of_all_leaves_below(state_of):
    state = four_levels(state_of)
    top = state.plan.item_index("1")
    assert state.items.leaf_lights[top].tolist() == [0, 1, 1, 1]
    assert (state.items.indicators[top], state.items.reported[top]) == (3, 3)
    assert state.leaf_counts() == {"grey": 0, "green": 2, "yellow": 1, "red": 1}


def test_overdue_and_hollow_show_on_every_level_above(state_of):
    items = [ItemRow("1"), ItemRow("1.1", "1"), ItemRow("1.1.1", "1.1"), ItemRow("2")]
    rows = [IndicatorRow("i", "1.1.1", "cumulative", target=10, due=date(2023, 6, 30)),
            IndicatorRow("j", "2", "cumulative", target=10)]  # fmt: skip
    values = [
        ValueFact("a", "i", date(2023, 6, 30), date(2023, 7, 3), 9),
        ValueFact("b", "i", Q3, None, 10, recorded=Q3),
    ]
    on_the_day = state_of(items, rows, values=values, at=date(2023, 6, 30), known_on=Q3).items
    later = state_of(items, rows, values=values, at=Q3).items
    assert on_the_day.is_overdue.tolist() == [False] * 4
    assert later.is_overdue.tolist() == [True, True, True, False]
    assert later.is_hollow.tolist() == [True, True, True, False]


def test_a_target_reached_before_its_day_is_not_overdue(state_of):
    rows = [IndicatorRow("i", "1", "cumulative", target=10, due=date(2023, 6, 30))]
    values = [ValueFact("a", "i", date(2023, 6, 30), date(2023, 7, 3), 10)]
    assert not state_of([ItemRow("1")], rows, values=values, at=Q3).items.is_overdue[0]


def test_the_year_over_an_unmet_target_is_overdue(one):
    assert not one(110, at=date(2023, 12, 31), kind="cumulative", target=120).items.is_overdue[0]
    assert one(110, at=date(2024, 1, 1), kind="cumulative", target=120).items.is_overdue[0]


@pytest.mark.parametrize(("items", "n"), [([], 0), ([ItemRow("1")], 1)])
def test_an_empty_plan_is_assessed_without_complaint(items, n):
    plan = PlanTable.build(items)
    state = assess(plan, FactTable.build(plan), at=Q3, known_on=Q3, rules=default_rule_set(Q3), year=2023)
    assert len(state.items.overall) == n
    assert sum(state.leaf_counts().values()) == n


def test_a_tree_of_five_thousand_levels_is_no_trouble():
    plan = PlanTable.build([ItemRow(k, k - 1 if k else None) for k in range(5000)])
    assert plan.tree.depth.max() == 4999
    state = assess(plan, FactTable.build(plan), at=Q3, known_on=Q3, rules=default_rule_set(Q3), year=2023)
    assert state.items.leaf_lights[0].tolist() == [1, 0, 0, 0]
