"""Enterprises on nodes: proposed by the engine, decided by people, put there and taken away by hand."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from zoneworks.accounts.doorways import in_zone
from zoneworks.chains import services
from zoneworks.chains.models import Chain, Placement
from zoneworks.chains.pages.placements import ChangePage, PlacementsPage, PlacePage
from zoneworks.chains.queries_evidence import with_names
from zoneworks.chains.views.entrances import (
    FORM_REFUSED,
    back,
    chain_or_404,
    is_about_the_past,
    must_write,
    scope_of,
    to_own_zone,
    today_of,
    with_chain,
)
from zoneworks.common.errors import Refused
from zoneworks.ui.addresses import address

MOST_TICKED = 500


@with_chain
@require_safe
def placements(request: HttpRequest, chain: Chain) -> HttpResponse:
    """Which enterprises stand on which node, and which are proposed for one?"""
    return render(request, "chains/placements.html", {"page": PlacementsPage(request, chain)})


@with_chain
@require_POST
def propose(request: HttpRequest, chain: Chain) -> HttpResponse:
    """Look through the register for enterprises that belong on the chain."""
    must_write(request, chain)
    if not is_about_the_past(request):
        try:
            found = services.ask_for_proposals(scope=scope_of(request), chain=chain, today=today_of(request))
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            tell_proposed(request, found)
    return redirect(address(request, "chains:placements", chain.pk, state="proposed"))


def tell_proposed(request: HttpRequest, found: services.Proposed) -> None:
    if found.waits:
        words = _("The register is being looked through (%(count)s enterprises); load this page again in a while.")
        messages.info(request, words % {"count": found.enterprises})
        return
    said = ngettext("%(count)d new proposal.", "%(count)d new proposals.", found.placements)
    messages.success(request, said % {"count": found.placements})


@with_chain
@require_POST
def decide(request: HttpRequest, chain: Chain) -> HttpResponse:
    """Confirm or reject the ticked proposals."""
    must_write(request, chain)
    keys = [
        int(key)
        for key in request.POST.getlist("placement")[:MOST_TICKED]
        if key.isascii() and key.isdecimal() and len(key) < 19
    ]
    if not keys:
        messages.warning(request, _("No proposal was ticked."))
    elif not is_about_the_past(request):
        try:
            tell_decided(request, chain, keys)
        except Refused as refused:
            messages.error(request, str(refused))
    return back(request, "chains:placements", chain.pk)


def tell_decided(request: HttpRequest, chain: Chain, keys: list[int]) -> None:
    who: dict[str, Any] = {"scope": scope_of(request), "chain": chain, "placements": keys, "today": today_of(request)}
    if "reject" in request.POST:
        count = services.reject_placements(**who)
        said = ngettext("%(count)d proposal rejected.", "%(count)d proposals rejected.", count)
    else:
        count = services.confirm_placements(**who)
        said = ngettext("%(count)d placement confirmed.", "%(count)d placements confirmed.", count)
    messages.success(request, said % {"count": count})


@with_chain
def place(request: HttpRequest, chain: Chain) -> HttpResponse:
    """Which enterprise belongs on which node?"""
    must_write(request, chain)
    if is_about_the_past(request):
        return redirect(address(request, "chains:placements", chain.pk))
    page = PlacePage(request, chain, request.POST if request.method == "POST" else None)
    if request.method == "POST" and page.form.is_valid():
        said = page.form.cleaned_data
        try:
            services.place_enterprise(
                scope=page.scope, chain=chain, node_code=said["node"], fields=page.form.said(), today=page.today,
                enterprise=page.form.enterprises[said["enterprise"]],
            )  # fmt: skip
        except Refused as refused:
            page.form.refuse(refused)
        else:
            messages.success(request, _("The enterprise stands on the node."))
            return redirect(address(request, "chains:placements", chain.pk, state="standing", node=said["node"]))
    status = FORM_REFUSED if page.form.errors else 200
    return render(request, "chains/place.html", {"page": page}, status=status)


# --- one placement ---------------------------------------------------------------------------------------------------


def with_placement(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand the view a placement that the person may write; one whose enterprise they may not name does not exist."""

    @in_zone
    @wraps(view)
    def entered(request: HttpRequest, /, pk: int) -> HttpResponse:
        found = Placement.objects.select_related("enterprise").filter(pk=pk).first()
        if found is None:
            raise Http404
        chain = chain_or_404(request, found.chain_id)
        must_write(request, chain)
        found.chain = chain
        (one,) = with_names(scope_of(request), chain.zone, [found])
        if one.enterprise_shown is None:  # type: ignore[attr-defined]
            raise Http404
        return to_own_zone(request, chain.zone) or view(request, found)

    return entered


@with_placement
def change(request: HttpRequest, placement: Placement) -> HttpResponse:
    """What part of the enterprise stands on the node?"""
    if is_about_the_past(request):
        return redirect(address(request, "chains:placements", placement.chain_id))
    page = ChangePage(request, placement, request.POST if request.method == "POST" else None)
    if request.method == "POST" and page.form.is_valid():
        try:
            services.change_placement(
                scope=page.scope, placement=placement, fields=page.form.said(), today=page.today,
                seen=page.form.cleaned_data["seen"],
            )  # fmt: skip
        except Refused as refused:
            page.form.refuse(refused)
        else:
            messages.success(request, _("The placement was changed."))
            return redirect(address(request, "chains:placements", placement.chain_id, state="standing"))
    status = FORM_REFUSED if page.form.errors else 200
    return render(request, "chains/placement.html", {"page": page}, status=status)


@with_placement
@require_POST
def end(request: HttpRequest, placement: Placement) -> HttpResponse:
    if not is_about_the_past(request):
        try:
            services.end_placement(scope=scope_of(request), placement=placement, today=today_of(request))
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("The placement has ended."))
    return redirect(address(request, "chains:placements", placement.chain_id, state="standing"))
