"""Finding what a page is about, as far as the person may open it, in the zone it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from zoneworks.accounts.access import Scope
from zoneworks.accounts.doorways import in_zone, must, zone_or_404
from zoneworks.plans import queries
from zoneworks.ui.addresses import with_kept
from zoneworks.units.models import Unit

View = Callable[..., HttpResponse]


def scope_of(request: HttpRequest) -> Scope:
    scope: Scope = request.scope  # type: ignore[attr-defined]
    return scope


def with_plan(view: View) -> View:
    """Hand the view the plan of the address; one the person may not open does not exist."""

    @in_zone
    @wraps(view)
    def entered(request: HttpRequest, /, pk: int, **named: Any) -> HttpResponse:
        plan = queries.plan_or_none(scope_of(request), pk)
        if plan is None:
            raise Http404
        return to_own_zone(request, plan.zone) or view(request, plan, **named)

    return entered


def with_item(view: View) -> View:
    """Hand the view the row of the address."""

    @in_zone
    @wraps(view)
    def entered(request: HttpRequest, /, pk: int, **named: Any) -> HttpResponse:
        item = queries.item_or_none(scope_of(request), pk)
        if item is None:
            raise Http404
        return to_own_zone(request, item.plan.zone) or view(request, item, **named)

    return entered


def to_own_zone(request: HttpRequest, zone: Unit) -> HttpResponse | None:
    """Dates and names are those of the zone on the page: a link without it, from outside, is completed."""
    if zone_or_404(request) == zone:
        return None
    must(request.method in {"GET", "HEAD"})
    params = request.GET.dict()
    return redirect(with_kept(request, request.path, {**params, "zone": zone.code}))


def must_supervise(request: HttpRequest, zone: Unit) -> None:
    must(scope_of(request).is_supervising(zone))
