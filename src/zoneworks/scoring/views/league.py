"""League tables and score sheets: as published for the zone, as they come out now for those who may know before."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zoneworks.accounts.doorways import in_zone, must, zone_or_404
from zoneworks.common.errors import Refused
from zoneworks.documents.asking import asking_for
from zoneworks.plans.views.entrances import scope_of
from zoneworks.scoring import queries
from zoneworks.scoring.choices import AppealState, PublicationState
from zoneworks.scoring.evidence import close_to
from zoneworks.scoring.models import Publication
from zoneworks.scoring.pages import shown as pages
from zoneworks.scoring.pages.history import history_of, history_svg
from zoneworks.scoring.pages.league import LeaguePage
from zoneworks.scoring.pages.sheet import SheetPage
from zoneworks.scoring.periods import last_ended, period_named
from zoneworks.scoring.views.entrances import as_of_in, period_or_404, today_of, trail, with_publication
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import Crumb, Tab
from zoneworks.units.models import Unit


@in_zone
@require_safe
def league(request: HttpRequest) -> HttpResponse:
    """The latest scores as published, or of the period asked for."""
    zone, scope = zone_or_404(request), scope_of(request)
    periods = queries.periods_published(scope, zone, as_of_in(request))
    asked = request.GET.get("period") or (periods[0] if periods else "")
    found = queries.latest_of(scope, zone, asked, as_of_in(request)) if asked else None
    if found is not None:
        return league_page(request, pages.published(known(request, found)))
    if request.GET.get("period"):
        raise Http404(asked)
    next_period = last_ended(today_of(request))
    context = {
        "may_preview": scope.sees_all_working_records(zone),
        "is_supervising": scope.is_supervising(zone),
        "has_rulebook": queries.rulebook_in_force(zone, next_period) is not None,
        "period": next_period,
    }
    return render(request, "scoring/none.html", context)


@with_publication
@require_safe
def publication(request: HttpRequest, publication: Publication) -> HttpResponse:
    return league_page(request, pages.published(known(request, publication)))


def known(request: HttpRequest, publication: Publication) -> Publication:
    """As it stood on the day looked at; not there before it was published."""
    as_of = as_of_in(request)
    must(publication.published_on <= as_of)
    return queries.as_known(publication, as_of)


@in_zone
@require_safe
def preview(request: HttpRequest, period: str) -> HttpResponse:
    """What the scores of a period would be now."""
    zone = zone_or_404(request)
    must(scope_of(request).sees_all_working_records(zone))
    try:
        return league_page(request, pages.preview(zone, period_or_404(period), as_of_in(request)))
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect(address(request, "scoring:league"))


def league_page(request: HttpRequest, shown: pages.Shown) -> HttpResponse:
    zone, scope = shown.zone, scope_of(request)
    own = frozenset(Unit.objects.filter(scope.units_worked_for()).values_list("code", flat=True))
    kind, arguments = "league_table", {"publication": shown.publication.pk} if shown.publication else {}
    context: dict[str, Any] = {
        "page": LeaguePage(request, shown, own),
        "shown": shown,
        "publication": shown.publication,
        "tabs_shown": tabs(request, zone, shown),
        "is_supervising": scope.is_supervising(zone),
        "may_watch": scope.sees_all_working_records(zone),
        "asking": asking_for(request, kind, arguments) if arguments else None,
        "trail": trail(request, Crumb(shown.period.title)),
        "standing": standing_of(request, shown.publication),
        **settling(request, shown.publication),
    }
    return render(request, "scoring/league.html", context)


def settling(request: HttpRequest, publication: Publication | None) -> dict[str, Any]:
    """What is left to do before the scores are final; nothing on the page of an earlier day."""
    is_past: bool = request.is_history  # type: ignore[attr-defined]
    if is_past or publication is None or publication.state != PublicationState.PUBLISHED:
        return {}
    states = list(publication.appeals.values_list("state", flat=True))
    today = today_of(request)
    return {
        "open_appeals": states.count(AppealState.OPEN),
        "upheld_appeals": states.count(AppealState.UPHELD),
        "takes_objections": today <= publication.objections_until,
    }


def standing_of(request: HttpRequest, publication: Publication | None) -> Publication | None:
    """The publication that stands instead of a replaced one."""
    if publication is None or publication.state != PublicationState.REPLACED:
        return None
    return queries.latest_of(scope_of(request), publication.zone, publication.period, as_of_in(request))


def tabs(request: HttpRequest, zone: Unit, shown: pages.Shown) -> list[Tab]:
    """The periods with scores, the latest first; a preview stands before them."""
    scope = scope_of(request)
    found = [
        Tab(period_named(code).title, address(request, "scoring:league", period=code), code == shown.period.code)
        for code in queries.periods_published(scope, zone, as_of_in(request))
    ]
    if shown.publication is None:
        here = Tab(_("%(period)s: preview") % {"period": shown.period.title}, request.get_full_path(), True)
        return [here, *(Tab(tab.label, tab.url) for tab in found)]
    return found


@with_publication
@require_safe
def sheet(request: HttpRequest, publication: Publication, unit: str) -> HttpResponse:
    """Every point of a unit."""
    return sheet_page(request, pages.published(known(request, publication)), unit)


@in_zone
@require_safe
def preview_sheet(request: HttpRequest, period: str, unit: str) -> HttpResponse:
    zone, scope = zone_or_404(request), scope_of(request)
    own = Unit.objects.filter(code=unit, path__startswith=zone.path).first()
    must(own is not None and close_to(scope, zone, own))
    try:
        return sheet_page(request, pages.preview(zone, period_or_404(period), as_of_in(request)), unit)
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect(address(request, "scoring:league"))


def sheet_page(request: HttpRequest, shown: pages.Shown, code: str) -> HttpResponse:
    scope, zone = scope_of(request), shown.zone
    found = shown.scores.league.by_unit.get(code)
    if found is None:
        raise Http404(code)
    unit = Unit.objects.filter(code=code, path__startswith=zone.path).first()
    page = SheetPage(request, scope, shown, found, unit)
    points = history_of(scope, zone, code, shown.period)
    told, publication = settling(request, shown.publication), shown.publication
    own_appeals = queries.appeals_readable(scope, zone).filter(publication=publication, unit=unit)
    arguments = {"publication": publication.pk, "unit": code} if publication else {}
    context = {
        "page": page,
        "league": LeaguePage(request, shown).row(page.row),
        "shown": shown,
        "publication": publication,
        "points": points,
        "history_svg": history_svg(points, page.title),
        "may_appeal": bool(told.get("takes_objections")) and unit is not None and scope.works_for([unit.path]),
        "appeals": list(own_appeals) if publication and page.is_close else [],
        "asking": asking_for(request, "score_sheet", arguments) if arguments else None,
        "trail": trail(request, Crumb(shown.period.title, shown.league_url(request)), Crumb(page.title)),
        "standing": standing_of(request, publication),
    }
    return render(request, "scoring/sheet.html", context)
