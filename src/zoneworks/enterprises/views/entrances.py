"""Finding the enterprise a page is about, as far as the person may read it, and what every doorway here asks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.accounts.doorways import in_zone, must, zone_or_404
from zoneworks.enterprises.models import Enterprise
from zoneworks.enterprises.queries import enterprise_or_none, may_write
from zoneworks.ui.addresses import address, with_kept
from zoneworks.units.models import Unit

View = Callable[..., HttpResponse]
FORM_REFUSED = 422


def scope_of(request: HttpRequest) -> Scope:
    scope: Scope = request.scope  # type: ignore[attr-defined]
    return scope


def today_of(request: HttpRequest) -> date:
    today: date = request.today  # type: ignore[attr-defined]
    return today


def as_of(request: HttpRequest) -> date:
    known: date = request.as_of  # type: ignore[attr-defined]
    return known


def is_history(request: HttpRequest) -> bool:
    past: bool = request.is_history  # type: ignore[attr-defined]
    return past


def with_enterprise(view: View) -> View:
    """Hand the view the enterprise of the address; for those who may not open it, it does not exist.

    The old address of one that was merged leads to the one it was merged into.
    """

    @in_zone
    @wraps(view)
    def entered(request: HttpRequest, /, pk: int, **named: Any) -> HttpResponse:
        enterprise = enterprise_or_none(scope_of(request), pk)
        if enterprise is None:
            return to_successor(request, pk)
        return to_own_zone(request, enterprise.zone) or view(request, enterprise, **named)

    return entered


def to_successor(request: HttpRequest, key: int) -> HttpResponse:
    into = Enterprise.objects.filter(pk=key).values_list("merged_into", flat=True).first()
    kept = enterprise_or_none(scope_of(request), into) if into else None
    if kept is None:
        raise Http404
    if request.method not in {"GET", "HEAD"}:
        messages.info(request, _("The record was merged into this one; what was sent changed nothing."))
    return redirect(address(request, "enterprises:enterprise", kept.pk))


def to_own_zone(request: HttpRequest, zone: Unit) -> HttpResponse | None:
    """A link without its zone, from outside, is completed."""
    if zone_or_404(request) == zone:
        return None
    must(request.method in {"GET", "HEAD"})
    return redirect(with_kept(request, request.path, {**request.GET.dict(), "zone": zone.code}))


def must_write(request: HttpRequest, enterprise: Enterprise) -> None:
    must(may_write(scope_of(request), enterprise))


def is_about_the_past(request: HttpRequest) -> bool:
    """Nothing is written on a page of an earlier day; the person is told."""
    if is_history(request):
        messages.warning(request, _("This page shows an earlier day. Go back to today to change enterprises."))
    return is_history(request)


def to_enterprise(request: HttpRequest, enterprise: Enterprise, part: str = "") -> HttpResponse:
    return redirect(address(request, "enterprises:enterprise", enterprise.pk) + (f"#{part}" if part else ""))


def page_number(request: HttpRequest) -> int:
    asked = request.GET.get("page", "")
    return int(asked) if asked.isdecimal() and len(asked) <= 6 else 1


def key_asked(value: str) -> int | None:
    """A key as an address or form names it; anything else is nobody's."""
    return int(value) if value.isdecimal() and value.isascii() and len(value) <= 18 else None
