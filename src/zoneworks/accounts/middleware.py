"""Puts on the request who asks, in which zone, and about which date.

`request.scope`  what the person may see and do
`request.zone`, `request.profile`  the zone of the page: ?zone=code, or the person's first; none for strangers
`request.today`  the zone's today (a demonstration zone has a fixed one)
`request.as_of`, `request.is_history`  the date the page is about: ?as_of=2023-06-30, or today
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.common.clock import calendar_today
from zoneworks.units.models import Unit

EARLIEST_YEAR = 1949


class ScopeMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        place(request)
        return self.get_response(request)


def place(request: HttpRequest) -> None:
    """Fill the request; a zone that is not the person's does not exist for them."""
    request.scope = Scope(request.user)  # type: ignore[attr-defined, arg-type]
    request.zone = request.profile = None  # type: ignore[attr-defined]
    request.today = request.as_of = calendar_today()  # type: ignore[attr-defined]
    request.is_history = False  # type: ignore[attr-defined]
    if "\x00" in "".join(value for _name, values in request.GET.lists() for value in values):
        raise Http404("NUL")  # names nothing, and PostgreSQL takes no such text
    if not request.user.is_authenticated:
        return
    zone = present_zone(request.scope, request.GET.get("zone"))  # type: ignore[attr-defined]
    if zone is None:
        return
    request.zone, request.profile = zone, getattr(zone, "profile", None)  # type: ignore[attr-defined]
    if request.profile:  # type: ignore[attr-defined]
        request.today = request.profile.today  # type: ignore[attr-defined]
    request.as_of = date_asked(request, request.today)  # type: ignore[attr-defined]
    request.is_history = request.as_of != request.today  # type: ignore[attr-defined]


def present_zone(scope: Scope, code: str | None) -> Unit | None:
    if not code:
        return scope.zones[0] if scope.zones else None
    for zone in scope.zones:
        if zone.code == code:
            return zone
    raise Http404(code)


def date_asked(request: HttpRequest, today: date) -> date:
    """The date in the address; one that cannot be shown is put aside with a sentence."""
    text = request.GET.get("as_of", "")
    if not text:
        return today
    asked = readable_date(text)
    if asked is None:
        messages.warning(
            request,
            _("“%(text)s” is not a date such as 2023-06-30; the page shows today.") % {"text": text[:40]},
        )
        return today
    if asked > today:
        messages.warning(
            request,
            _("%(day)s has not come yet; the page shows today.") % {"day": date_format(asked, "DATE_FORMAT")},
        )
        return today
    return asked


def readable_date(text: str) -> date | None:
    """A day a zone may have lived; calendars do not reckon with the year 1."""
    try:
        asked = date.fromisoformat(text)
    except ValueError:
        return None
    return asked if asked.year >= EARLIEST_YEAR else None
