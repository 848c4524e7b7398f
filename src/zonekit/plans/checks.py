"""Faults of a plan and of its facts, all of them, each with the key of what is wrong."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from zonekit.plans.errors import PlanError
from zonekit.plans.rows import IndicatorRow, ItemRow, MilestoneRow
from zonekit.plans.tree import depths
from zonekit.plans.words import KINDS, Key
from zonekit.values.issues import Issue

if TYPE_CHECKING:
    from zonekit.plans.table import IndicatorArrays, ItemArrays, MilestoneArrays

LARGEST = 1e18  # over ten times what the world produces in a year, in fen: more is a slip of the keyboard


def refuse(issues: Iterable[Issue]) -> None:
    """Raise PlanError when there is any issue."""
    found = list(issues)
    if found:
        raise PlanError(found)


def row_issues(
    items: Sequence[ItemRow], indicators: Sequence[IndicatorRow], milestones: Sequence[MilestoneRow]
) -> Iterator[Issue]:
    """Faults that would be lost once keys have become indices."""
    known = {row.key for row in items}
    yield from duplicates("item", [row.key for row in items])
    yield from duplicates("indicator", [row.key for row in indicators])
    yield from duplicates("milestone", [row.key for row in milestones])
    for item in items:
        if item.parent is not None and item.parent not in known:
            yield Issue("item_with_unknown_parent", params={"item": item.key, "parent": item.parent})
    for row in indicators:
        yield from _indicator_row_issues(row, known)
    for milestone in milestones:
        if milestone.item not in known:
            yield Issue("milestone_of_unknown_item", params={"milestone": milestone.key, "item": milestone.item})
        if milestone.kind not in ("node", "start"):
            yield Issue("milestone_kind_unknown", params={"milestone": milestone.key, "kind": milestone.kind})


def _indicator_row_issues(row: IndicatorRow, known: set[Key]) -> Iterator[Issue]:
    if row.item not in known:
        yield Issue("indicator_of_unknown_item", params={"indicator": row.key, "item": row.item})
    if row.kind not in KINDS:
        yield Issue("indicator_kind_unknown", params={"indicator": row.key, "kind": row.kind})
    if row.direction not in ("higher", "lower"):
        yield Issue("indicator_direction_unknown", params={"indicator": row.key, "direction": row.direction})
    if row.target is None:
        yield Issue("indicator_without_target", params={"indicator": row.key})
    if row.weight is not None and math.isnan(row.weight):
        yield Issue("indicator_weight_not_finite", params={"indicator": row.key, "weight": row.weight})
    for day, times in Counter(day for day, _ in row.schedule).items():
        if times > 1:
            yield Issue("schedule_day_twice", params={"indicator": row.key, "day": day.isoformat()})


def duplicates(thing: str, keys: Sequence[Key]) -> Iterator[Issue]:
    if len(set(keys)) < len(keys):
        for key, times in Counter(keys).items():
            if times > 1:
                yield Issue(f"{thing}_key_twice", params={thing: key, "times": times})


def array_issues(items: ItemArrays, ind: IndicatorArrays, milestones: MilestoneArrays) -> Iterator[Issue]:
    n = len(items.parent)
    refuse(_shape_issues(items, ind, milestones))  # lengths that do not agree make every later check meaningless
    bad_parent = (items.parent < -1) | (items.parent >= n)
    yield from _each("item_parent_out_of_range", "item", items.keys, bad_parent, items.parent)
    yield from _each("item_weight_negative", "item", items.keys, items.weight < 0, items.weight)
    yield from _each("item_weight_not_finite", "item", items.keys, np.isinf(items.weight), items.weight)
    if not bad_parent.any():
        on_cycle = depths(items.parent) < 0
        yield from _each("item_on_cycle", "item", items.keys, on_cycle, items.parent)
    yield from _owner_issues("indicator", ind.keys, ind.item, items)
    yield from _owner_issues("milestone", milestones.keys, milestones.item, items)
    for name, values in (("target", ind.target), ("start", ind.start)):
        yield from _each(f"indicator_{name}_not_finite", "indicator", ind.keys, ~np.isfinite(values), values)
        is_huge = np.isfinite(values) & (np.abs(values) > LARGEST)
        yield from _each(f"indicator_{name}_out_of_range", "indicator", ind.keys, is_huge, values)
    yield from _each("indicator_weight_negative", "indicator", ind.keys, ind.weight < 0, ind.weight)
    yield from _each("indicator_weight_not_finite", "indicator", ind.keys, np.isinf(ind.weight), ind.weight)
    yield from _schedule_issues(ind)


def _shape_issues(items: ItemArrays, ind: IndicatorArrays, milestones: MilestoneArrays) -> Iterator[Issue]:
    expected = [
        *((f"items.{name}", getattr(items, name), len(items.keys)) for name in ("parent", "weight")),
        *(
            (f"indicators.{name}", getattr(ind, name), len(ind.keys))
            for name in ("item", "kind", "is_lower", "start", "target", "weight", "is_percent", "due")
        ),
        ("indicators.points", ind.points, len(ind.keys) + 1),
        ("indicators.point_value", ind.point_value, len(ind.point_day)),
        *(
            (f"milestones.{name}", getattr(milestones, name), len(milestones.keys))
            for name in ("item", "due", "is_start")
        ),
    ]
    for name, array, length in expected:
        if len(array) != length:
            yield Issue("array_length_wrong", params={"array": name, "length": len(array), "expected": length})
    points = ind.points
    if len(points) and (points[0] != 0 or points[-1] != len(ind.point_day) or np.any(np.diff(points) < 0)):
        yield Issue("schedule_points_not_a_partition", params={"first": int(points[0]), "last": int(points[-1])})


def _owner_issues(thing: str, keys: Sequence[Key], owner: NDArray[Any], items: ItemArrays) -> Iterator[Issue]:
    n = len(items.parent)
    out = (owner < 0) | (owner >= n)
    yield from _each(f"{thing}_item_out_of_range", thing, keys, out, owner)
    has_children = np.zeros(n, dtype=np.bool_)
    has_children[items.parent[(items.parent >= 0) & (items.parent < n)]] = True
    on_parent = np.zeros(len(owner), dtype=np.bool_)
    on_parent[~out] = has_children[owner[~out]]
    for i in np.flatnonzero(on_parent).tolist():
        yield Issue(f"{thing}_on_item_with_children", params={thing: keys[i], "item": items.keys[owner[i]]})


def _schedule_issues(ind: IndicatorArrays) -> Iterator[Issue]:
    owner = np.repeat(np.arange(len(ind.keys)), np.diff(ind.points))
    for i in np.flatnonzero(~(np.abs(ind.point_value) <= LARGEST)).tolist():
        is_number = math.isfinite(ind.point_value[i])
        yield Issue(
            "schedule_value_out_of_range" if is_number else "schedule_value_not_finite",
            params={"indicator": ind.keys[owner[i]], "day": int(ind.point_day[i]), "value": float(ind.point_value[i])},
        )
    is_late = (owner[1:] == owner[:-1]) & (ind.point_day[1:] <= ind.point_day[:-1])
    for i in np.flatnonzero(is_late).tolist():
        yield Issue(
            "schedule_days_not_ascending",
            params={"indicator": ind.keys[owner[i]], "day": int(ind.point_day[i + 1])},
        )


def _each(code: str, thing: str, keys: Sequence[Key], bad: NDArray[np.bool_], values: NDArray[Any]) -> Iterator[Issue]:
    for i in np.flatnonzero(bad).tolist():
        yield Issue(code, params={thing: keys[i], "value": values[i].item()})
