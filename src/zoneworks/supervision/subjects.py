"""Orders as subjects: a message or an audit line speaks of an order by its key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zoneworks.accounts.access import Scope
from zoneworks.accounts.subjects import Subject, register
from zoneworks.supervision.models import Order
from zoneworks.supervision.queries import may_read_orders, orders_readable
from zoneworks.supervision.words import number_of
from zoneworks.units.models import Unit

SHOWN = 20
LONGEST_KEY = 15


def numbers_in(keys: Iterable[str]) -> list[int]:
    return [int(key) for key in keys if key.isascii() and key.isdecimal() and len(key) <= LONGEST_KEY]


class OrderSubject:
    code = "order"
    label = _("Supervision order")

    def find(self, scope: Scope, keys: Iterable[str]) -> Mapping[str, Subject]:
        orders = Order.objects.filter(may_read_orders(scope), pk__in=numbers_in(keys))
        return {str(order.pk): subject_of(order) for order in orders}

    def zone_of(self, key: str) -> Unit | None:
        order = Order.objects.filter(pk__in=numbers_in([key])).select_related("zone").first()
        return order.zone if order else None

    def search(self, scope: Scope, zone: Unit, words: str) -> Iterable[Subject]:
        """No order is about an order; other things may be."""
        told = words.strip()[:80]
        if not told:
            return []
        holds = Q(title__icontains=told) | Q(title_en__icontains=told)
        return [subject_of(order) for order in orders_readable(scope, zone).filter(holds)[:SHOWN]]


def subject_of(order: Order) -> Subject:
    title = f"{number_of(order)} {order.title_shown}"
    return Subject("order", str(order.pk), title, reverse("supervision:order", args=[order.pk]))


register(OrderSubject())
