"""The record of the zone: who did what to which thing, filtered, a page at a time, and as a workbook."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.accounts.doorways import in_zone, must, zone_or_404
from zoneworks.audit import pages, queries
from zoneworks.audit.exports import export_xlsx
from zoneworks.audit.fetching import EXPORT, tell_fetched
from zoneworks.common.clock import calendar_today

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@in_zone
def record_page(request: HttpRequest) -> HttpResponse:
    """Who did what, when, to which thing?"""
    zone, scope = zone_or_404(request), scope_of(request)
    must(queries.is_reading_record(scope, zone))
    return render(request, "audit/record.html", {"page": pages.record_page(request, scope, zone)})


@in_zone
def export(request: HttpRequest) -> HttpResponse:
    """What the filters leave, as a workbook; itself on record."""
    zone, scope = zone_or_404(request), scope_of(request)
    must(queries.is_reading_record(scope, zone))
    found = queries.events_asked(scope, zone, pages.asked_in(request, is_paged=False))
    name = _("Audit record %(zone)s %(date)s") % {"zone": zone.title, "date": calendar_today().isoformat()}
    response = HttpResponse(export_xlsx(scope, zone, found), content_type=WORKBOOK)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name + '.xlsx')}"
    response.headers["Cache-Control"] = "private, no-store"
    return tell_fetched(
        response, verb=EXPORT, zone=zone, kind="audit", key=zone.code, format="xlsx",
        query=request.GET.urlencode()[:400],
    )  # fmt: skip


def scope_of(request: HttpRequest) -> Scope:
    scope: Scope = request.scope  # type: ignore[attr-defined]
    return scope
