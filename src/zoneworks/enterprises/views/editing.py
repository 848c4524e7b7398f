"""Entering a new enterprise, changing one, a new name, figures of a period."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zoneworks.accounts.doorways import in_zone, must, zone_or_404
from zoneworks.common.errors import Refused
from zoneworks.enterprises import services
from zoneworks.enterprises.choices import Span
from zoneworks.enterprises.forms import EnterpriseForm, FactsForm, RenameForm
from zoneworks.enterprises.models import Enterprise
from zoneworks.enterprises.queries import may_add, units_in_charge
from zoneworks.enterprises.views.entrances import (
    FORM_REFUSED,
    is_about_the_past,
    must_write,
    scope_of,
    to_enterprise,
    today_of,
    with_enterprise,
)
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import Crumb
from zoneworks.units.choices import UnitKind
from zoneworks.units.models import Unit
from zoneworks.units.queries import units_of_zone


@in_zone
def new(request: HttpRequest) -> HttpResponse:
    """Which enterprise came to the zone, and who is in charge of it?"""
    zone = zone_or_404(request)
    must(may_add(scope_of(request), zone))
    if is_about_the_past(request):
        return redirect(address(request, "enterprises:register"))
    form = EnterpriseForm(request.POST or None, initial={"state": "active"}, **choices(request, zone))
    if request.method == "POST" and form.is_valid():
        try:
            added = services.add_enterprise(
                scope=scope_of(request), zone=zone, name=form.cleaned_data["name"], today=today_of(request),
                **form.values(),
            )  # fmt: skip
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("“%(name)s” is kept now.") % {"name": added.title})
            return to_enterprise(request, added)
    return shown(
        request, form, _("New enterprise"), _("Which enterprise came to the zone, and who is in charge of it?")
    )


@with_enterprise
def change(request: HttpRequest, enterprise: Enterprise) -> HttpResponse:
    """What is said of it; its name is changed apart."""
    must_write(request, enterprise)
    if is_about_the_past(request):
        return to_enterprise(request, enterprise)
    known = choices(request, enterprise.zone, enterprise)
    form = EnterpriseForm(request.POST or None, initial=EnterpriseForm.known(enterprise), **known)
    del form.fields["is_confidential"]  # said beside its readers, on a page of its own
    form.fields["name"].required = False
    form.fields["name"].widget.attrs["readonly"] = True
    if request.method == "POST" and form.is_valid():
        try:
            services.change_enterprise(
                scope=scope_of(request), enterprise=enterprise, seen=form.cleaned_data["seen"], **form.values()
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Saved."))
            return to_enterprise(request, enterprise)
    return shown(request, form, _("Change the enterprise"), enterprise.title, enterprise)


@with_enterprise
def rename(request: HttpRequest, enterprise: Enterprise) -> HttpResponse:
    """A new registered name; the old one is kept and still found."""
    must_write(request, enterprise)
    if is_about_the_past(request):
        return to_enterprise(request, enterprise)
    known = {"name": enterprise.name, "on": today_of(request), "seen": enterprise.revision}
    form = RenameForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            services.rename_enterprise(
                scope=scope_of(request), enterprise=enterprise, name=said["name"], on=said["on"], seen=said["seen"]
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The new name stands; the old one is kept and still found."))
            return to_enterprise(request, enterprise)
    return shown(request, form, _("New registered name"), enterprise.title, enterprise)


@with_enterprise
def record(request: HttpRequest, enterprise: Enterprise) -> HttpResponse:
    """Figures of one period; what raises doubts waits for a second look."""
    must_write(request, enterprise)
    if is_about_the_past(request):
        return to_enterprise(request, enterprise)
    today = today_of(request)
    form = FactsForm(request.POST or None, initial={"span": Span.YEAR, "year": today.year - 1})
    if request.method == "POST" and form.is_valid():
        try:
            told = services.record_facts(
                scope=scope_of(request), zone=enterprise.zone, entries=entries(request, enterprise, form), today=today
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            tell(request, told)
            return to_enterprise(request, enterprise, "figures")
    return shown(request, form, _("Record figures"), enterprise.title, enterprise)


def entries(request: HttpRequest, enterprise: Enterprise, form: FactsForm) -> list[services.FactEntry]:
    said = form.cleaned_data
    return [
        services.FactEntry(
            enterprise=enterprise.pk, kind=kind, span=said["span"], about=form.about(), value=value,
            source=said["source"], source_note=said["source_note"],
            submission=f"form:{request.user.pk}:{enterprise.pk}:{said['token']}:{kind}",
        )
        for kind, value in form.figures().items()
    ]  # fmt: skip


def tell(request: HttpRequest, told: services.Recorded) -> None:
    counted = told.recorded - told.doubtful
    if counted:
        said = ngettext("%(count)d figure recorded.", "%(count)d figures recorded.", counted)
        messages.success(request, said % {"count": counted})
    if told.doubtful:
        said = ngettext(
            "%(count)d figure raises doubts and waits below for a second look.",
            "%(count)d figures raise doubts and wait below for a second look.",
            told.doubtful,
        )
        messages.warning(request, said % {"count": told.doubtful})
    if told.same and not told.recorded:
        messages.info(request, _("These figures were there already."))


def choices(request: HttpRequest, zone: Unit, enterprise: Enterprise | None = None) -> dict[str, Any]:
    """Units the person may put in charge, with the one that is; parks of the zone."""
    units = list(units_in_charge(scope_of(request), zone).exclude(kind=UnitKind.OUTSIDE))
    if enterprise is not None and enterprise.unit not in units:
        units.insert(0, enterprise.unit)
    return {"units": units, "parks": [unit for unit in units_of_zone(zone) if unit.kind == UnitKind.PARK]}


def shown(
    request: HttpRequest, form: Any, title: str, question: str, enterprise: Enterprise | None = None
) -> HttpResponse:
    list_url = address(request, "enterprises:register")
    own_url = address(request, "enterprises:enterprise", enterprise.pk) if enterprise else ""
    trail = [
        Crumb(_("Enterprises"), list_url),
        *([Crumb(enterprise.title, own_url)] if enterprise else []),
        Crumb(title),
    ]
    context = {"form": form, "title": title, "question": question, "trail": trail, "cancel_url": own_url or list_url}
    return render(request, "enterprises/form.html", context, status=FORM_REFUSED if form.errors else 200)
