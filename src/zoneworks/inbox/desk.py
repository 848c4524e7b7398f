"""What the inbox puts on the desk: the newest messages that were not read."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from zoneworks.desk.sections import Section, register
from zoneworks.inbox.pages import lines_of
from zoneworks.inbox.queries import unread_of
from zoneworks.ui.addresses import address

SHOWN = 4


def unread(request: HttpRequest) -> dict[str, Any] | None:
    """Nothing where all is read: the bell says so."""
    scope = request.scope  # type: ignore[attr-defined]
    newest = list(unread_of(scope)[:SHOWN])
    if not newest:
        return None
    return {
        "count": len(newest),
        "lines": lines_of(scope, newest),
        "url": address(request, "inbox:messages"),
        "figures": [],
    }  # fmt: skip


register(Section("inbox-unread", 5, "inbox/desk/unread.html", unread))
