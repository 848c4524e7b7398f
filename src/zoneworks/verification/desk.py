"""What this app puts on the desk of the supervision office: samples not finished, disagreements of the last month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.accounts.doorways import zone_or_404
from zoneworks.desk.sections import Section, register
from zoneworks.reports.months import last_month
from zoneworks.ui.parts import FigureCell
from zoneworks.verification.addresses import lights_address, sample_address
from zoneworks.verification.models import Draw
from zoneworks.verification.queries_checks import unfinished_draws
from zoneworks.verification.queries_lights import differing
from zoneworks.verification.words import month_words


@dataclass(frozen=True)
class Line:
    draw: Draw
    url: str
    month: str
    left: int


def verifying(request: HttpRequest) -> dict[str, Any] | None:
    scope: Scope = request.scope  # type: ignore[attr-defined]
    as_of: date = request.as_of  # type: ignore[attr-defined]
    zone = zone_or_404(request)
    if not scope.is_supervising(zone):
        return None
    about = last_month(as_of)
    disagreements = differing(scope, zone, about, as_of)
    lines = [
        Line(draw, sample_address(request, draw.pk), month_words(draw.about), left)
        for draw, left in unfinished_draws(zone, as_of, date(about.year, 1, 1))
    ]
    url = lights_address(request, about, show="any")
    figure = FigureCell(_("Lights that differ"), disagreements, url=url, light="yellow" if disagreements else "")
    return {
        "count": len(lines), "lines": lines, "disagreements": disagreements, "month": month_words(about), "url": url,
        "figures": [figure],
    }  # fmt: skip


register(Section("verification", 45, "verification/desk/verifying.html", verifying))
