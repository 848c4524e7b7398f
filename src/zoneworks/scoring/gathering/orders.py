"""Supervision orders of the period: those that reached a rung, those that ran out of time, those closed on time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from zoneworks.scoring.gathering.words import Occurrence, Span
from zoneworks.supervision.choices import OrderState, Rung, StepKind
from zoneworks.supervision.models import Order, OrderStep
from zoneworks.units.models import Unit

CLOSED_ON_TIME, ORDERS_OVERDUE = "orders.closed_on_time", "orders.overdue"
REACHED = {Rung.BLUE: "orders.blue", Rung.ORANGE: "orders.orange", Rung.RED: "orders.red"}
WAITING = (OrderState.ASSIGNED, OrderState.ACCEPTED, OrderState.IN_HAND, OrderState.RETURNED)


@dataclass(frozen=True, slots=True)
class Stand:
    """How an order stood after a step."""

    kind: str
    on: date
    state: str
    rung: int
    due: date | None


def order_occurrences(zone: Unit, span: Span) -> Iterator[Occurrence]:
    """An order counts once for each rung it reached, and for each clock that ran out, within the period."""
    steps = OrderStep.objects.filter(order__zone=zone, on__lte=span.known_on)
    touched = steps.filter(Q(on__gte=span.first) | Q(due__gte=span.first)).order_by().values("order")
    orders = Order.objects.filter(pk__in=touched).order_by("pk")
    units = dict(orders.values_list("pk", "unit_id"))
    for order, stands in stands_of(orders, span.known_on).items():
        unit, subject = units[order], ("order", str(order))
        found = ((REACHED.get(Rung(rung), ""), on) for rung, on in reached(stands))
        counted = [(measure, on) for measure, on in found if measure and span.first <= on <= span.last]
        counted += [(ORDERS_OVERDUE, due) for due in expired(stands, span)]
        counted += [(CLOSED_ON_TIME, on) for on in closed_on_time(stands) if span.first <= on <= span.last]
        yield from (Occurrence(measure, unit, on, subject) for measure, on in counted)


def stands_of(orders: QuerySet[Order], known_on: date) -> dict[int, list[Stand]]:
    found: dict[int, list[Stand]] = defaultdict(list)
    steps = OrderStep.objects.filter(order__in=orders.order_by().values("pk"), on__lte=known_on)
    rows = steps.order_by("order", "no").values_list("order_id", "kind", "on", "state", "rung", "due")
    for order, kind, on, state, rung, due in rows:
        found[order].append(Stand(kind, on, state, rung, due))
    return found


def reached(stands: list[Stand]) -> Iterator[tuple[int, date]]:
    """Each rung from the one it was assigned on, with the day it was reached; one struck off reached none."""
    if stands[-1].state == OrderState.STRUCK_OFF:
        return
    highest = -1
    for stand in stands:
        if stand.state != OrderState.FILED and stand.rung > highest:
            highest = stand.rung
            yield stand.rung, stand.on


def expired(stands: list[Stand], span: Span) -> list[date]:
    """Due days within the period that passed while the order still waited for the unit."""
    nexts = [*(stand.on for stand in stands[1:]), None]
    found: list[date] = []
    is_suspended = False
    for stand, following in zip(stands, nexts, strict=True):
        due = stand.due
        is_suspended = stand.kind == StepKind.SUSPEND or (is_suspended and stand.kind != StepKind.RESUME)
        if due is None or is_suspended or stand.state not in WAITING or not span.first <= due <= span.last:
            continue
        if due < (following or span.known_on) and due not in found:
            found.append(due)
    return found


def closed_on_time(stands: list[Stand]) -> Iterator[date]:
    """The day it was closed, where the last report before that came by its due day."""
    for place, stand in enumerate(stands):
        if stand.kind == StepKind.CLOSE:
            reports = [one for one in stands[:place] if one.kind == StepKind.REPORT]
            done, due = (reports[-1].on, reports[-1].due) if reports else (stand.on, stand.due)
            if due is None or done <= due:
                yield stand.on
