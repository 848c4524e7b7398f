"""Rows to engine values and back. No arithmetic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from zonekit.supervision import (
    Basis,
    Filing,
    LadderRules,
    OrderState,
    Rung,
    Step,
    StepKind,
    default_ladder_rules,
    load_ladder_rules,
    order_state,
)
from zonekit.values.workdays import WorkCalendar, chinese_calendar
from zoneworks.supervision.models import Order, OrderStep


def calendar() -> WorkCalendar:
    return chinese_calendar()


def rules_named(code: str) -> LadderRules:
    """The rule set an order was filed under; it stays with the order for life."""
    found = next((rules for rules in load_ladder_rules() if rules.code == code), None)
    if found is None:
        raise LookupError(f"no rule set of the ladder {code!r}")
    return found


def rules_on(day: date) -> LadderRules:
    return default_ladder_rules(day)


def filing_of(order: Order, rung: int) -> Filing:
    """`rung`: on which the order was filed, as its first step says."""
    return Filing(
        uid=order.uid,
        basis=Basis(order.basis),
        is_urgent=order.is_urgent,
        is_major=order.is_major,
        filed_on=order.filed_on,
        rung=Rung(rung),
        limit_days=order.limit_days,
        rule=order.rule,
        figures=order.figures,
    )


def step_of(row: OrderStep) -> Step:
    """A fact counts from the day it is about: the clock of the machine says nothing of the zone's days."""
    return Step(
        no=row.no, kind=StepKind(row.kind), on=row.on, recorded=row.on, data=row.data, rule=row.rule, key=row.submission
    )


def steps_of(orders: Iterable[Order]) -> dict[int, list[OrderStep]]:
    """By order its rows in their order, the filing first; one statement."""
    found: dict[int, list[OrderStep]] = defaultdict(list)
    for row in OrderStep.objects.filter(order__in=[order.pk for order in orders]).order_by("order", "no"):
        found[row.order_id].append(row)
    return found


def folded(order: Order, rows: Sequence[OrderStep], known_on: date) -> OrderState:
    """What the engine makes of an order and its rows; the first of them is the filing itself."""
    return order_state(
        filing_of(order, rows[0].rung),
        [step_of(row) for row in rows[1:]],
        known_on=known_on,
        calendar=calendar(),
        rules=rules_named(order.rule_set),
    )


def states_of(orders: Sequence[Order], known_on: date) -> dict[int, OrderState]:
    """By order its state; one statement whatever their number."""
    rows = steps_of(orders)
    return {order.pk: folded(order, rows[order.pk], known_on) for order in orders if rows.get(order.pk)}


def state_of(order: Order, known_on: date) -> OrderState:
    return states_of([order], known_on)[order.pk]


STEP_COLUMNS = ("state", "rung", "due", "is_suspended", "asks_extension", "urged", "extensions")


def columns_of(state: OrderState) -> dict[str, Any]:
    """What the row of an order keeps of its state."""
    return {**step_columns(state), "assigned_on": state.assigned_on, "closed_on": state.closed_on}


def step_columns(state: OrderState) -> dict[str, Any]:
    """What a step keeps of the state after it."""
    found: dict[str, Any] = {name: getattr(state, name) for name in STEP_COLUMNS}
    return {**found, "state": state.state.value, "rung": int(state.rung)}


def as_days(data: Mapping[str, Any]) -> dict[str, Any]:
    """Data of a step as it is kept: days in words of the standard."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in data.items()}
