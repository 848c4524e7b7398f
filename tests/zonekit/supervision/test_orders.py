"""Which step may follow which, one table for each state, and what each refusal says."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.zonekit.supervision.ladders import CALENDAR, RULES, day, filing, state, steps

from zonekit.supervision import (
    OrderFault,
    Rung,
    State,
    Step,
    StepKind,
    allowed_steps,
    apply_step,
    default_limit,
    entry_rung,
    order_state,
)
from zonekit.supervision.words import Basis

WAYS = {  # a way to each state, due 10 January where a clock runs
    State.FILED: "",
    State.ASSIGNED: "assign 01-03",
    State.ACCEPTED: "assign 01-03; accept 01-04",
    State.IN_HAND: "assign 01-03; accept 01-04; start 01-04",
    State.REPORTED: "assign 01-03; accept 01-04; start 01-04; report 01-05",
    State.RETURNED: "assign 01-03; accept 01-04; start 01-04; report 01-05; return 01-05",
    State.VERIFIED: "assign 01-03; accept 01-04; report 01-05; verify 01-05",
    State.CLOSED: "assign 01-03; accept 01-04; report 01-05; verify 01-05; close 01-05",
    State.STRUCK_OFF: "assign 01-03; accept 01-04; report 01-05; verify 01-05; close 01-05; strike_off 01-05",
}
CLOCK = "urge ask_extension suspend raise"
MAY = {
    State.FILED: "assign demand strike_off file",
    State.ASSIGNED: f"accept demand strike_off {CLOCK}",
    State.ACCEPTED: f"start report demand strike_off {CLOCK}",
    State.IN_HAND: f"report demand strike_off {CLOCK}",
    State.REPORTED: "return verify demand strike_off",
    State.RETURNED: f"report demand strike_off {CLOCK}",
    State.VERIFIED: "return close demand strike_off",
    State.CLOSED: "strike_off",
    State.STRUCK_OFF: "",
}
DATA: dict[str, dict[str, Any]] = {
    "raise": {"rung": 1},
    "ask_extension": {"due": "2023-02-10"},
    "strike_off": {"reason": "filed in error"},
    "demand": {"consequence": "interview"},
}


@pytest.mark.parametrize("name", list(State))
def test_every_state_and_every_step(name: State) -> None:
    before = state(WAYS[name])
    assert before.state == name
    assert allowed_steps(before) == {StepKind(word) for word in MAY[name].split()}
    for kind in StepKind:
        on = "02-20" if kind == StepKind.RAISE else "01-05"
        step = Step(99, kind, day(on), day(on), DATA.get(kind.value, {}))
        if kind in allowed_steps(before):
            assert apply_step(before, step, CALENDAR, RULES).step_no == 99
        else:
            with pytest.raises(OrderFault):
                apply_step(before, step, CALENDAR, RULES)


@pytest.mark.parametrize("name", [State.CLOSED, State.STRUCK_OFF])
@pytest.mark.parametrize("kind", [kind for kind in StepKind if kind != StepKind.STRIKE_OFF])
def test_an_ended_order_takes_no_step(name: State, kind: StepKind) -> None:
    with pytest.raises(OrderFault) as refused:
        apply_step(state(WAYS[name]), Step(99, kind, day("03-01"), day("03-01")), CALENDAR, RULES)
    assert refused.value.code == "order_closed"
    assert refused.value.figures == {"state": name.value, "closed_on": "2023-01-05", "step": kind.value}


@pytest.mark.parametrize(
    ("way", "code", "figures"),
    [
        ("accept 01-04", "step_not_allowed", {"state": "filed", "step": "accept"}),
        ("assign 01-03; report 01-04", "step_not_allowed", {"state": "assigned", "step": "report"}),
        ("assign 01-03; assign 01-04", "step_not_allowed", {"state": "assigned"}),
        ("assign 01-03 0", "limit_not_positive", {"limit_days": "0"}),
        ("assign 01-05; accept 01-04", "day_before_last_step", {"on": "2023-01-04", "last_on": "2023-01-05"}),
        ("assign 01-02", "day_before_last_step", {"last_on": "2023-01-03"}),
        ("assign 01-03; urge 01-04; urge 01-04", "urged_already", {"on": "2023-01-04"}),
        ("strike_off 01-04", "reason_missing", {"state": "filed"}),
        ("assign 01-03; strike_off 01-04", "reason_missing", {"state": "assigned"}),
        ("demand 01-04 praise", "consequence_unknown", {"value": "praise"}),
        ("demand 01-04 interview; hold 01-05 9", "consequence_not_demanded", {"id": "9"}),
        ("demand 01-04 interview; hold 01-05 1; hold 01-06 1", "consequence_held_already", {"held_on": "2023-01-05"}),
        (
            f"{WAYS[State.VERIFIED]}; demand 01-06 interview; close 01-06",
            "consequence_not_held",
            {"count": 1, "id": "5"},
        ),
    ],
)
def test_refusals_say_what_they_saw(way: str, code: str, figures: dict[str, object]) -> None:
    with pytest.raises(OrderFault) as refused:
        state(way)
    assert refused.value.code == code
    assert {"order": "2023-7", **figures}.items() <= refused.value.figures.items()


def test_the_same_consequence_is_demanded_once() -> None:
    first = Step(1, StepKind.DEMAND, day("01-04"), day("01-04"), {"consequence": "interview", "id": "r-2023-01"})
    with pytest.raises(OrderFault, match="consequence_demanded_already"):
        order_state(filing(), [first, replace(first, no=2)], known_on=day("02-01"), calendar=CALENDAR, rules=RULES)


def test_a_number_is_taken_once() -> None:
    two = [*steps("assign 01-03"), Step(1, StepKind.ACCEPT, day("01-04"), day("01-04"))]
    with pytest.raises(OrderFault, match="step_number_taken"):
        order_state(filing(), two, known_on=day("02-01"), calendar=CALENDAR, rules=RULES)


def test_urging_counts_once_a_day() -> None:
    urged = state("assign 01-03; urge 01-04; urge 01-05")
    assert (urged.urged, urged.urged_on) == (2, day("01-05"))


def test_a_consequence_held_lets_the_order_close() -> None:
    closed = state(f"{WAYS[State.VERIFIED]}; demand 01-06 interview; hold 01-09 5; close 01-10")
    assert closed.closed_on == day("01-10")
    assert [(one.consequence.value, one.on, one.held_on) for one in closed.consequences] == [
        ("interview", day("01-06"), day("01-09"))
    ]


def test_closed_and_struck_off_keep_the_day_they_ended() -> None:
    struck = state(WAYS[State.CLOSED] + "; strike_off 02-01")
    assert (struck.state, struck.closed_on) == (State.STRUCK_OFF, day("01-05"))
    removed = state("assign 01-03; suspend 01-04; strike_off 01-09 subject removed")
    assert (removed.closed_on, removed.is_open, removed.is_suspended) == (day("01-09"), False, False)


def test_only_what_was_recorded_is_known() -> None:
    way = WAYS[State.CLOSED]
    assert state(way, known_on=day("01-03")).state == State.ASSIGNED
    assert state(way, known_on=day("01-04")).state == State.ACCEPTED
    assert state(way, known_on=day("01-02")).state == State.FILED


@pytest.mark.parametrize(
    ("marks", "highest"),
    [
        ({}, Rung.NOTICE),
        ({"is_urgent": True}, Rung.ORANGE),
        ({"is_major": True}, Rung.ORANGE),
        ({"rule": "one_yellow_month"}, Rung.NOTICE),
        ({"rule": "one_red_month"}, Rung.BLUE),
        ({"rule": "three_months_not_started"}, Rung.RED),
    ],
)
def test_an_order_starts_no_higher_than_a_rule_says(marks: dict[str, Any], highest: Rung) -> None:
    assert entry_rung(RULES, **marks) == highest
    for rung in Rung:
        filed = filing(rung=rung, **marks)
        if rung <= highest:
            assert state("", filed).rung == rung
            continue
        with pytest.raises(OrderFault) as refused:
            state("", filed)
        assert refused.value.code == "entry_rung_too_high"
        assert (refused.value.figures["rung"], refused.value.figures["highest"]) == (rung, highest)


@pytest.mark.parametrize(
    ("basis", "days"),
    [
        (Basis.DOCUMENT, (30, 10, 5, 5)),
        (Basis.MINUTES, (20, 10, 5, 5)),
        (Basis.INSTRUCTION_URGENT, (5, 5, 5, 5)),
        (Basis.INSTRUCTION, (15, 10, 5, 5)),
        (Basis.INSTRUCTION_DIFFICULT, (30, 10, 5, 5)),
        (Basis.LIGHT, (15, 10, 5, 5)),
        (Basis.REPORTING, (5, 5, 5, 5)),
        (Basis.OTHER, (15, 10, 5, 5)),
    ],
)
def test_default_limits_by_basis_and_rung(basis: Basis, days: tuple[int, ...]) -> None:
    assert tuple(default_limit(basis, RULES, rung) for rung in Rung) == days
