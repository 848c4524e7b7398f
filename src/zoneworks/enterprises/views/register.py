"""The master list, and what is seen of it as a workbook."""

from __future__ import annotations

from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zoneworks.accounts.doorways import in_zone, zone_or_404
from zoneworks.audit.fetching import EXPORT, tell_fetched
from zoneworks.enterprises.exports import MOST_ROWS, export_register
from zoneworks.enterprises.pages.register import RegisterPage
from zoneworks.enterprises.search import searched
from zoneworks.enterprises.views.entrances import page_number
from zoneworks.ui.addresses import address
from zoneworks.ui.figures import figure_text

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@in_zone
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Which enterprises are there, of which industry, under whose charge?"""
    page = RegisterPage(request, zone_or_404(request), page_number(request))
    # A filter that is chosen changes the rows and counts; the frame of the page stays.
    template = "register_body" if getattr(request, "htmx", False) else "register"
    return render(request, f"enterprises/{template}.html", {"page": page})


@in_zone
@require_safe
def workbook(request: HttpRequest) -> HttpResponse:
    """What is seen of the register, as the import reads it; who fetched it is kept."""
    zone = zone_or_404(request)
    page = RegisterPage(request, zone)
    found = searched(page.scope, zone, page.words, page.filters)
    if len(found.order_by().values_list("pk", flat=True)[: MOST_ROWS + 1]) > MOST_ROWS:
        most = {"most": figure_text(MOST_ROWS)}
        messages.warning(request, _("A workbook holds at most %(most)s enterprises. Narrow the search first.") % most)
        return redirect(address(request, "enterprises:register", **request.GET.dict()))
    name = _("Enterprises %(day)s") % {"day": page.as_of.isoformat()}
    response = HttpResponse(export_register(found), content_type=WORKBOOK)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name + '.xlsx')}"
    response.headers["Cache-Control"] = "private, no-store"
    return tell_fetched(
        response, verb=EXPORT, zone=zone, kind="enterprises", key="register", format="xlsx",
        as_of=page.as_of.isoformat(), query=request.GET.urlencode()[:400],
    )  # fmt: skip
