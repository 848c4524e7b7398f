"""Taking steps on orders: one or hundreds, in a number of statements that hardly depends on how many.

The orders are looked at under lock, the engine says what each step makes of them, and each row is changed only if it
still has the revision it was looked at with.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from zonekit.supervision import OrderFault, OrderState, Step, StepKind, apply_step
from zoneworks.accounts.access import Scope
from zoneworks.accounts.models import User
from zoneworks.common.clock import now
from zoneworks.common.errors import Refused
from zoneworks.files.services import keep_file
from zoneworks.supervision.bridge import (
    as_days,
    calendar,
    columns_of,
    folded,
    rules_named,
    step_columns,
    steps_of,
)
from zoneworks.supervision.entries import Move, Outcome
from zoneworks.supervision.guards import overtaken, overtaken_among, writer
from zoneworks.supervision.models import Order, OrderFile, OrderStep
from zoneworks.supervision.sentences import refusal_of
from zoneworks.units.models import Unit


@dataclass(frozen=True)
class Ready:
    """A step the engine agreed to, and what the order is after it."""

    order: Order
    move: Move
    state: OrderState
    no: int


@dataclass
class Sorted:
    ready: list[Ready] = field(default_factory=list)
    repeated: list[int] = field(default_factory=list)
    refused: dict[int, Refused] = field(default_factory=dict)


def take_step(scope: Scope, zone: Unit, move: Move, today: date) -> Outcome:
    """One step, or the reason why not."""
    outcome = take_steps(zone, [move], today, scope=scope)
    for refused in outcome.refused.values():
        raise refused
    return outcome


def take_steps(zone: Unit, moves: Sequence[Move], today: date, *, scope: Scope | None = None) -> Outcome:
    """Take each step that can be taken; at most one for an order. Without a scope it is the rules that take it."""
    orders = locked(zone, [move.order for move in moves])
    found = sort_out(orders, moves, today)
    steps = write(found.ready, today, scope)
    return Outcome(tuple(steps), tuple(found.repeated), found.refused, orders)


def locked(zone: Unit, keys: Iterable[int]) -> dict[int, Order]:
    """The orders, in one order, so that nobody waits for one another in a circle."""
    found = Order.objects.select_for_update(of=("self",)).select_related("zone", "unit", "leader")
    return {order.pk: order for order in found.filter(zone=zone, pk__in=list(keys)).order_by("pk")}


def sort_out(orders: Mapping[int, Order], moves: Sequence[Move], today: date) -> Sorted:
    found = Sorted()
    taken = set(OrderStep.objects.filter(submission__in=[move.submission for move in moves]).values_list("submission"))
    rows = steps_of(orders.values())
    stale = []
    for move in moves:
        order = orders.get(move.order)
        if order is None:
            continue
        if (move.submission,) in taken:
            found.repeated.append(order.pk)
        elif move.seen is not None and move.seen != order.revision:
            stale.append(order)
        else:
            consider(found, order, rows[order.pk], move, today)
    if stale:
        found.refused.update(overtaken_among(stale))
    return found


def consider(found: Sorted, order: Order, rows: Sequence[OrderStep], move: Move, today: date) -> None:
    """Ask the engine."""
    no = order.revision + 1
    state = folded(order, rows, today)
    step = Step(
        no=no, kind=StepKind(move.kind), on=today, recorded=today, data=as_days(move.data), rule=move.rule,
        key=move.submission,
    )  # fmt: skip
    try:
        after = apply_step(state, step, calendar(), rules_named(order.rule_set))
    except OrderFault as fault:
        found.refused[order.pk] = refusal_of(order, fault)
    else:
        found.ready.append(Ready(order, move, after, no))


# --- writing ---------------------------------------------------------------------------------------------------------


def write(ready: Sequence[Ready], today: date, scope: Scope | None) -> list[OrderStep]:
    change_orders(ready)
    by, at = (writer(scope) if scope else None), now()
    try:
        with transaction.atomic():
            steps = OrderStep.objects.bulk_create(row_of(one, today, at, by) for one in ready)
    except IntegrityError:
        # The same form arrived twice at one moment, and the other one was first.
        raise overtaken(ready[0].order) from None
    for step, one in zip(steps, ready, strict=True):
        step.order = one.order
        keep_files(scope, step, one.move)
    return steps


def change_orders(ready: Sequence[Ready]) -> None:
    """Those that become the same are changed together, each only as it was looked at."""
    alike: dict[tuple[Any, ...], list[Ready]] = defaultdict(list)
    for one in ready:
        alike[one.order.revision, *columns_of(one.state).values()].append(one)
    for group in alike.values():
        seen, after = group[0].order.revision, columns_of(group[0].state)
        guarded = Order.objects.filter(pk__in=[one.order.pk for one in group], revision=seen)
        if guarded.update(revision=seen + 1, **after) != len(group):
            raise overtaken(Order.objects.select_related("zone", "unit").get(pk=group[0].order.pk))
        for one in group:
            for name, value in {**after, "revision": seen + 1}.items():
                setattr(one.order, name, value)


def row_of(one: Ready, today: date, at: datetime, by: User | None) -> OrderStep:
    return OrderStep(
        order=one.order, no=one.no, kind=one.move.kind, on=today, at=at, by=by, words=one.move.words,
        rule=one.move.rule, data=as_days(one.move.data), submission=one.move.submission, **step_columns(one.state),
    )  # fmt: skip


def keep_files(scope: Scope | None, step: OrderStep, move: Move) -> None:
    """Files that came with the step; the same one twice is one."""
    if scope is None:
        return
    for file in move.files:
        kept = keep_file(scope=scope, zone=step.order.zone, name=file.name or "", data=file)
        OrderFile.objects.get_or_create(step=step, file=kept, defaults={"caption": move.caption})
