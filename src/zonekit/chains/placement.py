"""Which enterprise belongs on which node, by its class and the product words of its name and scope, with reasons.

`propose` looks for nodes; `settle` looks at placements that somebody made and says which of them to doubt.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from zonekit.chains.gap_rules import GapRules, PlacementRules, load_gap_rules
from zonekit.chains.model import Chain
from zonekit.chains.placed import Bools, Floats, Ints, sums
from zonekit.chains.signs import Firms, Signs, best_of_firm, rivals, signs_of

MOST_NODES = 3


class SignCode(StrEnum):
    """Why an enterprise is proposed for a node, or not held to belong there."""

    CLASS_FITS = "class_fits"
    CLASS_SHARED = "class_shared"
    CLASS_ELSEWHERE = "class_elsewhere"
    CLASS_UNKNOWN = "class_unknown"
    PRODUCT_WORDS = "product_words"


class DoubtCode(StrEnum):
    """What is doubtful about a placement: it belongs to one other node, to several others, or to none of the chain."""

    MOVED = "moved"
    CONTRADICTED = "contradicted"
    UNFITTING = "unfitting"


@dataclass(frozen=True, slots=True)
class Sign:
    code: SignCode
    figures: Mapping[str, str | int | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposal:
    """`firm`: the place of the enterprise in the columns; `score`: 0 to 1."""

    firm: int
    node: str
    score: float
    reasons: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A placement that class and scope do not bear out; `found`: the node they point to, "" for none."""

    row: int
    code: DoubtCode
    given: str
    found: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Settled:
    """Placements as they are to be counted: places of nodes and weights; `doubts` in the order of the rows."""

    node: Ints
    weight: Floats
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Allotted:
    """Rows of enterprise and node with their weights; `is_divided`: the enterprise stands on one of several nodes."""

    firm: Ints
    node: Ints
    weight: Floats
    is_divided: Bools


def propose(chain: Chain, firms: Firms, rules: PlacementRules | None = None) -> tuple[Proposal, ...]:
    """Nodes for enterprises, at most three each, the best first; an enterprise without clear signs gets none.

    >>> from zonekit.chains.model import Node, Segment, Text
    >>> axles = Node("axle", Text("车轴", "Axles"), Segment.UPSTREAM, 1, classes=("3714",), products=("车轴",))
    >>> gears = Node("gear", Text("齿轮", "Gears"), Segment.UPSTREAM, 1, classes=("3714",), products=("齿轮箱",))
    >>> chain = Chain("bogie", Text("转向架", "Bogies"), (axles, gears))
    >>> [one] = propose(chain, Firms(["3714", "3714"], ["甲公司", "乙公司"], ["生产车轴", "铁路配件"]))
    >>> one.firm, one.node, one.score, [reason.code.value for reason in one.reasons]
    (0, 'axle', 0.74, ['class_fits', 'product_words', 'class_shared'])
    """
    rules = rules or load_gap_rules().placement
    signs = signs_of(chain, firms, rules)
    scores, _ = _scores(signs, firms, rules)
    rows = np.flatnonzero(scores >= rules.propose_from - 1e-9)
    rows = rows[np.lexsort((signs.node[rows], -scores[rows], signs.firm[rows]))]
    firm = signs.firm[rows]
    rank = np.arange(len(rows)) - np.searchsorted(firm, firm)
    by_class = rivals(signs, signs.by_class, len(firms))
    return tuple(
        Proposal(
            int(signs.firm[row]),
            chain.nodes[signs.node[row]].code,
            round(float(scores[row]), 4),
            tuple(_reasons(chain, firms, signs, int(row), int(by_class[row]))),
        )
        for row in rows[rank < MOST_NODES].tolist()
    )


def settle(chain: Chain, firms: Firms, nodes: Sequence[int] | Ints, rules: GapRules) -> Settled:
    """Where placements are to be counted and how much; row by row, `nodes` being the places somebody put them on.

    What was put there counts as a sign of its own. Enterprises of which neither class nor scope says anything are
    left where they are and count in full.
    """
    given = np.asarray(nodes, dtype=np.int64)
    count = len(firms)
    signs = signs_of(chain, firms, rules.placement)
    scores, by_class = _scores(signs, firms, rules.placement)
    is_here = signs.node == given[signs.firm]
    here, class_here = np.zeros(count), np.zeros(count)
    here[signs.firm[is_here]], class_here[signs.firm[is_here]] = scores[is_here], by_class[is_here]
    away = np.where(is_here, 0.0, scores)
    best_away = best_of_firm(signs, away, count)
    best_class_away = best_of_firm(signs, np.where(is_here, 0.0, by_class), count)
    found = _place_of_best(signs, away, best_away, count)
    standing = 1.0 - (1.0 - here) * (1.0 - rules.placement.given)
    is_moved = (best_away >= rules.placement.propose_from) & (best_away - standing >= rules.placement.margin)
    has_class = np.array([bool(code) for code in firms.classes], dtype=np.bool_)
    is_bare = ~is_moved & (here <= 0)
    is_contradicted = is_bare & (best_class_away >= rules.placement.class_group)
    is_unfitting = is_bare & ~is_contradicted & (has_class | (best_away > 0)) & ~_same_division(chain, firms, given)
    weight = np.ones(count)
    weight[is_moved], weight[is_contradicted] = rules.counting.moved, rules.counting.contradicted
    weight[is_unfitting] = rules.counting.unfitting
    doubts = _doubts(chain, given, found, is_moved, is_contradicted, is_unfitting)
    return Settled(np.where(is_moved, found, given), weight, doubts)


