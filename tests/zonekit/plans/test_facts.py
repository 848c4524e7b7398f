"""What is known on a date, and what a later fact does and does not change."""

from datetime import date

import pytest

from zonekit.plans import FactTable, IndicatorRow, ItemRow, MilestoneFact, MilestoneRow, PlanError, PlanTable, ValueFact

ITEM, SIGNED = ItemRow("1"), IndicatorRow("i", "1", "cumulative", target=120)
NODE = MilestoneRow("m", "1", date(2023, 5, 31))
MAR, APR, MAY, JUN = date(2023, 3, 31), date(2023, 4, 30), date(2023, 5, 31), date(2023, 6, 30)


def value(state):
    return None if state.indicators.fact[0] < 0 else state.indicators.value[0]


def test_the_value_in_use_is_about_the_latest_day_up_to_the_date(state_of):
    values = [
        ValueFact(key, "i", day, day, number) for key, day, number in [("a", MAR, 30), ("c", MAY, 50), ("b", APR, 41)]
    ]
    for at, expected in [(date(2023, 3, 30), None), (MAR, 30), (date(2023, 5, 30), 41), (JUN, 50)]:
        assert value(state_of([ITEM], [SIGNED], values=values, at=at, known_on=JUN)) == expected


def test_a_fact_counts_from_the_day_it_is_known(state_of):
    report = [ValueFact("a", "i", MAR, date(2023, 4, 6), 30, recorded=date(2023, 4, 3))]
    before = state_of([ITEM], [SIGNED], values=report, at=date(2023, 4, 5))
    after = state_of([ITEM], [SIGNED], values=report, at=date(2023, 4, 6))
    assert (value(before), value(after)) == (None, 30)
    assert (before.items.is_hollow[0], after.items.is_hollow[0]) == (True, False)
    assert (before.light("1").word, after.light("1").word) == ("grey", "green")


def test_a_correction_changes_what_is_known_later_and_never_what_was_known(state_of):
    values = [
        ValueFact("a", "i", MAR, date(2023, 4, 3), 30),
        ValueFact("b", "i", MAR, date(2023, 5, 8), 12),
    ]
    then = state_of([ITEM], [SIGNED], values=values, at=MAR, known_on=APR)
    now = state_of([ITEM], [SIGNED], values=values, at=MAR, known_on=JUN)
    assert (value(then), value(now)) == (30, 12)
    assert (then.light("1").word, now.light("1").word) == ("green", "yellow")


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_of_facts_known_on_the_same_day_the_last_recorded_stands(state_of, order):
    known = date(2023, 4, 10)
    values = [
        ValueFact("a", "i", MAR, known, 30, recorded=date(2023, 4, 3), sequence=9),
        ValueFact("b", "i", MAR, known, 31, recorded=date(2023, 4, 4), sequence=1),
        ValueFact("c", "i", MAR, known, 32, recorded=date(2023, 4, 4), sequence=2),
    ]
    assert value(state_of([ITEM], [SIGNED], values=[values[k] for k in order], at=APR)) == 32


def test_what_was_confirmed_later_corrects_what_was_recorded_later(state_of):
    values = [
        ValueFact("a", "i", MAR, date(2023, 4, 20), 30, recorded=date(2023, 4, 3)),
        ValueFact("b", "i", MAR, date(2023, 4, 10), 12, recorded=date(2023, 4, 8)),
    ]
    assert value(state_of([ITEM], [SIGNED], values=values, at=date(2023, 4, 19))) == 12
    assert value(state_of([ITEM], [SIGNED], values=values, at=date(2023, 4, 20))) == 30


def test_a_withdrawn_value_gives_way_to_the_one_before(state_of):
    values = [
        ValueFact("a", "i", MAR, APR, 30),
        ValueFact("b", "i", APR, MAY, 44),
        ValueFact("c", "i", APR, JUN, None),
    ]
    assert value(state_of([ITEM], [SIGNED], values=values, at=MAY)) == 44
    assert value(state_of([ITEM], [SIGNED], values=values, at=JUN)) == 30


def test_what_is_about_the_year_before_says_nothing_about_this_year(state_of):
    values = [ValueFact("a", "i", date(2022, 12, 31), date(2023, 1, 5), 186)]
    assert value(state_of([ITEM], [SIGNED], values=values, at=MAR)) is None


