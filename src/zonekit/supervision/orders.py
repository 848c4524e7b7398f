"""The life of an order: which step may follow, and how the order stands after it.

The steps of an order are folded in the order of their numbers, so it does not matter in which order they arrive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from zonekit.supervision.clocks import NO_REQUEST, ask_extension, grant_extension, raise_rung, resume, started
from zonekit.supervision.consequences import demand, hold
from zonekit.supervision.faults import OrderFault
from zonekit.supervision.rows import Filing, OrderState, Step
from zonekit.supervision.rules import LadderRules, entry_rung
from zonekit.supervision.words import ENDED, RUNNING, Rung, State, StepKind
from zonekit.values.issues import Param
from zonekit.values.workdays import WorkCalendar

OPEN = frozenset(State) - ENDED
# Whoever undertakes an order signs for it first; taking it in hand may be left out, for a report shows it.
STATES_FOR: dict[StepKind, frozenset[State]] = {
    StepKind.FILE: frozenset({State.FILED}),
    StepKind.ASSIGN: frozenset({State.FILED}),
    StepKind.ACCEPT: frozenset({State.ASSIGNED}),
    StepKind.START: frozenset({State.ACCEPTED}),
    StepKind.REPORT: frozenset({State.ACCEPTED, State.IN_HAND, State.RETURNED}),
    StepKind.RETURN: frozenset({State.REPORTED, State.VERIFIED}),
    StepKind.VERIFY: frozenset({State.REPORTED}),
    StepKind.CLOSE: frozenset({State.VERIFIED}),
    StepKind.STRIKE_OFF: OPEN | {State.CLOSED},
    StepKind.URGE: RUNNING,
    StepKind.ASK_EXTENSION: RUNNING,
    StepKind.GRANT_EXTENSION: RUNNING,
    StepKind.REFUSE_EXTENSION: RUNNING,
    StepKind.SUSPEND: RUNNING,
    StepKind.RESUME: RUNNING,
    StepKind.RAISE: RUNNING,
    StepKind.DEMAND: OPEN,
    StepKind.HOLD: OPEN,
}
WHILE_SUSPENDED = frozenset({StepKind.RESUME, StepKind.STRIKE_OFF, StepKind.HOLD})
# What the state word alone does not say.
_FURTHER: dict[StepKind, Callable[[OrderState], bool]] = {
    StepKind.FILE: lambda state: state.step_no == 0,
    StepKind.ASK_EXTENSION: lambda state: not state.asks_extension,
    StepKind.GRANT_EXTENSION: lambda state: state.asks_extension,
    StepKind.REFUSE_EXTENSION: lambda state: state.asks_extension,
    StepKind.RESUME: lambda state: state.is_suspended,
    StepKind.RAISE: lambda state: state.rung < Rung.RED and not state.asks_extension,
    StepKind.HOLD: lambda state: bool(state.owed),
    StepKind.CLOSE: lambda state: not state.owed,
}
Handler = Callable[[OrderState, Step, WorkCalendar, LadderRules], OrderState]


def order_state(
    filing: Filing, steps: Iterable[Step], *, known_on: date, calendar: WorkCalendar, rules: LadderRules
) -> OrderState:
    """How an order stands by the steps recorded up to a day. A step it does not take raises OrderFault.

    >>> from zonekit.supervision import Basis, default_ladder_rules
    >>> from zonekit.values.workdays import chinese_calendar
    >>> day = date(2023, 1, 18)
    >>> filing = Filing("2023-1", Basis.INSTRUCTION_URGENT, day, Rung.NOTICE, 5)
    >>> state = order_state(
    ...     filing, [Step(1, StepKind.ASSIGN, day, day)],
    ...     known_on=day, calendar=chinese_calendar(), rules=default_ladder_rules(day),
    ... )
    >>> state.state.value, state.due  # 21-27 January off, 28 and 29 January worked
    ('assigned', datetime.date(2023, 1, 30))
    """
    state = opened(filing, rules)
    try:
        for step in sorted((step for step in steps if step.recorded <= known_on), key=lambda step: step.no):
            state = apply_step(state, step, calendar, rules)
    except OrderFault as fault:
        raise OrderFault(fault.code, {"order": filing.uid, **fault.figures}) from None
    return state


def opened(filing: Filing, rules: LadderRules) -> OrderState:
    """An order as filed, before any step."""
    highest = entry_rung(rules, is_urgent=filing.is_urgent, is_major=filing.is_major, rule=filing.rule)
    if filing.rung > highest:
        figures: dict[str, Param] = {"order": filing.uid, "rung": int(filing.rung), "highest": int(highest)}
        raise OrderFault("entry_rung_too_high", {**figures, "rule": filing.rule})
    if filing.limit_days < 1:
        raise OrderFault("limit_not_positive", {"order": filing.uid, "limit_days": filing.limit_days})
    return OrderState(State.FILED, filing.rung, filing.filed_on, filing.limit_days, step_on=filing.filed_on)


def apply_step(state: OrderState, step: Step, calendar: WorkCalendar, rules: LadderRules) -> OrderState:
    """The state after one more step."""
    _check(state, step)
    return _HANDLERS[step.kind](state, step, calendar, rules)


def allowed_steps(state: OrderState) -> frozenset[StepKind]:
    """The steps that may follow, as far as the state alone says; days and figures are checked by `apply_step`.

    >>> state = OrderState(State.REPORTED, Rung.NOTICE, date(2023, 2, 1), 15)
    >>> sorted(kind.value for kind in allowed_steps(state))
    ['demand', 'return', 'strike_off', 'verify']
    """
    return frozenset(kind for kind in StepKind if _may(state, kind))


def _may(state: OrderState, kind: StepKind) -> bool:
    further = _FURTHER.get(kind)
    is_held_back = state.is_suspended and kind not in WHILE_SUSPENDED
    return state.state in STATES_FOR[kind] and not is_held_back and (further is None or further(state))


def _check(state: OrderState, step: Step) -> None:
    """What holds for every step: an ended order takes none, days and numbers go forward, the state allows the kind."""
    ended = state.state == State.STRUCK_OFF or (state.state == State.CLOSED and step.kind != StepKind.STRIKE_OFF)
    if ended:
        closed = state.closed_on.isoformat() if state.closed_on else ""
        raise OrderFault("order_closed", {"state": state.state.value, "closed_on": closed, "step": step.kind.value})
    if step.no <= state.step_no:
        raise OrderFault("step_number_taken", {"no": step.no})
    if state.step_on and step.on < state.step_on:
        figures = {"step": step.kind.value, "on": step.on.isoformat(), "last_on": state.step_on.isoformat()}
        raise OrderFault("day_before_last_step", figures)
    code = _refusal(state, step.kind)
    if code:
        raise OrderFault(code, {"state": state.state.value, "step": step.kind.value})


def _refusal(state: OrderState, kind: StepKind) -> str | None:
    """The code of the most telling reason why a kind of step may not follow, None where it may or its own handler
    knows better figures.
    """
    if state.is_suspended and kind not in WHILE_SUSPENDED:
        return "already_suspended" if kind == StepKind.SUSPEND else "order_suspended"
    if state.state not in STATES_FOR[kind] or (kind == StepKind.FILE and state.step_no):
        return "step_not_allowed"
    if kind == StepKind.RESUME and not state.is_suspended:
        return "not_suspended"
    if kind in (StepKind.GRANT_EXTENSION, StepKind.REFUSE_EXTENSION) and not state.asks_extension:
        return "no_extension_asked"
    return None


def _assign(state: OrderState, step: Step, calendar: WorkCalendar, rules: LadderRules) -> OrderState:
    days = step.data.get("limit_days", state.limit_days)
    return started(state, step, days, calendar, state=State.ASSIGNED, assigned_on=step.on)


def _return(state: OrderState, step: Step, calendar: WorkCalendar, rules: LadderRules) -> OrderState:
    days = step.data.get("limit_days", min(rules.clock.return_days, state.limit_days))
    return started(state, step, days, calendar, state=State.RETURNED, returned=state.returned + 1)


def _report(state: OrderState, step: Step, calendar: WorkCalendar, rules: LadderRules) -> OrderState:
    return state.after(step, **NO_REQUEST, state=State.REPORTED, reported_on=step.on)


def _close(state: OrderState, step: Step, calendar: WorkCalendar, rules: LadderRules) -> OrderState:
    if state.owed:
        first = state.owed[0]
        figures: dict[str, Param] = {"count": len(state.owed), "id": first.id, "consequence": first.consequence.value}
        raise OrderFault("consequence_not_held", figures)
    return state.after(step, state=State.CLOSED, closed_on=step.on)


def _strike_off(state: OrderState, step: Step, calendar: WorkCalendar, rules: LadderRules) -> OrderState:
    if state.state != State.CLOSED and not str(step.data.get("reason") or "").strip():
        raise OrderFault("reason_missing", {"state": state.state.value})
    ended = {"state": State.STRUCK_OFF, "closed_on": state.closed_on or step.on}
    return state.after(step, **NO_REQUEST, **ended, is_suspended=False, suspended_on=None)


def _urge(state: OrderState, step: Step, calendar: WorkCalendar, rules: LadderRules) -> OrderState:
    if state.urged_on == step.on:
        raise OrderFault("urged_already", {"on": step.on.isoformat()})
    return state.after(step, urged=state.urged + 1, urged_on=step.on)


def _suspend(state: OrderState, step: Step, calendar: WorkCalendar, rules: LadderRules) -> OrderState:
    return state.after(step, **NO_REQUEST, is_suspended=True, suspended_on=step.on)


def _refuse_extension(state: OrderState, step: Step, calendar: WorkCalendar, rules: LadderRules) -> OrderState:
    return state.after(step, **NO_REQUEST)


def _to(new: State) -> Handler:
    return lambda state, step, calendar, rules: state.after(step, state=new)


_HANDLERS: dict[StepKind, Handler] = {
    StepKind.FILE: _to(State.FILED),
    StepKind.ASSIGN: _assign,
    StepKind.ACCEPT: _to(State.ACCEPTED),
    StepKind.START: _to(State.IN_HAND),
    StepKind.REPORT: _report,
    StepKind.RETURN: _return,
    StepKind.VERIFY: _to(State.VERIFIED),
    StepKind.CLOSE: _close,
    StepKind.STRIKE_OFF: _strike_off,
    StepKind.URGE: _urge,
    StepKind.ASK_EXTENSION: ask_extension,
    StepKind.GRANT_EXTENSION: grant_extension,
    StepKind.REFUSE_EXTENSION: _refuse_extension,
    StepKind.SUSPEND: _suspend,
    StepKind.RESUME: resume,
    StepKind.RAISE: raise_rung,
    StepKind.DEMAND: demand,
    StepKind.HOLD: hold,
}
