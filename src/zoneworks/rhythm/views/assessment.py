"""Assessments of quarters, half years and years: as known now for those who make them, frozen ones for the zone."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from zonekit.documents.output import silent
from zoneworks.accounts.doorways import in_zone, must, zone_or_404
from zoneworks.common.errors import Refused
from zoneworks.documents.models import Edition
from zoneworks.documents.queries import editions_of
from zoneworks.documents.views.live import Live, live_figure, live_page
from zoneworks.plans.queries import years_of_zone
from zoneworks.plans.views.entrances import scope_of
from zoneworks.rhythm.blocks import AssessmentKind, assessment_day
from zoneworks.rhythm.occasions import ASSESSMENT
from zoneworks.rhythm.views.year import as_of_in
from zoneworks.scoring.periods import Period, period_or_none, periods_of_year
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import Crumb
from zoneworks.units.models import Unit

KIND = AssessmentKind()
YEARS = 3


@in_zone
def assessments(request: HttpRequest) -> HttpResponse:
    """Which periods have been assessed?"""
    zone, scope, as_of = zone_or_404(request), scope_of(request), as_of_in(request)
    may_preview = KIND.may_preview(scope, zone)
    frozen: dict[str, list[Edition]] = {}
    for edition in editions_of(scope, zone, ASSESSMENT, as_of).filter(year__gte=as_of.year - YEARS):
        frozen.setdefault(str(edition.arguments.get("period")), []).append(edition)
    ended = [
        period
        for year in years_of_zone(scope, zone)[:YEARS]
        for period in reversed(periods_of_year(year))
        if period.last <= as_of and period.code != f"{year}H2"
    ]
    lines = [
        {"period": one, "editions": frozen.get(one.code, [])} for one in ended if may_preview or one.code in frozen
    ]
    return render(request, "rhythm/assessments.html", {"lines": lines, "may_preview": may_preview})


@in_zone
def assessment(request: HttpRequest, period: str) -> HttpResponse:
    """How did the units do in the period, and what follows?"""
    zone, scope = zone_or_404(request), scope_of(request)
    if not KIND.may_preview(scope, zone):
        frozen = editions_of(scope, zone, ASSESSMENT, as_of_in(request)).filter(arguments__period=period).first()
        must(frozen is not None)
        return redirect(address(request, "documents:edition", frozen.uid if frozen else ""))
    year = named_or_404(period).last.year
    if year not in years_of_zone(scope, zone):
        sentence = _("The zone has no plan of %(year)s that could be assessed.") % {"year": year}
        messages.warning(request, sentence)
        return redirect(address(request, "rhythm:assessments"))
    try:
        return live_page(request, live_of(request, zone, period))
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect(address(request, "rhythm:assessments"))


@in_zone
def figure(request: HttpRequest, period: str, key: str) -> HttpResponse:
    zone = zone_or_404(request)
    must(KIND.may_preview(scope_of(request), zone))
    try:
        live = live_of(request, zone, period)
    except Refused as refused:
        raise Http404(refused.code) from refused
    return live_figure(request, live, key)


def live_of(request: HttpRequest, zone: Unit, text: str) -> Live:
    scope, period = scope_of(request), named_or_404(text)
    day = assessment_day(zone, period, as_of_in(request))
    arguments = KIND.clean(scope, zone, {"period": period.code, "as_of": day.isoformat()})
    return Live(
        kind=ASSESSMENT,
        arguments=arguments,
        document=KIND.build(scope, zone, arguments, silent),
        question=_("How did the units do in the period, and what follows?"),
        page_address=address(request, "rhythm:assessment", period.code),
        figure_address=lambda key: address(request, "rhythm:assessment-figure", period.code, key),
        trail=[Crumb(_("Assessments"), address(request, "rhythm:assessments"))],
        editions_url=address(request, "documents:list", kind=ASSESSMENT),
    )


def named_or_404(text: str) -> Period:
    period = period_or_none(text)
    if period is None:
        raise Http404(text)
    return period