@pytest.mark.parametrize(
    ("pending", "is_hollow"),
    [
        (ValueFact("p", "i", APR, None, 50, recorded=date(2023, 5, 3)), True),
        (ValueFact("p", "i", MAR, None, 50, recorded=date(2023, 5, 3)), True),
        (ValueFact("p", "i", MAR, None, 50, recorded=date(2023, 4, 1)), False),
        (ValueFact("p", "i", date(2023, 2, 28), None, 50, recorded=date(2023, 5, 3)), False),
        (ValueFact("p", "i", APR, None, 50, recorded=date(2023, 7, 3)), False),
        (ValueFact("p", "i", date(2023, 7, 31), None, 50, recorded=date(2023, 5, 3)), False),
        (ValueFact("p", "i", APR, date(2023, 7, 9), 50, recorded=date(2023, 5, 3)), True),
        (ValueFact("p", "i", APR, None, 50), True),
    ],
)
def test_hollow_marks_a_newer_report_that_waits_for_confirmation(state_of, pending, is_hollow):
    confirmed = ValueFact("a", "i", MAR, date(2023, 4, 6), 30, recorded=date(2023, 4, 3))
    state = state_of([ITEM], [SIGNED], values=[confirmed, pending], at=JUN)
    assert bool(state.items.is_hollow[0]) is is_hollow
    assert value(state) == 30
    assert state.reason("1").indicators[0].waiting == ("p" if is_hollow else None)


def test_a_milestone_is_done_from_the_day_it_was_reached_once_known(state_of):
    fact = [MilestoneFact("f", "m", done=date(2023, 5, 20), known=date(2023, 6, 5))]
    not_known = state_of([ITEM], milestones=[NODE], reached=fact, at=date(2023, 6, 4))
    known = state_of([ITEM], milestones=[NODE], reached=fact, at=date(2023, 6, 5))
    back_then = state_of([ITEM], milestones=[NODE], reached=fact, at=date(2023, 5, 19), known_on=JUN)
    assert [bool(state.milestones.is_done[0]) for state in (not_known, known, back_then)] == [False, True, False]
    assert not_known.milestones.days_late[0] == 4
    assert [state.light("1").word for state in (not_known, known)] == ["yellow", "green"]


def test_a_milestone_can_be_withdrawn_and_reached_again(state_of):
    facts = [
        MilestoneFact("a", "m", done=date(2023, 5, 20), known=date(2023, 5, 22)),
        MilestoneFact("b", "m", done=None, known=date(2023, 6, 10)),
        MilestoneFact("c", "m", done=date(2023, 6, 18), known=date(2023, 6, 20)),
    ]
    seen = [(date(2023, 6, 9), True), (date(2023, 6, 10), False), (date(2023, 6, 20), True)]
    for at, is_done in seen:
        assert bool(state_of([ITEM], milestones=[NODE], reached=facts, at=at).milestones.is_done[0]) is is_done


def test_a_report_of_a_milestone_waiting_for_confirmation_is_hollow(state_of):
    facts = [MilestoneFact("a", "m", done=date(2023, 5, 20), known=None, recorded=date(2023, 5, 22))]
    state = state_of([ITEM], milestones=[NODE], reached=facts, at=JUN)
    assert state.items.is_hollow[0]
    assert not state.milestones.is_done[0]
    assert state.reason("1").milestones[0].waiting == "a"


@pytest.mark.parametrize(("recorded", "waiting"), [(date(2023, 6, 1), None), (date(2023, 6, 20), "p")])
def test_only_a_newer_report_of_a_milestone_waits(state_of, recorded, waiting):
    facts = [
        MilestoneFact("a", "m", done=date(2023, 5, 20), known=date(2023, 6, 12), recorded=date(2023, 6, 10)),
        MilestoneFact("p", "m", done=None, known=None, recorded=recorded),
    ]
    state = state_of([ITEM], milestones=[NODE], reached=facts, at=JUN)
    assert state.milestones.is_done[0]
    assert state.reason("1").milestones[0].waiting == waiting


@pytest.mark.parametrize(
    ("values", "reached", "issue", "named"),
    [
        ([ValueFact("f", "x", MAR, MAR, 1)], [], "value_fact_of_unknown_indicator", {"fact": "f", "indicator": "x"}),
        ([ValueFact("f", "i", MAR, MAR, float("nan"))], [], "value_fact_not_finite", {"fact": "f"}),
        ([ValueFact("f", "i", MAR, MAR, float("inf"))], [], "value_fact_not_finite", {"fact": "f"}),
        ([ValueFact("f", "i", MAR, MAR, 1e30)], [], "value_fact_out_of_range", {"fact": "f", "value": 1e30}),
        ([ValueFact("f", "i", MAR, MAR, 1, recorded=APR)], [], "value_fact_known_before_recorded", {"fact": "f"}),
        ([], [MilestoneFact("f", "x", MAR, MAR)], "milestone_fact_of_unknown_milestone", {"milestone": "x"}),
        ([], [MilestoneFact("f", "m", MAR, MAR, recorded=APR)], "milestone_fact_known_before_recorded", {"fact": "f"}),
    ],
)
def test_facts_that_cannot_be_used_are_named(values, reached, issue, named):
    plan = PlanTable.build([ITEM], [SIGNED], [NODE])
    with pytest.raises(PlanError) as caught:
        FactTable.build(plan, values, reached)
    (found,) = caught.value.issues
    assert found.code == issue
    assert named.items() <= dict(found.params).items()
