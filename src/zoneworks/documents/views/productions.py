"""Pages of files being made: asking, progress, stopping, repeating, the file itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast
from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from zoneworks.accounts.doorways import in_zone, must, zone_or_404
from zoneworks.audit.fetching import DOWNLOAD, tell_fetched
from zoneworks.common.errors import Refused
from zoneworks.documents import queries, services
from zoneworks.documents.kinds import kind_of
from zoneworks.documents.models import Edition, Production
from zoneworks.documents.views.editions import trail_of
from zoneworks.documents.views.entrances import (
    arguments_in,
    posted,
    scope_of,
    submission_of,
    today_of,
    with_edition,
    with_production,
)
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import Crumb

PRODUCTIONS_ON_A_PAGE = 25


@in_zone
def production_list(request: HttpRequest) -> HttpResponse:
    """The person's own files, newest first."""
    zone, scope = zone_or_404(request), scope_of(request)
    must(queries.has_documents(scope))
    page = Paginator(queries.own_productions(scope, zone), PRODUCTIONS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "productions": page.object_list, "trail": trail_of(request, Crumb(_("My files")))}
    return render(request, "documents/productions.html", context)


@with_production
def production(request: HttpRequest, production: Production) -> HttpResponse:
    """How far the work is; htmx asks for the part that changes, a link does without scripts."""
    kind = kind_of(production.kind)
    arguments = production.edition.arguments if production.edition else production.arguments
    context: dict[str, Any] = {
        "production": production,
        "kind": kind,
        "title": production.title_shown,
        "is_own": production.asked_by_id == request.user.pk,
        "submission": uuid4().hex,
        "back": kind.address_of(arguments),
    }
    if request.htmx and request.htmx.target == "production":  # type: ignore[attr-defined]
        return render(request, "documents/production.html#production", context)
    context["trail"] = trail_of(request, Crumb(context["title"]))
    return render(request, "documents/production.html", context)


@in_zone
def ask(request: HttpRequest) -> HttpResponse:
    """Have a file made of what is known now: kind, arguments as JSON, format and, if not the page's, language."""
    posted(request)
    zone, scope = zone_or_404(request), scope_of(request)
    kind = kind_of(request.POST.get("kind", ""))
    must(kind.may_make(scope, zone))
    arguments = arguments_in(request.POST.get("arguments", ""))

    def asked() -> Production:
        return services.ask_for(
            scope=scope, zone=zone, kind=kind.code, arguments=arguments, format=request.POST.get("format", ""),
            language=language_in(request), submission=submission_of(request), today=today_of(request),
        )  # fmt: skip

    return attempt(request, asked, kind.address_of(arguments) or address(request, "documents:list"))


@with_edition
def ask_of_edition(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Have a file made of a frozen edition."""
    posted(request)

    def asked() -> Production:
        return services.ask_for(
            scope=scope_of(request), zone=edition.zone, kind=edition.kind, arguments={}, edition=edition,
            format=request.POST.get("format", ""), language=language_in(request),
            submission=submission_of(request), today=today_of(request),
        )  # fmt: skip

    return attempt(request, asked, address(request, "documents:edition", edition.uid))


@with_production
def stop(request: HttpRequest, production: Production) -> HttpResponse:
    posted(request)
    must(production.asked_by_id == request.user.pk)

    def stopped() -> Production:
        return services.stop_production(scope=scope_of(request), production=production)

    return attempt(request, stopped, address(request, "documents:production", production.uid))


@with_production
def repeat(request: HttpRequest, production: Production) -> HttpResponse:
    posted(request)
    must(production.asked_by_id == request.user.pk)

    def repeated() -> Production:
        return services.repeat_production(
            scope=scope_of(request), production=production, submission=submission_of(request), today=today_of(request)
        )

    return attempt(request, repeated, address(request, "documents:production", production.uid))


@with_production
def file(request: HttpRequest, production: Production) -> HttpResponse:
    """The file itself, never shown by the browser as a page of ours; each download is on record."""
    kept = production.file
    if kept is None or not kept.content.storage.exists(str(kept.content.name)):
        raise Http404
    response = FileResponse(
        kept.content.open("rb"), as_attachment=True, filename=kept.name, content_type=kept.media_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    tell_fetched(
        response, verb=DOWNLOAD, zone=production.zone, kind="production", key=production.pk, document=production.kind,
        format=production.format, language=production.language, as_of=as_of_shown(production), sha256=kept.sha256,
        edition=production.edition.mark if production.edition else "",
    )  # fmt: skip
    return cast(HttpResponse, response)


def as_of_shown(production: Production) -> str:
    """The day the file speaks of, where it speaks of one."""
    if production.edition:
        return production.edition.as_of.isoformat()
    return str(production.arguments.get("as_of", ""))


def language_in(request: HttpRequest) -> str:
    return request.POST.get("language", "") or get_language() or ""


def attempt(request: HttpRequest, action: Callable[[], Production], otherwise: str) -> HttpResponse:
    """Do it and show how it goes, or say in a sentence why it was refused."""
    try:
        done = action()
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(otherwise)
    return redirect(address(request, "documents:production", done.uid))
