"""Whom to attract for a gap: the zone's pool ranked by the engine, with what each rank is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.db.models import Count, Max, Q, QuerySet, Sum

from zonekit.chains.places import place_of
from zonekit.chains.pool import Pool, PoolFirm
from zonekit.chains.targets import rank_targets
from zonekit.chains.targets_model import Change, NodeNeed, Part
from zonekit.chains.targets_need import need_of
from zonekit.chains.targets_need import relatedness_of_zone as near_to
from zonekit.chains.targets_rules import TargetRules, load_target_rules
from zoneworks.chains.judging import FEN, judgement_of
from zoneworks.chains.models import Gap, LeftOut, PoolEnterprise, TargetMark
from zoneworks.chains.queries_pool import left_out_on, pool_on
from zoneworks.enterprises.models import Enterprise
from zoneworks.units.models import Unit
from zoneworks.units.queries import paths_down_to

KEPT_SECONDS = 3600
MOST = 50
MOST_LEFT_OUT = 500


@dataclass(frozen=True, slots=True)
class TargetRow:
    """An enterprise of the pool on its rank. `mark`: what was decided about it for this gap, if anything."""

    pool: PoolEnterprise
    rank: int
    score: float
    parts: tuple[Part, ...]
    would_change: tuple[Change, ...]
    mark: TargetMark | None


@dataclass(frozen=True, slots=True)
class Targets:
    """`need` None: no version of the chain has the node on the day. `pooled`: how many enterprises were looked at."""

    rows: tuple[TargetRow, ...]
    need: NodeNeed | None
    rules: TargetRules
    pooled: int


def targets_of(gap: Gap, known_on: date, limit: int = MOST) -> Targets:
    """The best enterprises of the pool for a gap, as known on the day; in seven statements at most beside the chain's.

    Marks do not change ranks: what was set aside stays where it is, with its mark.
    """
    rules, zone = load_target_rules(known_on), gap.chain.zone
    keys, pool = pool_of(zone, known_on)
    need = need_on(gap, known_on, pool)
    if need is None or not keys:
        return Targets((), need, rules, len(keys))
    found = rank_targets(need, pool, rules, limit)
    rows = PoolEnterprise.objects.in_bulk([keys[target.firm] for target in found])
    marks = marks_of(gap, known_on)
    return Targets(
        tuple(
            TargetRow(
                rows[key], target.rank, target.score, target.parts, target.would_change, marks.get(key)
            )
            for target in found
            if (key := keys[target.firm]) in rows
        ),
        need,
        rules,
        len(keys),
    )  # fmt: skip


def need_on(gap: Gap, known_on: date, pool: Pool) -> NodeNeed | None:
    """What the node needs here: who would buy, for how much, and what the zone's industries are near to."""
    judgement = judgement_of(gap.chain, known_on)
    if judgement is None or gap.node_code not in judgement.by_code:
        return None
    return need_of(
        judgement.chain, gap.node_code, judgement.placed, judgement.rules,
        at=seat_of(gap.chain.zone), relatedness=relatedness_of(gap.chain.zone, known_on, pool),
    )  # fmt: skip


def seat_of(zone: Unit) -> tuple[float, float] | None:
    """Roughly where the zone is: the city or province its name holds, or the name of an authority above it."""
    names = Unit.objects.filter(path__in=paths_down_to(zone.path)).order_by("-path").values_list("name", flat=True)
    place = next((place for name in names if (place := place_of(name)) is not None), None)
    return (place.longitude, place.latitude) if place else None


def marks_of(gap: Gap, known_on: date) -> dict[int, TargetMark]:
    """By enterprise the latest decision of the day."""
    marks = TargetMark.objects.filter(gap=gap, on__lte=known_on).select_related("by").order_by("pk")
    return {mark.enterprise_id: mark for mark in marks}


# --- the pool --------------------------------------------------------------------------------------------------------


def pool_of(zone: Unit, known_on: date) -> tuple[Sequence[int], Pool]:
    """Keys and columns of the enterprises that may be won, kept for as long as none of them changes."""
    known = PoolEnterprise.objects.filter(zone=zone, added_on__lte=known_on)
    told = known.order_by().aggregate(count=Count("pk"), last=Max("pk"), changes=Sum("revision"))
    name = f"chain-pool:{zone.pk}:{known_on}:{told['count']}:{told['last']}:{told['changes']}"
    kept: tuple[list[int], Pool] | None = cache.get(name)
    if kept is None:
        kept = pooled(pool_on(zone, known_on))
        cache.set(name, kept, KEPT_SECONDS)
    return kept


def pooled(enterprises: QuerySet[PoolEnterprise]) -> tuple[list[int], Pool]:
    """Keys and columns."""
    rows = enterprises.order_by("pk").values_list(
        "pk", "credit_code", "name", "class_code", "products", "scope", "region", "longitude", "latitude",
        "revenue_fen", "staff", "capital_fen",
    )  # fmt: skip
    keys, firms = [], []
    for key, code, title, industry, products, scope, region, longitude, latitude, revenue, staff, capital in rows:
        keys.append(key)
        firms.append(PoolFirm(
            code, title, industry, tuple(products), scope, region, number(longitude), number(latitude),
            yuan(revenue), number(staff), yuan(capital),
        ))  # fmt: skip
    return keys, Pool.of(firms)


def left_out_of(gap: Gap, known_on: date, found: Targets) -> list[LeftOut]:
    """Those left out of the pool by the day that would fit the gap's node, the latest first; of the last 500."""
    latest = left_out_on(gap.chain.zone, known_on).select_related("enterprise", "by")
    left = {one.enterprise_id: one for one in latest[:MOST_LEFT_OUT]}
    if not left or found.need is None:
        return []
    keys, pool = pooled(PoolEnterprise.objects.filter(pk__in=list(left)))
    fitting = {keys[target.firm] for target in rank_targets(found.need, pool, found.rules, 0)}
    return [one for key, one in left.items() if key in fitting]


def number(value: object) -> float | None:
    return None if value is None else float(str(value))


def yuan(fen: int | None) -> float | None:
    return None if fen is None else fen / FEN


def relatedness_of(zone: Unit, known_on: date, pool: Pool) -> dict[str, float]:
    """How near each industry is to those of the zone's enterprises; its regions are those of the pool."""
    here = Q(left_on__isnull=True) | Q(left_on__gt=known_on)
    standing = Enterprise.objects.filter(here, zone=zone, merged_into__isnull=True, added_on__lte=known_on)
    classes = standing.exclude(class_code="").order_by().values_list("class_code").annotate(count=Count("pk"))
    return near_to([code for code, count in classes for _one in range(count)], pool)
