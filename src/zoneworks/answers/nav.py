"""What the navigation shows of conferences, answer sheet and bulletins."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zoneworks.accounts.access import Scope
from zoneworks.ui.nav import NavEntry, register


def has_zone(scope: Scope) -> bool:
    return bool(scope.zones)


for order, label, url_name in (
    (10, _("Answer sheet"), "answers:answer-sheet"),
    (20, _("Bulletins"), "answers:bulletins"),
    (30, _("Conferences"), "answers:conferences"),
):
    register(NavEntry("documents", label, url_name, order, has_zone))
