"""The plan as arrays: items, indicators with their scheduled values, milestones."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from zonekit.plans import checks
from zonekit.plans.arrays import NEVER, Bools, Codes, Days, Floats, Groups, Ints, freeze
from zonekit.plans.rows import IndicatorRow, ItemRow, MilestoneRow
from zonekit.plans.schedules import month_positions
from zonekit.plans.tree import Tree, shares
from zonekit.plans.words import KINDS, Key

Keys = Sequence[Key]


@dataclass(frozen=True, slots=True, eq=False)
class ItemArrays:
    """`parent` (n,): index of the parent or -1; `weight` (n,): NaN where none is given."""

    keys: Keys
    parent: Ints
    weight: Floats


@dataclass(frozen=True, slots=True, eq=False)
class IndicatorArrays:
    """One entry per indicator (m,). `kind`: codes of `Kind`; `is_lower`: lower is better; `due`: ordinal of the day the
    whole target is due, NEVER for the end of the plan's year. Scheduled values of indicator i stand at
    `point_day[points[i]:points[i + 1]]` (ordinals, ascending, each day once) and in `point_value`.
    """

    keys: Keys
    item: Ints
    kind: Codes
    is_lower: Bools
    start: Floats
    target: Floats
    weight: Floats
    is_percent: Bools
    due: Days
    points: Ints
    point_day: Days
    point_value: Floats

    def only(self, i: int) -> IndicatorArrays:
        """The same arrays with indicator i alone."""
        span = slice(int(self.points[i]), int(self.points[i + 1]))
        return IndicatorArrays(
            keys=(self.keys[i],),
            item=self.item[i : i + 1],
            kind=self.kind[i : i + 1],
            is_lower=self.is_lower[i : i + 1],
            start=self.start[i : i + 1],
            target=self.target[i : i + 1],
            weight=self.weight[i : i + 1],
            is_percent=self.is_percent[i : i + 1],
            due=self.due[i : i + 1],
            points=self.points[i : i + 2] - self.points[i],
            point_day=self.point_day[span],
            point_value=self.point_value[span],
        )


@dataclass(frozen=True, slots=True, eq=False)
class MilestoneArrays:
    """One entry per milestone (k,). `due`: ordinals; `is_start`: a planned start of works."""

    keys: Keys
    item: Ints
    due: Days
    is_start: Bools


@dataclass(frozen=True, eq=False)
class PlanTable:
    """A whole plan, built with `build` (rows with keys) or `from_arrays`; both refuse a faulty one with `PlanError`.

    >>> plan = PlanTable.build(
    ...     items=[ItemRow("1"), ItemRow("1.1", parent="1", weight=60), ItemRow("1.2", parent="1", weight=40)],
    ...     indicators=[IndicatorRow("signed", "1.1", "cumulative", target=200)],
    ... )
    >>> plan.item_index("1.2"), plan.tree.weight.tolist()
    (2, [1.0, 0.6, 0.4])
    """

    items: ItemArrays
    indicators: IndicatorArrays
    milestones: MilestoneArrays
    tree: Tree = field(repr=False)

    @classmethod
    def build(
        cls,
        items: Sequence[ItemRow],
        indicators: Sequence[IndicatorRow] = (),
        milestones: Sequence[MilestoneRow] = (),
    ) -> PlanTable:
        checks.refuse(checks.row_issues(items, indicators, milestones))
        index = {row.key: i for i, row in enumerate(items)}
        item_arrays = ItemArrays(
            keys=tuple(row.key for row in items),
            parent=np.array([-1 if row.parent is None else index[row.parent] for row in items], dtype=np.int64),
            weight=_floats([row.weight for row in items]),
        )
        milestone_arrays = MilestoneArrays(
            keys=tuple(row.key for row in milestones),
            item=np.array([index[row.item] for row in milestones], dtype=np.int64),
            due=np.array([row.due.toordinal() for row in milestones], dtype=np.int32),
            is_start=np.array([row.kind == "start" for row in milestones], dtype=np.bool_),
        )
        return cls.from_arrays(item_arrays, _indicator_arrays(indicators, index), milestone_arrays)

    @classmethod
    def from_arrays(cls, items: ItemArrays, indicators: IndicatorArrays, milestones: MilestoneArrays) -> PlanTable:
        """Takes the arrays as they are (they become read-only) and checks them whole."""
        checks.refuse(checks.array_issues(items, indicators, milestones))
        for part in (items, indicators, milestones):
            freeze(*(getattr(part, name) for name in part.__dataclass_fields__ if name != "keys"))
        return cls(items, indicators, milestones, Tree.of(items.parent, items.weight))

    @cached_property
    def indicators_of(self) -> Groups:
        """Indicators grouped by item."""
        return Groups.by(self.indicators.item, len(self.tree))

    @cached_property
    def milestones_of(self) -> Groups:
        """Milestones grouped by item."""
        return Groups.by(self.milestones.item, len(self.tree))

    @cached_property
    def indicator_share(self) -> Floats:
        """Weight of each indicator in its item (m,), summing to 1 per item."""
        return shares(self.indicators.weight, self.indicators.item, len(self.tree))

    @cached_property
    def point_position(self) -> Floats:
        """Scheduled points in months since January 1970, month ends being whole numbers."""
        return month_positions(self.indicators.point_day)

    @cached_property
    def planned_month_end(self) -> Floats:
        """End of the month in which each milestone is due (k,), in months since January 1970."""
        return np.ceil(month_positions(self.milestones.due))

    def item_index(self, key: Key) -> int:
        """Index of an item; KeyError names the unknown key."""
        return _lookup(self._item_indices, key, "item")

    def indicator_index(self, key: Key) -> int:
        return _lookup(self._indicator_indices, key, "indicator")

    def milestone_index(self, key: Key) -> int:
        return _lookup(self._milestone_indices, key, "milestone")

    @cached_property
    def _item_indices(self) -> dict[Key, int]:
        return {key: i for i, key in enumerate(self.items.keys)}

    @cached_property
    def _indicator_indices(self) -> dict[Key, int]:
        return {key: i for i, key in enumerate(self.indicators.keys)}

    @cached_property
    def _milestone_indices(self) -> dict[Key, int]:
        return {key: i for i, key in enumerate(self.milestones.keys)}


def _lookup(indices: dict[Key, int], key: Hashable, thing: str) -> int:
    try:
        return indices[key]  # type: ignore[index]
    except KeyError:
        message = f"the plan has no {thing} {key!r}; it has {len(indices)} {thing}s"
        raise KeyError(message) from None


def _floats(values: Sequence[float | None]) -> Floats:
    return np.array([np.nan if value is None else float(value) for value in values], dtype=np.float64)


def _indicator_arrays(rows: Sequence[IndicatorRow], index: dict[Key, int]) -> IndicatorArrays:
    schedules = [sorted(row.schedule) for row in rows]
    points = np.concatenate([[0], np.cumsum([len(schedule) for schedule in schedules])])
    return IndicatorArrays(
        keys=tuple(row.key for row in rows),
        item=np.array([index[row.item] for row in rows], dtype=np.int64),
        kind=np.array([KINDS[row.kind] for row in rows], dtype=np.int8),
        is_lower=np.array([row.direction == "lower" for row in rows], dtype=np.bool_),
        start=np.array([row.start or 0.0 for row in rows], dtype=np.float64),
        target=_floats([row.target for row in rows]),
        weight=_floats([row.weight for row in rows]),
        is_percent=np.array([row.is_percent for row in rows], dtype=np.bool_),
        due=np.array([NEVER if row.due is None else row.due.toordinal() for row in rows], dtype=np.int32),
        points=points.astype(np.int64),
        point_day=np.array([day.toordinal() for schedule in schedules for day, _ in schedule], dtype=np.int32),
        point_value=np.array([float(value) for schedule in schedules for _, value in schedule], dtype=np.float64),
    )
