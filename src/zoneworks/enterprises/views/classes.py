"""Classification: proposed for all without a class, confirmed by a person, many at once."""

from __future__ import annotations

import re

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from zoneworks.accounts.doorways import in_zone, must, zone_or_404
from zoneworks.common.errors import Refused
from zoneworks.enterprises import services
from zoneworks.enterprises.choices import AssignedBy
from zoneworks.enterprises.models import Enterprise
from zoneworks.enterprises.pages.classes import PROPOSED, ClassesPage
from zoneworks.enterprises.proposing import propose_for_many, propose_for_one
from zoneworks.enterprises.queries import may_add
from zoneworks.enterprises.views.entrances import (
    is_about_the_past,
    must_write,
    page_number,
    scope_of,
    to_enterprise,
    today_of,
    with_enterprise,
)
from zoneworks.ui.addresses import address

TICKED = re.compile(r"(\d{1,18}):(\d{2,4})")
AT_ONCE = 2_000
MOST_TICKED = 500


@in_zone
@require_safe
def classes(request: HttpRequest) -> HttpResponse:
    """Which enterprises have no class yet, and which proposals are right?"""
    zone = zone_or_404(request)
    must(may_add(scope_of(request), zone))
    return render(request, "enterprises/classes.html", {"page": ClassesPage(request, zone, page_number(request))})


@in_zone
@require_POST
def propose(request: HttpRequest) -> HttpResponse:
    """Propose a class for those without one, two thousand at a time."""
    zone = zone_or_404(request)
    must(may_add(scope_of(request), zone))
    if is_about_the_past(request):
        return to_list(request)
    page = ClassesPage(request, zone)
    enterprises = list(page.missing[:AT_ONCE])
    tried = len(enterprises)
    try:
        count = propose_for_many(scope=scope_of(request), zone=zone, enterprises=enterprises, today=today_of(request))
    except Refused as refused:
        messages.error(request, str(refused))
        return to_list(request)
    said = ngettext("%(count)d class proposed.", "%(count)d classes proposed.", count)
    messages.success(request, said % {"count": count})
    left = page.missing.count()
    if left:
        messages.info(request, left_words(left, is_tried=tried >= left + count))
    return to_list(request)


def left_words(left: int, *, is_tried: bool) -> str:
    """What is to be done with those that have no class still."""
    said = (
        ngettext(
            "Name and scope of %(count)d enterprise say too little; choose its class on its page.",
            "Names and scopes of %(count)d enterprises say too little; choose their classes on their pages.",
            left,
        )
        if is_tried
        else ngettext(
            "%(count)d enterprise is left; press again.", "%(count)d enterprises are left; press again.", left
        )
    )
    return said % {"count": left}


@in_zone
@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """The ticked proposals are right, as they were seen."""
    zone = zone_or_404(request)
    must(may_add(scope_of(request), zone))
    if is_about_the_past(request):
        return to_list(request)
    seen = [match for one in request.POST.getlist("class")[:MOST_TICKED] if (match := TICKED.fullmatch(one))]
    chosen = {int(match[1]): services.StatedClass(match[2], AssignedBy.PERSON) for match in seen}
    try:
        count = services.assign_classes(scope=scope_of(request), zone=zone, classes=chosen, today=today_of(request))
    except Refused as refused:
        messages.error(request, str(refused))
        return to_list(request)
    if count:
        said = ngettext("%(count)d class confirmed.", "%(count)d classes confirmed.", count)
        messages.success(request, said % {"count": count})
    else:
        messages.warning(request, _("No class was ticked that could be confirmed."))
    return to_list(request)


@with_enterprise
@require_POST
def propose_one(request: HttpRequest, enterprise: Enterprise) -> HttpResponse:
    """The best three classes for one enterprise."""
    must_write(request, enterprise)
    if is_about_the_past(request):
        return to_enterprise(request, enterprise)
    try:
        count = propose_for_one(scope=scope_of(request), enterprise=enterprise, today=today_of(request))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        if not count:
            messages.warning(request, _("Name and business scope say too little for a proposal."))
    return to_enterprise(request, enterprise, "class")


def to_list(request: HttpRequest) -> HttpResponse:
    return redirect(address(request, "enterprises:classes", state=PROPOSED))
