"""Reading units, posts, people and the roles they hold, as far as the person asking may see them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Prefetch, QuerySet

from zoneworks.accounts.access import Scope
from zoneworks.accounts.models import RoleHeld, User
from zoneworks.units.models import Unit
from zoneworks.units.queries import units_of_zone


@dataclass(frozen=True)
class UnitRow:
    """A unit of the tree; `depth` is 1 for the zone; `roles` is filled for administrators alone."""

    unit: Unit
    depth: int
    roles: list[RoleHeld] = field(default_factory=list)


def unit_rows(scope: Scope, zone: Unit) -> list[UnitRow]:
    """The units of a zone from the top down, in the order given to them; with people where the person may know them."""
    units = list(units_of_zone(zone)) if zone.pk in scope.zone_ids else []
    roles = roles_by_unit(scope, zone)
    children: dict[int | None, list[Unit]] = defaultdict(list)
    for unit in sorted(units, key=lambda unit: (unit.position, unit.path)):
        children[unit.parent_id].append(unit)
    rows: list[UnitRow] = []
    waiting = [(unit, 1) for unit in units if unit.pk == zone.pk]
    while waiting:
        unit, depth = waiting.pop()
        rows.append(UnitRow(unit, depth, roles.get(unit.pk, [])))
        waiting.extend((child, depth + 1) for child in reversed(children[unit.pk]))
    return rows


def roles_by_unit(scope: Scope, zone: Unit) -> dict[int, list[RoleHeld]]:
    found: dict[int, list[RoleHeld]] = defaultdict(list)
    for role in roles_in(scope, zone).order_by("kind", "user__username"):
        found[role.unit_id].append(role)
    return found


def roles_in(scope: Scope, zone: Unit) -> QuerySet[RoleHeld]:
    """Roles held in the zone, for its administrators; none for others."""
    if zone.pk not in scope.zone_ids or not scope.is_administering(zone):
        return RoleHeld.objects.none()
    return RoleHeld.objects.filter(unit__path__startswith=zone.path).select_related("user", "unit", "post")


def people(scope: Scope, zone: Unit) -> QuerySet[User]:
    """People with a role in the zone, for its administrators; nobody for others."""
    inside = roles_in(scope, zone)
    return (
        User.objects.filter(pk__in=inside.values("user"))
        .order_by("username")
        .prefetch_related(Prefetch("roles_held", inside.order_by("unit__path", "kind"), to_attr="roles_here"))
    )


def demonstration_accounts() -> list[RoleHeld]:
    """The accounts to try, where the installation is a demonstration: those that have a password."""
    if not settings.ZONEWORKS_DEMO_ACCOUNTS:
        return []
    roles = RoleHeld.objects.filter(user__is_active=True, unit__is_active=True).select_related("user", "unit", "post")
    roles = roles.exclude(user__password__startswith=UNUSABLE_PASSWORD_PREFIX)
    return list(roles.order_by("unit__path", "kind", "user__username")[:20])
