"""What the navigation shows of the rhythm of the year."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zoneworks.accounts.access import Scope
from zoneworks.ui.nav import NavEntry, register


def has_zone(scope: Scope) -> bool:
    return bool(scope.zones)


def is_watching(scope: Scope) -> bool:
    return any(scope.sees_all_working_records(zone) for zone in scope.zones)


def is_supervising(scope: Scope) -> bool:
    return any(scope.is_supervising(zone) for zone in scope.zones)


for order, label, url_name, is_visible in (
    (60, _("Calendar of the year"), "rhythm:year", has_zone),
    (61, _("Weekly dispatch"), "rhythm:dispatches", is_watching),
    (62, _("Assessments"), "rhythm:assessments", has_zone),
    (63, _("Urge what is owed"), "rhythm:urging", is_supervising),
):
    register(NavEntry("supervision", label, url_name, order, is_visible))
