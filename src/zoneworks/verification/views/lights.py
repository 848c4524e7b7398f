"""Two lights side by side: of a month, of a row; the office rules and withdraws."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zoneworks.accounts.doorways import in_zone, must, zone_or_404
from zoneworks.audit.fetching import EXPORT, tell_fetched
from zoneworks.common.errors import Refused
from zoneworks.plans.models import Item
from zoneworks.plans.views.entrances import must_supervise, scope_of, with_item
from zoneworks.plans.views.exports import WORKBOOK
from zoneworks.reports.months import last_month, month_named
from zoneworks.reports.views.entrances import today_of
from zoneworks.verification import services
from zoneworks.verification.addresses import item_address
from zoneworks.verification.exports import export_lights_xlsx
from zoneworks.verification.forms import RulingForm, WithdrawForm
from zoneworks.verification.pages.item import ItemLightsPage
from zoneworks.verification.pages.lights import LightsPage
from zoneworks.verification.queries import rulings_of
from zoneworks.verification.views.entrances import is_about_the_past


@in_zone
def lights(request: HttpRequest) -> HttpResponse:
    """Do the unit, the rule and the office see the same?"""
    return render(request, "verification/lights.html", {"page": LightsPage(request, zone_or_404(request))})


@in_zone
def workbook(request: HttpRequest) -> HttpResponse:
    """What is seen, as a workbook."""
    page = LightsPage(request, zone_or_404(request))
    if page.lights is None:
        raise Http404
    name = _("Two lights %(month)s as of %(date)s") % {"month": page.month_text, "date": page.as_of.isoformat()}
    response = HttpResponse(export_lights_xlsx(page), content_type=WORKBOOK)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name + '.xlsx')}"
    response.headers["Cache-Control"] = "private, no-store"
    return tell_fetched(
        response, verb=EXPORT, zone=page.zone, kind="month", key=page.month_text, what="lights", format="xlsx",
        as_of=page.as_of.isoformat(), query=request.GET.urlencode()[:400],
    )  # fmt: skip


@with_item
def item(request: HttpRequest, item: Item) -> HttpResponse:
    """What each of the three voices says of a row in a month, and why; the office rules here."""
    must(item.is_leaf)
    about = month_asked(request)
    if request.method == "POST":
        must_supervise(request, item.plan.zone)
        if is_about_the_past(request):
            return redirect(item_address(request, item.pk, about))
        return rule(request, item, about)
    return show(request, ItemLightsPage(request, item, about))


def show(request: HttpRequest, page: ItemLightsPage, status: int = 200) -> HttpResponse:
    must(page.lights is not None)
    return render(request, "verification/item.html", {"page": page, "item": page.item}, status=status)


def month_asked(request: HttpRequest) -> date:
    as_of: date = request.as_of  # type: ignore[attr-defined]
    return month_named(request.GET.get("month", "")) or last_month(as_of)


def rule(request: HttpRequest, item: Item, about: date) -> HttpResponse:
    form = RulingForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            services.rule_light(scope=scope_of(request), item=item, about=about, today=today_of(request), **said)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The ruling stands beside the computed light."))
            return redirect(item_address(request, item.pk, about))
    return show(request, ItemLightsPage(request, item, about, form), 422)


@with_item
@require_POST
def withdraw(request: HttpRequest, item: Item) -> HttpResponse:
    """The ruling stands no longer; both stay on record."""
    must_supervise(request, item.plan.zone)
    about, first = month_asked(request), item.origin_id or item.pk
    here = redirect(item_address(request, item.pk, about))
    if is_about_the_past(request):
        return here
    ruling = rulings_of(item.plan.zone, today_of(request), about=about, items=[first]).get(first)
    form = WithdrawForm(request.POST)
    if ruling is None:
        messages.warning(request, _("No ruling stands here any more."))
        return here
    if form.is_valid():
        said = form.cleaned_data
        try:
            services.withdraw_ruling(scope=scope_of(request), ruling=ruling, today=today_of(request), **said)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The ruling is withdrawn. It stays on record."))
            return here
    return show(request, ItemLightsPage(request, item, about, withdraw_form=form), 422)
