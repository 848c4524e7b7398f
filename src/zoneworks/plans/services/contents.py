"""What can be written below a plan, as its writers hand it over: items with everything that belongs to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, TypedDict

from zoneworks.plans.choices import BasisKind, Direction, Duty, IndicatorKind, Measure, MilestoneKind
from zoneworks.plans.models import Tag
from zoneworks.units.models import Post, Unit


class ItemFields(TypedDict, total=False):
    no: str
    code: str
    name: str
    name_en: str
    goal: str
    goal_en: str
    weight: Decimal | None
    deadline: date | None
    deadline_text: str
    site: str
    site_en: str
    basis_kind: BasisKind
    basis: str
    basis_en: str
    basis_sources: Sequence[str]


class IndicatorFields(TypedDict, total=False):
    name: str
    name_en: str
    unit: str
    unit_en: str
    base_unit: str
    factor: Decimal
    kind: IndicatorKind
    measure: Measure
    direction: Direction
    baseline: Decimal | None
    start: Decimal | None
    target: Decimal | None
    weight: Decimal
    register: str
    register_args: Mapping[str, Any]


class MilestoneFields(TypedDict, total=False):
    kind: MilestoneKind
    text: str
    text_en: str
    due: date | None
    is_fixed_date: bool


Schedule = Sequence[tuple[date, Decimal]]


@dataclass(frozen=True, slots=True)
class NewIndicator:
    """An indicator with the values due at dates; confirmed at once only where a person has seen it before."""

    fields: IndicatorFields
    schedule: Schedule = ()
    is_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class NewNode:
    """What the table says is to be reached by a date, word for word."""

    due: date
    text: str
    text_en: str = ""


@dataclass(frozen=True, slots=True)
class NewItem:
    """An item to be added below `parent`: a saved item's key, or (as `above`) the place of an earlier new item in the
    same list; neither for the outermost level."""

    fields: ItemFields
    parent: int | None = None
    above: int | None = None
    duties: Sequence[tuple[Duty, Unit]] = ()
    leaders: Sequence[Post] = ()
    tags: Sequence[Tag] = ()
    nodes: Sequence[NewNode] = ()
    indicators: Sequence[NewIndicator] = ()
    milestones: Sequence[MilestoneFields] = field(default=())
