"""Scores as they come out: every point as a line with its rule, figures and evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Part:
    """One event or mark within a line, before the line is capped."""

    key: str
    amount: Decimal
    points: Decimal
    evidence: tuple[str, ...] = ()


class Line(NamedTuple):
    """The points of one rule, or of one item or deduction within it; `key` is "rule" or "rule/what".

    `weight`: the points at stake for this unit (after points of rules left out were spread); `least` and `most`: what
    the line can give. `figures`: exact values as text. `notes`: codes, e.g. capped, no_data, zeroed_false_report.
    Lines with formula "cap" hold what a cap of a group or of the total takes or gives back. A league has thousands of
    lines: a named tuple is the lightest form that cannot be changed.
    """

    key: str
    rule: str
    group: str
    formula: str
    measures: Mapping[str, str]
    figures: Mapping[str, str]
    weight: Decimal
    points: Decimal
    least: Decimal
    most: Decimal
    evidence: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class GateResult:
    """Whether a unit passed a gate; `figures` maps each measure to its value ("" where it is not known)."""

    code: str
    is_met: bool
    figures: Mapping[str, str]
    failed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Award:
    """The grade reached by points, and the grade left after unqualified parts lowered it ("" for none)."""

    grade: str
    grade_by_points: str
    unqualified: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """All lines of a unit; their points add up to `total` exactly. `unranked_for`: why it has no rank."""

    unit: str
    lines: tuple[Line, ...]
    total: Decimal
    groups: Mapping[str, Decimal]
    gates: tuple[GateResult, ...] = ()
    award: Award | None = None
    unranked_for: tuple[str, ...] = ()

    def line(self, key: str) -> Line:
        return next(line for line in self.lines if line.key == key)


@dataclass(frozen=True, slots=True)
class LeagueRow:
    """A place in the league table. `change`: places gained (positive) or lost since the league before."""

    unit: str
    score: Decimal
    rank: int | None
    rank_before: int | None = None

    @property
    def change(self) -> int | None:
        return None if self.rank is None or self.rank_before is None else self.rank_before - self.rank


@dataclass(frozen=True)
class League:
    """The scores of a period: rows by rank (units without a rank last), sheets in the order of the rows."""

    rulebook: str
    version: int
    rulebook_digest: str
    period: str
    places: int
    rows: tuple[LeagueRow, ...]
    sheets: tuple[ScoreSheet, ...]

    @cached_property
    def by_unit(self) -> Mapping[str, ScoreSheet]:
        return {sheet.unit: sheet for sheet in self.sheets}

    @cached_property
    def ranks(self) -> Mapping[str, int | None]:
        return {row.unit: row.rank for row in self.rows}
