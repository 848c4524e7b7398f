"""A document as known now, shown as a page; each of its figures opens to what makes it up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zonekit.documents.blocks import Document
from zoneworks.documents.asking import asking_for
from zoneworks.documents.paper import document_html
from zoneworks.documents.views.figures import figure_page
from zoneworks.ui.parts import Crumb, Tab


@dataclass(frozen=True)
class Live:
    """`slot` and `subject`: where upper apps add what they do with the document. `editions_url`: what was frozen."""

    kind: str
    arguments: dict[str, Any]
    document: Document
    question: str
    page_address: str
    figure_address: Callable[[str], str]
    trail: list[Crumb] = field(default_factory=list)
    slot: str = ""
    subject: object = None
    editions_url: str = ""
    tabs: list[Tab] = field(default_factory=list)
    tabs_label: str = ""


def live_page(
    request: HttpRequest, live: Live, template: str = "documents/live.html", status: int = 200, **more: Any
) -> HttpResponse:  # fmt: skip
    """`template` extends documents/live.html; `more`: what it shows besides the document."""
    context = {
        "title": live.document.title,
        "question": live.question,
        "paper": document_html(request, live.document, live.figure_address, has_title=False),
        "asking": asking_for(request, live.kind, live.arguments),
        "slot": live.slot,
        "subject": live.subject,
        "editions_url": live.editions_url,
        "tabs_shown": live.tabs,
        "tabs_label": live.tabs_label,
        "trail": [*live.trail, Crumb(live.document.title)] if live.trail else [],
    }
    return render(request, template, {**context, **more}, status=status)


def live_figure(request: HttpRequest, live: Live, key: str) -> HttpResponse:
    return figure_page(
        request,
        live.document,
        key,
        page_address=live.page_address,
        figure_address=live.figure_address,
        trail=[*live.trail, Crumb(live.document.title, live.page_address)],
    )
