"""The page of an order, and the steps taken on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zonekit.supervision import StepKind
from zoneworks.accounts.doorways import in_zone, must, zone_or_404
from zoneworks.audit.fetching import DOWNLOAD, tell_fetched
from zoneworks.common.errors import Refused
from zoneworks.files.serving import file_response
from zoneworks.supervision import services
from zoneworks.supervision.choices import StepKind as Taken
from zoneworks.supervision.entries import Outcome
from zoneworks.supervision.forms import StepForm
from zoneworks.supervision.models import Order
from zoneworks.supervision.pages.actions import ACTIONS, SLUGS, form_for
from zoneworks.supervision.pages.order import OrderPage
from zoneworks.supervision.queries import OF_OFFICE, OF_UNIT, OrderDetail, file_or_none
from zoneworks.supervision.views.entrances import (
    detail_or_404,
    is_about_the_past,
    scope_of,
    to_order,
    today_of,
    with_order,
)
from zoneworks.supervision.words import TAKEN

FORM_REFUSED = 422
SERVICES: dict[StepKind, Callable[..., Outcome]] = {
    StepKind.ACCEPT: services.accept_order,
    StepKind.START: services.start_order,
    StepKind.REPORT: services.report_order,
    StepKind.ASK_EXTENSION: services.ask_extension,
    StepKind.GRANT_EXTENSION: services.grant_extension,
    StepKind.REFUSE_EXTENSION: services.refuse_extension,
    StepKind.RETURN: services.return_order,
    StepKind.VERIFY: services.verify_order,
    StepKind.CLOSE: services.close_order,
    StepKind.STRIKE_OFF: services.strike_off_order,
    StepKind.SUSPEND: services.suspend_order,
    StepKind.RESUME: services.resume_order,
    StepKind.HOLD: services.hold_consequence,
}


@with_order
@require_safe
def order(request: HttpRequest, order: Order) -> HttpResponse:
    """How does the order stand, what is asked, and what comes next?"""
    return show(request, detail_or_404(request, order))


def show(request: HttpRequest, detail: OrderDetail, bound: tuple[StepKind, StepForm] | None = None) -> HttpResponse:
    page = OrderPage(request, detail, bound)
    context = {"page": page, "order": page.order, "state": page.state}
    return render(request, "supervision/order.html", context, status=FORM_REFUSED if bound else 200)


@with_order
@require_POST
def take(request: HttpRequest, order: Order, step: str) -> HttpResponse:
    """Take a step; whoever does not take such steps at all finds nothing here."""
    kind = kind_or_404(step)
    detail = detail_or_404(request, order)
    must(may_take(detail, kind))
    if is_about_the_past(request):
        return to_order(request, order)
    form = form_for(ACTIONS[kind], detail, request.POST, request.FILES)
    if not form.is_valid():
        return show(request, detail, (kind, form))
    try:
        call(request, order, kind, dict(form.cleaned_data))
    except Refused as refused:
        form.refuse(refused)
        return show(request, detail_or_404(request, order), (kind, form))
    messages.success(request, _("Done: %(step)s.") % {"step": TAKEN[Taken(kind.value)]})
    return to_order(request, order)


def may_take(detail: OrderDetail, kind: StepKind) -> bool:
    """Whether such steps are the person's at all, whatever the state."""
    return (detail.is_undertaking and kind in OF_UNIT) or (detail.is_office and kind in OF_OFFICE)


def kind_or_404(slug: str) -> StepKind:
    if slug not in SLUGS:
        raise Http404(slug)
    return SLUGS[slug]


def call(request: HttpRequest, order: Order, kind: StepKind, given: dict[str, Any]) -> None:
    """The service of the step. The form's token, the person and the order make a submission that is taken once."""
    seen, token = given.pop("seen"), given.pop("token")
    if "attached" in given:
        given["files"] = given.pop("attached")
    submission = f"form:{request.user.pk}:{order.pk}:{token}"
    scope, today = scope_of(request), today_of(request)
    if kind == StepKind.ASSIGN:
        chosen = [(order.pk, seen)]
        once(services.assign_orders(
            scope=scope, zone=order.zone, orders=chosen, submission=submission, today=today, **given
        ))  # fmt: skip
    elif kind == StepKind.URGE:
        once(services.urge_orders(scope=scope, zone=order.zone, orders=[order.pk], today=today, **given))
    else:
        SERVICES[kind](scope=scope, order=order, seen=seen, submission=submission, today=today, **given)


def once(outcome: Outcome) -> None:
    for refused in outcome.refused.values():
        raise refused


@in_zone
@require_safe
def file(request: HttpRequest, order: int, pk: int) -> HttpResponse:
    """A file that came with a step, to those who may read the order."""
    kept = file_or_none(scope_of(request), order, pk)
    if kept is None:
        raise Http404
    answer: HttpResponseBase = file_response(kept, request, is_shown=request.GET.get("show") == "1")
    tell_fetched(
        answer, verb=DOWNLOAD, zone=zone_or_404(request), kind="order", key=order, what="file", name=kept.name,
        sha256=kept.sha256,
    )  # fmt: skip
    return answer  # type: ignore[return-value]
