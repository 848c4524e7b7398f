"""Reading orders: what a person may open, and nothing else. A stranger gets an empty answer everywhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from zonekit.supervision import OrderState as Standing
from zonekit.supervision import StepKind as Kind
from zonekit.supervision import allowed_steps
from zoneworks.accounts.access import Scope
from zoneworks.files.models import KeptFile
from zoneworks.supervision.bridge import calendar, folded
from zoneworks.supervision.choices import OPEN_STATES
from zoneworks.supervision.guards import is_office, is_undertaking
from zoneworks.supervision.models import Order, OrderFile, OrderStep, OrderUnit
from zoneworks.units.models import Unit

OF_UNIT = frozenset({Kind.ACCEPT, Kind.START, Kind.REPORT, Kind.ASK_EXTENSION})
OF_OFFICE = frozenset({
    Kind.ASSIGN, Kind.RETURN, Kind.VERIFY, Kind.CLOSE, Kind.STRIKE_OFF, Kind.URGE, Kind.GRANT_EXTENSION,
    Kind.REFUSE_EXTENSION, Kind.SUSPEND, Kind.RESUME, Kind.HOLD,
})  # fmt: skip


def may_read_orders(scope: Scope) -> Q:
    """Orders the person works with: all of a zone for its supervision office and its leaders; else those of their
    units, those their units help with, those their post leads."""
    everything = [zone.pk for zone in scope.zones if scope.sees_all_working_records(zone)]
    units = Unit.objects.filter(scope.units_worked_for())
    helped = OrderUnit.objects.filter(unit__in=units).values("order")
    posts = {grant.post_id for grant in scope.grants if grant.post_id}
    own = Q(unit__in=units) | Q(pk__in=helped) | Q(leader__in=posts)
    return Q(zone__in=everything) | (Q(zone__in=scope.zone_ids) & own)


def orders_readable(scope: Scope, zone: Unit) -> QuerySet[Order]:
    """Orders of a zone that the person may open, the newest first."""
    if zone.pk in scope.zone_ids and scope.sees_all_working_records(zone):
        return Order.objects.filter(zone=zone)  # the same as below, without asking who works for which unit
    return Order.objects.filter(may_read_orders(scope), zone=zone)


def order_or_none(scope: Scope, key: int) -> Order | None:
    found = Order.objects.filter(may_read_orders(scope), pk=key)
    return found.select_related("zone", "unit", "leader").first()


def orders_of_subject(scope: Scope, zone: Unit, kind: str, keys: Iterable[str]) -> QuerySet[Order]:
    """Orders on things of a kind, as far as the person may open them."""
    found = orders_readable(scope, zone).filter(subject_kind=kind, subject_key__in=list(keys))
    return found.select_related("unit")


def open_orders_of_subject(zone: Unit, kind: str, keys: Iterable[str]) -> list[Order]:
    """Orders on things of a kind that have not ended, whoever asks: a version that drops a thing must decide them."""
    found = Order.objects.filter(zone=zone, subject_kind=kind, subject_key__in=list(keys), state__in=OPEN_STATES)
    return list(found.select_related("unit").order_by("subject_key", "number"))


def file_or_none(scope: Scope, order: int, key: int) -> KeptFile | None:
    """A file that came with a step of an order the person may open."""
    found = OrderFile.objects.filter(
        pk=key, step__order=order, step__order__in=Order.objects.filter(may_read_orders(scope))
    )
    one = found.select_related("file").first()
    return one.file if one else None


def helpers_of(orders: Iterable[Order]) -> dict[int, list[Unit]]:
    """By order the units that help, in one statement."""
    found: dict[int, list[Unit]] = defaultdict(list)
    for row in OrderUnit.objects.filter(order__in=[order.pk for order in orders]).select_related("unit"):
        found[row.order_id].append(row.unit)
    return found


@dataclass(frozen=True)
class OrderDetail:
    """An order with all its page shows. `state`: on the day looked at; `steps`: those taken by then.

    `may`: steps the person may take now, as far as the state alone says; none on the page of an earlier day.
    """

    order: Order
    state: Standing
    steps: tuple[OrderStep, ...]
    helpers: tuple[Unit, ...]
    may: frozenset[Kind]
    is_office: bool
    is_undertaking: bool

    @property
    def seen(self) -> int:
        return self.order.revision

    def days_left(self, on: date) -> int | None:
        return self.state.days_left(on, calendar())


def order_detail(scope: Scope, order: Order, as_of: date, *, is_history: bool = False) -> OrderDetail | None:
    """None before the order was filed. A fixed number of statements."""
    files = Prefetch("files", OrderFile.objects.select_related("file"))
    rows = list(order.steps.filter(on__lte=as_of).select_related("by").prefetch_related(files).order_by("no"))
    if not rows:
        return None
    state = folded(order, rows, as_of)
    office, unit = is_office(scope, order.zone), is_undertaking(scope, order)
    allowed = frozenset() if is_history else allowed_steps(state)
    if state.due is not None and state.due < as_of:
        allowed -= {Kind.ASK_EXTENSION}
    mine = (OF_OFFICE if office else frozenset()) | (OF_UNIT if unit else frozenset())
    return OrderDetail(
        order=order, state=state, steps=tuple(rows), helpers=tuple(helpers_of([order])[order.pk]), may=allowed & mine,
        is_office=office, is_undertaking=unit,
    )  # fmt: skip
