"""Feeds of deadlines: made and revoked by the person, read by calendar programs that cannot sign in."""

from __future__ import annotations

from django.contrib import messages as notices
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zoneworks.accounts.access import Scope
from zoneworks.accounts.doorways import in_zone, zone_or_404
from zoneworks.common.clock import calendar_today, now
from zoneworks.common.errors import Refused
from zoneworks.inbox.calendars import calendar_bytes, stretch
from zoneworks.inbox.deadlines import Wanted, deadlines
from zoneworks.inbox.links import in_active_language
from zoneworks.inbox.models import Feed
from zoneworks.inbox.queries import feeds_of, may_feed_unit, units_to_feed
from zoneworks.inbox.services import make_feed, offered_key, revoke_feed
from zoneworks.inbox.services.feeding import digest_of
from zoneworks.inbox.views.messages import scope_of
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import Crumb
from zoneworks.units.models import Unit

LONGEST_KEY = 80


@in_zone
def home(request: HttpRequest) -> HttpResponse:
    """How do my deadlines get into my own calendar?"""
    scope, zone = scope_of(request), zone_or_404(request)
    if request.method != "POST":
        return page(request, scope, zone)
    code = request.POST.get("unit", "")
    unit = units_to_feed(scope, zone).filter(code=code).first() if code else None
    try:
        if code and unit is None:
            raise Refused("unit_not_yours", _("Choose a unit you work for."), "unit")
        offered = request.POST.get("offered", "")
        feed, key = make_feed(scope=scope, zone=zone, unit=unit, language=get_language() or "", offered=offered)
    except Refused as refused:
        return page(request, scope, zone, error=str(refused), status=422)
    shown = request.build_absolute_uri(reverse("inbox:feed", args=[key])) if feed.revoked_at is None else ""
    return page(request, scope, zone, shown=shown)


def page(
    request: HttpRequest, scope: Scope, zone: Unit, *, shown: str = "", error: str = "", status: int = 200
) -> HttpResponse:
    """`shown`: the address of a feed that was made just now; it is never shown again."""
    context = {
        "feeds": list(feeds_of(scope)),
        "units": units_to_feed(scope, zone),
        "offered": offered_key(scope),
        "shown": shown,
        "error": error,
        "trail": [Crumb(_("Messages"), address(request, "inbox:messages")), Crumb(_("Calendar feeds"))],
    }
    return render(request, "inbox/feeds.html", context, status=status)


@in_zone
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    scope = scope_of(request)
    try:
        revoke_feed(scope=scope, feed=get_object_or_404(feeds_of(scope), pk=pk))
    except Refused as refused:
        notices.warning(request, str(refused))
    else:
        notices.success(request, _("The feed is revoked. Calendars that read it get nothing more."))
    return redirect(address(request, "inbox:feeds"))


@require_safe
def calendar(request: HttpRequest, key: str) -> HttpResponse:
    """Without signing in; who revoked it, left, or lost the unit has no such calendar."""
    feed = feed_or_404(key)
    scope = Scope(feed.user)
    zone = next((zone for zone in scope.zones if zone.pk == feed.zone_id), None)
    if zone is None or (feed.unit is not None and not may_feed_unit(scope, zone, feed.unit)):
        raise Http404
    today = zone.profile.today if hasattr(zone, "profile") else calendar_today()
    since, until = stretch(today)
    with translation.override(feed.language):
        wanted = Wanted(scope, zone, since, until, today, None if feed.unit is None else [feed.unit])
        name = _("%(who)s: deadlines") % {"who": feed.unit.title if feed.unit else feed.user.title}
        body = calendar_bytes(
            name, deadlines(wanted), now(), request.get_host().partition(":")[0],
            lambda path: request.build_absolute_uri(in_active_language(path)),
        )  # fmt: skip
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, max-age=900"
    response["X-Robots-Tag"] = "noindex"
    return response


def feed_or_404(key: str) -> Feed:
    if len(key) > LONGEST_KEY:
        raise Http404
    found = Feed.objects.filter(key_digest=digest_of(key), revoked_at__isnull=True, user__is_active=True)
    return get_object_or_404(found.select_related("user", "unit"))
