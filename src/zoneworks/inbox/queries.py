"""Who is concerned, and what a person has been told."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from zoneworks.accounts.choices import RoleKind
from zoneworks.accounts.models import RoleHeld, User
from zoneworks.inbox.models import Message
from zoneworks.units.choices import UnitKind
from zoneworks.units.models import Post, Unit
from zoneworks.units.queries import paths_down_to

# --- who is concerned: for services that tell people, so without a scope --------------------------------------------


def people_of_units(units: Iterable[Unit]) -> QuerySet[User]:
    """Officers of the units, and of the units above them as far as their zone."""
    paths = {path for unit in units for path in paths_down_to(unit.path)}
    inside = Q(kind=RoleKind.OFFICER, unit__path__in=paths) & ~Q(unit__kind=UnitKind.AUTHORITY)
    return people_with(inside)


def supervisors_of(zone: Unit) -> QuerySet[User]:
    """The zone's own supervision office."""
    return people_with(Q(kind=RoleKind.SUPERVISION, unit__path__startswith=zone.path))


def leaders_of(zone: Unit) -> QuerySet[User]:
    return people_with(Q(kind=RoleKind.LEADER, unit__path__startswith=zone.path))


def holders_of(posts: Iterable[Post]) -> QuerySet[User]:
    """Those who hold the leadership posts."""
    return people_with(Q(kind=RoleKind.LEADER, post__in=list(posts)))


def people_with(held: Q) -> QuerySet[User]:
    roles = RoleHeld.objects.filter(held, unit__is_active=True)
    return User.objects.filter(pk__in=roles.values("user"), is_active=True).order_by("username")


# --- what a person has been told ------------------------------------------------------------------------------------


def messages_of(user: User, zone: Unit) -> QuerySet[Message]:
    """What the person is shown in the product about a zone, the newest first."""
    return Message.objects.filter(user=user, zone=zone, is_in_app=True).order_by("-pk")


def unread_count(user: User) -> int:
    """How many messages of all zones the person has not read."""
    return Message.objects.filter(user=user, is_in_app=True, read_at__isnull=True).count()
