"""What must hold for any plan and any facts."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
    month_end,
    schedule_at,
)
from zonekit.plans.lights import overall_of

YEAR, FIRST = 2023, date(2023, 1, 1)
RULES = default_rule_set(FIRST)
days = st.integers(0, 380).map(lambda n: FIRST + timedelta(days=n))
# At month ends and in the days after them, while reports come in, most is decided.
turns = st.tuples(st.integers(0, 12), st.integers(-2, 7)).map(lambda n: month_end(YEAR, n[0]) + timedelta(days=n[1]))
judged_days = st.one_of(days, turns)
# Few days to report about, so that corrections of the same day are common.
told_days = st.sampled_from(
    [date(2022, 12, 31), *(date(2023, m, d) for m, d in ((1, 1), (3, 31), (4, 15), (5, 31), (6, 30)))]
)
numbers = st.one_of(st.integers(-50, 400), st.floats(-50, 400, allow_nan=False)).map(float)
weights = st.one_of(st.none(), st.sampled_from([0.0, 1.0, 20.0, 33.3, 50.0]))


@st.composite
def schedules(draw):
    chosen = draw(st.lists(days, max_size=5, unique=True))
    return tuple((day, draw(numbers)) for day in chosen)


@st.composite
def plans(draw):
    """A forest of up to twelve items, its leaves with indicators and milestones."""
    n = draw(st.integers(1, 12))
    parents = [None] + [draw(st.one_of(st.none(), st.integers(0, k - 1))) for k in range(1, n)]
    items = [ItemRow(k, parent, draw(weights)) for k, parent in enumerate(parents)]
    leaves = sorted(set(range(n)) - {parent for parent in parents if parent is not None})
    indicators, milestones = [], []
    for leaf in leaves:
        for _ in range(draw(st.integers(0, 3))):
            indicators.append(
                IndicatorRow(
                    f"i{len(indicators)}",
                    leaf,
                    draw(st.sampled_from(["cumulative", "level", "rate"])),
                    target=draw(numbers),
                    direction=draw(st.sampled_from(["higher", "lower"])),
                    start=draw(st.one_of(st.none(), numbers)),
                    weight=draw(weights),
                    is_percent=draw(st.booleans()),
                    schedule=draw(schedules()),
                    due=draw(st.one_of(st.none(), days)),
                )
            )
        for _ in range(draw(st.integers(0, 2))):
            kind = draw(st.sampled_from(["node", "start"]))
            milestones.append(MilestoneRow(f"m{len(milestones)}", leaf, draw(days), kind))
    return items, indicators, milestones


@st.composite
def known_days(draw):
    """(recorded, known): confirmed on or after the day it was submitted, or not at all."""
    recorded = draw(days)
    return recorded, draw(st.one_of(st.none(), st.integers(0, 40).map(lambda n: recorded + timedelta(days=n))))


@st.composite
def worlds(draw):
    """A plan with facts, no two of them alike in every respect that orders them."""
    items, indicators, milestones = draw(plans())
    values, reached = [], []
    for sequence in range(draw(st.integers(0, 14)) if indicators else 0):
        recorded, known = draw(known_days())
        value = draw(st.one_of(st.none(), numbers, numbers, numbers))
        key = draw(st.sampled_from(indicators)).key
        values.append(ValueFact(f"v{sequence}", key, draw(told_days), known, value, recorded, sequence))
    for sequence in range(draw(st.integers(0, 6)) if milestones else 0):
        recorded, known = draw(known_days())
        key = draw(st.sampled_from(milestones)).key
        done = draw(st.one_of(st.none(), days, days))
        reached.append(MilestoneFact(f"d{sequence}", key, done, known, recorded, sequence))
    return items, indicators, milestones, values, reached


def assessed(items, indicators, milestones, values, reached, *, at, known_on=None, rules=RULES):
    plan = PlanTable.build(items, indicators, milestones)
    facts = FactTable.build(plan, values, reached)
    return assess(plan, facts, at=at, known_on=known_on or at, rules=rules, year=YEAR)


def outcome(state):
    """Everything computed, without the positions of facts, which follow their order."""
    items, ind = state.items, state.indicators
    arrays = [getattr(items, name) for name in items.__dataclass_fields__]
    arrays += [ind.value, ind.schedule, ind.has_grace, ind.light, ind.is_overdue, ind.pending >= 0]
    arrays += [state.milestones.light]
    return arrays


def assert_same(one, other):
    for left, right in zip(outcome(one), outcome(other), strict=True):
        assert np.array_equal(left, right, equal_nan=left.dtype.kind == "f")


@given(world=worlds(), at=judged_days, known_on=judged_days, same=st.booleans())
@settings(max_examples=160, deadline=None)
def test_the_engine_judges_as_the_rules_written_plainly(plain, world, at, known_on, same):
    known_on = at if same else known_on
    state = assessed(*world, at=at, known_on=known_on)
    verdicts = plain.judge(plain.PlainPlan(*world), at, known_on, YEAR)
    for index, row in enumerate(world[0]):
        verdict = verdicts[row.key]
        assert state.items.overall[index] == verdict.light
        for ours, theirs in [(state.items.progress, verdict.progress), (state.items.scheduled, verdict.scheduled)]:
            assert ours[index] == pytest.approx(np.nan if theirs is None else theirs, nan_ok=True)


@given(world=worlds(), at=days, known_on=days, data=st.data())
@settings(max_examples=60, deadline=None)
def test_the_order_in_which_facts_come_does_not_matter(world, at, known_on, data):
    *rows, values, reached = world
    shuffled = data.draw(st.permutations(values)), data.draw(st.permutations(reached))
    assert_same(
        assessed(*world, at=at, known_on=known_on),
        assessed(*rows, *shuffled, at=at, known_on=known_on),
    )


@given(world=worlds(), at=judged_days, known_on=judged_days)
@settings(max_examples=60, deadline=None)
def test_what_is_learned_later_never_changes_what_was_known(world, at, known_on):
    *rows, values, reached = world

    def as_of_then(facts):
        recorded = [fact for fact in facts if fact.recorded <= known_on]
        return [replace(f, known=None) if f.known and f.known > known_on else f for f in recorded]

    assert_same(
        assessed(*world, at=at, known_on=known_on),
        assessed(*rows, as_of_then(values), as_of_then(reached), at=at, known_on=known_on),
    )


NO_GRACE = replace(RULES, reporting=replace(RULES.reporting, report_days=0))


@given(world=worlds(), at=turns, late=st.integers(0, 20))
@settings(max_examples=80, deadline=None)
def test_the_grace_is_over_when_the_report_is_due_and_changes_nobody_who_has_reported(world, at, late):
    last = assessed(*world, at=at).reference
    due = RULES.reporting.due_day(last.day)
    strict = assessed(*world, at=at, rules=NO_GRACE).indicators
    graceful = assessed(*world, at=at).indicators
    others = ~graceful.has_grace
    assert not graceful.has_grace[graceful.value_day >= last.day.toordinal()].any()
    for ours, theirs in [(graceful.schedule, strict.schedule), (graceful.light, strict.light)]:
        assert np.array_equal(ours[others], theirs[others])
    after = {"at": at, "known_on": due + timedelta(days=late)}
    assert_same(assessed(*world, **after), assessed(*world, **after, rules=NO_GRACE))


@given(world=worlds(), at=turns)
@settings(max_examples=80, deadline=None)
def test_in_its_grace_an_indicator_is_due_what_it_was_due_a_month_before(world, at):
    state = assessed(*world, at=at)
    before = schedule_at(state.plan.indicators, state.reference.before)
    grace = state.indicators.has_grace
    assert np.array_equal(state.indicators.schedule[grace], before[grace])
    assert state.items.in_grace[state.plan.tree.parent < 0].sum() == grace.sum()
    for row in world[0]:
        reason = state.reason(row.key)
        assert reason.schedule_date in {state.reference.day, state.reference.before.day}
        assert sum(part.report is not None for part in reason.indicators) in {0, reason.indicators_in_grace}


@given(world=worlds(), at=judged_days)
@settings(max_examples=60, deadline=None)
def test_shares_stay_within_their_bounds_on_every_level(world, at):
    state = assessed(*world, at=at)
    items, tree = state.items, state.plan.tree
    for shares in (items.progress, items.scheduled):
        known = shares[~np.isnan(shares)]
        assert ((known >= 0) & (known <= 1 + 1e-9)).all()
        for parent in np.flatnonzero(~tree.is_leaf):
            below = shares[tree.children.of(parent)]
            below = below[~np.isnan(below)]
            assert np.isnan(shares[parent]) == (len(below) == 0)
            if len(below):
                assert below.min() - 1e-9 <= shares[parent] <= below.max() + 1e-9


@given(world=worlds(), at=judged_days)
@settings(max_examples=60, deadline=None)
def test_every_item_can_give_its_reason(world, at):
    state = assessed(*world, at=at)
    for index, row in enumerate(world[0]):
        reason = state.reason(row.key).as_dict()
        assert reason["lights"]["overall"] == ("grey", "green", "yellow", "red")[state.items.overall[index]]
        colours = {part["light"] for part in [*reason["indicators"], *reason["milestones"]]}
        if state.plan.tree.is_leaf[index] and reason["lights"]["overall"] != "grey":
            assert reason["lights"]["overall"] in colours


@given(
    kind=st.sampled_from(["cumulative", "level", "rate"]),
    target=st.integers(1, 300).map(float),
    start=st.integers(0, 300).map(float),
    value=st.integers(0, 600).map(float),
    at=days,
)
@settings(max_examples=120, deadline=None)
def test_lower_is_better_judges_reflected_figures_as_higher_does(kind, target, start, value, at):
    """A ceiling and a rate are reflected about their schedule, a level about 0."""
    higher = IndicatorRow("i", "1", kind, target, "higher", start, is_percent=True)
    fact = ValueFact("f", "i", at, at, value)
    straight = assessed([ItemRow("1")], [higher], [], [fact], [], at=at).indicators
    if kind == "level":
        lower, reflected = replace(higher, direction="lower", target=-target, start=-start), -value
    else:
        lower, reflected = replace(higher, direction="lower"), 2 * float(straight.schedule[0]) - value
    mirrored = assessed([ItemRow("1")], [lower], [], [replace(fact, value=reflected)], [], at=at).indicators
    assert mirrored.light[0] == straight.light[0]
    assert mirrored.progress.gap[0] == pytest.approx(straight.progress.gap[0], nan_ok=True)
    assert mirrored.progress.raw[0] == pytest.approx(straight.progress.raw[0], nan_ok=True)


SEVERITY = {1: 0, 0: 1, 2: 2, 3: 3}  # green, then not reported, then yellow, then red


@given(lights=st.tuples(*[st.integers(0, 3)] * 3), worse=st.tuples(*[st.integers(0, 3)] * 3), reports=st.booleans())
@settings(max_examples=120, deadline=None)
def test_a_worse_light_never_makes_the_whole_better(lights, worse, reports):
    pairs = [(a, b if SEVERITY[b] >= SEVERITY[a] and a and b else a) for a, b in zip(lights, worse, strict=True)]

    def overall(which):
        codes = [np.array([pair[which]], dtype=np.int8) for pair in pairs]
        return SEVERITY[int(overall_of(*codes, np.array([reports]))[0])]

    assert overall(1) >= overall(0)


@given(
    kind=st.sampled_from(["cumulative", "level", "rate"]),
    target=st.integers(1, 300).map(float),
    values=st.tuples(st.integers(0, 600), st.integers(0, 600)).map(sorted),
    at=days,
)
@settings(max_examples=80, deadline=None)
def test_a_better_value_is_never_judged_worse(kind, target, values, at):
    row = IndicatorRow("i", "1", kind, target, is_percent=True)
    worse, better = (
        assessed([ItemRow("1")], [row], [], [ValueFact("f", "i", at, at, float(v))], [], at=at) for v in values
    )
    assert better.items.overall[0] <= worse.items.overall[0]
    assert better.items.progress[0] >= worse.items.progress[0]
