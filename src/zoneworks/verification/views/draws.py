"""Samples: drawn, looked at, drawn again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zoneworks.accounts.doorways import zone_or_404
from zoneworks.common.errors import Refused
from zoneworks.plans.views.entrances import must_supervise, scope_of
from zoneworks.reports.views.entrances import today_of
from zoneworks.verification import services
from zoneworks.verification.addresses import month_address, sample_address
from zoneworks.verification.forms import DrawForm
from zoneworks.verification.models import Draw
from zoneworks.verification.pages.evidence import MonthPage, SamplePage
from zoneworks.verification.views.entrances import concerned, is_about_the_past, with_draw


@concerned
@require_POST
def draw(request: HttpRequest) -> HttpResponse:
    """Draw from the confirmed reports of the month in the address; the same seed gives the same sample back."""
    zone = zone_or_404(request)
    must_supervise(request, zone)
    form = DrawForm(request.POST)
    page = MonthPage(request, zone, form)
    if is_about_the_past(request):
        return redirect(month_address(request, page.about))
    if form.is_valid():
        try:
            found = services.draw_sample(
                scope=scope_of(request), zone=zone, about=page.about, seed=form.cleaned_data["seed"],
                today=today_of(request), **form.asked,
            )  # fmt: skip
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(request, _("The sample is drawn."))
            return redirect(sample_address(request, found.pk))
    return render(request, "verification/month.html", {"page": page}, status=422)


@with_draw
def sample(request: HttpRequest, draw: Draw) -> HttpResponse:
    """Which reports were drawn, from what, and does drawing again give the same?"""
    return render(request, "verification/sample.html", {"page": SamplePage(request, draw)})
