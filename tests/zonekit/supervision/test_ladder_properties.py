"""What holds for every year that can be lived."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.zonekit.supervision.ladders import CALENDAR, RULES
from tests.zonekit.supervision.years import END, lived_years, replayed

from zonekit.supervision import (
    OrderState,
    Replay,
    Standing,
    Step,
    StepKind,
    apply_step,
    demands_of_clocks,
    demands_of_lights,
    entry_rung,
    opened,
    order_state,
)

Lived = tuple[dict[str, Any], Replay]
DAYS = st.integers(0, (END - date(2023, 2, 1)).days).map(lambda days: date(2023, 2, 1) + timedelta(days=days))
BY_RULE = (StepKind.RAISE, StepKind.DEMAND)


def course(year: Replay, uid: str) -> list[tuple[OrderState, Step]]:
    """Each step of an order with the state before it."""
    state, found = opened(year.filings[uid], RULES), []
    for step in year.steps[uid]:
        found.append((state, step))
        state = apply_step(state, step, CALENDAR, RULES)
    return found


@settings(max_examples=120, deadline=None)
@given(lived_years(), st.randoms(use_true_random=False))
def test_steps_in_any_order_give_the_same_state(lived: Lived, chance: random.Random) -> None:
    _, year = lived
    for uid, filing in year.filings.items():
        shuffled = chance.sample(year.steps[uid], len(year.steps[uid]))
        state = order_state(filing, shuffled, known_on=END, calendar=CALENDAR, rules=RULES)
        assert state == year.states[uid]


@settings(max_examples=120, deadline=None)
@given(lived_years())
def test_no_order_skips_a_rung(lived: Lived) -> None:
    _, year = lived
    for uid, filing in year.filings.items():
        assert filing.rung == entry_rung(RULES, rule=filing.rule)
        for state, step in course(year, uid):
            if step.kind == StepKind.RAISE:
                assert step.data["rung"] == state.rung + 1
                assert state.due is not None
                assert CALENDAR.between(state.due, step.on) >= RULES.clock.raise_after
                assert step.rule == RULES.clock.code
    for uid, state in year.states.items():
        raised = sum(step.kind == StepKind.RAISE for step in year.steps[uid])
        assert state.rung == year.filings[uid].rung + raised


@settings(max_examples=120, deadline=None)
@given(lived_years())
def test_rules_leave_ended_and_suspended_orders_alone(lived: Lived) -> None:
    _, year = lived
    for uid in year.filings:
        for state, step in course(year, uid):
            if step.kind in BY_RULE:
                assert state.is_open
                assert not state.is_suspended
            if step.kind == StepKind.RAISE:
                assert state.clock_runs
                assert not state.asks_extension


@settings(max_examples=120, deadline=None)
@given(lived_years(), DAYS)
def test_a_suspended_clock_never_expires(lived: Lived, on: date) -> None:
    _, year = lived
    for uid in year.filings:
        for state, _ in course(year, uid):
            if state.is_suspended:
                assert not state.is_overdue(on)
                order = Standing(uid, year.keys[uid], year.filings[uid].basis, state)
                assert demands_of_clocks([order], on, CALENDAR, RULES) == ()


@settings(max_examples=120, deadline=None)
@given(lived_years())
def test_one_order_of_a_basis_stands_for_an_item_at_a_time(lived: Lived) -> None:
    _, year = lived
    ended_by: dict[tuple[str, str], date] = {}
    for uid, filing in year.filings.items():
        stream = (year.keys[uid], filing.basis.value)
        assert ended_by.get(stream, date.min) <= filing.filed_on
        ended_by[stream] = year.states[uid].closed_on or date.max
    assert len({(one.uid, one.kind, one.id) for one in year.demands}) == len(year.demands)


@settings(max_examples=120, deadline=None)
@given(lived_years(), DAYS)
def test_part_of_a_year_is_the_beginning_of_the_whole(lived: Lived, through: date) -> None:
    made_from, year = lived
    part = replayed(made_from, through)
    assert list(part.demands) == [one for one in year.demands if one.on <= through]
    for uid, steps in part.steps.items():
        assert list(steps) == [step for step in year.steps[uid] if step.on <= through]


@settings(max_examples=60, deadline=None)
@given(lived_years())
def test_visiting_only_eventful_days_misses_nothing(lived: Lived) -> None:
    """Against the plain way: every day, every order."""
    made_from, year = lived
    days = [date(2023, 1, 1) + timedelta(days=count) for count in range((END - date(2023, 1, 1)).days + 1)]
    assert replayed(made_from, run_days=days) == year
    states: dict[str, Standing] = {}
    plain: list[Any] = []

    def take(uid: str, step: Step) -> None:
        before = states[uid].state
        after = apply_step(before, replaced(step, before.step_no + 1), CALENDAR, RULES)
        states[uid] = Standing(uid, states[uid].key, states[uid].basis, after)

    for day in days:
        found = [*demands_of_clocks(states.values(), day, CALENDAR, RULES)]
        for demand in found:
            take(demand.uid, demand.step(0))
        seen = [situation for on, situation in made_from["looks"] if on == day]
        for situation in seen:
            of_item = {key: [one for one in states.values() if one.key == key] for key in situation.keys}
            for demand in demands_of_lights(situation, of_item, day, RULES):
                found.append(demand)
                if demand.kind == "file":
                    filing = demand.filing()
                    states[filing.uid] = Standing(filing.uid, demand.key, filing.basis, opened(filing, RULES))
                take(demand.uid, demand.step(0))
        plain.extend(found)
        for uid, steps in sorted(made_from["human"].items()):
            for step in steps:
                if step.on == day:
                    take(uid, step)
    assert plain == list(year.demands)
    assert {uid: one.state for uid, one in states.items()} == dict(year.states)


def replaced(step: Step, no: int) -> Step:
    return Step(no, step.kind, step.on, step.recorded, step.data, step.rule, step.key)


@settings(max_examples=60, deadline=None)
@given(lived_years())
def test_a_month_looked_at_again_demands_nothing_new(lived: Lived) -> None:
    made_from, year = lived
    on, situation = made_from["looks"][-1]
    at_the_look = replayed(made_from, on)
    of_item: dict[str, list[Standing]] = {}
    for uid, state in at_the_look.states.items():
        of_item.setdefault(year.keys[uid], []).append(Standing(uid, year.keys[uid], year.filings[uid].basis, state))
    again = demands_of_lights(situation, of_item, on, RULES)
    assert [one for one in again if one.uid in at_the_look.filings] == []
