"""Where a chain is strong here and where it has gaps: a pure function of the chain, the placements and the rules."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from zonekit.chains.figures import Figures, figures_of
from zonekit.chains.gap_rules import GapRules
from zonekit.chains.model import Chain
from zonekit.chains.placed import PlacedFirms
from zonekit.chains.words import GAPS, Basis, ClosingCode, ReasonCode, Status

Figure = float | int | str


@dataclass(frozen=True, slots=True)
class Blockage:
    """What keeps a node from working although it is there; `kind` is one of the rules' words."""

    node: str
    kind: str


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that speaks for a status, or something to know beside it, with the figures it was judged by."""

    code: ReasonCode
    status: Status | None
    figures: Mapping[str, Figure] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Closing:
    """What would close a gap: so many suppliers, so much supply a year in yuan, or a blockage lifted."""

    code: ClosingCode
    figures: Mapping[str, Figure] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NodeJudgement:
    """One node. `figures` holds what can be said: a share or a coverage that cannot is left out."""

    node: str
    status: Status
    importance: float
    figures: Mapping[str, float | int]
    reasons: tuple[Reason, ...]
    closing: tuple[Closing, ...]

    @property
    def is_gap(self) -> bool:
        return self.status in GAPS


@dataclass(frozen=True, slots=True)
class ChainJudgement:
    """All nodes in the order of the chain. `coverage_below`: the coverage that counted as low here."""

    chain: str
    rules: str
    basis: Basis
    coverage_below: float
    nodes: tuple[NodeJudgement, ...]

    def gaps(self) -> tuple[NodeJudgement, ...]:
        """The gaps, the one most output rests on first."""
        gaps = [node for node in self.nodes if node.is_gap]
        return tuple(sorted(gaps, key=lambda node: -node.importance))


def judge(
    chain: Chain, placed: PlacedFirms, rules: GapRules, blockages: Iterable[Blockage] = ()
) -> ChainJudgement:  # fmt: skip
    """Status, importance, figures and reasons of every node.

    ValueError: a placement on a node that the chain does not have, links in a circle. Blockages of a node or a kind
    that is not known are nobody's and left out.
    """
    figures = figures_of(chain, placed, rules)
    blocked: dict[str, list[str]] = {}
    for blockage in blockages:
        kinds = blocked.setdefault(blockage.node, [])
        if blockage.kind in rules.blockages and blockage.kind not in kinds:
            kinds.append(blockage.kind)
    columns = {name: getattr(figures, name).tolist() for name in NUMBERS}
    nodes = []
    for place, node in enumerate(chain.nodes):
        values = Values(**{name: column[place] for name, column in columns.items()})
        nodes.append(_judged(node.code, values, figures, rules, sorted(blocked.get(node.code, ()))))
    return ChainJudgement(chain.code, rules.code, figures.basis, figures.coverage_below, tuple(nodes))


@dataclass(frozen=True, slots=True)
class Values:
    """The figures of one node."""

    firms: int
    counted: float
    doubted: int
    known: float
    output: float
    capacity: float
    supply: float
    largest: float
    foreign: float
    largest_share: float
    foreign_share: float
    hhi: float
    capacity_use: float
    demand: float
    coverage: float
    importance: float


NUMBERS = tuple(Values.__slots__)
SHOWN = (
    "firms", "counted", "output", "supply", "demand", "coverage", "largest_share", "foreign_share", "hhi",
    "capacity_use",
)  # fmt: skip


def _judged(
    code: str, values: Values, figures: Figures, rules: GapRules, blockages: Sequence[str]
) -> NodeJudgement:  # fmt: skip
    against = list(_faults(values, figures, rules, blockages))
    statuses = {reason.status for reason in against}
    status = next((status for status in rules.precedence if status in statuses), None)
    reasons: list[Reason] = sorted(against, key=lambda reason: reason.status != status)
    if status is None:
        reasons = [_favour(values, rules)]
    shown = {name: value for name in SHOWN if math.isfinite(value := getattr(values, name))}
    return NodeJudgement(
        node=code,
        status=status or reasons[0].status or Status.PRESENT,
        importance=values.importance,
        figures=shown,
        reasons=(*reasons, *_notes(values, rules)),
        closing=tuple(_closings(against, values, figures, rules)),
    )


def _faults(values: Values, figures: Figures, rules: GapRules, blockages: Sequence[str]) -> Iterator[Reason]:
    """Every rule that the node fails, whatever its status comes to."""
    presence = {"firms": values.firms, "counted": values.counted}
    for kind in blockages:
        yield Reason(ReasonCode.BLOCKAGE, Status.BLOCKED, {"kind": kind})
    if values.counted < rules.missing_below:
        yield Reason(ReasonCode.NO_SUPPLIER, Status.MISSING, {**presence, "below": rules.missing_below})
        return
    if values.counted < rules.single_below:
        yield Reason(ReasonCode.SINGLE_SUPPLIER, Status.BROKEN, {**presence, "below": rules.single_below})
    if values.foreign_share >= rules.foreign_from:
        share = {"share": values.foreign_share, "from": rules.foreign_from}
        yield Reason(ReasonCode.FOREIGN_SUPPLY, Status.BROKEN, share)
    if values.coverage < figures.coverage_below:
        money = {"supply": values.supply, "demand": values.demand, "usual": figures.usual}
        covered = {"coverage": values.coverage, "below": figures.coverage_below, **money}
        yield Reason(ReasonCode.COVERAGE_LOW, Status.WEAK, covered)
    if _hangs_on_one(values, figures, rules):
        share = {"share": values.largest_share, "from": rules.largest_from, "hhi": values.hhi}
        yield Reason(ReasonCode.CONCENTRATED, Status.WEAK, share)
    if values.capacity_use > rules.capacity_use_above:
        use = {"use": values.capacity_use, "above": rules.capacity_use_above, "capacity": values.capacity}
        yield Reason(ReasonCode.CAPACITY_STRETCHED, Status.WEAK, use)


def _hangs_on_one(values: Values, figures: Figures, rules: GapRules) -> bool:
    """One of several makes nearly all, and without it the others would not cover what is asked."""
    if values.counted < rules.single_below or not values.largest_share >= rules.largest_from:
        return False
    if values.known < rules.figures_known_from:
        return False
    others = values.coverage * (1.0 - values.largest_share)
    return not others >= figures.coverage_below


def _favour(values: Values, rules: GapRules) -> Reason:
    """Why a node that fails no rule is strong or just present."""
    said: dict[str, Figure] = {"firms": values.firms, "counted": values.counted}
    for name in ("coverage", "largest_share"):
        if math.isfinite(getattr(values, name)):
            said[name] = getattr(values, name)
    asked = {
        "counted_from": rules.strong_counted_from,
        "coverage_from": rules.strong_coverage_from,
        "largest_share_to": rules.strong_largest_to,
    }
    is_covered = values.coverage >= rules.strong_coverage_from or not values.demand > 0
    is_spread = values.largest_share <= rules.strong_largest_to
    if values.counted >= rules.strong_counted_from and is_covered and is_spread:
        return Reason(ReasonCode.WELL_SUPPLIED, Status.STRONG, {**said, **asked})
    return Reason(ReasonCode.ENOUGH, Status.PRESENT, {**said, **asked})


def _notes(values: Values, rules: GapRules) -> Iterator[Reason]:
    if values.doubted:
        yield Reason(ReasonCode.PLACEMENTS_DOUBTED, None, {"firms": values.firms, "doubted": values.doubted})
    if values.counted >= rules.missing_below and not values.known >= rules.figures_known_from:
        part = values.known if math.isfinite(values.known) else 0.0
        yield Reason(ReasonCode.FIGURES_MISSING, None, {"known": part, "from": rules.figures_known_from})
    if not values.demand > 0:
        yield Reason(ReasonCode.DEMAND_UNKNOWN, None)


def _closings(against: Sequence[Reason], values: Values, figures: Figures, rules: GapRules) -> Iterator[Closing]:
    """What each failed rule asks for; the yuan a year are what brings the figure to its threshold."""
    lacking = max(0.0, figures.coverage_below * values.demand - values.supply)
    wanted = max(1, math.ceil(rules.single_below - values.counted))
    for reason in against:
        match reason.code:
            case ReasonCode.NO_SUPPLIER | ReasonCode.SINGLE_SUPPLIER:
                yield Closing(ClosingCode.SUPPLIERS, {"suppliers": wanted, "supply_each": lacking / wanted})
            case ReasonCode.COVERAGE_LOW if values.counted >= rules.single_below:
                yield Closing(ClosingCode.SUPPLY, {"supply": lacking})
            case ReasonCode.FOREIGN_SUPPLY:
                amount = _to_dilute(values.foreign, values.supply, rules.foreign_from)
                yield Closing(ClosingCode.DOMESTIC_SUPPLY, {"supply": amount})
            case ReasonCode.CONCENTRATED:
                amount = _to_dilute(values.largest, values.supply, rules.largest_from)
                yield Closing(ClosingCode.OTHER_SUPPLY, {"supply": amount})
            case ReasonCode.CAPACITY_STRETCHED:
                used = values.capacity_use * values.capacity
                yield Closing(ClosingCode.CAPACITY, {"capacity": used / rules.capacity_use_above - values.capacity})
            case ReasonCode.BLOCKAGE:
                yield Closing(ClosingCode.UNBLOCK, {"kind": reason.figures["kind"]})


def _to_dilute(part: float, whole: float, share: float) -> float:
    """How much must come from others before the part is no more than the share."""
    return max(0.0, part / share - whole) if share > 0 else 0.0
