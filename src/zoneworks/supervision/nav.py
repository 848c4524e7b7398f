"""What the navigation shows of supervision: the board, to those who have to do with orders."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zoneworks.accounts.access import Scope
from zoneworks.accounts.choices import RoleKind
from zoneworks.ui.nav import NavEntry, register

CONCERNED = frozenset({RoleKind.OFFICER, RoleKind.SUPERVISION, RoleKind.LEADER})


def is_concerned(scope: Scope) -> bool:
    return bool(scope.zones) and any(grant.kind in CONCERNED for grant in scope.grants)


register(NavEntry("supervision", _("Supervision board"), "supervision:board", 10, is_concerned))
