"""What the engine finds of a chain as it was known on a day: rows into arrays, one judgement out.

Known on D: the version in force on D, placements confirmed by D whose end was not recorded by then, enterprises that
had not left, the latest yearly figures confirmed by D, blockages recorded by D. What is only proposed counts for
nothing.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from django.core.cache import cache
from django.db.models import Count, Max, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from zonekit.chains import Chain as EngineChain
from zonekit.chains.gap_rules import GapRules, load_gap_rules
from zonekit.chains.gaps import Blockage as EngineBlockage
from zonekit.chains.gaps import ChainJudgement, NodeJudgement, Reason, judge
from zonekit.chains.placed import Bools, Floats, Ints, PlacedFirms
from zoneworks.audit.models import Event
from zoneworks.chains.bridge import engine_chain
from zoneworks.chains.choices import PlacementState
from zoneworks.chains.models import Blockage, Chain, ChainVersion, Placement
from zoneworks.chains.queries import version_on
from zoneworks.enterprises.choices import FactKind, Span
from zoneworks.enterprises.models import Enterprise, EnterpriseFact

FEN = 100
WHOLE = 10_000
YEARS_BACK = 3
KEPT_SECONDS = 3600
MOMENT = 20
Json = dict[str, Any]


@dataclass(frozen=True)
class Judgement:
    """A chain as it stood on a day: the version, its content, who was placed, and what the engine says of each node."""

    version: ChainVersion
    chain: EngineChain
    known_on: date
    rules: GapRules
    placed: PlacedFirms
    judged: ChainJudgement

    @property
    def nodes(self) -> tuple[NodeJudgement, ...]:
        return self.judged.nodes

    @cached_property
    def by_code(self) -> Mapping[str, NodeJudgement]:
        return {node.node: node for node in self.judged.nodes}


@dataclass(frozen=True)
class Kept:
    """A judgement, the latest deeds when it was made or compared last, and the fingerprint if it was compared."""

    judgement: Judgement
    deeds: str
    mark: str
    at: float

    def holds(self, deeds: str) -> bool:
        """Nobody has done anything; for a moment: on PostgreSQL a deed with an earlier number may be seen later."""
        return self.deeds == deeds and time.time() - self.at < MOMENT


def judgement_of(chain: Chain, known_on: date) -> Judgement | None:
    """As known on the day, None where no version stood; kept for as long as nothing it rests on changes."""
    version = version_on(chain, known_on)
    if version is None:
        return None
    version.chain = chain
    name = f"chain-judgement:{chain.pk}:{version.pk}:{known_on}"
    kept: Kept | None = cache.get(name)
    deeds = latest_deeds(chain)
    if kept is not None and kept.holds(deeds):
        return kept.judgement
    # The first time there is nothing to compare with: the figures are walked once, not twice.
    mark = fingerprint(chain, known_on) if kept is not None else ""
    same = kept is not None and mark == kept.mark
    judgement = kept.judgement if kept is not None and same else judge_version(version, known_on)
    cache.set(name, Kept(judgement, deeds, mark, time.time()), KEPT_SECONDS)
    return judgement


def judge_chain(chain: Chain, known_on: date) -> Judgement | None:
    """As `judgement_of`, made anew: for writers."""
    version = version_on(chain, known_on)
    if version is None:
        return None
    version.chain = chain
    return judge_version(version, known_on)


def judge_version(version: ChainVersion, known_on: date) -> Judgement:
    content, rules = engine_chain(version), load_gap_rules(known_on)
    placed = placed_firms(version.chain, content, known_on)
    standing = standing_blockages(version.chain, known_on).values_list("node_code", "kind")
    blockages = [EngineBlockage(node, kind) for node, kind in standing]
    return Judgement(version, content, known_on, rules, placed, judge(content, placed, rules, blockages))


def reasons_as_json(reasons: tuple[Reason, ...]) -> list[Json]:
    """Reasons as a gap keeps them: codes and figures, no more digits than anybody reads."""
    return [
        {
            "code": reason.code.value,
            "status": reason.status.value if reason.status else "",
            "figures": {name: plain(value) for name, value in reason.figures.items()},
        }
        for reason in reasons
    ]


def plain(value: float | int | str) -> float | int | str:
    return round(value, 4) if isinstance(value, float) else value


# --- what stood on a day ---------------------------------------------------------------------------------------------


def standing_placements(known_on: date) -> Q:
    """Confirmed by the day, begun, and not known by then to have ended."""
    begun = Q(since__isnull=True) | Q(since__lte=known_on)
    lasts = Q(until__isnull=True) | Q(until__gt=known_on) | Q(ended_on__gt=known_on)
    return Q(state=PlacementState.CONFIRMED, decided_on__lte=known_on) & begun & lasts


def standing_blockages(chain: Chain, known_on: date) -> QuerySet[Blockage]:
    lasts = Q(until__isnull=True) | Q(until__gt=known_on) | Q(lifted_on__gt=known_on)
    return Blockage.objects.filter(lasts, chain=chain, recorded_on__lte=known_on, since__lte=known_on)


def placed_on(chain: Chain, known_on: date) -> QuerySet[Placement]:
    """Placements that count on the day; the enterprises of some may be confidential."""
    here = Q(enterprise__left_on__isnull=True) | Q(enterprise__left_on__gt=known_on)
    return Placement.objects.filter(standing_placements(known_on), here, chain=chain)


def placed_firms(chain: Chain, content: EngineChain, known_on: date) -> PlacedFirms:
    """An enterprise and those merged into it are one; of two on the same node the first placed counts."""
    places = content.positions()
    firms, nodes, capacities, shares, foreign = columns(placed_on(chain, known_on), places)
    keys = firms * max(len(places), 1) + nodes
    first = np.sort(np.unique(keys, return_index=True)[1])
    known, numbers = np.unique(firms[first], return_inverse=True)
    output = yearly_outputs(chain, known, known_on)
    return PlacedFirms(
        firm=numbers.astype(np.int64),
        node=nodes[first],
        output=output[numbers],
        capacity=capacities[first] / FEN,
        share=shares[first] / WHOLE,
        weight=np.ones(len(first)),
        is_foreign=foreign[first],
    )


def columns(placed: QuerySet[Placement], places: Mapping[str, int]) -> tuple[Ints, Ints, Floats, Floats, Bools]:
    """Enterprises, places of their nodes, capacities in fen, shares in basis points, whether in foreign hands.

    What stands on a node that the version does not have is left out.
    """
    rows = list(
        placed.annotate(firm=Coalesce("enterprise__merged_into_id", "enterprise_id"))
        .order_by("pk")
        .values_list("firm", "node_code", "capacity_fen", "share_bp", "is_foreign_owned")
    )
    firms, codes, capacities, shares, foreign = zip(*rows, strict=True) if rows else ((),) * 5
    nodes = np.array([places.get(code, -1) for code in codes], dtype=np.int64)
    here = nodes >= 0
    return (
        np.array(firms, dtype=np.int64)[here],
        nodes[here],
        np.array(capacities, dtype=np.float64)[here],
        np.array(shares, dtype=np.float64)[here],
        np.array(foreign, dtype=np.bool_)[here],
    )


def yearly_outputs(chain: Chain, firms: Ints, known_on: date) -> Floats:
    """Yuan a year of enterprises in ascending order: the output value of the latest full year known, else its revenue.

    Not a number where neither is known.
    """
    outputs = np.full(len(firms), np.nan)
    kin = kin_on(chain)
    for year in range(known_on.year, known_on.year - YEARS_BACK - 1, -1):
        end = date(year, 12, 31)
        for kind in (FactKind.OUTPUT, FactKind.REVENUE):
            if end <= known_on and np.isnan(outputs).any():
                facts = facts_behind(chain, kin).filter(kind=kind, about=end, confirmed_on__lte=known_on)
                fill(outputs, firms, standing_values(facts, kin))
    return outputs


def fill(outputs: Floats, firms: Ints, values: Mapping[int, int]) -> None:
    """What is not known yet, from values in fen by enterprise."""
    keys = np.fromiter(values, dtype=np.int64, count=len(values))
    yuan = np.fromiter(values.values(), dtype=np.float64, count=len(values)) / FEN
    places = np.minimum(np.searchsorted(firms, keys), len(firms) - 1)
    is_new = (firms[places] == keys) & np.isnan(outputs[places])
    outputs[places[is_new]] = yuan[is_new]


def known_outputs(chain: Chain, firms: Iterable[int], known_on: date) -> dict[int, float]:
    """As `yearly_outputs`, by enterprise; those not known are left out."""
    keys = np.array(sorted(firms), dtype=np.int64)
    outputs = yearly_outputs(chain, keys, known_on)
    return {firm: yuan for firm, yuan in zip(keys.tolist(), outputs.tolist(), strict=True) if not np.isnan(yuan)}


def standing_values(facts: QuerySet[EnterpriseFact], kin: Mapping[int, int]) -> dict[int, int]:
    """By enterprise the latest of some facts of one kind and year, in fen; what was withdrawn is nothing."""
    rows = facts.order_by("recorded_on", "pk").values_list("enterprise_id", "value")
    latest: dict[int, int | None] = dict(rows)
    if not kin.keys().isdisjoint(latest):
        latest = {}
        for enterprise, value in rows:
            latest[kin.get(enterprise, enterprise)] = value
    return {firm: value for firm, value in latest.items() if value is not None}


def kin_on(chain: Chain) -> dict[int, int]:
    """Enterprises of the chain that were merged, by key the one each stands for: few, so that facts need no join."""
    merged = Enterprise.objects.filter(merged_into__isnull=False, zone=chain.zone_id)
    if not merged.exists():
        return {}
    placed = Placement.objects.filter(chain=chain, state=PlacementState.CONFIRMED).values("enterprise")
    into = merged.filter(merged_into__in=merged.filter(pk__in=placed).values("merged_into"))
    rows = merged.filter(Q(merged_into__in=placed) | Q(pk__in=placed) | Q(pk__in=into.values("pk")))
    return dict(rows.values_list("pk", "merged_into_id"))


def facts_behind(chain: Chain, kin: Mapping[int, int]) -> QuerySet[EnterpriseFact]:
    """Yearly output and revenue of the enterprises ever confirmed on the chain, and of what they were merged with."""
    placed = Placement.objects.filter(chain=chain, state=PlacementState.CONFIRMED).values("enterprise")
    about = Q(enterprise__in=placed)
    if kin:
        about |= Q(enterprise__in={*kin, *kin.values()})
    return EnterpriseFact.objects.filter(about, kind__in=[FactKind.OUTPUT, FactKind.REVENUE], span=Span.YEAR)


# --- whether anything changed ----------------------------------------------------------------------------------------


def latest_deeds(chain: Chain) -> str:
    """The chain's revision, and the last of all figures and of all events, in one statement that costs nothing."""
    facts, events = (model.objects.order_by("-pk").values("pk")[:1] for model in (EnterpriseFact, Event))
    known = Chain.objects.filter(pk=chain.pk).values_list("revision", Subquery(facts), Subquery(events))
    return ":".join(str(one) for one in known.get())


def fingerprint(chain: Chain, known_on: date) -> str:
    """Changes with everything a judgement as of the day rests on; one statement walks the figures of all its firms."""
    revision = Chain.objects.filter(pk=chain.pk).values_list("revision", flat=True).get()
    gone = (
        Enterprise.objects.filter(
            pk__in=Placement.objects.filter(chain=chain, state=PlacementState.CONFIRMED).values("enterprise"),
            left_on__isnull=False,
        )
        .order_by("pk")
        .values_list("pk", "left_on")
    )
    since = date(known_on.year - YEARS_BACK, 1, 1)
    kin = kin_on(chain)
    facts = facts_behind(chain, kin).filter(about__gte=since, about__lte=known_on, confirmed_on__lte=known_on)
    known = facts.order_by().aggregate(count=Count("pk"), last=Max("pk"), total=Sum("pk"))
    said = repr((revision, list(gone), sorted(kin.items()), sorted(known.items())))
    return hashlib.sha256(said.encode()).hexdigest()[:24]
