"""The clock of an order: it runs while the unit owes a report, in working days, and stands still while suspended."""

from __future__ import annotations

from datetime import date
from typing import Any

from zonekit.supervision.faults import OrderFault
from zonekit.supervision.rows import OrderState, Step
from zonekit.supervision.rules import LadderRules
from zonekit.supervision.words import Rung
from zonekit.values.workdays import WorkCalendar

# A request for an extension falls away.
NO_REQUEST: dict[str, Any] = {"asks_extension": False, "asked_due": None}


def started(state: OrderState, step: Step, days: Any, calendar: WorkCalendar, /, **changes: Any) -> OrderState:
    """The clock set anew: due on the last working day of the limit, the day of the step not counted."""
    if not isinstance(days, int) or isinstance(days, bool) or days < 1:
        raise OrderFault("limit_not_positive", {"limit_days": str(days)})
    return state.after(step, **NO_REQUEST, limit_days=days, due=calendar.add(step.on, days), **changes)


def raise_day(state: OrderState, calendar: WorkCalendar, rules: LadderRules) -> date | None:
    """The first day on which the order may be raised, None where no clock runs or a request waits for its answer.

    >>> from zonekit.supervision import Rung, State, default_ladder_rules
    >>> from zonekit.values.workdays import chinese_calendar
    >>> state = OrderState(State.IN_HAND, Rung.NOTICE, date(2023, 1, 3), 15, due=date(2023, 1, 20))
    >>> raise_day(state, chinese_calendar(), default_ladder_rules(date(2023, 1, 3)))
    datetime.date(2023, 1, 28)
    """
    if not state.clock_runs or state.asks_extension or state.due is None:
        return None
    return calendar.add(state.due, rules.clock.raise_after)


def raise_rung(state: OrderState, step: Step, calendar: WorkCalendar, rules: LadderRules) -> OrderState:
    """One rung up with the limit of the new rung, counted from the day of the raise."""
    rung = int(step.data.get("rung", state.rung + 1))
    if state.rung >= Rung.RED:
        raise OrderFault("rung_highest", {"rung": int(state.rung)})
    if rung != state.rung + 1:
        raise OrderFault("rung_skipped", {"rung": rung, "standing": int(state.rung)})
    if state.asks_extension:
        raise OrderFault("extension_undecided", {"asked_due": _iso(state.asked_due)})
    first = raise_day(state, calendar, rules)
    if first is None or step.on < first:
        raise OrderFault("rung_not_expired", {"due": _iso(state.due), "on": _iso(step.on), "first": _iso(first)})
    return started(state, step, rules.limit_on(Rung(rung), state.limit_days), calendar, rung=Rung(rung))


def ask_extension(state: OrderState, step: Step, calendar: WorkCalendar, rules: LadderRules) -> OrderState:
    """A request for a later day, on or before the due day only, one at a time."""
    if state.asks_extension:
        raise OrderFault("extension_asked_already", {"asked_due": _iso(state.asked_due)})
    if state.due is None or step.on > state.due:
        raise OrderFault("extension_too_late", {"due": _iso(state.due), "on": _iso(step.on)})
    return state.after(step, asks_extension=True, asked_due=_later_day(state, step, None, calendar))


def grant_extension(state: OrderState, step: Step, calendar: WorkCalendar, rules: LadderRules) -> OrderState:
    """The day asked for, or the one that is decided, becomes the due day."""
    due = _later_day(state, step, state.asked_due, calendar)
    return state.after(step, **NO_REQUEST, due=due, extensions=state.extensions + 1)


def resume(state: OrderState, step: Step, calendar: WorkCalendar, rules: LadderRules) -> OrderState:
    """The due day moves by the working days that went by since the clock was stopped."""
    due = state.due
    if due is not None and state.suspended_on is not None:
        stood = calendar.between(state.suspended_on, step.on)
        due = calendar.add(due, stood) if stood else due
    return state.after(step, is_suspended=False, suspended_on=None, due=due)


def _later_day(state: OrderState, step: Step, default: date | None, calendar: WorkCalendar) -> date:
    """The new due day of a step: a working day after the one that stands, and not gone by."""
    text = step.data.get("due")
    try:
        new = date.fromisoformat(str(text)) if text else default
    except ValueError:
        raise OrderFault("day_unreadable", {"value": str(text)}) from None
    if new is None:
        raise OrderFault("day_missing", {"step": step.kind.value})
    if state.due is None or new <= state.due or new < step.on:
        raise OrderFault("extension_not_later", {"asked": _iso(new), "due": _iso(state.due), "on": _iso(step.on)})
    if not calendar.is_workday(new):
        figures = {"asked": _iso(new), "before": _iso(calendar.on_or_before(new))}
        raise OrderFault("not_a_working_day", {**figures, "after": _iso(calendar.on_or_after(new))})
    return new


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
