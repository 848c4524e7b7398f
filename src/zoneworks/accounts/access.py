"""Who sees and does what: the whole table of access, in one place.

Everybody with a role in the zone reads issued and closed plans, confirmed facts, lights, units and posts.
The supervision office writes plans and confirms facts; it and the leaders also read drafts.
Submitted facts and imports are read by the item's lead, responsible and cooperating units, the item's leader, the
supervision office and the leaders. Lead and responsible units report; cooperating units only read.
The administrator writes units, posts and roles. The editor writes the public portal; the supervision office and the
leaders review what is to be released. What has been released is read by everybody.
An enterprise is read by officers of its unit in charge and of the units above and below that, the leaders, the
supervision office, and whoever an upper app declares; it is written by officers of its unit in charge or of a unit
above it, and by the supervision office. A confidential one is read by leaders, supervision office and persons named.
An industry chain is read by officers of units with a role on it and of the units above and below those, by holders of
posts with a role, the leaders and the supervision office; it is written by officers of its lead department, office and
task force and of units above them, and by the supervision office. Who opens a chain reads the enterprises on it, but
confidential ones.
The supervision office reads the record of what was done in its zone; the administrator also who signed in.

Where a role must be held to count for the whole zone (`counts_for`; elsewhere it counts for nothing beyond its unit):

| role | at the zone or above it | at a leading body or department directly of the zone | anywhere else in the zone |
|---|---|---|---|
| administrator | yes | no | no |
| supervision office, leader, editor | yes | yes: that is where the office sits | no |
| officer | yes | yes | yes, for what lies below the unit |

A department under a leading body of the zone is one directly of the zone: some zones draw the leading body as a unit.

Everything below is a condition for SQL or a question about one thing; queries apply the first, services ask the second.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from zoneworks.accounts.choices import RoleKind
from zoneworks.accounts.models import RoleHeld, User
from zoneworks.units.choices import UnitKind
from zoneworks.units.models import Unit
from zoneworks.units.queries import paths_down_to, under, zones_around

# Roles whose holder acts for the zone from an office of it.
OF_OFFICES = frozenset({RoleKind.SUPERVISION, RoleKind.LEADER, RoleKind.EDITOR})
OFFICES = frozenset({UnitKind.LEADERSHIP, UnitKind.DEPARTMENT})


@dataclass(frozen=True)
class Grant:
    kind: RoleKind
    unit_id: int
    unit_path: str
    post_id: int | None
    office_of: int | None = None

    def counts_for(self, zone: Unit) -> bool:
        """Whether the role counts for the zone as a whole: see the table above."""
        if zone.path.startswith(self.unit_path):
            return True
        if not self.unit_path.startswith(zone.path):
            return False
        return self.kind == RoleKind.OFFICER or (self.kind in OF_OFFICES and self.office_of == zone.pk)


class Scope:
    """What one person may see and do; made once per request, asked everywhere."""

    def __init__(self, user: User) -> None:
        self.user = user

    @cached_property
    def grants(self) -> tuple[Grant, ...]:
        if not self.user.is_authenticated:
            return ()
        held = RoleHeld.objects.filter(user=self.user, unit__is_active=True).select_related("unit__parent__parent")
        return tuple(
            Grant(RoleKind(role.kind), role.unit_id, role.unit.path, role.post_id, office_of(role.unit))
            for role in held
        )

    @cached_property
    def zones(self) -> tuple[Unit, ...]:
        """Zones in which the person holds any role: at the zone, inside it, or above it."""
        return tuple(zones_around(grant.unit_path for grant in self.grants))

    @cached_property
    def zone_ids(self) -> frozenset[int]:
        return frozenset(zone.pk for zone in self.zones)

    def holds(self, kinds: Iterable[RoleKind], zone: Unit) -> bool:
        """Whether one of the roles is held where it counts for the zone."""
        wanted = set(kinds)
        return any(grant.kind in wanted and grant.counts_for(zone) for grant in self.grants)

    # --- plans -----------------------------------------------------------------------------------------------------

    def readable_plans(self) -> Q:
        """Plans the person may open: issued and closed ones of their zones, drafts for those who make or lead them."""
        drafting = [zone.pk for zone in self.zones if self.is_supervising(zone) or self.is_leading(zone)]
        return Q(zone_id__in=self.zone_ids) & (~Q(state="draft") | Q(zone_id__in=drafting))

    def is_supervising(self, zone: Unit) -> bool:
        return self.holds([RoleKind.SUPERVISION], zone)

    def is_leading(self, zone: Unit) -> bool:
        return self.holds([RoleKind.LEADER], zone)

    def is_administering(self, zone: Unit) -> bool:
        return self.holds([RoleKind.ADMINISTRATOR], zone)

    def is_editing(self, zone: Unit) -> bool:
        return self.holds([RoleKind.EDITOR], zone)

    def sees_all_working_records(self, zone: Unit) -> bool:
        return self.is_supervising(zone) or self.is_leading(zone)

    def units_worked_for(self) -> Q:
        """Units whose work the person does: where they are an officer, and everything below."""
        paths = [grant.unit_path for grant in self.grants if grant.kind == RoleKind.OFFICER]
        condition = Q(pk__in=[])
        for path in paths:
            condition |= Q(path__startswith=path)
        return condition

    def works_for(self, unit_paths: Iterable[str]) -> bool:
        """Whether the person is an officer of one of the units, or of a unit above it."""
        held = [grant.unit_path for grant in self.grants if grant.kind == RoleKind.OFFICER]
        return any(path.startswith(own) for path in unit_paths for own in held)

    def has_post(self, post_ids: Iterable[int]) -> bool:
        return bool({grant.post_id for grant in self.grants if grant.post_id} & set(post_ids))


def office_of(unit: Unit) -> int | None:
    """The zone whose leading body or department the unit is, directly or under a leading body of it."""
    above = unit.parent
    if unit.kind not in OFFICES or above is None:
        return None
    if above.kind == UnitKind.LEADERSHIP and above.parent is not None:
        above = above.parent
    return above.pk if above.kind == UnitKind.ZONE else None


def may_hold(kind: RoleKind, unit: Unit) -> bool:
    """Whether a role of the kind counts for anything when held at the unit."""
    is_high = unit.kind in {UnitKind.ZONE, UnitKind.AUTHORITY}
    return is_high or kind == RoleKind.OFFICER or (kind in OF_OFFICES and office_of(unit) is not None)


def counting_for(kind: RoleKind, zone: Unit) -> Q:
    """The same table as a condition on roles held: those of the kind that count for the zone."""
    condition = Q(unit__path__in=paths_down_to(zone.path))
    if kind == RoleKind.OFFICER:
        condition |= Q(unit__path__startswith=zone.path)
    elif kind in OF_OFFICES:
        offices = Q(unit__parent=zone) | Q(unit__parent__parent=zone, unit__parent__kind=UnitKind.LEADERSHIP)
        condition |= Q(unit__kind__in=OFFICES) & offices
    return Q(kind=kind) & condition


def visible_units(scope: Scope) -> Q:
    return under(scope.zones)
