"""What the occasions ask for that this app and those below it answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from django.http import HttpRequest
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.documents.models import Edition
from zoneworks.plans.choices import PlanState
from zoneworks.plans.models import Plan
from zoneworks.reports.addresses import month_address
from zoneworks.reports.months import month_named
from zoneworks.reports.queries import states_of
from zoneworks.rhythm.calendar import ANNUAL, HALF_YEARLY, QUARTERLY, REPORT_DUE, WEEKLY_DISPATCH, dispatch_of_week
from zoneworks.rhythm.models import Decision
from zoneworks.rhythm.works import Standing, Work, register
from zoneworks.ui.addresses import address
from zoneworks.units.models import Unit

DISPATCH_SHEET, ASSESSMENT = "dispatch_sheet", "quarterly_assessment"
FRESH = timedelta(days=7)
Reading = Callable[[Scope, Unit, Iterable[str], date], Mapping[str, Standing]]


def is_watching(request: HttpRequest) -> bool:
    scope: Scope = request.scope  # type: ignore[attr-defined]
    return scope.sees_all_working_records(request.zone)  # type: ignore[attr-defined]


# --- reports ---------------------------------------------------------------------------------------------------------


def report_page(request: HttpRequest, period: str) -> str:
    about = month_named(period)
    return month_address(request, about) if about else ""


def reports_standing(scope: Scope, zone: Unit, periods: Iterable[str], today: date) -> Mapping[str, Standing]:
    """Of the rows the person works on; years apart, for each has its own versions."""
    months = [about for period in periods if (about := month_named(period))]
    found = {}
    for year in sorted({about.year for about in months}):
        for state in states_of(scope, zone, [about for about in months if about.year == year], today):
            if state.owed:
                told = _("%(count)d missing") % {"count": state.missing} if state.missing else ""
                found[f"{state.about:%Y-%m}"] = Standing(not state.missing, told)
    return found


def years_planned(zone: Unit) -> set[int]:
    """A year without a plan in force has nothing to tell of."""
    return set(Plan.objects.filter(zone=zone).exclude(state=PlanState.DRAFT).order_by().values_list("year", flat=True))


# --- documents -------------------------------------------------------------------------------------------------------


def frozen_standing(kind: str) -> Reading:
    """Done when an edition of the period was frozen."""

    def standing(scope: Scope, zone: Unit, periods: Iterable[str], today: date) -> Mapping[str, Standing]:
        if not scope.sees_all_working_records(zone):
            return {}
        years = years_planned(zone)
        wanted = [period for period in periods if int(period[:4]) in years]
        frozen = Edition.objects.filter(zone=zone, kind=kind, frozen_on__lte=today, arguments__period__in=wanted)
        done = set(frozen.order_by().values_list("arguments__period", flat=True))
        return {period: Standing(period in done) for period in wanted}

    return standing


def dispatch_page(request: HttpRequest, period: str) -> str:
    day = dispatch_of_week(period)
    return address(request, "rhythm:dispatch", day.isoformat()) if day and is_watching(request) else ""


def dispatch_standing(scope: Scope, zone: Unit, periods: Iterable[str], today: date) -> Mapping[str, Standing]:
    """Held when its sheet was frozen or what it decided was written down. Of one long past without either nobody can
    say whether it was held, so nothing is said."""
    if not scope.sees_all_working_records(zone):
        return {}
    days = {period: day for period in periods if (day := dispatch_of_week(period))}
    if not days:
        return {}
    span = (min(days.values()), max(days.values()))
    decided = set(Decision.objects.filter(zone=zone, on__range=span).order_by().values_list("on", flat=True))
    wanted = [day.isoformat() for day in days.values()]
    frozen = Edition.objects.filter(zone=zone, kind=DISPATCH_SHEET, frozen_on__lte=today, arguments__day__in=wanted)
    sheets = set(frozen.order_by().values_list("arguments__day", flat=True))
    held = {period: day in decided or day.isoformat() in sheets for period, day in days.items()}
    return {period: Standing(held[period]) for period, day in days.items() if held[period] or today - day <= FRESH}


def assessment_page(request: HttpRequest, period: str) -> str:
    return address(request, "rhythm:assessment", period) if is_watching(request) else ""


register(Work(REPORT_DUE, report_page, reports_standing))
register(Work(WEEKLY_DISPATCH, dispatch_page, dispatch_standing))
for code in (QUARTERLY, HALF_YEARLY, ANNUAL):
    register(Work(code, assessment_page, frozen_standing(ASSESSMENT)))
