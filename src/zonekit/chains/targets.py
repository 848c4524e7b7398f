"""Whom to attract for a gap: firms of a pool in order, the parts of each rank, and what would change it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from zonekit.chains.pool import Pool
from zonekit.chains.relatedness import Floats
from zonekit.chains.targets_model import Change, ChangeCode, NodeNeed, Part, PartCode, Target
from zonekit.chains.targets_parts import Parts, parts_of
from zonekit.chains.targets_rules import TargetRules, load_target_rules

PARTS = tuple(PartCode)
DIGITS = 9


def rank_targets(need: NodeNeed, pool: Pool, rules: TargetRules | None = None, limit: int = 50) -> tuple[Target, ...]:
    """The best firms for a gap; `limit` 0 gives all. Only firms that fit by class or by product are ranked.

    Score = sum of weight x value over the parts, 0..1. What is not known takes the rule's neutral value and says so.
    Equal scores are ordered by name and code; the order of the pool changes nothing.

    >>> from zonekit.chains.pool import PoolFirm
    >>> firms = [PoolFirm("1", "甲轴承厂", "3451", ("滚动轴承",)), PoolFirm("2", "乙钢厂", "3130", ("轴承钢",))]
    >>> found = rank_targets(NodeNeed("bearing", "轴承", ("3451",), ("轴承",)), Pool.of(firms))
    >>> [(one.rank, one.name, round(one.score, 3)) for one in found]
    [(1, '甲轴承厂', 0.74), (2, '乙钢厂', 0.4)]
    >>> round(sum(part.share for part in found[0].parts), 9)
    1.0
    """
    chosen = rules or load_target_rules()
    parts = parts_of(need, pool, chosen)
    board = _board(parts, pool, chosen, limit if limit > 0 else len(pool))
    shown = board.order if limit <= 0 else board.order[:limit]
    return tuple(
        Target(
            rank=place + 1,
            firm=int(firm),
            code=pool.codes[firm],
            name=pool.names[firm],
            score=float(board.scores[firm]),
            parts=_parts(board, need, pool, int(firm)),
            would_change=tuple(_changes(board, pool, place)),
        )
        for place, firm in enumerate(shown.tolist())
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Board:
    """The ranked firms: numbers in order, scores of all, and the scores of the ranked ones without each part."""

    parts: Parts
    weights: Floats
    scores: Floats
    order: npt.NDArray[np.intp]
    ascending: Floats
    without: Floats
    without_ascending: Floats
    rules: TargetRules


def _board(parts: Parts, pool: Pool, rules: TargetRules, limit: int) -> _Board:
    weights = np.array([rules.weights[part] for part in PARTS])
    scores = np.round(parts.values @ weights, DIGITS)
    fits = (parts.values[:, :2] > 0) & parts.known[:, :2]
    ranked = np.flatnonzero(fits.any(axis=1))
    ranked = ranked[np.argsort(-scores[ranked], kind="stable")]
    _order_equals(ranked, scores, pool, limit + 1)
    rest = np.maximum(1 - weights, 1e-12)
    without = np.round((scores[ranked, None] - parts.values[ranked] * weights) / rest, DIGITS)
    return _Board(parts, weights, scores, ranked, scores[ranked][::-1], without, np.sort(without, axis=0), rules)


def _order_equals(ranked: npt.NDArray[np.intp], scores: Floats, pool: Pool, upto: int) -> None:
    """Equal scores in the order of names and codes, as far down as anybody looks."""
    values = scores[ranked]
    starts = [0, *(np.flatnonzero(values[1:] != values[:-1]) + 1).tolist()] if len(values) else []
    ends = [*starts[1:], len(values)] if starts else []
    for start, end in zip(starts, ends, strict=True):
        if start >= upto:
            break
        if end - start > 1:
            run = ranked[start:end].tolist()
            ranked[start:end] = sorted(run, key=lambda firm: (pool.names[firm], pool.codes[firm]))


def _parts(board: _Board, need: NodeNeed, pool: Pool, firm: int) -> tuple[Part, ...]:
    score = float(board.weights @ board.parts.values[firm]) or 1.0
    return tuple(
        Part(
            code=part,
            value=float(board.parts.values[firm, place]),
            weight=float(board.weights[place]),
            share=float(board.weights[place] * board.parts.values[firm, place] / score),
            is_known=bool(board.parts.known[firm, place]),
            figures=board.parts.figures(need, pool, firm, part),
        )
        for place, part in enumerate(PARTS)
    )


def _changes(board: _Board, pool: Pool, place: int) -> Iterator[Change]:
    if place > 0:
        yield from _passing(board, pool, place, place - 1, ChangeCode.OVERTAKES)
    if place + 1 < len(board.order):
        yield from _passing(board, pool, place, place + 1, ChangeCode.OVERTAKEN)
    firm = board.order[place]
    score, values = board.scores[firm], board.parts.values[firm]
    for at in np.flatnonzero(~board.parts.known[firm]).tolist():
        best, worst = score + board.weights[at] * (1 - values[at]), score - board.weights[at] * values[at]
        figures = {"rank": _rank(board, place, best), "worst": _rank(board, place, worst)}
        if figures["rank"] != figures["worst"]:
            yield Change(ChangeCode.UNKNOWN, PARTS[at], figures)
    yield from _without(board, place)


def _passing(board: _Board, pool: Pool, place: int, against: int, code: ChangeCode) -> Iterator[Change]:
    """The part that needs the smallest step to change places with a neighbour, if any single part can do it."""
    firm, other = board.order[place], board.order[against]
    values = board.parts.values[firm]
    gap = float(board.scores[other] - board.scores[firm])
    if gap == 0:  # equals stand in the order of their names: no step is needed
        return
    reached = np.array([_reached(board, at, float(values[at]), gap) for at in range(len(PARTS))])
    possible = np.isfinite(reached)
    if not possible.any():
        return
    at = int(np.argmin(np.where(possible, np.abs(reached - values), np.inf)))
    figures = {
        "other": pool.names[other],
        "other_rank": against + 1,
        "value": float(values[at]),
        "to": float(reached[at]),
        "points": abs(gap),
        **_natural(board.rules, PARTS[at], float(reached[at])),
    }
    yield Change(code, PARTS[at], figures)


def _reached(board: _Board, at: int, value: float, gap: float) -> float:
    """The value that closes a gap of points, NaN where none does; fits move in steps, from one level to another."""
    weight = float(board.weights[at])
    wanted = value + gap / weight if weight > 0 else np.inf
    levels = _levels(board.rules, PARTS[at])
    if levels:
        beyond = [level for level in levels if (level >= wanted > value or level <= wanted < value or wanted == value)]
        return min(beyond, key=lambda level: abs(level - value), default=np.nan)
    return wanted if 0 <= wanted <= 1 else np.nan


def _levels(rules: TargetRules, part: PartCode) -> tuple[float, ...]:
    """The values that a fit takes; none for parts that run on a scale."""
    if part is PartCode.CLASS_FIT:
        return (0.0, *rules.class_fit.values())
    if part is PartCode.PRODUCT_FIT:
        return (0.0, *(value for name, value in rules.product_fit.items() if name != "each_further"))
    return ()


def _natural(rules: TargetRules, part: PartCode, value: float) -> dict[str, float]:
    """The value in the unit people know: revenue in yuan, distance in km."""
    if part is PartCode.SIZE:
        low, high = rules.size["revenue"]
        return {"revenue": round(low * (high / low) ** value)}
    if part is PartCode.DISTANCE and value > 0:
        return {"km": round(-rules.half_at_km * float(np.log2(value)))}
    return {}


def _rank(board: _Board, place: int, score: float) -> int:
    """The rank a firm would have with another score, the others unchanged."""
    rounded, own = round(float(score), DIGITS), board.scores[board.order[place]]
    above = len(board.ascending) - int(np.searchsorted(board.ascending, rounded, side="right"))
    return above + 1 - int(own > rounded)


def _without(board: _Board, place: int) -> Iterator[Change]:
    """The part without which the rank would move furthest."""
    count = len(board.order)
    ranks = [
        count - int(np.searchsorted(board.without_ascending[:, at], board.without[place, at], side="right")) + 1
        for at in range(len(PARTS))
    ]
    at = int(np.argmax([abs(rank - place - 1) for rank in ranks]))
    if ranks[at] != place + 1:
        yield Change(ChangeCode.WITHOUT, PARTS[at], {"rank": ranks[at], "now": place + 1})
