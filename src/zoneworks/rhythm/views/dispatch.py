"""The weekly dispatch: its sheet as known on its day, what it decided, and what is still open from earlier ones."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zonekit.documents.output import silent
from zoneworks.accounts.doorways import in_zone, must, zone_or_404
from zoneworks.common.errors import Refused
from zoneworks.documents.views.live import Live, live_figure, live_page
from zoneworks.plans.views.entrances import scope_of
from zoneworks.rhythm import services
from zoneworks.rhythm.blocks import DispatchSheetKind
from zoneworks.rhythm.calendar import dispatch_before, dispatch_from
from zoneworks.rhythm.forms import DecisionForm
from zoneworks.rhythm.models import Decision
from zoneworks.rhythm.occasions import DISPATCH_SHEET
from zoneworks.rhythm.views.year import as_of_in
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import Tab
from zoneworks.units.models import Unit

KIND = DispatchSheetKind()
TABS_BEFORE = 4


@in_zone
def present(request: HttpRequest) -> HttpResponse:
    """The dispatch of today, or the next one."""
    must(KIND.may_preview(scope_of(request), zone_or_404(request)))
    return redirect(address(request, "rhythm:dispatch", dispatch_from(as_of_in(request)).isoformat()))


@in_zone
def dispatch(request: HttpRequest, day: str) -> HttpResponse:
    """What has changed since last week, and what is each unit asked about?"""
    zone = zone_or_404(request)
    must(KIND.may_preview(scope_of(request), zone))
    return page(request, zone, day, DecisionForm(zone=zone))


def page(request: HttpRequest, zone: Unit, day: str, form: DecisionForm, status: int = 200) -> HttpResponse:
    when = day_or_404(day)
    scope, is_history = scope_of(request), request.is_history  # type: ignore[attr-defined]
    decisions = Decision.objects.filter(zone=zone).select_related("unit", "by").order_by("on", "pk")
    own = list(decisions.filter(on=when))
    has_come = when <= request.today  # type: ignore[attr-defined]
    more: dict[str, Any] = {
        "day": when,
        "decisions": own,
        "earlier": list(decisions.filter(on__lt=when, done_on__isnull=True)),
        "form": form,
        "may_write": scope.is_supervising(zone) and not is_history,
        "has_come": has_come,
    }
    return live_page(request, live_of(request, zone, when), "rhythm/dispatch.html", status, **more)


@in_zone
@require_POST
def decide(request: HttpRequest, day: str) -> HttpResponse:
    zone, scope = zone_or_404(request), scope_of(request)
    must(scope.is_supervising(zone))
    when, form = day_or_404(day), DecisionForm(request.POST, zone=zone)
    if not form.is_valid():
        return page(request, zone, day, form, 422)
    given = form.cleaned_data
    try:
        services.record_decision(
            scope=scope, zone=zone, on=when, words=given["words"], unit=given["unit"], due=given["due"],
            submission=form.submission, today=request.today,  # type: ignore[attr-defined]
        )  # fmt: skip
    except Refused as refused:
        form.refuse(refused)
        return page(request, zone, day, form, 422)
    messages.success(request, _("The decision is written down, and the unit is told."))
    return redirect(address(request, "rhythm:dispatch", day))


@in_zone
@require_POST
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    """Done, or no longer needed; back to the dispatch one came from."""
    zone, scope = zone_or_404(request), scope_of(request)
    must(scope.is_supervising(zone))
    decision = get_object_or_404(Decision.objects.select_related("zone"), pk=pk, zone=zone)
    try:
        services.finish_decision(
            scope=scope, decision=decision, outcome=request.POST.get("outcome", ""), today=request.today,  # type: ignore[attr-defined]
        )  # fmt: skip
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("Ticked off: it is not carried any further."))
    back = day_or_404(request.POST.get("day", "") or decision.on.isoformat())
    return redirect(address(request, "rhythm:dispatch", back.isoformat()))


@in_zone
def figure(request: HttpRequest, day: str, key: str) -> HttpResponse:
    zone = zone_or_404(request)
    must(KIND.may_preview(scope_of(request), zone))
    return live_figure(request, live_of(request, zone, day_or_404(day)), key)


def live_of(request: HttpRequest, zone: Unit, when: date) -> Live:
    scope, day = scope_of(request), when.isoformat()
    asked = {"day": day, "as_of": min(when, as_of_in(request)).isoformat()}
    try:
        arguments = KIND.clean(scope, zone, asked)
    except Refused as refused:
        raise Http404(refused.code) from refused
    return Live(
        kind=DISPATCH_SHEET,
        arguments=arguments,
        document=KIND.build(scope, zone, arguments, silent),
        question=_("What has changed since last week, and what is each unit asked about?"),
        page_address=address(request, "rhythm:dispatch", day),
        figure_address=lambda key: address(request, "rhythm:dispatch-figure", day, key),
        editions_url=address(request, "documents:list", kind=DISPATCH_SHEET),
        tabs=tabs_of(request, when),
        tabs_label=_("Days of dispatch"),
    )


def tabs_of(request: HttpRequest, when: date) -> list[Tab]:
    """The one shown, those before it, and the next."""
    days = [when]
    for _step in range(TABS_BEFORE):
        days.insert(0, dispatch_before(days[0]))
    following = dispatch_from(date.fromordinal(when.toordinal() + 1))
    return [
        Tab(
            date_format(day, "MONTH_DAY_FORMAT"), address(request, "rhythm:dispatch", day.isoformat()),
            is_current=day == when,
        )
        for day in (*days, following)
    ]  # fmt: skip


def day_or_404(text: str) -> date:
    try:
        when = date.fromisoformat(text)
    except ValueError as error:
        raise Http404(text) from error
    if not 2004 <= when.year <= 2100:
        raise Http404(text)
    return when
