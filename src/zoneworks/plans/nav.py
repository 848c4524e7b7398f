"""What the navigation shows of plans."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zoneworks.accounts.access import Scope
from zoneworks.ui.nav import NavEntry, register


def has_zone(scope: Scope) -> bool:
    return bool(scope.zones)


PLAN_PAGES = frozenset(
    f"plans:{name}"
    for name in (
        "plan", "change", "issue", "close", "next", "discard", "indicators", "change-indicator", "confirm-all",
        "notice", "rows", "row", "row-out", "new-row", "new-indicator", "milestones", "difference", "roll",
    )
)  # fmt: skip

for order, label, url_name, covers in (
    (10, _("Board"), "plans:board", frozenset[str]()),
    (20, _("Wall chart"), "plans:wall", frozenset[str]()),
    (30, _("Plans"), "plans:all", PLAN_PAGES),
    (80, _("Light rules"), "plans:rules", frozenset[str]()),
):
    register(NavEntry("plan", label, url_name, order, has_zone, covers))
