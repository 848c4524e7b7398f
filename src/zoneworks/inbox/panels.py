"""The bell in the bar of every page: how much the person has not read."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from zoneworks.inbox.queries import COUNTED, unread_count
from zoneworks.ui.addresses import address
from zoneworks.ui.panels import Panel, register


def bell(request: HttpRequest, _subject: object) -> dict[str, Any] | None:
    """One statement on whole pages, none for strangers."""
    scope = getattr(request, "scope", None)
    if scope is None or not scope.zone_ids:
        return None
    count = unread_count(scope)
    return {
        "count": count,
        "shown": f"{COUNTED - 1}+" if count >= COUNTED else str(count),
        "url": address(request, "inbox:messages"),
    }


register(Panel("shell.bar", 10, "inbox/bell.html", bell))
