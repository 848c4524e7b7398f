"""Who is concerned, and what a person has been told."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from zoneworks.accounts.access import Scope, counting_for
from zoneworks.accounts.choices import RoleKind
from zoneworks.accounts.models import RoleHeld, User
from zoneworks.inbox.models import Feed, Message
from zoneworks.units.choices import UnitKind
from zoneworks.units.models import Post, Unit
from zoneworks.units.queries import paths_down_to, units_of_zone

COUNTED = 100

# --- who is concerned: for services that tell people, so without a scope --------------------------------------------


def people_of_units(units: Iterable[Unit]) -> QuerySet[User]:
    """Officers of the units, and of the units above them as far as their zone."""
    paths = {path for unit in units for path in paths_down_to(unit.path)}
    inside = Q(kind=RoleKind.OFFICER, unit__path__in=paths) & ~Q(unit__kind=UnitKind.AUTHORITY)
    return people_with(inside)


def supervisors_of(zone: Unit) -> QuerySet[User]:
    """The zone's own supervision office."""
    return people_with(counting_for(RoleKind.SUPERVISION, zone) & Q(unit__path__startswith=zone.path))


def leaders_of(zone: Unit) -> QuerySet[User]:
    return people_with(counting_for(RoleKind.LEADER, zone) & Q(unit__path__startswith=zone.path))


def holders_of(posts: Iterable[Post]) -> QuerySet[User]:
    """Those who hold the leadership posts."""
    return people_with(Q(kind=RoleKind.LEADER, post__in=list(posts)))


def people_of_zone(zone: Unit) -> QuerySet[User]:
    """Everybody with a role in the zone."""
    return people_with(Q(unit__path__startswith=zone.path))


def people_with(held: Q) -> QuerySet[User]:
    roles = RoleHeld.objects.filter(held, unit__is_active=True)
    return User.objects.filter(pk__in=roles.values("user"), is_active=True).order_by("username")


# --- what a person has been told ------------------------------------------------------------------------------------


def messages_of(scope: Scope) -> QuerySet[Message]:
    """What the person is shown in the product about the zones they have a role in, the newest first."""
    shown = Message.objects.filter(user=scope.user.pk, zone__in=scope.zone_ids, is_in_app=True)
    return shown.order_by("-pk")


def unread_of(scope: Scope) -> QuerySet[Message]:
    return messages_of(scope).filter(read_at__isnull=True)


def unread_count(scope: Scope) -> int:
    """How many the person has not read; a hundred stands for more. One statement, none for who has no zone."""
    if not scope.zone_ids:
        return 0
    return len(unread_of(scope).values_list("pk", flat=True)[:COUNTED])


# --- feeds ----------------------------------------------------------------------------------------------------------


def feeds_of(scope: Scope) -> QuerySet[Feed]:
    """The person's feeds that still lead somewhere."""
    return Feed.objects.filter(user=scope.user.pk, revoked_at__isnull=True).select_related("zone", "unit")


def units_to_feed(scope: Scope, zone: Unit) -> QuerySet[Unit]:
    """Whose deadlines the person may have in a calendar: the units they work for; any, for supervision and leaders."""
    units = units_of_zone(zone) if zone.pk in scope.zone_ids else Unit.objects.none()
    return units if scope.sees_all_working_records(zone) else units.filter(scope.units_worked_for())


def may_feed_unit(scope: Scope, zone: Unit, unit: Unit) -> bool:
    is_inside = zone.pk in scope.zone_ids and unit.is_active and unit.path.startswith(zone.path)
    return is_inside and (scope.sees_all_working_records(zone) or scope.works_for([unit.path]))
