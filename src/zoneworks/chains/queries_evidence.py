"""Placements, gaps and blockages of a chain, as they were known on a day, for somebody who may open the chain.

Confidential enterprises count everywhere; who may not read them is given no name: `enterprise_shown` is None.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from zoneworks.accounts.access import Scope
from zoneworks.audit.queries import events_of, start_of
from zoneworks.chains.choices import GapState, PlacementState
from zoneworks.chains.judging import placed_on, standing_blockages, standing_placements
from zoneworks.chains.models import Artefact, Blockage, Chain, ChainRole, Gap, Placement
from zoneworks.chains.queries import chains_readable
from zoneworks.enterprises.models import Enterprise
from zoneworks.enterprises.queries import enterprises_readable
from zoneworks.units.models import Unit


def placements_of(chain: Chain, known_on: date) -> QuerySet[Placement]:
    """As `placements_among`, of one chain."""
    return placements_among([chain], known_on)


def placements_among(chains: Collection[Chain], known_on: date) -> QuerySet[Placement]:
    """Confirmed as known on the day, and proposals that waited then; the confirmed ones of each node first."""
    waiting = Q(proposed_on__lte=known_on) & (Q(state=PlacementState.PROPOSED) | Q(decided_on__gt=known_on))
    here = Q(enterprise__left_on__isnull=True) | Q(enterprise__left_on__gt=known_on)
    found = Placement.objects.filter(standing_placements(known_on) | waiting, here, chain__in=chains)
    stands = Case(When(standing_placements(known_on), then=Value(0)), default=Value(1), output_field=IntegerField())
    return found.annotate(waits=stands).select_related("enterprise").order_by("node_code", "waits", "-score", "pk")


def proposals_of(chain: Chain) -> QuerySet[Placement]:
    """What waits for a person now, the surest first."""
    waiting = Placement.objects.filter(chain=chain, state=PlacementState.PROPOSED, until__isnull=True)
    return waiting.select_related("enterprise").order_by("-score", "pk")


def with_names(scope: Scope, zone: Unit, placements: Iterable[Placement]) -> list[Placement]:
    """The placements with `enterprise_shown`: the enterprise, or None where it is none of the person's business."""
    rows = list(placements)
    roots = {row.enterprise_id: row.enterprise.merged_into_id or row.enterprise_id for row in rows}
    secret = secret_among(row.enterprise for row in rows)
    opened = open_among(scope, zone, secret)
    for row in rows:
        is_open = roots[row.enterprise_id] not in secret or roots[row.enterprise_id] in opened
        row.enterprise_shown = row.enterprise if is_open else None  # type: ignore[attr-defined]
    return rows


def secret_among(enterprises: Iterable[Enterprise]) -> set[int]:
    """Keys of what the enterprises stand for, where they or that is confidential."""
    known = list(enterprises)
    merged = {one.merged_into_id for one in known if one.merged_into_id}
    closed = Enterprise.objects.filter(pk__in=merged, is_confidential=True).order_by().values_list("pk", flat=True)
    secret = set(closed) if merged else set()
    return secret | {one.merged_into_id or one.pk for one in known if one.is_confidential}


def roles_nameable(scope: Scope, zone: Unit, roles: Iterable[ChainRole]) -> list[ChainRole]:
    """Roles without those held by a confidential enterprise the person may not read."""
    known = list(roles)
    holders = {one.pk: one.enterprise for one in known if one.enterprise}
    secret = secret_among(holders.values())
    opened = open_among(scope, zone, secret)
    roots = {key: holder.merged_into_id or holder.pk for key, holder in holders.items()}
    return [one for one in known if roots.get(one.pk) not in secret or roots[one.pk] in opened]


def open_among(scope: Scope, zone: Unit, secret: set[int]) -> set[int]:
    """Keys of the confidential enterprises the person reads."""
    if not secret:
        return set()
    return set(enterprises_readable(scope, zone).filter(pk__in=secret).values_list("pk", flat=True))


def enterprises_on(scope: Scope, chain: Chain, known_on: date) -> QuerySet[Enterprise]:
    """Enterprises that stand on the chain and that the person may name."""
    placed = placed_on(chain, known_on).values("enterprise")
    return enterprises_readable(scope, chain.zone).filter(pk__in=placed)


# --- gaps ------------------------------------------------------------------------------------------------------------


def gaps_readable(scope: Scope, zone: Unit) -> QuerySet[Gap]:
    """Gaps of all chains of the zone that the person may open."""
    return Gap.objects.filter(chain__in=chains_readable(scope, zone)).select_related("chain__zone", "unit")


def gaps_of(chain: Chain, known_on: date) -> QuerySet[Gap]:
    """Gaps open on the day, the one most rests on first."""
    return Gap.objects.filter(open_on(known_on), chain=chain).select_related("unit")


def open_on(known_on: date) -> Q:
    return Q(opened_on__lte=known_on) & (Q(closed_on__isnull=True) | Q(closed_on__gt=known_on))


def as_known(gap: Gap, known_on: date) -> Gap:
    """The gap, in memory, without what came after the day: who it was given to and how it ended."""
    if gap.closed_on is not None and gap.closed_on > known_on:
        gap.state, gap.closed_on, gap.closed_by = GapState.OPEN, None, None
    if gap.taken_on is not None and gap.taken_on > known_on:
        gap.unit, gap.due, gap.taken_on = None, None, None
    return gap


def noted_since(gap: Gap, known_on: date) -> bool:
    """Whether the gap's note was written after the day."""
    later = start_of(known_on + timedelta(days=1))
    return events_of("gap", gap.pk).filter(verb="note_gap", at__gte=later).exists()


def settled_gaps_of(chain: Chain, known_on: date) -> QuerySet[Gap]:
    """Gaps closed or lapsed by the day, the latest first."""
    settled = Gap.objects.filter(chain=chain, closed_on__lte=known_on).exclude(state=GapState.OPEN)
    return settled.select_related("unit", "closed_by__enterprise").order_by("-closed_on", "-pk")


def blockages_of(chain: Chain, known_on: date) -> QuerySet[Blockage]:
    return standing_blockages(chain, known_on)


def artefacts_of(chain: Chain) -> QuerySet[Artefact]:
    return Artefact.objects.filter(chain=chain).select_related("unit").prefetch_related("files__file")
