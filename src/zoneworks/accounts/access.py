"""Who sees and does what: the whole table of access, in one place.

Everybody with a role in the zone reads issued and closed plans, confirmed facts, lights, units and posts.
The supervision office writes plans and confirms facts; it and the leaders also read drafts.
Submitted facts and imports are read by the item's lead, responsible and cooperating units, the item's leader, the
supervision office and the leaders. Lead and responsible units report; cooperating units only read.
The administrator writes units, posts and roles. The editor writes the public portal; the supervision office and the
leaders review what is to be released. What has been released is read by everybody.

Everything below is a condition for SQL or a question about one thing; queries apply the first, services ask the second.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from zoneworks.accounts.choices import RoleKind
from zoneworks.accounts.models import RoleHeld, User
from zoneworks.units.models import Unit
from zoneworks.units.queries import under, zones_around


@dataclass(frozen=True)
class Grant:
    kind: RoleKind
    unit_id: int
    unit_path: str
    post_id: int | None


class Scope:
    """What one person may see and do; made once per request, asked everywhere."""

    def __init__(self, user: User) -> None:
        self.user = user

    @cached_property
    def grants(self) -> tuple[Grant, ...]:
        if not self.user.is_authenticated:
            return ()
        held = RoleHeld.objects.filter(user=self.user, unit__is_active=True).select_related("unit")
        return tuple(Grant(RoleKind(role.kind), role.unit_id, role.unit.path, role.post_id) for role in held)

    @cached_property
    def zones(self) -> tuple[Unit, ...]:
        """Zones in which the person holds any role: at the zone, inside it, or above it."""
        return tuple(zones_around(grant.unit_path for grant in self.grants))

    @cached_property
    def zone_ids(self) -> frozenset[int]:
        return frozenset(zone.pk for zone in self.zones)

    def holds(self, kinds: Iterable[RoleKind], zone: Unit) -> bool:
        """Whether one of the roles is held at the zone, above it, or inside it."""
        wanted = set(kinds)
        return any(
            grant.kind in wanted and (zone.path.startswith(grant.unit_path) or grant.unit_path.startswith(zone.path))
            for grant in self.grants
        )

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


def visible_units(scope: Scope) -> Q:
    return under(scope.zones)
