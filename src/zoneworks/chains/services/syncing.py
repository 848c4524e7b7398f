"""Gaps kept in step with what the engine finds: opened, closed by a placement, lapsed where something else cured them.

Called inside the transaction of what may have changed them, while the chain is held.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F

from zonekit.chains.gaps import NodeJudgement
from zoneworks.accounts.models import User
from zoneworks.audit.services import Deed, record_many
from zoneworks.chains.choices import GapState, PlacementState
from zoneworks.chains.judging import Judgement, judge_chain, reasons_as_json
from zoneworks.chains.models import Chain, Gap, Placement
from zoneworks.chains.telling import tell_settled
from zoneworks.plans.services.feeding import feed_indicators
from zoneworks.units.models import Unit

WHOLE = 10_000
COUNTED = ("chain.gap_closed_count", "chain.gap_open_count", "chain.node_present_rate", "chain.enterprise_count")


@dataclass(frozen=True, slots=True)
class Synced:
    """Keys of the gaps that were opened, closed and lapsed now."""

    opened: tuple[int, ...] = ()
    closed: tuple[int, ...] = ()
    lapsed: tuple[int, ...] = ()


def sync_gaps(chain: Chain, today: date, *, by: User | None = None, cures: Collection[int] = ()) -> Synced:
    """Nothing before gaps are kept or while no version is in force. `cures`: placements confirmed in this write."""
    since = Chain.objects.filter(pk=chain.pk).values_list("gaps_since", flat=True).get()
    if since is None or since > today:
        return Synced()
    judgement = judge_chain(chain, today)
    if judgement is None:
        return Synced()
    standing = {gap.node_code: gap for gap in open_gaps(chain)}
    found = {node.node: node for node in judgement.nodes if node.is_gap}
    opened = _open(chain, [node for code, node in found.items() if code not in standing], today)
    cured = [gap for code, gap in standing.items() if code not in found]
    closed, lapsed = _settle(chain, cured, judgement, today, cures)
    tell_settled([*closed, *lapsed], today, by=by)
    _tell(chain, by, {"open_gap": opened, "close_gap": closed, "lapse_gap": lapsed})
    if opened or closed or lapsed:
        zone = chain.zone
        transaction.on_commit(lambda: feed(zone, today))
    return Synced(*(tuple(gap.pk for gap in gaps) for gaps in (opened, closed, lapsed)))


def open_gaps(chain: Chain) -> list[Gap]:
    gaps = list(Gap.objects.filter(chain=chain, state=GapState.OPEN).select_related("unit"))
    for gap in gaps:
        gap.chain = chain
    return gaps


def is_cure(placement: Placement, gap: Gap, cures: Collection[int]) -> bool:
    """Whether a placement came after the gap was opened: on a later day, or just now."""
    decided = placement.decided_on
    return placement.pk in cures or (decided is not None and decided > gap.opened_on)


def feed(zone: Unit, today: date) -> None:
    feed_indicators(zone=zone, today=today, codes=COUNTED)


def _open(chain: Chain, nodes: list[NodeJudgement], today: date) -> list[Gap]:
    """A gap that was closed or lapsed today is taken up again, so that a slip of a day counts as nothing."""
    codes = [node.node for node in nodes]
    settled = Gap.objects.filter(chain=chain, node_code__in=codes, closed_on=today).exclude(state=GapState.OPEN)
    again = {gap.node_code: gap for gap in settled.order_by("pk")}
    if again:
        Gap.objects.filter(pk__in=[gap.pk for gap in again.values()]).update(
            state=GapState.OPEN, closed_on=None, closed_by=None, revision=F("revision") + 1
        )
    fresh = [
        Gap(
            chain=chain, node_code=node.node, status=node.status.value, importance_bp=round(node.importance * WHOLE),
            reasons=reasons_as_json(node.reasons), opened_on=today,
        )
        for node in nodes
        if node.node not in again
    ]  # fmt: skip
    return [*again.values(), *Gap.objects.bulk_create(fresh)]


def _settle(
    chain: Chain, cured: list[Gap], judgement: Judgement, today: date, cures: Collection[int]
) -> tuple[list[Gap], list[Gap]]:
    """Closed by the latest placement confirmed on its node since it was opened; else it lapsed."""
    placed = Placement.objects.filter(
        chain=chain, node_code__in=[gap.node_code for gap in cured], state=PlacementState.CONFIRMED, until__isnull=True
    )
    latest = {one.node_code: one for one in placed.order_by("decided_on", "pk")}
    closed, lapsed = [], []
    for gap in cured:
        cure = latest.get(gap.node_code)
        if gap.node_code in judgement.by_code and cure is not None and is_cure(cure, gap, cures):
            gap.state, gap.closed_by = GapState.CLOSED, cure
            closed.append(gap)
        else:
            gap.state = GapState.LAPSED
            lapsed.append(gap)
        gap.closed_on = today
        gap.revision += 1
    Gap.objects.bulk_update(cured, ["state", "closed_by", "closed_on", "revision"])
    return closed, lapsed


def _tell(chain: Chain, by: User | None, gaps: dict[str, list[Gap]]) -> None:
    deeds = [
        Deed(verb, "gap", gap.pk, {"chain": chain.code, "node": gap.node_code, "status": str(gap.status)})
        for verb, some in gaps.items()
        for gap in some
    ]
    if deeds:
        record_many(user=by, zone=chain.zone, deeds=deeds)
