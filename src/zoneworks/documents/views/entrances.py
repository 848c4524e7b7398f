"""Finding what a page is about, as far as the person may open it, in the zone it belongs to."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from zoneworks.accounts.access import Scope
from zoneworks.accounts.doorways import in_zone, must, zone_or_404
from zoneworks.documents import queries
from zoneworks.ui.addresses import with_kept
from zoneworks.units.models import Unit

View = Callable[..., HttpResponse]


def scope_of(request: HttpRequest) -> Scope:
    scope: Scope = request.scope  # type: ignore[attr-defined]
    return scope


def today_of(request: HttpRequest) -> date:
    today: date = request.today  # type: ignore[attr-defined]
    return today


def with_edition(view: View) -> View:
    """Hand the view the edition of the address; one the person may not read does not exist."""

    @in_zone
    @wraps(view)
    def entered(request: HttpRequest, /, uid: UUID, **named: Any) -> HttpResponse:
        edition = queries.edition_for(scope_of(request), uid)
        if edition is None:
            raise Http404
        return to_own_zone(request, edition.zone) or view(request, edition, **named)

    return entered


def with_production(view: View) -> View:
    """Hand the view the production of the address."""

    @in_zone
    @wraps(view)
    def entered(request: HttpRequest, /, uid: UUID, **named: Any) -> HttpResponse:
        production = queries.production_for(scope_of(request), uid)
        if production is None:
            raise Http404
        return to_own_zone(request, production.zone) or view(request, production, **named)

    return entered


def to_own_zone(request: HttpRequest, zone: Unit) -> HttpResponse | None:
    """A link without its zone, from outside, is completed."""
    if zone_or_404(request) == zone:
        return None
    must(request.method in {"GET", "HEAD"})
    return redirect(with_kept(request, request.path, {**request.GET.dict(), "zone": zone.code}))


def posted(request: HttpRequest) -> None:
    """Asked for in any other way than by a form, the address does not exist."""
    must(request.method == "POST")


def submission_of(request: HttpRequest) -> str:
    """The form's own token, in the name of the person; a form without one is sent anew each time."""
    token = request.POST.get("submission", "").replace("\0", "") or uuid4().hex
    return f"{request.user.pk}-{token[:60]}"


def arguments_in(text: str) -> dict[str, Any]:
    """The arguments of a document as a form carries them."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        raise Http404 from None
    if not isinstance(found, dict):
        raise Http404
    return found
