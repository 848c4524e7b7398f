"""Versions of a chain: looked at, put in force, put away, taken along as a workbook."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zoneworks.accounts.doorways import must
from zoneworks.chains import services
from zoneworks.chains.exports import workbook_answer
from zoneworks.chains.exports_version import chain_workbook
from zoneworks.chains.models import Chain, ChainVersion
from zoneworks.chains.pages.versions import VersionsPage
from zoneworks.chains.views.entrances import is_about_the_past, must_write, scope_of, today_of, with_chain
from zoneworks.common.errors import Refused
from zoneworks.ui.addresses import address


@with_chain
@require_safe
def versions(request: HttpRequest, chain: Chain) -> HttpResponse:
    """Which versions of the chain are there, and which stands?"""
    return render(request, "chains/versions.html", {"page": VersionsPage(request, chain)})


@with_chain
@require_safe
def version(request: HttpRequest, chain: Chain, number: int) -> HttpResponse:
    """What does this version say that the one before did not?"""
    return render(request, "chains/version.html", {"page": VersionsPage(request, chain, number)})


@with_chain
@require_safe
def workbook(request: HttpRequest, chain: Chain, number: int) -> HttpResponse:
    """The version in the form in which chains are imported."""
    page = VersionsPage(request, chain, number)
    return workbook_answer(page, *chain_workbook(chosen(page)), kind="chain_version", key=chain.pk)


@with_chain
@require_POST
def put_in_force(request: HttpRequest, chain: Chain, number: int) -> HttpResponse:
    must_write(request, chain)
    page = VersionsPage(request, chain, number)
    if not is_about_the_past(request):
        try:
            found = services.put_in_force(scope=scope_of(request), version=chosen(page), today=today_of(request))
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Version %(number)s is in force.") % {"number": found.number})
    return redirect(address(request, "chains:versions", chain.pk))


@with_chain
@require_POST
def discard(request: HttpRequest, chain: Chain, number: int) -> HttpResponse:
    must_write(request, chain)
    if not chain.versions.filter(number=number).exists():
        messages.info(request, _("There is no such version, or no longer."))
    elif not is_about_the_past(request):
        page = VersionsPage(request, chain, number)
        try:
            services.discard_version(scope=scope_of(request), version=chosen(page))
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("The draft was put away."))
    return redirect(address(request, "chains:versions", chain.pk))


def chosen(page: VersionsPage) -> ChainVersion:
    found = page.chosen
    must(found is not None)
    assert found is not None
    found.chain = page.chain
    return found
