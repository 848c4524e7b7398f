"""Pages of editions: the list, one as a page to read, what a figure is made of, freezing."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from zonekit.documents.blocks import Document
from zoneworks.accounts.doorways import in_zone, must, zone_or_404
from zoneworks.common.errors import Refused
from zoneworks.common.text import in_language
from zoneworks.documents import queries, services
from zoneworks.documents.choices import LANGUAGES, Format
from zoneworks.documents.kinds import DocumentKind, kind_of
from zoneworks.documents.models import Edition
from zoneworks.documents.paper import document_html
from zoneworks.documents.views.entrances import (
    arguments_in,
    scope_of,
    submission_of,
    today_of,
    with_edition,
)
from zoneworks.documents.views.figures import figure_page
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import Crumb

EDITIONS_ON_A_PAGE = 25
RECENT_FILES = 5


@in_zone
def edition_list(request: HttpRequest) -> HttpResponse:
    """Every edition of the zone that the person may read, newest first, and their own latest files."""
    zone, scope = zone_or_404(request), scope_of(request)
    must(queries.has_documents(scope))
    kinds = queries.kinds_read(scope, zone)
    asked = request.GET.get("kind", "")
    as_of = request.as_of  # type: ignore[attr-defined]
    found = queries.editions_of(scope, zone, asked, as_of)
    page = Paginator(found, EDITIONS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": [(edition, kind_of(edition.kind).label) for edition in page],
        "kinds": [(kind.code, kind.label) for kind in kinds if kind.is_frozen],
        "is_filtered": bool(asked),
        "productions": list(queries.own_productions(scope, zone)[:RECENT_FILES]),
    }
    return render(request, "documents/list.html", context)


@with_edition
def edition(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The frozen edition to read, and the files made from it."""
    kind = kind_of(edition.kind)
    context = {
        "edition": edition,
        "kind": kind,
        "trail": trail_of(request, Crumb(edition.mark)),
        "files": files_table(kind, edition),
        "submission": uuid4().hex,
    }
    try:
        document = read_in_language(edition)
    except services.EditionDamaged as damaged:
        return render(request, "documents/edition.html", {**context, "damage": str(damaged)}, status=500)
    context["paper"] = document_html(request, document, lambda key: figure_address(request, edition, key))
    return render(request, "documents/edition.html", context)


@with_edition
def figure(request: HttpRequest, edition: Edition, key: str) -> HttpResponse:
    """What makes a figure of the edition up."""
    here = address(request, "documents:edition", edition.uid)
    return figure_page(
        request, read_in_language(edition), key, page_address=here,
        figure_address=lambda other: figure_address(request, edition, other),
        trail=trail_of(request, Crumb(edition.mark, here)),
    )  # fmt: skip


@in_zone
def freeze(request: HttpRequest) -> HttpResponse:
    """A question, then an edition of what is known now: ?kind=answer_sheet&arguments={"year": 2023}."""
    zone, scope = zone_or_404(request), scope_of(request)
    asked = request.POST if request.method == "POST" else request.GET
    kind = kind_of(asked.get("kind", ""))
    must(kind.is_frozen and kind.may_make(scope, zone))
    arguments = arguments_in(asked.get("arguments", ""))
    trouble = ""
    try:
        if request.method == "POST":
            asked_for = services.ask_to_freeze(
                scope=scope, zone=zone, kind=kind.code, arguments=arguments, submission=submission_of(request),
                today=today_of(request),
            )  # fmt: skip
            return redirect(address(request, "documents:production", asked_for.uid))
        title = in_language(*kind.titles(zone, kind.clean(scope, zone, arguments)))
    except Refused as refused:
        title, trouble = str(kind.label), str(refused)
    back = kind.address_of(arguments) if not trouble else ""
    facts = [(pgettext("document", "Document"), title)]
    if trouble:
        facts.append((pgettext("document", "Refused"), trouble))
    context = {
        "title": _("Freeze this document?"),
        "sentence": _("Its data is kept as known now, with a number and a SHA-256, and is never changed."),
        "facts_shown": facts,
        "confirm_label": _("Freeze"),
        "cancel_url": back or address(request, "documents:list"),
        "hidden_fields": [
            ("kind", kind.code), ("arguments", asked.get("arguments", "")), ("submission", uuid4().hex),
        ],
    }  # fmt: skip
    return render(request, "ui/confirm.html", context, status=422 if trouble else 200)


def read_in_language(edition: Edition) -> Document:
    """In the reader's language."""
    documents = services.read_edition(edition)
    found = documents.get(get_language() or "") or next(iter(documents.values()), None)
    if found is None:
        raise Http404
    return found


def files_table(kind: DocumentKind, edition: Edition) -> list[tuple[str, list[dict[str, Any]]]]:
    """A line for each format: a ready file, or the way to have it made, in each language."""
    ready = queries.files_of(edition)
    lines = []
    for format_ in (one for one in kind.formats if one != Format.ZIP):
        languages = LANGUAGES if format_ != Format.JSON else LANGUAGES[:1]
        cells = [
            {"language": code, "format": format_.value, "file": ready.get((format_.value, code))} for code in languages
        ]
        lines.append((str(format_.label), cells))
    return lines


def figure_address(request: HttpRequest, edition: Edition, key: str) -> str:
    return address(request, "documents:figure", edition.uid, key)


def trail_of(request: HttpRequest, *crumbs: Crumb) -> list[Crumb]:
    return [Crumb(_("Editions and files"), address(request, "documents:list")), *crumbs]
