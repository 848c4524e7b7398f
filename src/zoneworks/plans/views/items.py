"""One row of the plan: its page, and why it has its light."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from zoneworks.plans.models import Item
from zoneworks.plans.pages.item import ItemPage
from zoneworks.plans.pages.reason import ReasonPage, title_of
from zoneworks.plans.queries_items import ItemDetail, item_detail
from zoneworks.plans.views.entrances import scope_of, with_item
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import Crumb

FORM_REFUSED = 422


def detail_or_404(request: HttpRequest, item: Item) -> ItemDetail:
    detail = item_detail(scope_of(request), item.pk, request.as_of, with_reports=False)  # type: ignore[attr-defined]
    if detail is None:
        raise Http404
    return detail


@with_item
def item(request: HttpRequest, item: Item) -> HttpResponse:
    """Where does this row stand, why, and what is to be done?"""
    return show_item(request, item)


def show_item(request: HttpRequest, item: Item, **refused: Any) -> HttpResponse:
    """The page, with a form that was refused where there is one; its address stays that of the row."""
    page = ItemPage(request, detail_or_404(request, item), **refused)
    is_swapped = bool(request.htmx)  # type: ignore[attr-defined]
    status = FORM_REFUSED if refused and not is_swapped else 200
    response = render(request, "plans/item.html", {"page": page, "item": page.item, "plan": page.plan}, status=status)
    if refused and is_swapped:
        response.headers["HX-Push-Url"] = "false"
        response.headers["HX-Reswap"] = "outerHTML show:none"
    return response


@with_item
def reason(request: HttpRequest, item: Item) -> HttpResponse:
    """How did this light come about?"""
    detail = detail_or_404(request, item)
    shown = {"page": ReasonPage(request, detail), "item": detail.item, "detail": detail}
    if request.htmx and not request.htmx.boosted:  # type: ignore[attr-defined]
        return render(request, "plans/reason_body.html", shown)
    shown["trail"] = [
        Crumb(_("Plan %(year)s") % {"year": detail.plan.year}, address(request, "plans:board", plan=detail.plan.pk)),
        Crumb(title_of(detail.item), address(request, "plans:item", detail.item.pk)),
        Crumb(_("How this light came about")),
    ]
    return render(request, "plans/reason.html", shown)


def to_item(request: HttpRequest, item: Item) -> HttpResponse:
    return redirect(address(request, "plans:item", item.pk))
