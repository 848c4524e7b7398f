"""Roles and artefacts of a chain: shown, given and ended, said anew, their documents handed out."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zoneworks.audit.fetching import DOWNLOAD, tell_fetched
from zoneworks.chains import services
from zoneworks.chains.choices import ArtefactKind, ChainRoleKind
from zoneworks.chains.models import ArtefactFile, Chain, ChainRole
from zoneworks.chains.pages.people import ArtefactPage, PeoplePage
from zoneworks.chains.views.entrances import (
    FORM_REFUSED,
    is_about_the_past,
    must_write,
    scope_of,
    today_of,
    with_chain,
)
from zoneworks.common.errors import Refused
from zoneworks.files.serving import file_response
from zoneworks.ui.addresses import address


@with_chain
def people(request: HttpRequest, chain: Chain) -> HttpResponse:
    """Who works on the chain, and what does it have to show?"""
    page = PeoplePage(request, chain, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        must_write(request, chain)
        if is_about_the_past(request):
            return to_people(request, chain)
        if page.form.is_valid() and gave_role(request, page):
            return to_people(request, chain)
    status = FORM_REFUSED if page.form.errors else 200
    return render(request, "chains/people.html", {"page": page}, status=status)


def gave_role(request: HttpRequest, page: PeoplePage) -> bool:
    said = page.form.cleaned_data
    try:
        services.give_role(
            scope=page.scope, chain=page.chain, kind=ChainRoleKind(said["kind"]), holder=page.form.said(),
            today=page.today, since=said["since"],
        )  # fmt: skip
    except Refused as refused:
        page.form.refuse(refused)
        return False
    messages.success(request, _("The role was given."))
    return True


def to_people(request: HttpRequest, chain: Chain) -> HttpResponse:
    return redirect(address(request, "chains:people", chain.pk))


@with_chain
@require_POST
def end_role(request: HttpRequest, chain: Chain, role: int) -> HttpResponse:
    must_write(request, chain)
    found = ChainRole.objects.select_related("post", "unit", "enterprise").filter(pk=role, chain=chain).first()
    if found is None:
        raise Http404
    if not is_about_the_past(request):
        found.chain = chain
        try:
            services.end_role(scope=scope_of(request), role=found, today=today_of(request))
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("The role has ended."))
    return to_people(request, chain)


@with_chain
def artefact(request: HttpRequest, chain: Chain, kind: str) -> HttpResponse:
    """How does this artefact stand, whose is it, and where are its documents?"""
    if kind not in ArtefactKind.values:
        raise Http404
    must_write(request, chain)
    page = ArtefactPage(request, chain, kind, request.POST if request.method == "POST" else None)
    if is_about_the_past(request):
        return to_people(request, chain)
    if request.method == "POST" and page.form.is_valid() and kept(request, page):
        return to_people(request, chain)
    status = FORM_REFUSED if page.form.errors else 200
    return render(request, "chains/artefact.html", {"page": page}, status=status)


def kept(request: HttpRequest, page: ArtefactPage) -> bool:
    said, file = page.form.cleaned_data, page.form.cleaned_data["file"]
    try:
        services.set_artefact(
            scope=page.scope, chain=page.chain, kind=page.kind, fields=page.form.said(), today=page.today,
            unit=page.form.units.get(said["unit"]), seen=said["seen"],
        )  # fmt: skip
        if file is not None:
            services.add_artefact_file(
                scope=page.scope, chain=page.chain, kind=page.kind, name=file.name, data=file, today=page.today
            )
    except Refused as refused:
        page.form.refuse(refused)
        return False
    messages.success(request, _("The artefact was kept."))
    return True


@with_chain
def artefact_file(request: HttpRequest, chain: Chain, file: int) -> HttpResponse:
    """A document of an artefact, to those who may open the chain."""
    found = ArtefactFile.objects.select_related("file", "artefact").filter(pk=file, artefact__chain=chain).first()
    if found is None:
        raise Http404
    answer = file_response(found.file, request, is_shown=False)
    tell_fetched(
        answer, verb=DOWNLOAD, zone=chain.zone, kind="industry_chain", key=chain.pk, what="artefact",
        name=found.file.name, sha256=found.file.sha256,
    )  # fmt: skip
    return answer  # type: ignore[return-value]
