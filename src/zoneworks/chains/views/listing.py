"""The list of chains, and setting up those that come with the product."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from zoneworks.accounts.doorways import in_zone, must, zone_or_404
from zoneworks.chains import services
from zoneworks.chains.nav import CONCERNED
from zoneworks.chains.pages.listing import ListPage
from zoneworks.chains.views.entrances import is_about_the_past, scope_of, today_of
from zoneworks.common.errors import Refused
from zoneworks.ui.addresses import address


@in_zone
@require_safe
def chain_list(request: HttpRequest) -> HttpResponse:
    """How do the zone's industry chains stand?"""
    zone = zone_or_404(request)
    must(scope_of(request).holds(CONCERNED, zone))
    return render(request, "chains/list.html", {"page": ListPage(request, zone)})


@in_zone
@require_POST
def load_shipped(request: HttpRequest) -> HttpResponse:
    """Set up the chains that come with the product; those the zone has are left as they are."""
    zone = zone_or_404(request)
    must(scope_of(request).is_supervising(zone))
    if not is_about_the_past(request):
        try:
            loaded = services.load_shipped_chains(scope=scope_of(request), zone=zone, today=today_of(request))
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            said = ngettext("%(count)d chain set up.", "%(count)d chains set up.", len(loaded))
            messages.success(request, said % {"count": len(loaded)} if loaded else _("All chains are there already."))
    return redirect(address(request, "chains:list"))
