"""Every figure recorded about an enterprise, and taking one back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zoneworks.common.errors import Refused
from zoneworks.enterprises import services
from zoneworks.enterprises.facts import EnterpriseFact
from zoneworks.enterprises.models import Enterprise
from zoneworks.enterprises.pages.records import RecordsPage
from zoneworks.enterprises.queries import kin_of
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


@with_enterprise
@require_safe
def records(request: HttpRequest, enterprise: Enterprise) -> HttpResponse:
    """What is each figure made of?"""
    page = RecordsPage(request, enterprise, page_number(request))
    return render(request, "enterprises/records.html", {"page": page, "enterprise": enterprise})


@with_enterprise
@require_POST
def withdraw(request: HttpRequest, enterprise: Enterprise, key: int) -> HttpResponse:
    """The figure does not hold: nothing stands in its place until another is recorded."""
    must_write(request, enterprise)
    fact = EnterpriseFact.objects.filter(pk=key, enterprise__in=kin_of(enterprise)).first()
    if fact is None:
        raise Http404
    if is_about_the_past(request):
        return to_enterprise(request, enterprise)
    try:
        services.withdraw_fact(
            scope=scope_of(request), fact=fact, today=today_of(request), submission=f"withdraw:{fact.pk}"
        )
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The figure is withdrawn."))
    return redirect(address(request, "enterprises:records", enterprise.pk))
