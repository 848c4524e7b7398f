"""What the pages of answers show of the portal: the way to a draft of the news, for those who write or review it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from zoneworks.answers.models import Conference
from zoneworks.portal import origins
from zoneworks.ui.addresses import address
from zoneworks.ui.panels import Panel, register
from zoneworks.units.models import Unit


def for_conference(request: HttpRequest, conference: Conference) -> dict[str, Any] | None:
    if conference.plan is None:
        return None
    url = address(request, "portal:draft-conference", conference.pk)
    return button(request, conference.zone, origins.of_conference(conference), url)


def for_month(request: HttpRequest, shown: Any) -> dict[str, Any] | None:
    """`shown`: the zone and the period of a bulletin."""
    url = address(request, "portal:draft-month", shown.period)
    return button(request, shown.zone, origins.of_month(shown.period), url)


def button(request: HttpRequest, zone: Unit, submission: str, url: str) -> dict[str, Any] | None:
    """Draft the news; or go on with the draft that is there."""
    if not origins.may_draft(request.scope, zone):  # type: ignore[attr-defined]
        return None
    known = origins.known_draft(zone, submission, get_language() or "")
    return {"draft_url": url, "edit_url": reverse("wagtailadmin_pages:edit", args=[known.pk]) if known else ""}


register(Panel("answers.conference", 50, "portal/draft_button.html", for_conference))
register(Panel("answers.bulletin", 50, "portal/draft_button.html", for_month))
