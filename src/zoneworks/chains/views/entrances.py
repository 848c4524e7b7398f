"""Finding the chain or gap a page is about, as far as the person may open it, and what every doorway here asks."""

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
from zoneworks.chains.models import Chain, Gap
from zoneworks.chains.queries import chains_readable, may_write
from zoneworks.ui.addresses import address, with_kept
from zoneworks.ui.views import safe_next
from zoneworks.units.models import Unit

View = Callable[..., HttpResponse]
FORM_REFUSED = 422


def scope_of(request: HttpRequest) -> Scope:
    scope: Scope = request.scope  # type: ignore[attr-defined]
    return scope


def today_of(request: HttpRequest) -> date:
    today: date = request.today  # type: ignore[attr-defined]
    return today


def is_htmx(request: HttpRequest) -> bool:
    """A part is asked for; going back in the browser asks for the page."""
    htmx = getattr(request, "htmx", None)
    return htmx is not None and bool(htmx) and not htmx.history_restore_request


def with_chain(view: View) -> View:
    """Hand the view the chain of the address; for those who may not open it, it does not exist."""

    @in_zone
    @wraps(view)
    def entered(request: HttpRequest, /, pk: int, **named: Any) -> HttpResponse:
        chain = chain_or_404(request, pk)
        return to_own_zone(request, chain.zone) or view(request, chain, **named)

    return entered


def with_gap(view: View) -> View:
    """Hand the view the gap of the address, with its chain, for those who may open the chain."""

    @in_zone
    @wraps(view)
    def entered(request: HttpRequest, /, pk: int, **named: Any) -> HttpResponse:
        gap = Gap.objects.select_related("chain", "unit", "closed_by__enterprise").filter(pk=pk).first()
        if gap is None:
            raise Http404
        gap.chain = chain_or_404(request, gap.chain_id)
        return to_own_zone(request, gap.chain.zone) or view(request, gap, **named)

    return entered


def chain_or_404(request: HttpRequest, pk: int) -> Chain:
    """In the zone looked at, else in another of the person's zones."""
    scope, here = scope_of(request), zone_or_404(request)
    for zone in (here, *(one for one in scope.zones if one != here)):
        chain = chains_readable(scope, zone).filter(pk=pk).first()
        if chain is not None:
            chain.zone = zone
            return chain
    raise Http404


def to_own_zone(request: HttpRequest, zone: Unit) -> HttpResponse | None:
    """A link without its zone, from outside, is completed."""
    if zone_or_404(request) == zone:
        return None
    must(request.method in {"GET", "HEAD"})
    return redirect(with_kept(request, request.path, {**request.GET.dict(), "zone": zone.code}))


def must_write(request: HttpRequest, chain: Chain) -> None:
    must(may_write(scope_of(request), chain))


def is_about_the_past(request: HttpRequest) -> bool:
    """Nothing is written on a page of an earlier day; the person is told."""
    past: bool = request.is_history  # type: ignore[attr-defined]
    if past:
        messages.warning(request, _("This page shows an earlier day. Go back to today to work on the chain."))
    return past


def back(request: HttpRequest, url_name: str, *args: object) -> HttpResponse:
    """Where the person came from, when that is one of our pages; else the page named."""
    asked = safe_next(request)
    return redirect(asked if asked != "/" else address(request, url_name, *args))
