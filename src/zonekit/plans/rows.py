"""Rows from which the tables of a plan are built: one frozen dataclass per thing, keys as the caller has them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zonekit.plans.words import DirectionName, Key, KindName, MilestoneKindName


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A node of the plan tree. `weight` counts among its siblings; where one sibling has none, all count the same."""

    key: Key
    parent: Key | None = None
    weight: float | None = None


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """A measured target of a leaf.

    `start`: value on 31 December of the year before (a cumulative indicator starts at 0; a rate has none).
    `schedule`: (date, value due on it), in any order. `due`: the day the whole target is due, 31 December of the plan's
    year when None; the line to the target ends there. `is_percent`: the unit is %, which only matters for rates.
    All values are in one unit of the caller's choice.
    """

    key: Key
    item: Key
    kind: KindName
    target: float | None
    direction: DirectionName = "higher"
    start: float | None = None
    weight: float | None = None
    is_percent: bool = False
    schedule: tuple[tuple[date, float], ...] = ()
    due: date | None = None


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A dated step of a leaf. A `start` milestone is the planned start of works: its month counts, not its day."""

    key: Key
    item: Key
    due: date
    kind: MilestoneKindName = "node"


@dataclass(frozen=True, slots=True)
class ValueFact:
    """A reported value. `about`: the day it describes; `recorded`: the day it was submitted; `known`: the day from
    which it counts, that is recorded and confirmed (None: submitted, not confirmed).

    `recorded` None means: the same day as `known`, or long ago when unconfirmed. A later-known fact about the same day
    corrects the earlier one (ties: the later `recorded`, then the higher `sequence`); `value` None withdraws it.
    """

    key: Key
    indicator: Key
    about: date
    known: date | None
    value: float | None
    recorded: date | None = None
    sequence: int = 0


@dataclass(frozen=True, slots=True)
class MilestoneFact:
    """A report that a milestone was reached on the day `done`; None withdraws what was reported before."""

    key: Key
    milestone: Key
    done: date | None
    known: date | None
    recorded: date | None = None
    sequence: int = 0
