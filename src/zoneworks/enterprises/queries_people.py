"""People of a zone who may be named as readers, and what they are called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from zoneworks.accounts.access import counting_for
from zoneworks.accounts.choices import RoleKind
from zoneworks.accounts.models import RoleHeld, User
from zoneworks.enterprises.models import Enterprise
from zoneworks.units.models import Unit


@dataclass(frozen=True)
class Person:
    """`reads_anyway`: a leader or the supervision office; `is_here`: holds a role in the zone now."""

    user: User
    offices: str
    reads_anyway: bool
    is_here: bool


def roles_of_zone(zone: Unit) -> QuerySet[RoleHeld]:
    return RoleHeld.objects.filter(unit__path__startswith=zone.path, unit__is_active=True)


def people_of(zone: Unit) -> QuerySet[User]:
    """Everybody with a role at a unit of the zone."""
    return User.objects.filter(is_active=True, pk__in=roles_of_zone(zone).values("user")).order_by("pk")


def people_found(zone: Unit, words: str, unit: Unit | None) -> QuerySet[User]:
    """Those of a unit and what lies below it whose name, or whose unit's name, has the words."""
    roles = roles_of_zone(zone)
    if unit is not None:
        roles = roles.filter(unit__path__startswith=unit.path)
    found = people_of(zone).filter(pk__in=roles.values("user"))
    for word in words.split():
        of_unit = roles.filter(Q(unit__name__icontains=word) | Q(unit__name_en__icontains=word))
        found = found.filter(
            Q(display_name__icontains=word)
            | Q(display_name_en__icontains=word)
            | Q(username__icontains=word)
            | Q(pk__in=of_unit.values("user"))
        )
    return found


def readers_of(enterprise: Enterprise) -> QuerySet[User]:
    """Those named, whether they still hold a role or not."""
    named = Enterprise.readers.through.objects.filter(enterprise=enterprise)
    return User.objects.filter(pk__in=named.values("user")).order_by("pk")


def described(zone: Unit, users: Iterable[User]) -> list[Person]:
    """The people with their offices in the zone, in two statements."""
    shown = list(users)
    keys = [user.pk for user in shown]
    offices: dict[int, list[str]] = defaultdict(list)
    for role in roles_of_zone(zone).filter(user__in=keys).select_related("unit", "post").order_by("unit__path", "kind"):
        place = role.post.title if role.post else role.unit.title
        offices[role.user_id].append(f"{place} · {role.get_kind_display()}")
    high = counting_for(RoleKind.LEADER, zone) | counting_for(RoleKind.SUPERVISION, zone)
    reading = set(RoleHeld.objects.filter(high, user__in=keys, unit__is_active=True).values_list("user", flat=True))
    return [
        Person(user, ", ".join(offices[user.pk]), user.pk in reading, user.is_active and user.pk in offices)
        for user in shown
    ]
