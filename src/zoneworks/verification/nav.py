"""What the navigation shows: two lights to everybody in the zone, verification to those who have to do with it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zoneworks.accounts.access import Scope
from zoneworks.ui.nav import NavEntry, register
from zoneworks.verification.queries_checks import is_concerned


def has_zone(scope: Scope) -> bool:
    return bool(scope.zones)


def has_to_verify(scope: Scope) -> bool:
    return any(is_concerned(scope, zone) for zone in scope.zones)


register(NavEntry("supervision", _("Two lights"), "verification:lights", 40, has_zone))
register(NavEntry("supervision", pgettext_lazy("evidence", "Verification"), "verification:month", 50, has_to_verify))