def allot(chain: Chain, firms: Firms, rules: GapRules) -> Allotted:
    """How much enterprises of which nobody said where they stand count on each node: proposals by their score.

    Those whose class several nodes share while nothing tells which are divided among all of them: each of three counts
    for a third of its class. Those whose class speaks for one node while their product words speak for others only
    count less than half.
    """
    signs = signs_of(chain, firms, rules.placement)
    scores, _ = _scores(signs, firms, rules.placement)
    count = len(firms)
    is_proposed = scores >= rules.placement.propose_from - 1e-9
    is_placed = sums(signs.firm, is_proposed.astype(np.float64), count)[signs.firm] > 0
    is_divided = ~is_placed & (signs.by_class >= rules.placement.class_residual)
    words_away = best_of_firm(signs, np.where(signs.by_class > 0, 0.0, signs.by_words), count)[signs.firm]
    is_contested = is_proposed & (signs.by_words <= 0) & (words_away >= rules.placement.word_4)
    weight = np.where(is_contested, np.minimum(scores, rules.counting.contested), scores)
    rows = np.flatnonzero(_is_among_best(signs, scores) & is_proposed | is_divided)
    return Allotted(signs.firm[rows], signs.node[rows], weight[rows], is_divided[rows])


def _is_among_best(signs: Signs, scores: Floats) -> Bools:
    """Whether a node is one of the few with the highest scores of its enterprise."""
    order = np.lexsort((signs.node, -scores, signs.firm))
    firm = signs.firm[order]
    is_among = np.zeros(len(scores), dtype=np.bool_)
    is_among[order] = np.arange(len(scores)) - np.searchsorted(firm, firm) < MOST_NODES
    return is_among


def _class_of(chain: Chain, firms: Firms, signs: Signs, row: int) -> str:
    """The class that is stated, else the likeliest that fits the node."""
    firm = int(signs.firm[row])
    likely = firms.likely[firm] if firms.likely else ()
    branches = chain.nodes[signs.node[row]].classes
    return firms.classes[firm] or next((code for code, _ in likely if code.startswith(branches)), "")


def _scores(signs: Signs, firms: Firms, rules: PlacementRules) -> tuple[Floats, Floats]:
    """The score of each row, and the best the class alone could say there.

    A class that several nodes share speaks in full only where product words do as well. Product words of an enterprise
    whose class belongs elsewhere (a dealer, say) speak less.
    """
    count = len(firms)
    has_class = np.array([bool(code) for code in firms.classes], dtype=np.bool_)[signs.firm]
    shared = rivals(signs, signs.by_class, count)
    by_class = np.where(signs.by_words > 0, signs.by_class, signs.by_class / shared)
    trust = np.where(signs.by_class > 0, 1.0, np.where(has_class, rules.class_elsewhere, rules.class_unknown))
    return 1.0 - (1.0 - by_class) * (1.0 - signs.by_words * trust), signs.by_class


def _place_of_best(signs: Signs, values: Floats, best: Floats, count: int) -> Ints:
    """The node where each enterprise has its highest value, the first of several; -1 where it has none."""
    found = np.full(count, -1, dtype=np.int64)
    rows = np.flatnonzero((values > 0) & (values >= best[signs.firm]))[::-1]
    found[signs.firm[rows]] = signs.node[rows]
    return found


def _same_division(chain: Chain, firms: Firms, given: Ints) -> Bools:
    """Whether an enterprise's class is at least of a division that its node's classes come from."""
    divisions = [{branch[:2] for branch in node.classes} for node in chain.nodes]
    pairs = zip(firms.classes, given.tolist(), strict=True)
    return np.array([code[:2] in divisions[place] for code, place in pairs], dtype=np.bool_)


def _doubts(
    chain: Chain, given: Ints, found: Ints, moved: Bools, contradicted: Bools, unfitting: Bools
) -> tuple[Doubt, ...]:  # fmt: skip
    doubts = []
    for row in np.flatnonzero(moved | contradicted | unfitting).tolist():
        code = DoubtCode.MOVED if moved[row] else DoubtCode.CONTRADICTED if contradicted[row] else DoubtCode.UNFITTING
        other = chain.nodes[found[row]].code if moved[row] else ""
        doubts.append(Doubt(row, code, chain.nodes[given[row]].code, other))
    return tuple(doubts)


def _reasons(chain: Chain, firms: Firms, signs: Signs, row: int, shared: int) -> list[Sign]:
    reasons = []
    code = _class_of(chain, firms, signs, row)
    by_class, by_words = float(signs.by_class[row]), float(signs.by_words[row])
    if by_class > 0:
        branches = [branch for branch in chain.nodes[signs.node[row]].classes if code.startswith(branch)]
        branch = max(branches, key=len)
        reasons.append(Sign(SignCode.CLASS_FITS, {"class": code, "branch": branch, "worth": round(by_class, 4)}))
        if shared > 1:
            reasons.append(Sign(SignCode.CLASS_SHARED, {"class": code, "nodes": shared}))
    else:
        reasons.append(Sign(SignCode.CLASS_ELSEWHERE, {"class": code}) if code else Sign(SignCode.CLASS_UNKNOWN))
    if row in signs.words:
        found = Sign(SignCode.PRODUCT_WORDS, {"words": "、".join(signs.words[row]), "worth": round(by_words, 4)})
        reasons.insert(0 if by_words > by_class else 1, found)
    return reasons
