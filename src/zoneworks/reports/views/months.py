"""The month of a zone: its reports as a list, closed and opened again, and the silent urged."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from zoneworks.accounts.doorways import in_zone, zone_or_404
from zoneworks.common.errors import Refused
from zoneworks.plans.services.closed_months import close_month, reopen_month
from zoneworks.plans.views.entrances import must_supervise, scope_of
from zoneworks.reports import services
from zoneworks.reports.addresses import month_address
from zoneworks.reports.forms import ReopenForm
from zoneworks.reports.pages.month import MonthPage
from zoneworks.reports.pages.words import month_words
from zoneworks.reports.queries import MISSING, owed_rows
from zoneworks.reports.views.entrances import back, is_about_the_past, today_of
from zoneworks.ui.parts import Crumb

MOST_URGED = 5000


@in_zone
def month(request: HttpRequest) -> HttpResponse:
    """Who has reported this month, who has not, and what waits?"""
    return render(request, "reports/month.html", {"page": MonthPage(request, zone_or_404(request))})


@in_zone
@require_POST
def urge(request: HttpRequest) -> HttpResponse:
    """Remind a unit, or all of them, of what is missing; each report once a day, however often this is pressed."""
    zone = zone_or_404(request)
    must_supervise(request, zone)
    page = MonthPage(request, zone)
    if is_about_the_past(request):
        return redirect(back(request))
    missing = owed_rows(
        scope_of(request), zone, page.about, today=page.today, unit=page.unit, state=MISSING, size=MOST_URGED
    )
    try:
        count = services.urge(
            scope=scope_of(request), zone=zone, about=page.about, items=[row.item for row in missing], today=page.today
        )
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(back(request))
    if count:
        said = ngettext("%(count)d report urged.", "%(count)d reports urged.", count) % {"count": count}
        messages.success(request, said)
    else:
        messages.warning(request, _("Nothing to urge: no report is missing, or all were urged today already."))
    return redirect(back(request))


@in_zone
def close(request: HttpRequest) -> HttpResponse:
    """Close a month, after a look at what is still open in it."""
    zone = zone_or_404(request)
    must_supervise(request, zone)
    page = MonthPage(request, zone)
    if is_about_the_past(request):
        return redirect(month_address(request, page.about))
    trouble = ""
    if request.method == "POST":
        try:
            close_month(scope=scope_of(request), zone=zone, about=page.about, today=today_of(request))
        except Refused as refused:
            trouble = str(refused)
        else:
            messages.success(request, _("%(month)s is closed.") % {"month": month_words(page.about)})
            return redirect(month_address(request, page.about))
    words = {
        "title": _("Close %(month)s?") % {"month": month_words(page.about)},
        "sentence": _("A closed month takes no reports and no values. It can be opened again with a reason."),
        "confirm_label": _("Close the month"),
        "facts_shown": [(cell.label, cell.value) for cell in page.figures],
    }
    return ask(request, page, trouble, words)


@in_zone
def reopen(request: HttpRequest) -> HttpResponse:
    """Open a closed month again, saying why."""
    zone = zone_or_404(request)
    must_supervise(request, zone)
    page, form, trouble = MonthPage(request, zone), ReopenForm(request.POST or None), ""
    if is_about_the_past(request):
        return redirect(month_address(request, page.about))
    if request.method == "POST" and form.is_valid():
        try:
            reopen_month(
                scope=scope_of(request), zone=zone, about=page.about, reason=form.cleaned_data["reason"],
                today=today_of(request),
            )  # fmt: skip
        except Refused as refused:
            trouble = str(refused)
        else:
            messages.success(request, _("%(month)s is open again.") % {"month": month_words(page.about)})
            return redirect(month_address(request, page.about))
    words = {
        "title": _("Open %(month)s again?") % {"month": month_words(page.about)},
        "sentence": _("The month takes reports and values again. The reason stays on record."),
        "confirm_label": _("Open the month again"),
        "form": form,
    }
    return ask(request, page, trouble, words)


def ask(request: HttpRequest, page: MonthPage, trouble: str, words: dict[str, Any]) -> HttpResponse:
    here = month_address(request, page.about)
    shown = {
        **words,
        "trouble": trouble,
        "cancel_url": here,
        "trail": [Crumb(_("Monthly reports"), here), Crumb(words["confirm_label"])],
    }
    return render(request, "plans/confirm.html", shown, status=422 if request.method == "POST" else 200)
