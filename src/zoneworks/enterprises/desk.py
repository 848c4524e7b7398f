"""What enterprises put on the desk of those who keep them: figures that raise doubts and wait for a second look."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.accounts.choices import RoleKind
from zoneworks.accounts.doorways import zone_or_404
from zoneworks.desk.sections import Section, register
from zoneworks.enterprises.facts import EnterpriseFact
from zoneworks.enterprises.pages.series import waiting_lines
from zoneworks.enterprises.queries import enterprises_readable, units_in_charge
from zoneworks.ui.parts import FigureCell

SHOWN = 8
KEEPERS = (RoleKind.OFFICER, RoleKind.SUPERVISION)


def doubtful(request: HttpRequest) -> dict[str, Any] | None:
    """The oldest figures that wait, of the enterprises the person keeps; nothing where none does."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    zone = zone_or_404(request)
    if not scope.holds(KEEPERS, zone):
        return None
    kept = enterprises_readable(scope, zone).filter(unit__in=units_in_charge(scope, zone)).order_by()
    waiting = EnterpriseFact.objects.filter(
        enterprise__in=kept.values("pk"), confirmed_on__isnull=True, rejected_on__isnull=True
    ).select_related("enterprise")
    rows = list(waiting.order_by("recorded_on", "pk")[: SHOWN + 1])
    if not rows:
        return None
    count = len(rows) if len(rows) <= SHOWN else waiting.count()
    figure = FigureCell(_("Doubtful figures"), count, url="#doubtful-figures", light="yellow")
    return {"lines": waiting_lines(rows[:SHOWN]), "count": count, "figures": [figure]}


register(Section("doubtful-figures", 60, "enterprises/desk.html", doubtful))
