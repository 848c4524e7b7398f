"""What the navigation shows of reports: to those who write, settle or watch them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zoneworks.accounts.access import Scope
from zoneworks.accounts.choices import RoleKind
from zoneworks.ui.nav import NavEntry, register

CONCERNED = frozenset({RoleKind.OFFICER, RoleKind.SUPERVISION, RoleKind.LEADER})


def is_concerned(scope: Scope) -> bool:
    return bool(scope.zones) and any(grant.kind in CONCERNED for grant in scope.grants)


register(NavEntry("plan", _("Monthly reports"), "reports:month", 25, is_concerned))
