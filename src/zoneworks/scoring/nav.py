"""Scores in the navigation: for everybody in a zone, as the league tables are."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy

from zoneworks.accounts.access import Scope
from zoneworks.ui.nav import NavEntry, register


def is_inside(scope: Scope) -> bool:
    return bool(scope.zones)


register(NavEntry("supervision", pgettext_lazy("nav", "Scores"), "scoring:league", 40, is_inside))
