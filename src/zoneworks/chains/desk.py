"""What chains put on the desk: the gaps that the person's units are to close."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.accounts.choices import RoleKind
from zoneworks.accounts.doorways import zone_or_404
from zoneworks.chains.choices import GapState
from zoneworks.chains.models import Gap
from zoneworks.chains.naming import gap_titles, node_titles
from zoneworks.desk.sections import Section, register
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import FigureCell
from zoneworks.units.models import Unit

SHOWN = 8


@dataclass(frozen=True)
class Line:
    gap: Gap
    title: str
    url: str
    is_late: bool


def own_gaps(request: HttpRequest) -> dict[str, Any] | None:
    """Open gaps of the person's units, those due first; nothing where there never was one."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    zone, today = zone_or_404(request), request.today  # type: ignore[attr-defined]
    if not scope.holds([RoleKind.OFFICER], zone):
        return None
    units = Unit.objects.filter(scope.units_worked_for())
    gaps = Gap.objects.filter(chain__zone=zone, state=GapState.OPEN, unit__in=units).select_related("chain")
    found = list(gaps.order_by("due", "-importance_bp", "pk")[: SHOWN + 1])
    if not found:
        return None
    names = node_titles(found)
    lines = [line_of(request, gap, gap_titles(gap, names), today) for gap in found[:SHOWN]]
    is_late = any(line.is_late for line in lines)
    count = len(found) if len(found) <= SHOWN else gaps.count()
    return {
        "title": _("Chain gaps my units are to close"), "count": count, "lines": lines,
        "figures": [FigureCell(_("Chain gaps"), count, url="#chain-gaps", light="red" if is_late else "")],
    }  # fmt: skip


def line_of(request: HttpRequest, gap: Gap, title: str, today: date) -> Line:
    return Line(gap, title, address(request, "chains:gap", gap.pk), gap.due is not None and gap.due < today)


register(Section("chains-gaps", 28, "chains/desk/gaps.html", own_gaps))
