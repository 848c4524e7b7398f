"""Filing orders by hand."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from zoneworks.accounts.doorways import in_zone
from zoneworks.common.errors import Refused
from zoneworks.supervision import services
from zoneworks.supervision.addresses import board_address
from zoneworks.supervision.choices import Basis, Rung
from zoneworks.supervision.entries import OrderDraft
from zoneworks.supervision.models import Order
from zoneworks.supervision.pages.new import NewPage
from zoneworks.supervision.views.entrances import is_about_the_past, must_be_office, scope_of, to_order, today_of

FORM_REFUSED = 422


@in_zone
def new(request: HttpRequest) -> HttpResponse:
    """What is asked of whom, by when, on what basis?"""
    zone = must_be_office(request)
    if is_about_the_past(request):
        return redirect(board_address(request))
    page = NewPage(request, zone, request.POST if request.method == "POST" else None)
    if request.method != "POST" or not page.form.is_valid():
        return show(request, page)
    try:
        orders = file(request, page)
    except Refused as refused:
        page.form.refuse(refused)
        return show(request, page)
    said = ngettext("%(count)d order filed.", "%(count)d orders filed.", len(orders)) % {"count": len(orders)}
    messages.success(request, said)
    return to_order(request, orders[0]) if len(orders) == 1 else redirect(board_address(request, sort="-number"))


def show(request: HttpRequest, page: NewPage) -> HttpResponse:
    is_part = getattr(request, "htmx", False) and request.method == "GET"
    part = {"found": "supervision/new_found.html", "hint": "supervision/new_hint.html"}.get(request.GET.get("part", ""))
    status = FORM_REFUSED if page.form.errors else 200
    return render(request, part if is_part and part else "supervision/new.html", {"page": page}, status=status)


def file(request: HttpRequest, page: NewPage) -> list[Order]:
    """One order for each unit; assigned at once where that was ticked."""
    drafts, scope, today = drafts_of(request, page), scope_of(request), today_of(request)
    orders = services.file_orders(scope=scope, zone=page.zone, orders=drafts, today=today)
    if page.form.cleaned_data["assign"]:
        waiting = [(order.pk, order.revision) for order in orders]
        sent = f"form:{request.user.pk}:{page.form.cleaned_data['token']}:assign"
        services.assign_orders(scope=scope, zone=page.zone, orders=waiting, submission=sent, today=today)
    return orders


def drafts_of(request: HttpRequest, page: NewPage) -> list[OrderDraft]:
    said = page.form.cleaned_data
    units = {unit.code: unit for unit in page.units}
    leader = next((post for post in page.posts if str(post.pk) == said["leader"]), None)
    return [
        OrderDraft(
            title=said["title"], title_en=said["title_en"], content=said["content"], source=said["source"],
            basis=Basis(said["basis"]), unit=units[code], leader=leader, is_urgent=said["is_urgent"],
            is_major=said["is_major"], limit_days=said["limit_days"],
            helpers=tuple(units[one] for one in said["helpers"] if one not in said["units"]),
            rung=None if said["rung"] is None else Rung(said["rung"]),
            subject=(page.subject.kind, page.subject.key) if page.subject else None,
            submission=f"form:{request.user.pk}:{said['token']}:{code}",
        )
        for code in said["units"]
    ]  # fmt: skip
