"""Finding what a page of scores is about, as far as the person may know it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from zoneworks.accounts.doorways import in_zone, must, zone_or_404
from zoneworks.common.errors import Refused
from zoneworks.plans.views.entrances import scope_of, to_own_zone
from zoneworks.scoring import queries
from zoneworks.scoring.models import Appeal, Entry, Publication, Rulebook
from zoneworks.scoring.periods import Period, period_or_none
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import Crumb
from zoneworks.units.models import Unit

View = Callable[..., HttpResponse]


def with_thing(find: Callable[..., Any], zone_of: Callable[[Any], Unit]) -> Callable[[View], View]:
    """A decorator that hands the view what the key in the address names; what the person may not know is not there."""

    def decorate(view: View) -> View:
        @in_zone
        @wraps(view)
        def entered(request: HttpRequest, /, pk: int, **named: Any) -> HttpResponse:
            thing = find(scope_of(request), pk)
            if thing is None:
                raise Http404
            return to_own_zone(request, zone_of(thing)) or view(request, thing, **named)

        return entered

    return decorate


def zone_of_publication(one: Publication) -> Unit:
    return one.zone


def zone_of_appeal(one: Appeal) -> Unit:
    return one.publication.zone


def zone_of_entry(one: Entry) -> Unit:
    return one.zone


def zone_of_rulebook(one: Rulebook) -> Unit:
    return one.zone


with_publication = with_thing(queries.publication_or_none, zone_of_publication)
with_appeal = with_thing(queries.appeal_or_none, zone_of_appeal)
with_entry = with_thing(queries.entry_or_none, zone_of_entry)
with_rulebook = with_thing(queries.rulebook_or_none, zone_of_rulebook)


def period_or_404(text: str) -> Period:
    period = period_or_none(text)
    if period is None:
        raise Http404(text)
    return period


def today_of(request: HttpRequest) -> date:
    today: date = request.today  # type: ignore[attr-defined]
    return today


def as_of_in(request: HttpRequest) -> date:
    as_of: date = request.as_of  # type: ignore[attr-defined]
    return as_of


def must_supervise(request: HttpRequest) -> Unit:
    zone = zone_or_404(request)
    must(scope_of(request).is_supervising(zone))
    return zone


def must_watch(request: HttpRequest) -> Unit:
    """The supervision office and the leaders."""
    zone = zone_or_404(request)
    must(scope_of(request).sees_all_working_records(zone))
    return zone


def is_about_the_past(request: HttpRequest) -> bool:
    """Nothing is written on a page of an earlier day; the person is told."""
    is_history: bool = request.is_history  # type: ignore[attr-defined]
    if is_history:
        messages.warning(request, _("This page shows an earlier day. Go back to today to work on scores."))
    return is_history


def trail(request: HttpRequest, *crumbs: Crumb) -> list[Crumb]:
    return [Crumb(_("Scores"), address(request, "scoring:league")), *crumbs]


def asked(
    request: HttpRequest, context: dict[str, Any], form: Any, act: Callable[[], Any], said: str, then: str
) -> HttpResponse:
    """The page that asks before a deed: done and told when it is sent in order, else shown with what is wrong."""
    if request.method == "POST" and is_about_the_past(request):
        return redirect(then)
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            act()
        except Refused as refused:
            if form is None:
                messages.error(request, str(refused))
                return redirect(then)
            form.refuse(refused)
        else:
            messages.success(request, said)
            return redirect(then)
    status = 422 if form is not None and form.errors else 200
    return render(request, "scoring/asked.html", {"cancel_url": then, **context, "form": form}, status=status)
