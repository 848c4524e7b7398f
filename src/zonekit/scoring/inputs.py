"""What is scored: figures, plan items, ledger events and marks. Keys of units, items and evidence are the caller's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure of one unit. `actual` None: not known. `zeroed_by`: evidence of a false report about it."""

    actual: Decimal | None
    scheduled: Decimal | None = None
    evidence: tuple[str, ...] = ()
    zeroed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemFigure:
    """One plan item of a unit: its weight among the unit's items, done and due (shares or values)."""

    key: str
    weight: Decimal = Decimal(1)
    actual: Decimal | None = None
    scheduled: Decimal | None = None
    evidence: tuple[str, ...] = ()
    zeroed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerEvent:
    """Something that earns or costs points by a ledger rule; `amount` is how often or how much.

    `rule` is the id of the rule, or "rule/deduction" for a deduction of a `base` rule. An event with `undoes` takes the
    event of that key back: neither of the two counts.
    """

    key: str
    unit: str
    rule: str
    amount: Decimal = Decimal(1)
    on: date | None = None
    evidence: tuple[str, ...] = ()
    undoes: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark from 0 to the rule's points, given by one person (an opaque key)."""

    unit: str
    rule: str
    by: str
    value: Decimal
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that a period's scores are made of. `figures` and `items` are keyed by (unit, measure)."""

    period: str
    units: tuple[str, ...]
    figures: Mapping[tuple[str, str], Figure] = field(default_factory=dict)
    items: Mapping[tuple[str, str], tuple[ItemFigure, ...]] = field(default_factory=dict)
    events: tuple[LedgerEvent, ...] = ()
    marks: tuple[Mark, ...] = ()
