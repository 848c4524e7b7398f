"""Making an enterprise confidential or open again, naming its readers and taking them off."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zoneworks.accounts.models import User
from zoneworks.common.errors import Refused
from zoneworks.enterprises import services
from zoneworks.enterprises.models import Enterprise
from zoneworks.enterprises.pages.readers import ReadersPage
from zoneworks.enterprises.queries_people import people_of, readers_of
from zoneworks.enterprises.views.entrances import (
    is_about_the_past,
    key_asked,
    must_write,
    scope_of,
    to_enterprise,
    with_enterprise,
)


@with_enterprise
@require_safe
def readers(request: HttpRequest, enterprise: Enterprise) -> HttpResponse:
    """Is it confidential, and who reads it then?"""
    must_write(request, enterprise)
    if is_about_the_past(request):
        return to_enterprise(request, enterprise)
    page = ReadersPage(request, enterprise)
    template = "readers_found" if page.is_part else "readers"
    return render(request, f"enterprises/{template}.html", {"page": page, "enterprise": enterprise})


@with_enterprise
@require_POST
def confide(request: HttpRequest, enterprise: Enterprise) -> HttpResponse:
    """Close it, or open it again; what the button did not say changes nothing."""
    wanted = {"1": True, "0": False}.get(request.POST.get("is_confidential", ""))
    told = (
        _("“%(name)s” is confidential now.") if wanted else _("“%(name)s” is open again to its unit and its tree.")
    ) % {"name": enterprise.title}  # fmt: skip

    def act(seen: int) -> None:
        if wanted is None:
            raise Refused("choice_missing", _("Say whether it is confidential or open."))
        services.set_confidential(scope=scope_of(request), enterprise=enterprise, is_confidential=wanted, seen=seen)

    return acted(request, enterprise, told, act)


@with_enterprise
@require_POST
def name_reader(request: HttpRequest, enterprise: Enterprise) -> HttpResponse:
    def act(seen: int) -> None:
        reader = among(people_of(enterprise.zone), request)
        services.name_reader(scope=scope_of(request), enterprise=enterprise, reader=reader, seen=seen)

    return acted(request, enterprise, _("The person is named as a reader."), act)


@with_enterprise
@require_POST
def remove_reader(request: HttpRequest, enterprise: Enterprise) -> HttpResponse:
    def act(seen: int) -> None:
        reader = among(people_of(enterprise.zone) | readers_of(enterprise), request)
        services.remove_reader(scope=scope_of(request), enterprise=enterprise, reader=reader, seen=seen)

    return acted(request, enterprise, _("The person is no longer named."), act)


def among(people: QuerySet[User], request: HttpRequest) -> User:
    """Whom the form names; of others not even the name is told."""
    key = key_asked(request.POST.get("person", ""))
    person = people.filter(pk=key).first() if key is not None else None
    if person is None:
        raise Refused("person_missing", _("Choose a person of the zone."), "person")
    return person


def acted(request: HttpRequest, enterprise: Enterprise, told: str, act: Callable[[int], None]) -> HttpResponse:
    """One step, then the same page again: it shows how things stand now, whatever came of it."""
    must_write(request, enterprise)
    if is_about_the_past(request):
        return to_enterprise(request, enterprise)
    seen = key_asked(request.POST.get("seen", ""))
    try:
        if seen is None:
            raise Refused("form_strange", _("This form is not from here. Load the page again and repeat."))
        act(seen)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, told)
    return redirect(ReadersPage(request, enterprise).here("readers"))
