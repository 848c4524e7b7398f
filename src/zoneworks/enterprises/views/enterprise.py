"""The page of an enterprise, and what is written from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from zoneworks.common.errors import Refused
from zoneworks.enterprises import services
from zoneworks.enterprises.forms import ClassForm, ListingForm, RoleForm, SentForm, UntilForm
from zoneworks.enterprises.models import Enterprise, EnterpriseRole
from zoneworks.enterprises.pages.enterprise import EnterprisePage
from zoneworks.enterprises.queries import kin_of
from zoneworks.enterprises.queries_facts import open_facts
from zoneworks.enterprises.views.entrances import (
    FORM_REFUSED,
    is_about_the_past,
    key_asked,
    must_write,
    scope_of,
    to_enterprise,
    today_of,
    with_enterprise,
)

MOST_TICKED = 500


@with_enterprise
@require_safe
def enterprise(request: HttpRequest, enterprise: Enterprise) -> HttpResponse:
    """What is this enterprise, where does it stand, and how has it done?"""
    return show(request, enterprise)


def show(request: HttpRequest, enterprise: Enterprise, **bound: SentForm) -> HttpResponse:
    """The page, with a form that was refused where there is one."""
    page = EnterprisePage(request, enterprise)
    forms = {
        "role": RoleForm(initial={"since": today_of(request)}),
        "listing": ListingForm(initial={"since": today_of(request)}),
        "delisting": UntilForm(initial={"until": today_of(request)}),
        "class": ClassForm(initial={"class_code": enterprise.class_code, "seen": enterprise.revision}),
        **bound,
    }
    context = {"page": page, "enterprise": enterprise, "forms": forms, "refused": next(iter(bound), "")}
    return render(request, "enterprises/enterprise.html", context, status=FORM_REFUSED if bound else 200)


def write(
    request: HttpRequest, enterprise: Enterprise, part: str, form: SentForm, act: Callable[[dict[str, Any]], object]
) -> HttpResponse:
    """Check the shape, call the service, go back to the page: what is refused is told beside its field."""
    must_write(request, enterprise)
    if is_about_the_past(request):
        return to_enterprise(request, enterprise)
    if form.is_valid():
        try:
            act(form.cleaned_data)
        except Refused as refused:
            form.refuse(refused)
        else:
            return to_enterprise(request, enterprise, part)
    enterprise.refresh_from_db()
    return show(request, enterprise, **{part: form})


@with_enterprise
@require_POST
def choose_class(request: HttpRequest, enterprise: Enterprise) -> HttpResponse:
    """Say which class it is: the one proposed, or another."""

    def act(said: dict[str, Any]) -> None:
        services.confirm_class(
            scope=scope_of(request), enterprise=enterprise, class_code=said["class_code"].strip(),
            today=today_of(request), seen=said["seen"],
        )  # fmt: skip
        messages.success(request, _("The class stands."))

    return write(request, enterprise, "class", ClassForm(request.POST), act)


@with_enterprise
@require_POST
def give_role(request: HttpRequest, enterprise: Enterprise) -> HttpResponse:
    def act(said: dict[str, Any]) -> None:
        services.give_role(
            scope=scope_of(request), enterprise=enterprise, role=said["role"], since=said["since"], basis=said["basis"]
        )
        messages.success(request, _("The role is kept."))

    return write(request, enterprise, "role", RoleForm(request.POST), act)


@with_enterprise
@require_POST
def end_role(request: HttpRequest, enterprise: Enterprise, key: int) -> HttpResponse:
    """The last day of a role is today."""
    must_write(request, enterprise)
    held = EnterpriseRole.objects.filter(enterprise=enterprise, pk=key).first()
    if held is None:
        raise Http404
    return acted(request, enterprise, "roles", _("The role has ended."), lambda: services.end_role(
        scope=scope_of(request), held=held, until=today_of(request)
    ))  # fmt: skip


@with_enterprise
@require_POST
def enter_scale(request: HttpRequest, enterprise: Enterprise) -> HttpResponse:
    def act(said: dict[str, Any]) -> None:
        services.list_above_scale(
            scope=scope_of(request), enterprise=enterprise, since=said["since"], basis=said["basis"]
        )
        messages.success(request, _("It is entered as above scale."))

    return write(request, enterprise, "listing", ListingForm(request.POST), act)


@with_enterprise
@require_POST
def leave_scale(request: HttpRequest, enterprise: Enterprise) -> HttpResponse:
    def act(said: dict[str, Any]) -> None:
        services.delist(scope=scope_of(request), enterprise=enterprise, until=said["until"])
        messages.success(request, _("It is no longer entered as above scale."))

    return write(request, enterprise, "delisting", UntilForm(request.POST), act)


@with_enterprise
@require_POST
def settle_facts(request: HttpRequest, enterprise: Enterprise) -> HttpResponse:
    """Confirm or reject the ticked figures that raise doubts."""
    must_write(request, enterprise)
    asked = {key for one in request.POST.getlist("fact")[:MOST_TICKED] if (key := key_asked(one)) is not None}
    waiting = {fact.pk for fact in open_facts(kin_of(enterprise)[:1], today_of(request))} & asked
    act = services.reject_facts if request.POST.get("do") == "reject" else services.confirm_facts
    told = (
        ngettext("%(count)d figure was rejected.", "%(count)d figures were rejected.", len(waiting))
        if act is services.reject_facts
        else ngettext("%(count)d figure counts now.", "%(count)d figures count now.", len(waiting))
    )
    if not waiting:
        messages.warning(request, _("No figure was ticked that still waits."))
        return to_enterprise(request, enterprise, "figures")
    return acted(request, enterprise, "figures", told % {"count": len(waiting)}, lambda: act(
        scope=scope_of(request), zone=enterprise.zone, keys=waiting, today=today_of(request)
    ))  # fmt: skip


def acted(
    request: HttpRequest, enterprise: Enterprise, part: str, told: str, act: Callable[[], object]
) -> HttpResponse:
    """A step without a form of its own; what is refused is told on the page."""
    if is_about_the_past(request):
        return to_enterprise(request, enterprise)
    try:
        act()
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, told)
    return to_enterprise(request, enterprise, part)
