"""What makes a figure up: of an edition here, of a live document for the apps above."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from zonekit.documents.blocks import Document
from zoneworks.documents.paper import FigureAddress, part_lines
from zoneworks.ui.parts import Crumb

PARTS_ON_A_PAGE = 100


def figure_page(
    request: HttpRequest,
    document: Document,
    key: str,
    *,
    page_address: str,
    figure_address: FigureAddress,
    trail: list[Crumb],
) -> HttpResponse:
    """The parts of a figure with links to entries of the document, to records and to further figures.

    `page_address` is where the document is read. A key the document does not know does not exist.
    """
    figure = document.figures.get(key)
    if figure is None:
        raise Http404
    lines = part_lines(document, figure, page_address, figure_address)
    page = Paginator(lines, PARTS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "figure": figure,
        "document": document,
        "page": page,
        "page_address": page_address,
        "trail": [*trail, Crumb(figure.name)],
    }
    return render(request, "documents/figure.html", context)
