"""The gaps of a chain, one of them, and what is done with it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from zoneworks.chains import services
from zoneworks.chains.choices import BlockageKind
from zoneworks.chains.exports import workbook_answer
from zoneworks.chains.exports_gaps import gaps_workbook
from zoneworks.chains.forms import Statement
from zoneworks.chains.models import Blockage, Chain, Gap
from zoneworks.chains.pages.gap import GapPage
from zoneworks.chains.pages.gaps import GapsPage
from zoneworks.chains.views.entrances import (
    FORM_REFUSED,
    is_about_the_past,
    must_write,
    scope_of,
    today_of,
    with_chain,
    with_gap,
)
from zoneworks.common.errors import Refused
from zoneworks.ui.addresses import address


@with_chain
@require_safe
def gaps(request: HttpRequest, chain: Chain) -> HttpResponse:
    """Which gaps does the chain have here, and who closes them by when?"""
    return render(request, "chains/gaps.html", {"page": GapsPage(request, chain)})


@with_chain
@require_safe
def workbook(request: HttpRequest, chain: Chain) -> HttpResponse:
    """The gaps as seen, whole."""
    page = GapsPage(request, chain)
    return workbook_answer(page, *gaps_workbook(page), kind="chain_gaps", key=chain.pk)


@with_chain
@require_POST
def find(request: HttpRequest, chain: Chain) -> HttpResponse:
    """Keep the chain's gaps from today on."""
    must_write(request, chain)
    if not is_about_the_past(request):
        try:
            found = services.find_gaps(scope=scope_of(request), chain=chain, today=today_of(request))
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            count = len(found.opened)
            said = ngettext("%(count)d gap found.", "%(count)d gaps found.", count) % {"count": count}
            messages.success(request, said)
    return redirect(address(request, "chains:gaps", chain.pk))


@with_gap
@require_safe
def gap(request: HttpRequest, gap: Gap) -> HttpResponse:
    """What is missing, why does it matter, and whom could the zone win for it?"""
    return render(request, "chains/gap.html", {"page": GapPage(request, gap)})


# --- what is done with a gap -----------------------------------------------------------------------------------------


def written(request: HttpRequest, gap: Gap, name: str, act: Callable[[GapPage], str]) -> HttpResponse:
    """Send a form of the gap's page: back to the page with a word, or the page with what is wrong."""
    must_write(request, gap.chain)
    if is_about_the_past(request):
        return to_gap(request, gap)
    page = GapPage(request, gap, sent=request.POST, form=name)
    form: Statement = getattr(page, f"{name}_form")
    if form.is_valid():
        try:
            messages.success(request, act(page))
        except Refused as refused:
            form.refuse(refused)
        else:
            return to_gap(request, gap)
    return render(request, "chains/gap.html", {"page": page}, status=FORM_REFUSED)


def to_gap(request: HttpRequest, gap: Gap) -> HttpResponse:
    return redirect(address(request, "chains:gap", gap.pk))


@with_gap
@require_POST
def take(request: HttpRequest, gap: Gap) -> HttpResponse:
    def act(page: GapPage) -> str:
        said = page.take_form.cleaned_data
        unit = page.take_form.units[said["unit"]]
        services.take_gap(scope=page.scope, gap=gap, unit=unit, due=said["due"], today=page.today, seen=said["seen"])
        return _("The gap was given to %(unit)s.") % {"unit": unit.title}

    return written(request, gap, "take", act)


@with_gap
@require_POST
def note(request: HttpRequest, gap: Gap) -> HttpResponse:
    def act(page: GapPage) -> str:
        said = page.note_form.cleaned_data
        services.note_gap(scope=page.scope, gap=gap, note=said["note"], today=page.today, seen=said["seen"])
        return _("The note was kept.")

    return written(request, gap, "note", act)


@with_gap
@require_POST
def block(request: HttpRequest, gap: Gap) -> HttpResponse:
    """What blocks the node; a node that is not there at all can be blocked as well."""

    def act(page: GapPage) -> str:
        said = page.block_form.cleaned_data
        services.record_blockage(
            scope=page.scope, chain=gap.chain, node_code=gap.node_code, kind=BlockageKind(said["kind"]),
            words=said["words"], today=page.today, since=said["since"],
            submission=f"blockage:{request.user.pk}:{gap.pk}:{said['submission'][:32]}",
        )  # fmt: skip
        return _("The blockage was recorded.")

    return written(request, gap, "block", act)


@with_gap
@require_POST
def lift(request: HttpRequest, gap: Gap, blockage: int) -> HttpResponse:
    must_write(request, gap.chain)
    found = Blockage.objects.select_related("chain").filter(
        pk=blockage, chain=gap.chain, node_code=gap.node_code
    ).first()  # fmt: skip
    if found is None:
        raise Http404
    if not is_about_the_past(request):
        found.chain = gap.chain
        try:
            services.lift_blockage(scope=scope_of(request), blockage=found, today=today_of(request))
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("The blockage was lifted."))
    return to_gap(request, gap)
