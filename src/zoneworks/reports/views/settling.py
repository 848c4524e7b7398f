"""Many reports at once: confirmed, returned with one reason, or handed in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from zoneworks.accounts.doorways import in_zone, must, zone_or_404
from zoneworks.common.errors import Refused
from zoneworks.plans.pages.reason import title_of
from zoneworks.plans.views.entrances import must_supervise, scope_of
from zoneworks.reports import services
from zoneworks.reports.addresses import month_address
from zoneworks.reports.forms import ReturnForm
from zoneworks.reports.pages.month import MonthPage
from zoneworks.reports.services import Outcome, Overtaking
from zoneworks.reports.views.entrances import back, is_about_the_past, is_reporting_somewhere, ticked, today_of
from zoneworks.ui.parts import Crumb

SHOWN = 8


@in_zone
@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """From today on the values of the ticked reports count."""
    zone = zone_or_404(request)
    must_supervise(request, zone)
    chosen = ticked(request.POST.getlist("report"))
    if is_about_the_past(request) or nothing_ticked(request, chosen):
        return redirect(back(request))
    try:
        settled = services.confirm_reports(scope=scope_of(request), zone=zone, reports=chosen, today=today_of(request))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(back(request))
    count = len(settled.confirmed)
    if count:
        said = ngettext("%(count)d monthly report confirmed.", "%(count)d monthly reports confirmed.", count) % {
            "count": count
        }
        messages.success(request, said)
    tell_overtaken(request, settled.overtaken)
    return redirect(back(request))


@in_zone
@require_POST
def give_back(request: HttpRequest) -> HttpResponse:
    """Return the ticked reports with one reason: the first time it is asked for, the second time they go."""
    zone = zone_or_404(request)
    must_supervise(request, zone)
    chosen = ticked(request.POST.getlist("report"))
    if is_about_the_past(request) or nothing_ticked(request, chosen):
        return redirect(back(request))
    form = ReturnForm(request.POST if "reason" in request.POST else None)
    if form.is_bound and form.is_valid():
        try:
            given = services.return_reports(
                scope=scope_of(request), zone=zone, reports=chosen, reason=form.cleaned_data["reason"],
                today=today_of(request),
            )  # fmt: skip
        except Refused as refused:
            form.add_error("reason", str(refused))
        else:
            count = len(given.returned)
            if count:
                said = ngettext("%(count)d report returned.", "%(count)d reports returned.", count) % {"count": count}
                messages.success(request, said)
            tell_overtaken(request, given.overtaken)
            return redirect(back(request))
    return render(request, "plans/confirm.html", returning(request, chosen, form), status=422 if form.errors else 200)


def returning(request: HttpRequest, chosen: list[tuple[int, int]], form: ReturnForm) -> dict[str, object]:
    here = back(request)
    title = ngettext("Return %(count)d report?", "Return %(count)d reports?", len(chosen)) % {"count": len(chosen)}
    return {
        "title": title,
        "sentence": _("Their values count for nothing. The units see what you write and submit again."),
        "form": form,
        "hidden_fields": [("next", here), *(("report", f"{key}:{seen}") for key, seen in chosen)],
        "confirm_label": _("Return them"),
        "cancel_url": here,
        "trail": [Crumb(_("Monthly reports"), here), Crumb(title)],
    }


@in_zone
@require_POST
def submit_drafts(request: HttpRequest) -> HttpResponse:
    """Hand in all drafts of the month that are the person's; what is not ready is named and stays a draft."""
    zone = zone_or_404(request)
    must(is_reporting_somewhere(scope_of(request), zone))
    page = MonthPage(request, zone)
    month = redirect(month_address(request, page.about))
    if is_about_the_past(request):
        return month
    drafts = page.drafts
    if not drafts:
        messages.warning(request, _("There is no draft of yours to submit."))
        return month
    outcomes = services.submit_reports(
        scope=scope_of(request), zone=zone, reports=[(draft.pk, draft.revision) for draft in drafts], today=page.today
    )
    tell_outcomes(request, outcomes)
    return month


def tell_outcomes(request: HttpRequest, outcomes: list[Outcome]) -> None:
    done = sum(outcome.is_submitted for outcome in outcomes)
    if done:
        said = ngettext("%(count)d report submitted.", "%(count)d reports submitted.", done) % {"count": done}
        messages.success(request, said)
    refused = [outcome for outcome in outcomes if not outcome.is_submitted]
    for outcome in refused[:SHOWN]:
        found = {"item": title_of(outcome.report.item), "sentence": str(outcome.refusal)}
        messages.warning(request, _("%(item)s stays a draft. %(sentence)s") % found)
    tell_rest(request, len(refused))


def tell_overtaken(request: HttpRequest, overtaken: tuple[Overtaking, ...]) -> None:
    for one in overtaken[:SHOWN]:
        messages.warning(request, one.sentence)
    tell_rest(request, len(overtaken))


def tell_rest(request: HttpRequest, count: int) -> None:
    if count > SHOWN:
        rest = count - SHOWN
        messages.warning(request, ngettext("And %(count)d more.", "And %(count)d more.", rest) % {"count": rest})


def nothing_ticked(request: HttpRequest, chosen: list[tuple[int, int]]) -> bool:
    if not chosen:
        messages.warning(request, _("No report was ticked."))
    return not chosen
