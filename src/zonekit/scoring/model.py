"""A rulebook as read: groups of rules with their points, caps, gates and awards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal

from zonekit.scoring.texts import Text

Missing = Literal["zero", "left_out", "neutral"]
PERIOD_KINDS = ("quarter", "half", "year")
CONFIDENCES = ("official", "media", "reprint", "product", "zone")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `params` are read by its formula; `measures` maps the formula's roles to measures of the caller."""

    id: str
    group: str
    name: Text
    formula: str
    points: Decimal
    measures: Mapping[str, str]
    params: Mapping[str, Any]
    missing: Missing
    neutral_share: Decimal
    gate: str | None
    to_be_confirmed: bool
    note: Text | None


@dataclass(frozen=True, slots=True)
class Group:
    code: str
    name: Text
    points: Decimal
    least: Decimal | None
    most: Decimal | None
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Requirement:
    measure: str
    at_least: Decimal


@dataclass(frozen=True, slots=True)
class Gate:
    """All requirements must be met; a figure that is not known does not meet one."""

    code: str
    name: Text
    requires: tuple[Requirement, ...]


@dataclass(frozen=True, slots=True)
class Grade:
    code: str
    name: Text
    at_least: Decimal


@dataclass(frozen=True, slots=True)
class Qualifier:
    """Not qualified when the named rules together gave less than `at_least` points."""

    code: str
    name: Text
    rules: tuple[str, ...]
    at_least: Decimal


@dataclass(frozen=True, slots=True)
class Awards:
    """Grades from the best down; each unqualified part lowers by one grade, `lost_at` of them lose it."""

    grades: tuple[Grade, ...]
    qualifiers: tuple[Qualifier, ...]
    lost_at: int


@dataclass(frozen=True)
class Rulebook:
    """One version of a zone's scoring rules; `data` is the form it was read from."""

    code: str
    version: int
    name: Text
    publisher: Text | None
    document_no: str | None
    published_on: date | None
    address: str | None
    confidence: str
    to_be_confirmed: bool
    note: Text | None
    valid_from: date | None
    valid_to: date | None
    periods: tuple[str, ...]
    places: int
    total: Decimal
    least: Decimal | None
    most: Decimal | None
    groups: tuple[Group, ...]
    gates: tuple[Gate, ...]
    awards: Awards | None
    rank_requires: tuple[str, ...]
    digest: str
    data: Mapping[str, Any]

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        return tuple(rule for group in self.groups for rule in group.rules)

    @cached_property
    def rule_by_id(self) -> Mapping[str, Rule]:
        return {rule.id: rule for rule in self.rules}

    def is_in_force(self, on: date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)
