"""Indicators that a goal and its quarter nodes suggest; a person confirms them.

A figure of the same name through the quarters is one indicator with a schedule; a goal of the text that says the same
figure as the last quarter is the same indicator; the other goals become indicators without a schedule.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from zonekit.sheets.drafts import Direction, Kind, Proposal, Target
from zonekit.sheets.goals.nodes import QuarterNode, SeriesPoint, split_node
from zonekit.sheets.goals.targets import extract_targets
from zonekit.values.issues import NOWHERE, Where
from zonekit.values.quantities import BaseUnit, base_of, tidy

GENERIC_UNIT = "items"
_COUNT = BaseUnit("count", Decimal(1))
_ZERO = Decimal(0)

_RATE_NAME = re.compile(
    r"(?:率|占比|比重|比例|增速|增幅|涨幅)(?:（[^）]{0,20}）)?\Z|\b(?:growth|share|rate|ratio)\b", re.IGNORECASE
)
_PROGRESS_NAME = re.compile(r"进度\Z|\bprogress\b", re.IGNORECASE)
_RATES = frozenset({"percent", "percentage_point"})
_LOWER_NAME = re.compile(
    r"失业率|PM2\.?5|PM10|浓度|能耗|事故|死亡|发案|投诉|排放|负债|不良|物价|消费价格|返贫|信访量|unemployment|emission|accident",
    re.IGNORECASE,
)
_BETTER_WHEN_MORE = re.compile(
    r"下降|降低|减少|压[减降]|降幅|消除|化解|治理|处置|整改|\b(?:fall|reduction|cut)\b", re.IGNORECASE
)
_BROUGHT_DOWN = re.compile(r"(?:控制[在到]|下?降[到至]|降低[到至]|减少[到至]|压[缩减降][到至])\s*\Z")
_STOCK = re.compile(r"(?:达到?|保持在?|稳定在?|维持在?|突破|超过|总数|总量|保有量|拥有量)[^，。；]{0,4}\Z")
_STOCK_AFTER = re.compile(r"[^.;]{0,60}\bat year end\b", re.IGNORECASE)
_STOCK_MONEY = re.compile(r"余额|存款|市值|基金规模|存量|债务|资产总额|总资产")
_FLOW_UNITS = frozenset({"visits", "TEU", "CNY", "USD", "EUR", "HKD", "JPY", "t", "kWh"})
_FLOW_WORDS = re.compile(r"次\Z")
_CHARACTERS_BEFORE = 12


class NodeSeries(NamedTuple):
    """The figures of a quarter node."""

    due: date
    series: tuple[SeriesPoint, ...]
    where: Where = NOWHERE


_Points = list[tuple[date, SeriesPoint, Where]]


def propose_indicators(
    goal: str,
    nodes: Sequence[QuarterNode] = (),
    *,
    year: int | None = None,
    where: Where = NOWHERE,
    targets: Sequence[Target] | None = None,
) -> tuple[Proposal, ...]:
    """Indicators suggested by a goal text and its quarter nodes in order of time.

    `targets` are those of the goal where they have been read already (with their area, in a matrix); `where` is the
    goal's cell. Never raises; what suggests nothing gives an empty tuple.

    Values are in the indicator's own unit (the last quarter's). A cumulative series counts 0 in the quarters before
    its first mention. English nodes do not tell a level from a running total: what is no rate is taken as cumulative.

    >>> first = QuarterNode(date(2023, 3, 31), "签约项目数累计达到9个")
    >>> last = QuarterNode(date(2023, 12, 31), "签约项目数累计达到40个")
    >>> proposal, = propose_indicators("", [first, last], year=2023)
    >>> proposal.name, proposal.kind, str(proposal.target), [str(value) for _, value in proposal.schedule]
    ('签约项目数', 'cumulative', '40', ['9', '40'])
    """
    left = extract_targets(goal, year=year) if targets is None else targets
    return propose_from_series(
        goal,
        [NodeSeries(node.due, split_node(node.text, year, node.due).series, node.where) for node in nodes],
        left,
        where,
    )


def propose_from_series(
    goal: str, nodes: Sequence[NodeSeries], targets: Sequence[Target], where: Where = NOWHERE
) -> tuple[Proposal, ...]:
    """The same out of the figures of nodes and of the targets of the goal."""
    collected = _collect(nodes)
    left = list(targets)
    if not collected:
        return tuple([_from_target(target, goal, where) for target in left])
    dues = [node.due for node in nodes]
    unreached = _unreached(collected, left)
    proposals = [_from_series(name, points, dues, unreached, left) for name, points in collected.items()]
    proposals += [_from_target(target, goal, where) for target in left]
    return tuple(proposals)


def _collect(nodes: Sequence[NodeSeries]) -> dict[str, _Points]:
    """The points of each name through the quarters."""
    by_name: dict[str, _Points] = {}
    for due, series, where in nodes:
        for point in series:
            points = by_name.get(point.name)
            if points is None:
                by_name[point.name] = [(due, point, where)]
            else:
                points.append((due, point, where))
    return by_name


def _unreached(collected: Mapping[str, _Points], targets: Sequence[Target]) -> list[Target]:
    """Targets that no series ends with; they matter only to series that may state what each quarter adds."""
    lasts = [points[-1][1] for points in collected.values()]
    if all(last.kind for last in lasts):
        return []
    ends = {_in_base(last) for last in lasts}
    return [target for target in targets if target.base_value not in ends]


def _in_base(point: SeriesPoint) -> Decimal:
    base = base_of(point.unit) if point.unit else None
    return point.value * base.factor if base else point.value


def _from_series(
    name: str, points: _Points, dues: Sequence[date], unreached: Sequence[Target], left: list[Target]
) -> Proposal:
    """The indicator of a series; the target of the text that says its last figure is taken from `left`."""
    _, last, where = points[-1]
    unit, bound, area = last.unit, last.bound, None
    base = base_of(unit) if unit else _COUNT
    schedule = [(due, point.value if point.unit == unit else _in_unit(point, base)) for due, point, _ in points]
    kind = _kind_of_series(name, base.base_unit if base else "") or last.kind or "cumulative"
    if kind == "cumulative":
        if last.kind is None and _states_increments(schedule, base, unreached):
            schedule = _summed(schedule)
        first = schedule[0][0]
        schedule = [(due, _ZERO) for due in dues if due < first] + schedule
    value = schedule[-1][1]
    match = _same_figure(name, value, base, left)
    if match is not None:
        left.remove(match)
        # The text has the unit word where the node has none (200 quality projects).
        unit = unit or match.unit
        bound, area = match.bound or bound, match.area
    return Proposal(
        name,
        unit or GENERIC_UNIT,
        kind,
        _direction(name, bound == "<="),
        value,
        tuple(schedule),
        base.base_unit if base else None,
        base.factor if base else None,
        bound,
        area,
        where,
    )


def _in_unit(point: SeriesPoint, base: BaseUnit | None) -> Decimal:
    """A value in the unit of the last quarter: CNY 600 m is 0.6 where the year ends with CNY 1.2 bn."""
    if base is None:
        return point.value
    own = base_of(point.unit)
    return tidy(point.value * own.factor / base.factor) if own and own.base_unit == base.base_unit else point.value


def _states_increments(
    schedule: Sequence[tuple[date, Decimal]], base: BaseUnit | None, targets: Sequence[Target]
) -> bool:
    """Do the quarters state what each adds? So when they add up to a goal of the text that the last does not reach."""
    if base is None or len(schedule) < 2:
        return False
    total = sum((value for _, value in schedule), Decimal(0)) * base.factor
    return any(target.base_value == total and target.base_unit == base.base_unit for target in targets)


def _summed(schedule: Sequence[tuple[date, Decimal]]) -> list[tuple[date, Decimal]]:
    running = Decimal(0)
    summed = []
    for due, value in schedule:
        running += value
        summed.append((due, running))
    return summed


@lru_cache(maxsize=4096)
def _kind_of_series(name: str, base_unit: str) -> Kind | None:
    """The kind that the name or the unit of a series tells."""
    if base_unit in _RATES:
        return "level" if _PROGRESS_NAME.search(name) else "rate"
    return "rate" if _RATE_NAME.search(name) else None


@lru_cache(maxsize=4096)
def _direction(name: str, is_limited: bool) -> Direction:
    """Lower is better for limits and for what nobody wants, unless the name already speaks of its fall."""
    if is_limited:
        return "lower"
    return "lower" if _LOWER_NAME.search(name) and not _BETTER_WHEN_MORE.search(name) else "higher"


def _same_figure(name: str, value: Decimal, base: BaseUnit | None, targets: Sequence[Target]) -> Target | None:
    """The target of the text that says the last quarter's figure; the one with the most similar words, if several."""
    if base is None or not targets:
        return None
    in_base, is_rate = value * base.factor, base.base_unit in _RATES
    same = [target for target in targets if target.base_value == in_base and _is_rate(target) == is_rate]
    if len(same) < 2:
        return same[0] if same else None
    signs = set(name)
    return max(same, key=lambda target: len(set(target.text) & signs))


def _is_rate(target: Target) -> bool:
    return target.base_unit in _RATES


def _from_target(target: Target, goal: str, where: Where) -> Proposal:
    base = base_of(target.unit)
    before = goal[max(0, target.start - _CHARACTERS_BEFORE) : target.start] if target.start >= 0 else ""
    after = goal[target.end : target.end + 60] if target.start >= 0 else ""
    limited = target.bound == "<=" or _BROUGHT_DOWN.search(before) is not None
    return Proposal(
        name=target.text,
        unit=target.unit,
        kind=_kind_of_target(target, before, after),
        direction=_direction(target.text, limited),
        target=target.value,
        base_unit=target.base_unit,
        factor=base.factor if base else None,
        bound=target.bound,
        area=target.area,
        where=where,
    )


def _kind_of_target(target: Target, before: str, after: str) -> Kind:
    if _is_rate(target):
        return "level" if _PROGRESS_NAME.search(target.text) else "rate"
    if _STOCK_MONEY.search(target.text):
        return "level"
    if target.base_unit in _FLOW_UNITS or _FLOW_WORDS.search(target.unit):
        return "cumulative"
    return "level" if _STOCK.search(before) or _STOCK_AFTER.match(after) else "cumulative"
