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


def zones_at_or_below(units: Iterable[Unit]) -> QuerySet[Unit]:
    return Unit.objects.filter(under(units), kind=UnitKind.ZONE)


def zone_of(unit: Unit) -> Unit | None:
    """The zone a unit belongs to, itself included; none for an authority above the zones."""
    codes = unit.path.rstrip(".").split(".")
    paths = [".".join(codes[: end + 1]) + "." for end in range(len(codes))]
    return Unit.objects.filter(path__in=paths, kind=UnitKind.ZONE).order_by("-path").first()


def units_of_zone(zone: Unit) -> QuerySet[Unit]:
    return Unit.objects.filter(under([zone]), is_active=True).order_by("path")


def posts_of_zone(zone: Unit) -> QuerySet[Post]:
    return Post.objects.filter(zone=zone)


def profile_of(zone: Unit) -> ZoneProfile:
    return ZoneProfile.objects.select_related("zone").get(zone=zone)
