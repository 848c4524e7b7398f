"""The map of a chain as a picture, as a table and as a workbook."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zoneworks.chains.exports import map_workbook, workbook_answer
from zoneworks.chains.exports_roster import roster_workbook
from zoneworks.chains.models import Chain
from zoneworks.chains.pages.map import MapPage
from zoneworks.chains.views.entrances import is_htmx, with_chain


@with_chain
@require_safe
def chain_map(request: HttpRequest, chain: Chain) -> HttpResponse:
    """Which nodes has the chain here, and where are its gaps? Under htmx, what is known of the chosen node."""
    page = MapPage(request, chain)
    if is_htmx(request) and page.panel is not None and not page.is_table:
        return render(request, "chains/node_part.html", {"page": page, "panel": page.panel})
    return render(request, "chains/map.html", {"page": page, "panel": page.panel})


@with_chain
@require_safe
def workbook(request: HttpRequest, chain: Chain) -> HttpResponse:
    """The nodes as seen in the table."""
    page = MapPage(request, chain)
    return workbook_answer(page, *map_workbook(page), kind="chain_map", key=chain.pk)


@with_chain
@require_safe
def roster(request: HttpRequest, chain: Chain) -> HttpResponse:
    """The enterprises on the chain, as the command line reads them."""
    page = MapPage(request, chain)
    made = roster_workbook(page.scope, chain, page.as_of)
    return workbook_answer(page, *made, kind="chain_roster", key=chain.pk)
