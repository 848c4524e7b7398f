"""Drafting news from a conference or a bulletin, and going on in the editing area."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zoneworks.accounts.doorways import in_zone, must, zone_or_404
from zoneworks.answers.conferences import conference_or_none
from zoneworks.common.errors import Refused
from zoneworks.portal import origins
from zoneworks.ui.addresses import address


@require_POST
@in_zone
def draft_conference(request: HttpRequest, pk: int) -> HttpResponse:
    scope = request.scope  # type: ignore[attr-defined]
    conference = conference_or_none(scope, pk)
    must(conference is not None and conference.plan is not None and origins.may_draft(scope, conference.zone))
    assert conference is not None
    back = address(request, "answers:conference", conference.pk)
    return to_draft(request, back, lambda: origins.draft_conference(scope=scope, conference=conference))


@require_POST
@in_zone
def draft_month(request: HttpRequest, period: str) -> HttpResponse:
    zone, scope = zone_or_404(request), request.scope  # type: ignore[attr-defined]
    must(origins.may_draft_month(scope, zone, period))
    back = address(request, "portal:about")
    return to_draft(request, back, lambda: origins.draft_month(scope=scope, zone=zone, period=period))


def to_draft(request: HttpRequest, back: str, draft: Callable[[], origins.Drafts]) -> HttpResponse:
    """Open the draft in the reader's language; what was refused is said where one came from."""
    try:
        chinese, english = draft()
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect(back)
    messages.success(request, _("Drafts in both languages are ready to be finished. Nothing has been released."))
    own = english if english is not None and get_language() == "en" else chinese
    return redirect("wagtailadmin_pages:edit", own.pk)
