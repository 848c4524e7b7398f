"""The sheet of a unit's month, to be filled in and imported. Each download is on record."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.accounts.doorways import in_zone, zone_or_404
from zoneworks.audit.fetching import EXPORT, tell_fetched
from zoneworks.plans.choices import PlanState
from zoneworks.plans.models import Plan
from zoneworks.plans.views.entrances import scope_of
from zoneworks.plans.views.exports import WORKBOOK
from zoneworks.reports.exports_month import export_month_xlsx
from zoneworks.reports.months import versions_of
from zoneworks.reports.views.entrances import today_of
from zoneworks.units.models import Unit


@in_zone
def month_sheet(request: HttpRequest, month: date, unit: int) -> HttpResponse:
    """For those who report for the unit, and the supervision office; for others it does not exist."""
    zone, scope = zone_or_404(request), scope_of(request)
    found = unit_reported_for(scope, zone, unit)
    plan = plan_taking_reports(zone, month, today_of(request))
    if found is None or plan is None:
        raise Http404
    data = export_month_xlsx(plan, found, month)
    name = _("Monthly reports %(month)s %(unit)s") % {"month": f"{month:%Y-%m}", "unit": found.title}
    response = HttpResponse(data, content_type=WORKBOOK)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name + '.xlsx')}"
    response.headers["Cache-Control"] = "private, no-store"
    return tell_fetched(
        response, verb=EXPORT, zone=zone, kind="unit", key=found.pk, what="monthly reports", format="xlsx",
        month=f"{month:%Y-%m}", as_of=today_of(request).isoformat(),
    )  # fmt: skip


def unit_reported_for(scope: Scope, zone: Unit, key: int) -> Unit | None:
    unit = Unit.objects.filter(pk=key, path__startswith=zone.path).first()
    if unit is None or not (scope.is_supervising(zone) or scope.works_for([unit.path])):
        return None
    return unit


def plan_taking_reports(zone: Unit, month: date, today: date) -> Plan | None:
    """The version at hand, where it is issued and the month has begun."""
    versions = versions_of(zone, month.year)
    is_open = bool(versions) and versions[-1].state == PlanState.ISSUED and month.replace(day=1) <= today
    return versions[-1] if is_open else None
