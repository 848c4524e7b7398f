"""Drafts of plan items as a table states them, before anybody has confirmed anything."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from zonekit.values.issues import NOWHERE, Issue, Where

Bound = Literal[">=", "<=", "≈"]
Kind = Literal["cumulative", "level", "rate"]
Direction = Literal["higher", "lower"]
Shape = Literal["table", "matrix", "outline", "card"]


@dataclass(frozen=True, slots=True)
class Target:
    """An explicit figure with a unit that sets a goal: value in the unit as written, and converted.

    `base_value` = value in `base_unit`: 2.5 亿元 -> 250000000 CNY; 3 万平方米 -> 30000 m2; 8 % -> 8 percent;
    200 个 -> 200 count.
    `area` is set in matrices only. `start`, `end` delimit the passage in the text the target was read from.
    """

    text: str
    value: Decimal
    unit: str
    bound: Bound | None = None
    area: str | None = None
    base_value: Decimal | None = None
    base_unit: str | None = None
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class MilestoneDraft:
    """A staged date: a quarter node or a date in the text. `targets` are the figures due then."""

    raw: str
    due: date | None
    text: str
    targets: tuple[Target, ...] = ()
    where: Where = NOWHERE


@dataclass(frozen=True, slots=True)
class Proposal:
    """An indicator that the text suggests and a person confirms.

    `schedule` are the values due at dates (quarter or month ends), in `unit`. `where` is the cell it was read from.
    """

    name: str
    unit: str
    kind: Kind
    direction: Direction
    target: Decimal | None
    schedule: tuple[tuple[date, Decimal], ...] = ()
    base_unit: str | None = None
    factor: Decimal | None = None
    bound: Bound | None = None
    area: str | None = None
    where: Where = NOWHERE


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """One leaf as the table states it.

    `path`: headings above, outermost first, as printed. `name`: short title when the table has one beside the goal.
    `text`: the goal, without number, unit bracket and stray spaces. `lead` + `co_leads`: 牵头单位.
    `leaders`: persons or posts.
    `cells`: where each field stands, by field name ("text", "responsible", "deadline", ...).
    """

    where: Where
    no: str | None
    path: tuple[str, ...]
    text: str
    name: str | None = None
    lead: str | None = None
    co_leads: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    deadline_raw: str | None = None
    deadline: date | None = None
    deadline_in_text: bool = False
    weight: Decimal | None = None
    milestones: tuple[MilestoneDraft, ...] = ()
    targets: tuple[Target, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    cells: dict[str, Where] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """A whole table as read: what it calls itself, its levels (outermost first, leaf last), its items and every issue.

    `level_names`: the words the table itself uses for its levels, when it has them (类别, 重点项目, 子项目).
    `column_map`: header as printed -> field. `counts`: level -> number of distinct entries, leaf level last.
    `areas`: the area columns of a matrix.
    """

    shape: Shape | None
    title: str | None = None
    document_no: str | None = None
    issued_on: date | None = None
    year: int | None = None
    levels: tuple[str, ...] = ()
    level_names: tuple[str, ...] = ()
    column_map: dict[str, str] = field(default_factory=dict)
    areas: tuple[str, ...] = ()
    items: tuple[ItemDraft, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()
