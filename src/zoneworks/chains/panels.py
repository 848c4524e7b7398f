"""What pages of lower apps show of chains: where an enterprise stands, and the gaps behind a row of the plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.db.models import Count, Q
from django.http import HttpRequest

from zoneworks.accounts.access import Scope
from zoneworks.accounts.doorways import zone_or_404
from zoneworks.chains.choices import GapState, PlacementState
from zoneworks.chains.judging import judgement_of
from zoneworks.chains.models import Chain, Gap, Placement
from zoneworks.chains.naming import node_title, node_titles
from zoneworks.chains.queries import chains_readable
from zoneworks.chains.queries_evidence import open_on, placements_among
from zoneworks.enterprises.models import Enterprise
from zoneworks.enterprises.queries import kin_of
from zoneworks.ui.addresses import address
from zoneworks.ui.panels import Panel, register
from zoneworks.units.models import Unit

SHOWN = 12
OF_GAPS = ("chain.gap_closed_count", "chain.gap_open_count", "chain.node_present_rate")


@dataclass(frozen=True)
class Position:
    """An enterprise on a node. `status`: how the node stands, "" where no version in force has it."""

    placement: Placement
    node: str
    url: str
    status: str
    is_proposed: bool
    share: float | None


@dataclass(frozen=True)
class Behind:
    """A chain behind a row of the plan, with its gaps as of the day."""

    chain: Chain
    url: str
    open: int
    closed: int


def asked(request: HttpRequest) -> tuple[Scope, Unit, date]:
    scope: Scope = request.scope  # type: ignore[attr-defined]
    as_of: date = request.as_of  # type: ignore[attr-defined]
    return scope, zone_or_404(request), as_of


def positions(request: HttpRequest, enterprise: Enterprise) -> dict[str, Any] | None:
    """Where the enterprise stands on the chains the person may open, as known on the day."""
    scope, _zone, as_of = asked(request)
    chains = {chain.pk: chain for chain in chains_readable(scope, enterprise.zone).select_related("zone")}
    kin = kin_of(enterprise)
    found = list(placements_among(chains.values(), as_of).filter(enterprise__in=kin)[:SHOWN])
    if not found:
        return None
    names = node_titles(found)
    lines = []
    for placement in found:
        placement.chain = chains[placement.chain_id]
        judgement = judgement_of(placement.chain, as_of)
        node = judgement.by_code.get(placement.node_code) if judgement else None
        lines.append(
            Position(
                placement, node_title(placement, names),
                f"{address(request, 'chains:map', placement.chain_id)}",
                node.status.value if node else "",
                placement.state != PlacementState.CONFIRMED or (placement.decided_on or as_of) > as_of,
                None if placement.share_bp is None else placement.share_bp / 10_000,
            )
        )  # fmt: skip
    return {"lines": lines}


class Row(Protocol):
    """A row of a plan, as its own page hands it over."""

    pk: int
    indicators: Any

    @property
    def plan(self) -> Any: ...


def gaps_behind(request: HttpRequest, item: Row) -> dict[str, Any] | None:
    """Chains whose gaps feed an indicator of the row."""
    scope, _zone, as_of = asked(request)
    zone: Unit = item.plan.zone
    bound = item.indicators.filter(register__in=OF_GAPS).values_list("register_args", flat=True)
    codes = {str((arguments or {}).get("chain", "")) for arguments in bound}
    if not codes:
        return None
    chains = chains_readable(scope, zone).select_related("zone")
    if "" not in codes:
        chains = chains.filter(code__in=codes)
    counts = counts_of(list(chains), item.plan.year, as_of)
    lines = [
        Behind(chain, address(request, "chains:gaps", chain.pk), *counts.get(chain.pk, (0, 0))) for chain in chains
    ]
    return {"lines": lines} if lines else None


def counts_of(chains: list[Chain], year: int, as_of: date) -> dict[int, tuple[int, int]]:
    """By chain its gaps open on the day, and those closed in the year up to it."""
    closed = Q(state=GapState.CLOSED, closed_on__gte=date(year, 1, 1), closed_on__lte=as_of)
    rows = (
        Gap.objects.filter(chain__in=chains)
        .order_by()
        .values_list("chain")
        .annotate(opened=Count("pk", filter=open_on(as_of)), closed=Count("pk", filter=closed))
    )
    return {chain: (opened, settled) for chain, opened, settled in rows}


register(Panel("enterprises.enterprise", 10, "chains/panels/positions.html", positions))
register(Panel("plans.item", 30, "chains/panels/gaps.html", gaps_behind))
