"""Finding the order a page is about, as far as the person may read it, and what every doorway here asks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.accounts.choices import RoleKind
from zoneworks.accounts.doorways import in_zone, must, zone_or_404
from zoneworks.supervision.addresses import board_address, order_address
from zoneworks.supervision.models import Order
from zoneworks.supervision.queries import OrderDetail, order_detail, order_or_none
from zoneworks.ui.addresses import with_kept
from zoneworks.ui.views import safe_next
from zoneworks.units.models import Unit

View = Callable[..., HttpResponse]
TICKED = re.compile(r"(\d{1,18}):(\d{1,9})")
MOST_TICKED = 1000
# Who has anything to do with orders; editors and administrators have not.
CONCERNED = frozenset({RoleKind.OFFICER, RoleKind.SUPERVISION, RoleKind.LEADER})


def scope_of(request: HttpRequest) -> Scope:
    scope: Scope = request.scope  # type: ignore[attr-defined]
    return scope


def today_of(request: HttpRequest) -> date:
    today: date = request.today  # type: ignore[attr-defined]
    return today


def is_history(request: HttpRequest) -> bool:
    past: bool = request.is_history  # type: ignore[attr-defined]
    return past


def with_order(view: View) -> View:
    """Hand the view the order of the address; for those who do not work with it, it does not exist."""

    @in_zone
    @wraps(view)
    def entered(request: HttpRequest, /, pk: int, **named: Any) -> HttpResponse:
        order = order_or_none(scope_of(request), pk)
        if order is None:
            raise Http404
        return to_own_zone(request, order.zone) or view(request, order, **named)

    return entered


def to_own_zone(request: HttpRequest, zone: Unit) -> HttpResponse | None:
    """A link without its zone, from outside, is completed."""
    if zone_or_404(request) == zone:
        return None
    must(request.method in {"GET", "HEAD"})
    return redirect(with_kept(request, request.path, {**request.GET.dict(), "zone": zone.code}))


def must_be_office(request: HttpRequest) -> Unit:
    zone = zone_or_404(request)
    must(scope_of(request).is_supervising(zone))
    return zone


def must_be_concerned(request: HttpRequest) -> Unit:
    zone = zone_or_404(request)
    must(scope_of(request).holds(CONCERNED, zone))
    return zone


def detail_or_404(request: HttpRequest, order: Order) -> OrderDetail:
    as_of: date = request.as_of  # type: ignore[attr-defined]
    detail = order_detail(scope_of(request), order, as_of, is_history=is_history(request))
    if detail is None:
        raise Http404
    return detail


def is_about_the_past(request: HttpRequest) -> bool:
    """Nothing is written on a page of an earlier day; the person is told."""
    if is_history(request):
        messages.warning(request, _("This page shows an earlier day. Go back to today to work on orders."))
    return is_history(request)


def back(request: HttpRequest) -> str:
    """Where the person came from, when that is one of our pages; else the board."""
    asked = safe_next(request)
    return asked if asked != "/" else board_address(request)


def to_order(request: HttpRequest, order: Order) -> HttpResponse:
    return redirect(order_address(request, order))


def ticked(values: Iterable[str]) -> list[tuple[int, int]]:
    """Orders as a page names them, key:revision seen; anything else is nobody's order."""
    found = [match for value in values if (match := TICKED.fullmatch(value))]
    return [(int(match[1]), int(match[2])) for match in found[:MOST_TICKED]]
