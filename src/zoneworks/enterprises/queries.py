"""Reading enterprises: what a person may open, and nothing else. A stranger gets an empty answer everywhere."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from zoneworks.accounts.access import Scope
from zoneworks.accounts.choices import RoleKind
from zoneworks.enterprises.models import Enterprise
from zoneworks.enterprises.readers import declared_conditions, declared_grounds
from zoneworks.units.models import Unit
from zoneworks.units.queries import paths_down_to

# --- what may be opened ----------------------------------------------------------------------------------------------


def enterprises_readable(scope: Scope, zone: Unit) -> QuerySet[Enterprise]:
    """Enterprises of a zone that the person may open; those merged into another are left out."""
    standing = Enterprise.objects.filter(zone=zone, merged_into__isnull=True).select_related("unit", "park")
    if zone.pk not in scope.zone_ids:
        return standing.none()
    if scope.sees_all_working_records(zone):
        return standing
    return standing.filter(readable_condition(scope, zone))


def readable_condition(scope: Scope, zone: Unit) -> Q:
    """The rule of access for those who do not see all of the zone."""
    opened = Q(unit__in=units_read(scope, zone)) | declared_conditions(scope, zone)
    # A subquery of its own: a join would give an enterprise once for each reader.
    named = Enterprise.readers.through.objects.filter(enterprise=OuterRef("pk"), user=scope.user.pk)
    return Q(Q(is_confidential=False) & opened) | Q(Q(Exists(named)), is_confidential=True)


def grounds_of_access(scope: Scope, zone: Unit) -> list[Q]:
    """The same rule as single conditions: what passes one of them may be opened."""
    units = list(units_read(scope, zone).values_list("pk", flat=True))
    named = Q(pk__in=Enterprise.readers.through.objects.filter(user=scope.user.pk).values("enterprise"))
    declared = [Q(ground, is_confidential=False) for ground in declared_grounds(scope, zone)]
    return [Q(unit__in=units, is_confidential=False), Q(named, is_confidential=True), *declared]


def units_read(scope: Scope, zone: Unit) -> QuerySet[Unit]:
    """Units whose enterprises the person reads: those they work for, everything below and everything above."""
    condition = Q(pk__in=[])
    for path in officer_paths(scope, zone):
        condition |= Q(path__startswith=path) | Q(path__in=paths_down_to(path))
    return Unit.objects.filter(condition)


def officer_paths(scope: Scope, zone: Unit) -> list[str]:
    """Paths of the units in the zone (or above it) at which the person is an officer."""
    return [grant.unit_path for grant in scope.grants if grant.kind == RoleKind.OFFICER and grant.counts_for(zone)]


def enterprise_or_none(scope: Scope, key: int) -> Enterprise | None:
    """One enterprise the person may open, in whichever zone; a merged one is not found under its old key."""
    found = Enterprise.objects.select_related("zone", "unit", "park").filter(pk=key, merged_into__isnull=True).first()
    if found is None or not is_readable(scope, found):
        return None
    return found


def is_readable(scope: Scope, enterprise: Enterprise) -> bool:
    zone = enterprise.zone
    if scope.sees_all_working_records(zone):
        return zone.pk in scope.zone_ids
    return enterprises_readable(scope, zone).filter(pk=enterprise.pk).exists()


def require_readable(scope: Scope, enterprise: Enterprise) -> None:
    """An enterprise the person may not open does not exist for them, wherever the object came from."""
    if not is_readable(scope, enterprise):
        raise Http404


# --- what may be written ---------------------------------------------------------------------------------------------


def may_write(scope: Scope, enterprise: Enterprise) -> bool:
    """Officers of the unit in charge or of a unit above it, and the supervision office; never who only reads."""
    return writes_opened(scope, enterprise) and (
        scope.is_supervising(enterprise.zone) or is_readable(scope, enterprise)
    )


def writes_opened(scope: Scope, enterprise: Enterprise) -> bool:
    """The same of an enterprise that is known to be open to the person, as in a list: without a statement for each."""
    return scope.is_supervising(enterprise.zone) or scope.works_for([enterprise.unit.path])


def units_in_charge(scope: Scope, zone: Unit) -> QuerySet[Unit]:
    """Units for which the person may add enterprises."""
    within = Unit.objects.filter(path__startswith=zone.path, is_active=True).order_by("path")
    if zone.pk not in scope.zone_ids:
        return within.none()
    if scope.is_supervising(zone):
        return within
    condition = Q(pk__in=[])
    for path in officer_paths(scope, zone):
        condition |= Q(path__startswith=path)
    return within.filter(condition)


def may_add(scope: Scope, zone: Unit) -> bool:
    """Whether there are units in charge for the person; asked on every page, so without a statement."""
    return zone.pk in scope.zone_ids and (scope.is_supervising(zone) or bool(officer_paths(scope, zone)))


# --- kin -------------------------------------------------------------------------------------------------------------


def kin_of(enterprise: Enterprise) -> list[int]:
    """Keys of everything that is this enterprise: itself, then those merged into it."""
    merged = Enterprise.objects.filter(merged_into=enterprise.pk).order_by("pk").values_list("pk", flat=True)
    return [enterprise.pk, *merged]


def canonical_ids(ids: Iterable[int]) -> dict[int, int]:
    """For each key that of the enterprise it stands for: its own, or the one it was merged into."""
    pairs = Enterprise.objects.filter(pk__in=list(ids)).values_list("pk", "merged_into_id")
    return {key: into or key for key, into in pairs}
