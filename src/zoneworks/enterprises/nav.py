"""What the navigation shows of enterprises."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zoneworks.accounts.access import Scope
from zoneworks.accounts.choices import RoleKind
from zoneworks.ui.nav import NavEntry, register

READERS = frozenset({RoleKind.OFFICER, RoleKind.SUPERVISION, RoleKind.LEADER})
WRITERS = frozenset({RoleKind.OFFICER, RoleKind.SUPERVISION})


def reads(scope: Scope) -> bool:
    return bool(scope.zones) and any(grant.kind in READERS for grant in scope.grants)


def writes(scope: Scope) -> bool:
    return bool(scope.zones) and any(grant.kind in WRITERS for grant in scope.grants)


register(NavEntry("enterprises", _("Enterprise register"), "enterprises:register", 10, reads))
register(NavEntry("enterprises", _("Scale warnings"), "enterprises:scale", 20, reads))
register(NavEntry("enterprises", _("Classification"), "enterprises:classes", 30, writes))
register(NavEntry("enterprises", _("Duplicates"), "enterprises:doubles", 40, reads))
