"""The desk is the first page of everybody who has a place in a zone."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zoneworks.accounts.access import Scope
from zoneworks.ui.nav import NavEntry, register


def has_zone(scope: Scope) -> bool:
    return bool(scope.zones)


register(NavEntry("desk", _("Desk"), "desk:home", 10, has_zone))
