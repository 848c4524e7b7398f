"""Proposed indicators of a plan: looked through, corrected, confirmed or put aside."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from zonekit.plans import month_end
from zoneworks.accounts.doorways import must
from zoneworks.common.errors import Refused
from zoneworks.plans import queries, services
from zoneworks.plans.choices import IndicatorState, PlanState
from zoneworks.plans.forms import IndicatorForm
from zoneworks.plans.models import Indicator, Plan
from zoneworks.plans.pages import proposals
from zoneworks.plans.pages.plan import plan_trail
from zoneworks.plans.views.entrances import must_supervise, scope_of, with_plan
from zoneworks.plans.views.plans import Question, ask, seen
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import Crumb

QUARTER_ENDS = (3, 6, 9, 12)
LONGEST_KEY = 18


@with_plan
def indicators(request: HttpRequest, plan: Plan) -> HttpResponse:
    """What was read from the text, and is it meant so?"""
    scope = scope_of(request)
    must(scope.sees_all_working_records(plan.zone))
    state = proposals.state_asked(request)
    page = proposals.indicator_page(request, plan, state)
    may_write = scope.is_supervising(plan.zone) and plan.state != PlanState.CLOSED
    context = {
        "plan": plan,
        "page": page,
        "lines": proposals.proposal_lines(plan, page),
        "tabs_shown": proposals.state_tabs(request, plan, state),
        "state": state,
        "may_confirm": may_write and state != IndicatorState.CONFIRMED,
        "may_write": may_write,
        "trail": plan_trail(request, plan, Crumb(_("Indicators"))),
    }
    return render(request, "plans/indicators.html", context)


@with_plan
@require_POST
def confirm(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Let the ticked indicators count."""
    must_supervise(request, plan.zone)
    keys = [int(key) for key in request.POST.getlist("indicator") if key.isdecimal() and len(key) <= LONGEST_KEY]
    try:
        count = services.confirm_indicators(scope=scope_of(request), plan=plan, indicators=keys)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        if count:
            messages.success(request, confirmed_words(count))
        else:
            messages.warning(request, _("Nothing was ticked that could be confirmed."))
    return to_list(request, plan)


def confirmed_words(count: int) -> str:
    return ngettext("%(count)d indicator counts now.", "%(count)d indicators count now.", count) % {"count": count}


@with_plan
def confirm_all(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Let every proposed indicator with a target count."""
    must_supervise(request, plan.zone)
    waiting = Indicator.objects.filter(item__plan=plan, state=IndicatorState.PROPOSED)
    keys = list(waiting.filter(target__isnull=False).values_list("pk", flat=True))
    count, without = len(keys), waiting.filter(target__isnull=True).count()
    facts: list[tuple[str, object]] = [(_("Plan"), plan.title_shown), (_("Indicators to confirm"), count)]
    if without:
        facts.append((_("Left out, without an annual target"), without))
    sentence = _("You say with this that each of them is meant as it was read. In an issued plan that is final.")
    question = Question(_("Confirm all proposed indicators?"), sentence, _("Confirm all"), facts)

    def act() -> str:
        return confirmed_words(services.confirm_indicators(scope=scope_of(request), plan=plan, indicators=keys))

    return ask(request, plan, PlanState(plan.state), question, act)


@with_plan
@require_POST
def reject(request: HttpRequest, plan: Plan, key: int) -> HttpResponse:
    """Put one proposal aside; it stays in the list of rejected ones."""
    must_supervise(request, plan.zone)
    indicator = indicator_or_404(request, plan, key)
    try:
        services.reject_indicator(scope=scope_of(request), indicator=indicator)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("“%(indicator)s” is rejected.") % {"indicator": indicator.title})
    return to_list(request, plan)


@with_plan
def change(request: HttpRequest, plan: Plan, key: int) -> HttpResponse:
    """Correct one indicator before it counts."""
    must_supervise(request, plan.zone)
    indicator = indicator_or_404(request, plan, key)
    schedule = {value.due: value.value for value in indicator.schedule.all()}
    form = IndicatorForm(request.POST or None, initial=known(indicator, schedule), days=days_asked(plan, schedule))
    if request.method == "POST" and form.is_valid():
        try:
            save(request, indicator, form)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
            indicator.item.refresh_from_db(fields=["revision"])
        else:
            messages.success(request, _("“%(indicator)s” is saved.") % {"indicator": form.cleaned_data["name"]})
            return to_list(request, plan)
    context = {
        "plan": plan,
        "indicator": indicator,
        "form": form,
        "is_proposal": indicator.state != IndicatorState.CONFIRMED,
        "cancel_url": address(request, "plans:indicators", plan.pk),
        "trail": plan_trail(
            request, plan, Crumb(_("Indicators"), address(request, "plans:indicators", plan.pk)), Crumb(_("Change"))
        ),
    }
    return render(request, "plans/indicator_change.html", context, status=422 if form.errors else 200)


def indicator_or_404(request: HttpRequest, plan: Plan, key: int) -> Indicator:
    indicator = queries.indicators_readable(scope_of(request), plan).filter(pk=key).first()
    if indicator is None:
        raise Http404
    indicator.item.plan = plan
    return indicator


def days_asked(plan: Plan, schedule: dict[date, Any]) -> list[date]:
    """The quarter ends, and every other day the plan already states a value for."""
    return sorted({*schedule, *(month_end(plan.year, month) for month in QUARTER_ENDS)})


def known(indicator: Indicator, schedule: dict[date, Any]) -> dict[str, Any]:
    names = ("name", "name_en", "unit", "unit_en", "kind", "direction", "start", "baseline", "target")
    return {name: getattr(indicator, name) for name in names} | {
        f"due-{day:%Y%m%d}": value for day, value in schedule.items()
    }


@transaction.atomic
def save(request: HttpRequest, indicator: Indicator, form: IndicatorForm) -> None:
    scope = scope_of(request)
    services.change_indicator(scope=scope, indicator=indicator, seen=seen(request), **form.indicator_fields())
    services.set_schedule(scope=scope, indicator=indicator, schedule=form.schedule())
    if "confirm" in request.POST and indicator.state != IndicatorState.CONFIRMED:
        services.confirm_indicator(scope=scope, indicator=indicator)


def to_list(request: HttpRequest, plan: Plan) -> HttpResponse:
    row = request.GET.get("row", "")
    if row.isdecimal() and len(row) <= LONGEST_KEY:  # from the page on which a row of the draft is adjusted
        return redirect(address(request, "plans:row", plan.pk, int(row)))
    kept = {name: request.GET.get(name) for name in ("state", "page")}
    return redirect(address(request, "plans:indicators", plan.pk, **kept))
