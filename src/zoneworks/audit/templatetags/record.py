"""The history of one thing on its own page, from the record: {% load record %} {% history_of "order" order.pk %}."""

from __future__ import annotations

from typing import Any

from django import template
from django.http import HttpRequest
from django.template.context import RequestContext

from zoneworks.audit.histories import happenings
from zoneworks.audit.queries import is_reading_record
from zoneworks.ui.addresses import address, with_kept

register = template.Library()


@register.inclusion_tag("audit/history.html", takes_context=True)
def history_of(context: RequestContext, kind: str, key: object) -> dict[str, Any]:
    """The latest that happened to it, with the way to all of it for those who read the record.

    The page has authorised the thing itself: whoever reads the page reads its history.
    """
    request: HttpRequest = context["request"]
    zone, scope = request.zone, request.scope  # type: ignore[attr-defined]
    is_reader = zone is not None and is_reading_record(scope, zone)
    until = request.as_of if request.is_history else None  # type: ignore[attr-defined]
    return {
        "request": request,
        "kind": kind,
        "key": key,
        "happenings": happenings(kind, key, until=until, scope=scope),
        "more_url": address(request, "audit:record", kind=kind, key=key) if is_reader else "",
    }


@register.simple_tag(takes_context=True)
def kept_url(context: RequestContext, path: str) -> str:
    """A path with the date and the zone looked at."""
    return with_kept(context["request"], path)
