"""What the rhythm puts on the desk: the next occasions of the year."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from zoneworks.accounts.doorways import zone_or_404
from zoneworks.desk.sections import Section, register
from zoneworks.rhythm.calendar import upcoming
from zoneworks.rhythm.year import shown_of
from zoneworks.ui.addresses import address

NEXT = 4


def coming(request: HttpRequest) -> dict[str, Any]:
    today = request.today  # type: ignore[attr-defined]
    found = shown_of(request, zone_or_404(request), upcoming(zone_or_404(request), today, NEXT), today)
    return {"count": len(found), "lines": found, "url": address(request, "rhythm:year"), "figures": []}


register(Section("rhythm-coming", 95, "rhythm/desk/coming.html", coming, is_work=False))
