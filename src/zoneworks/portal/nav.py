"""What the navigation shows of the portal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zoneworks.accounts.access import Scope
from zoneworks.portal.services.entering import may_enter
from zoneworks.ui.nav import NavEntry, register


def has_zone(scope: Scope) -> bool:
    return bool(scope.zones)


def may_edit(scope: Scope) -> bool:
    return any(may_enter(scope, zone) for zone in scope.zones)


register(NavEntry("portal", _("Portal"), "portal:about", 10, has_zone, frozenset({"portal:set-up"})))
register(NavEntry("portal", _("Edit the portal"), "wagtailadmin_home", 20, may_edit))
