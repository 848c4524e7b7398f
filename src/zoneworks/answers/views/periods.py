"""Answer sheet and bulletins: as known now for those who make or lead the plan, as frozen for the whole zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from zoneworks.accounts.doorways import in_zone, must, zone_or_404
from zoneworks.answers import period_pages as pages
from zoneworks.answers.blocks import ANSWER_SHEET, BULLETIN, AnswerSheetKind, BulletinKind
from zoneworks.answers.kept import document_now
from zoneworks.answers.queries_months import issue_day
from zoneworks.common.errors import Refused
from zoneworks.documents.views.live import Live, live_figure, live_page
from zoneworks.plans.views.entrances import scope_of
from zoneworks.reports.months import month_named
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import Crumb
from zoneworks.units.models import Unit

SHEET, MONTHLY = AnswerSheetKind(), BulletinKind()


@dataclass(frozen=True)
class BulletinShown:
    """What upper apps are told of the bulletin on the page."""

    zone: Unit
    period: str
    as_of: date


@in_zone
def sheet(request: HttpRequest) -> HttpResponse:
    """What became of the year's promises, item by item?"""
    zone = zone_or_404(request)
    if not SHEET.may_preview(scope_of(request), zone):
        return frozen_only(request, zone, ANSWER_SHEET, _("Answer sheet"))
    try:
        return live_page(request, sheet_live(request, zone))
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect(address(request, "answers:answer-sheet"))
    except Http404:
        return frozen_only(request, zone, ANSWER_SHEET, _("Answer sheet"))


@in_zone
def sheet_figure(request: HttpRequest, key: str) -> HttpResponse:
    zone = zone_or_404(request)
    must(SHEET.may_preview(scope_of(request), zone))
    return live_figure(request, or_404(lambda: sheet_live(request, zone)), key)


def sheet_live(request: HttpRequest, zone: Unit) -> Live:
    scope, as_of = scope_of(request), as_of_in(request)
    asked: dict[str, Any] = {"year": request.GET.get("year"), "as_of": as_of.isoformat()}
    arguments = SHEET.clean(scope, zone, asked)
    year = arguments["year"]
    return Live(
        kind=ANSWER_SHEET,
        arguments=arguments,
        document=document_now(SHEET, scope, zone, arguments),
        question=_("What became of the year's promises, item by item? As known on %(date)s.")
        % {"date": date_format(as_of, "DATE_FORMAT")},
        page_address=address(request, "answers:answer-sheet", year=year),
        figure_address=lambda key: address(request, "answers:answer-sheet-figure", key, year=year),
        slot="answers.answer_sheet",
        subject=arguments,
        editions_url=address(request, "documents:list", kind=ANSWER_SHEET),
        tabs=pages.year_tabs(request, "answers:answer-sheet", zone, year),
        tabs_label=_("Years"),
    )


@in_zone
def bulletins(request: HttpRequest) -> HttpResponse:
    """Which months have a bulletin, and what of them is frozen?"""
    zone, scope = zone_or_404(request), scope_of(request)
    may_preview = MONTHLY.may_preview(scope, zone)
    year = pages.year_asked(request, zone)
    lines = pages.month_lines(scope, zone, year, as_of_in(request)) if year else []
    context = {
        "lines": lines if may_preview else [line for line in lines if line.editions],
        "may_preview": may_preview,
        "tabs_shown": pages.year_tabs(request, "answers:bulletins", zone, year),
    }
    return render(request, "answers/bulletins.html", context)


@in_zone
def bulletin(request: HttpRequest, period: str) -> HttpResponse:
    """Where did the plan stand at the end of the month, who is behind, and what has changed?"""
    zone, scope = zone_or_404(request), scope_of(request)
    if not MONTHLY.may_preview(scope, zone):
        found = pages.latest_of_month(scope, zone, period, as_of_in(request))
        must(found is not None)
        return redirect(address(request, "documents:edition", found.uid if found else ""))
    try:
        return live_page(request, bulletin_live(request, zone, period))
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect(address(request, "answers:bulletins"))


@in_zone
def bulletin_figure(request: HttpRequest, period: str, key: str) -> HttpResponse:
    zone = zone_or_404(request)
    must(MONTHLY.may_preview(scope_of(request), zone))
    return live_figure(request, or_404(lambda: bulletin_live(request, zone, period)), key)


def bulletin_live(request: HttpRequest, zone: Unit, period: str) -> Live:
    """As it would have been issued by the date looked at."""
    scope, about = scope_of(request), month_named(period)
    if about is None:
        raise Http404(period)
    asked = {"period": period, "as_of": (issue_day(zone, about, as_of_in(request)) or as_of_in(request)).isoformat()}
    arguments = MONTHLY.clean(scope, zone, asked)
    as_of = MONTHLY.as_of(arguments)
    return Live(
        kind=BULLETIN,
        arguments=arguments,
        document=document_now(MONTHLY, scope, zone, arguments),
        question=_("Where the plan stood, who is behind, and what has changed. As known on %(date)s.")
        % {"date": date_format(as_of, "DATE_FORMAT")},
        page_address=address(request, "answers:bulletin", period),
        figure_address=lambda key: address(request, "answers:bulletin-figure", period, key),
        trail=[Crumb(_("Monthly bulletins"), address(request, "answers:bulletins"))],
        slot="answers.bulletin",
        subject=BulletinShown(zone, arguments["period"], as_of),
        tabs=pages.month_tabs(request, zone, about),
        tabs_label=_("Months"),
    )


def as_of_in(request: HttpRequest) -> date:
    as_of: date = request.as_of  # type: ignore[attr-defined]
    return as_of


def or_404(make: Any) -> Live:
    """A figure is asked for by a link of ours; what cannot be made has none."""
    try:
        live: Live = make()
    except Refused as refused:
        raise Http404(refused.code) from refused
    return live


def frozen_only(request: HttpRequest, zone: Unit, kind: str, title: str) -> HttpResponse:
    context = {"title": title, "editions": pages.editions_shown(scope_of(request), zone, kind, as_of_in(request))}
    return render(request, "answers/editions_only.html", context)
