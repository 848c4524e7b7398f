"""The public pages' doorway, and the product's own page about the portal."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, Site
from wagtail.views import serve as serve_page

from zoneworks.accounts.doorways import in_zone, must, zone_or_404
from zoneworks.common.errors import Refused
from zoneworks.portal import newsroom, queries, services
from zoneworks.portal.forms import PortalForm
from zoneworks.portal.services.entering import may_enter
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import Crumb


def serve(request: HttpRequest, path: str = "") -> HttpResponse:
    """A released page; an address that exists in the other language only leads to the nearest section in this one."""
    try:
        answer: HttpResponse = serve_page(request, path)
    except Http404:
        nearest = in_this_language(request, path)
        if nearest is None:
            raise
        return redirect(nearest)
    return answer


def in_this_language(request: HttpRequest, path: str) -> str | None:
    """Where to go instead, when the same address is a page of another language."""
    site = Site.find_for_request(request)
    here = Locale.objects.filter(language_code=get_language()).first()
    if site is None or here is None:
        return None
    for root in site.root_page.get_translations(inclusive=True).exclude(locale=here).select_related("locale"):
        page = page_at(root, path)
        if page is None:
            continue
        own = page.get_translation_or_none(here)
        if own is not None and own.live:
            return str(own.get_url(request))
        above = page.get_parent().get_translation_or_none(here)
        if above is not None and above.live:
            return f"{above.get_url(request)}?only={root.locale.language_code}"
    return None


def page_at(root: Page, path: str) -> Page | None:
    """The released page at an address below a home."""
    parts = [part for part in path.split("/") if part]
    if not parts:
        return root
    found: Page | None = (
        Page.objects.live()
        .public()
        .filter(url_path=f"{root.url_path}{'/'.join(parts)}/")
        .select_related("locale")
        .first()
    )
    return found


@in_zone
def about(request: HttpRequest) -> HttpResponse:
    """Where the zone's portal stands: what was released, what is being written, what waits for review."""
    zone, scope = zone_or_404(request), request.scope  # type: ignore[attr-defined]
    portal = queries.portal_of(zone)
    state = newsroom.state_of(zone) if portal and may_enter(scope, zone) else None
    page = {
        "portal": portal,
        "public_url": newsroom.public_url(request, zone),
        "state": state,
        "cells": newsroom.cells(state) if state else [],
        "offers": newsroom.offers(request, zone) if state else [],
        "latest": newsroom.latest(zone, get_language() or ""),
        "may_enter": may_enter(scope, zone),
        "may_set_up": scope.is_administering(zone) and portal is None,
    }
    return render(request, "portal/about.html", page)


@in_zone
def set_up(request: HttpRequest) -> HttpResponse:
    """The administrator makes the zone's portal."""
    zone, scope = zone_or_404(request), request.scope  # type: ignore[attr-defined]
    must(scope.is_administering(zone) and queries.portal_of(zone) is None)
    form = PortalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.make_portal(scope=scope, zone=zone, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("The portal has been set up. Editors and reviewers may enter it now."))
            return redirect(address(request, "portal:about"))
    trail = [Crumb(_("Portal"), address(request, "portal:about")), Crumb(_("Set up the portal"))]
    return render(request, "portal/set_up.html", {"form": form, "trail": trail})
