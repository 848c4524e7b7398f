"""What every doorway here asks."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from zoneworks.accounts.doorways import in_zone, must, zone_or_404
from zoneworks.plans.views.entrances import scope_of
from zoneworks.verification.queries_checks import draws_readable, is_concerned, report_to_verify

View = Callable[..., HttpResponse]


def concerned(view: View) -> View:
    """Those who have to do with evidence: officers, leaders, the supervision office."""

    @in_zone
    @wraps(view)
    def entered(request: HttpRequest, /, **named: Any) -> HttpResponse:
        must(is_concerned(scope_of(request), zone_or_404(request)))
        return view(request, **named)

    return entered


def with_report(view: View) -> View:
    """Hand the view a confirmed report; for those who do not work on its row it does not exist."""

    @concerned
    @wraps(view)
    def entered(request: HttpRequest, /, pk: int, **named: Any) -> HttpResponse:
        as_of = request.as_of  # type: ignore[attr-defined]
        report = report_to_verify(scope_of(request), zone_or_404(request), pk, as_of)
        if report is None:
            raise Http404
        return view(request, report, **named)

    return entered


def with_draw(view: View) -> View:
    @concerned
    @wraps(view)
    def entered(request: HttpRequest, /, pk: int, **named: Any) -> HttpResponse:
        known = draws_readable(scope_of(request), zone_or_404(request)).filter(on__lte=request.as_of)  # type: ignore[attr-defined]
        draw = known.filter(pk=pk).first()
        if draw is None:
            raise Http404
        return view(request, draw, **named)

    return entered


def is_about_the_past(request: HttpRequest) -> bool:
    """Nothing is written on a page of an earlier day; the person is told."""
    is_history: bool = request.is_history  # type: ignore[attr-defined]
    if is_history:
        messages.warning(request, _("This page shows an earlier day. Go back to today to rule or to check."))
    return is_history
