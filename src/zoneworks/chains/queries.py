"""Who opens which chain, and which version of it stood on a day.

A chain is opened by the officers of units with a role in it and of the units above and below those, by the holders of
posts with a role, and by the leaders and the supervision office of the zone. It is written by officers of its lead
department, its office and its task force, or of units above them, and by the supervision office.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from zoneworks.accounts.access import Scope
from zoneworks.accounts.choices import RoleKind
from zoneworks.chains.choices import ChainRoleKind, VersionState
from zoneworks.chains.models import Chain, ChainRole, ChainVersion
from zoneworks.units.models import Unit
from zoneworks.units.queries import paths_down_to, profile_of

WRITING = frozenset({ChainRoleKind.LEAD_DEPARTMENT, ChainRoleKind.OFFICE, ChainRoleKind.TASK_FORCE})


def chains_readable(scope: Scope, zone: Unit) -> QuerySet[Chain]:
    """Chains of the zone the person may open."""
    chains = Chain.objects.filter(zone=zone)
    if zone.pk not in scope.zone_ids:
        return chains.none()
    if scope.sees_all_working_records(zone):
        return chains
    held = ChainRole.objects.filter(roles_near(scope), standing_roles(today_of(zone)), chain__zone=zone)
    return chains.filter(pk__in=held.values("chain"))


def chains_writable(scope: Scope, zone: Unit) -> QuerySet[Chain]:
    """Chains of the zone whose gaps, placements and versions the person writes."""
    chains = Chain.objects.filter(zone=zone)
    if zone.pk not in scope.zone_ids:
        return chains.none()
    if scope.is_supervising(zone):
        return chains
    units = Unit.objects.filter(scope.units_worked_for())
    held = ChainRole.objects.filter(standing_roles(today_of(zone)), chain__zone=zone, kind__in=WRITING, unit__in=units)
    return chains.filter(pk__in=held.values("chain"))


def may_open(scope: Scope, chain: Chain) -> bool:
    return chains_readable(scope, chain.zone).filter(pk=chain.pk).exists()


def may_write(scope: Scope, chain: Chain) -> bool:
    return chains_writable(scope, chain.zone).filter(pk=chain.pk).exists()


def roles_near(scope: Scope) -> Q:
    """Roles held by a unit the person is an officer of, one above or below it, or by a post of the person."""
    condition = Q(post__in=[grant.post_id for grant in scope.grants if grant.post_id])
    for grant in scope.grants:
        if grant.kind == RoleKind.OFFICER:
            condition |= Q(unit__path__startswith=grant.unit_path) | Q(unit__path__in=paths_down_to(grant.unit_path))
    return condition


def standing_roles(day: date) -> Q:
    return Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gte=day))


def today_of(zone: Unit) -> date:
    """The zone's today; its profile is at hand where the zone comes from a scope."""
    profile = zone.profile if "profile" in zone._state.fields_cache else profile_of(zone)
    today: date = profile.today
    return today


def roles_of(chain: Chain, day: date) -> QuerySet[ChainRole]:
    """Who works on the chain on the day, in the order in which the kinds are declared."""
    found = ChainRole.objects.filter(standing_roles(day), chain=chain)
    return found.select_related("post", "unit", "enterprise").order_by("kind", "pk")


# --- versions --------------------------------------------------------------------------------------------------------


def versions_of(chain: Chain) -> QuerySet[ChainVersion]:
    return ChainVersion.objects.filter(chain=chain).select_related("made_by").order_by("-number")


def version_on(chain: Chain, day: date) -> ChainVersion | None:
    """The version that stood on the day."""
    return versions_on([chain], day).get(chain.pk)


def versions_on(chains: Iterable[Chain], day: date) -> dict[int, ChainVersion]:
    """By chain the version that stood on the day, in one statement."""
    found = ChainVersion.objects.filter(chain__in=list(chains), state=VersionState.IN_FORCE, in_force_from__lte=day)
    return {version.chain_id: version for version in found.order_by("in_force_from", "number")}


def draft_of(chain: Chain) -> ChainVersion | None:
    return ChainVersion.objects.filter(chain=chain, state=VersionState.DRAFT).first()
