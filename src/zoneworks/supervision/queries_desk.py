"""Orders as they stand on the desk: the first few of each kind of work, and how many there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from zonekit.supervision.words import RUNNING
from zoneworks.accounts.access import Scope
from zoneworks.supervision.choices import OPEN_STATES, OrderState
from zoneworks.supervision.models import Order
from zoneworks.supervision.queries import orders_readable
from zoneworks.units.models import Unit

SHOWN = 8
OWING = [state.value for state in RUNNING]


@dataclass(frozen=True)
class Few:
    rows: tuple[Order, ...]
    count: int


def few(orders: QuerySet[Order], shown: int = SHOWN) -> Few:
    """The first of them; counted only where there are more."""
    rows = tuple(orders.select_related("unit", "leader")[: shown + 1])
    return Few(rows[:shown], orders.count() if len(rows) > shown else len(rows))


def by_due(orders: QuerySet[Order]) -> QuerySet[Order]:
    return orders.order_by(F("due").asc(nulls_last=True), "year", "number")


def my_orders(scope: Scope, zone: Unit) -> QuerySet[Order]:
    """Open orders that the person's own units undertake and owe something on."""
    units = Unit.objects.filter(scope.units_worked_for())
    return by_due(orders_readable(scope, zone).filter(unit__in=units, state__in=OWING))


def to_assign(scope: Scope, zone: Unit) -> QuerySet[Order]:
    return orders_readable(scope, zone).filter(state=OrderState.FILED).order_by("filed_on", "number")


def to_decide(scope: Scope, zone: Unit) -> QuerySet[Order]:
    """Extensions that are asked for and not decided."""
    return by_due(orders_readable(scope, zone).filter(asks_extension=True, state__in=OWING))


def to_verify(scope: Scope, zone: Unit) -> QuerySet[Order]:
    return by_due(orders_readable(scope, zone).filter(state=OrderState.REPORTED))


def overdue(scope: Scope, zone: Unit, today: date) -> QuerySet[Order]:
    late = Q(state__in=OWING, is_suspended=False, due__lt=today)
    return orders_readable(scope, zone).filter(late).order_by("-rung", "due", "number")


def led(scope: Scope, zone: Unit) -> QuerySet[Order]:
    """Open orders that the person's posts lead; of the whole zone for a leader without a post."""
    posts = {grant.post_id for grant in scope.grants if grant.post_id}
    found = orders_readable(scope, zone).filter(state__in=OPEN_STATES)
    mine = found.filter(leader__in=posts) if posts else found
    return mine.order_by("-rung", F("due").asc(nulls_last=True), "number")
