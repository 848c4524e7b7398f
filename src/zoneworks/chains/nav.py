"""What the navigation shows of chains: the list, to whoever may have to do with them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zoneworks.accounts.access import Scope
from zoneworks.accounts.choices import RoleKind
from zoneworks.ui.nav import NavEntry, register

CONCERNED = frozenset({RoleKind.OFFICER, RoleKind.SUPERVISION, RoleKind.LEADER})


def is_concerned(scope: Scope) -> bool:
    """Asked on every page, so without a statement: an officer may find that none of the chains is theirs."""
    return bool(scope.zones) and any(grant.kind in CONCERNED for grant in scope.grants)


register(NavEntry("chains", _("Industry chains"), "chains:list", 10, is_concerned))
