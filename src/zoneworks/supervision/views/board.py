"""The supervision board, and what is done there with many orders at once."""

from __future__ import annotations

from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext
from django.views.decorators.http import require_POST, require_safe

from zoneworks.accounts.doorways import in_zone
from zoneworks.audit.fetching import EXPORT, tell_fetched
from zoneworks.common.errors import Refused
from zoneworks.supervision import services
from zoneworks.supervision.entries import Outcome
from zoneworks.supervision.forms import TOKEN
from zoneworks.supervision.pages.board import BoardPage
from zoneworks.supervision.register import register_workbook
from zoneworks.supervision.views.entrances import (
    back,
    is_about_the_past,
    must_be_concerned,
    must_be_office,
    scope_of,
    ticked,
    today_of,
)

SHOWN = 8
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@in_zone
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Which orders stand, on which rung, and which of them are late?"""
    page = BoardPage(request, must_be_concerned(request))
    # A filter that is chosen changes the rows and counts; the frame of the page stays.
    template = "supervision/board_body.html" if getattr(request, "htmx", False) else "supervision/board.html"
    return render(request, template, {"page": page, "board": page.board})


@in_zone
@require_safe
def workbook(request: HttpRequest) -> HttpResponse:
    """What is seen on the board, as a workbook; who fetched it is kept."""
    page = BoardPage(request, must_be_concerned(request))
    name = _("Register of supervision orders %(date)s") % {"date": page.as_of.isoformat()}
    response = HttpResponse(register_workbook(page.board), content_type=WORKBOOK)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name + '.xlsx')}"
    response.headers["Cache-Control"] = "private, no-store"
    return tell_fetched(
        response, verb=EXPORT, zone=page.zone, kind="orders", key="register", format="xlsx",
        as_of=page.as_of.isoformat(), query=request.GET.urlencode()[:400],
    )  # fmt: skip


@in_zone
@require_POST
def assign(request: HttpRequest) -> HttpResponse:
    """Hand the ticked orders to their units."""
    zone, chosen = must_be_office(request), ticked(request.POST.getlist("order"))
    if is_about_the_past(request) or nothing_ticked(request, chosen):
        return redirect(back(request))
    token = TOKEN.fullmatch(request.POST.get("token", ""))
    submission = f"board:{request.user.pk}:{token[0] if token else ''}:assign"
    outcome = services.assign_orders(
        scope=scope_of(request), zone=zone, orders=chosen, submission=submission, today=today_of(request)
    )
    if outcome.count:
        said = ngettext("%(count)d order assigned.", "%(count)d orders assigned.", outcome.count)
        messages.success(request, said % {"count": outcome.count})
    tell_refused(request, outcome)
    return redirect(back(request))


@in_zone
@require_POST
def urge(request: HttpRequest) -> HttpResponse:
    """Remind the units of the ticked orders, once a day each."""
    zone, chosen = must_be_office(request), ticked(request.POST.getlist("order"))
    if is_about_the_past(request) or nothing_ticked(request, chosen):
        return redirect(back(request))
    try:
        outcome = services.urge_orders(
            scope=scope_of(request), zone=zone, orders=[key for key, _seen in chosen], today=today_of(request),
            words=request.POST.get("words", ""),
        )  # fmt: skip
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(back(request))
    if outcome.done:
        said = ngettext("%(count)d order urged.", "%(count)d orders urged.", len(outcome.done))
        messages.success(request, said % {"count": len(outcome.done)})
    if outcome.repeated:
        said = ngettext(
            "%(count)d order was urged today already.", "%(count)d orders were urged today already.",
            len(outcome.repeated),
        )  # fmt: skip
        messages.info(request, said % {"count": len(outcome.repeated)})
    tell_refused(request, outcome)
    return redirect(back(request))


def nothing_ticked(request: HttpRequest, chosen: list[tuple[int, int]]) -> bool:
    if not chosen:
        messages.warning(request, _("No order was ticked."))
    return not chosen


def tell_refused(request: HttpRequest, outcome: Outcome) -> None:
    refused = list(outcome.refused.values())
    for one in refused[:SHOWN]:
        messages.warning(request, str(one))
    rest = len(refused) - SHOWN
    if rest > 0:
        messages.warning(
            request, npgettext("orders", "And %(count)d more.", "And %(count)d more.", rest) % {"count": rest}
        )
