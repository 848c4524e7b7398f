"""Due days of orders, for calendars, the desk and the daily digest."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from zonekit.supervision.words import RUNNING
from zoneworks.inbox.deadlines import Deadline, Wanted, register
from zoneworks.supervision.models import Order
from zoneworks.supervision.queries import orders_readable
from zoneworks.supervision.words import number_of
from zoneworks.units.models import Unit


def due_orders(wanted: Wanted) -> Iterable[Deadline]:
    """Orders the person's units undertake, help with or lead by post; of the units named, those they undertake."""
    orders = orders_readable(wanted.scope, wanted.zone).filter(
        state__in=[state.value for state in RUNNING], is_suspended=False, due__range=(wanted.since, wanted.until)
    )
    orders = orders.filter(Q(unit__in=wanted.units) if wanted.units is not None else own_work(wanted))
    for order in orders.order_by("due", "number"):
        yield deadline_of(order)


def own_work(wanted: Wanted) -> Q:
    units = Unit.objects.filter(wanted.scope.units_worked_for())
    posts = {grant.post_id for grant in wanted.scope.grants if grant.post_id}
    helped = Q(pk__in=Order.objects.filter(helpers__unit__in=units).values("pk"))
    return Q(unit__in=units) | helped | Q(leader__in=posts)


def deadline_of(order: Order) -> Deadline:
    assert order.due is not None
    title = _("Order %(number)s due: %(title)s") % {"number": number_of(order), "title": order.title_shown}
    return Deadline(f"order-{order.pk}", order.due, title, reverse("supervision:order", args=[order.pk]), "order")


register("orders", due_orders)
