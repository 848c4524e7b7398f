"""Reading the unit tree."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from zoneworks.units.choices import UnitKind
from zoneworks.units.models import Post, Unit, ZoneProfile


def under(units: Iterable[Unit]) -> Q:
    """The units given and everything below them."""
    condition = Q(pk__in=[])
    for unit in units:
        condition |= Q(path__startswith=unit.path)
    return condition


def zone_of(unit: Unit) -> Unit | None:
    """The zone a unit belongs to, itself included; none for an authority above the zones."""
    return Unit.objects.filter(path__in=paths_down_to(unit.path), kind=UnitKind.ZONE).order_by("-path").first()


def zones_around(paths: Iterable[str]) -> list[Unit]:
    """The zone each of the paths lies in, and all zones below them, with their profiles: in one statement."""
    places = set(paths)
    if not places:
        return []
    condition = Q(path__in={above for path in places for above in paths_down_to(path)})
    for path in places:
        condition |= Q(path__startswith=path)
    found = list(Unit.objects.filter(condition, kind=UnitKind.ZONE).select_related("profile").order_by("path"))
    own = {max((zone.path for zone in found if path.startswith(zone.path)), key=len, default="") for path in places}
    return [zone for zone in found if zone.path in own or any(zone.path.startswith(path) for path in places)]


def paths_down_to(path: str) -> list[str]:
    """The paths of a unit and of all units above it, the outermost first."""
    codes = path.rstrip(".").split(".")
    return [".".join(codes[: end + 1]) + "." for end in range(len(codes))]


def units_of_zone(zone: Unit) -> QuerySet[Unit]:
    return Unit.objects.filter(under([zone]), is_active=True).order_by("path")


def posts_of_zone(zone: Unit) -> QuerySet[Post]:
    return Post.objects.filter(zone=zone)


def profile_of(zone: Unit) -> ZoneProfile:
    return ZoneProfile.objects.select_related("zone").get(zone=zone)
