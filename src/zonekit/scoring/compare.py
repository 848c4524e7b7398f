"""What-if 试算: two league tables beside one another, unit by unit and line by line."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from zonekit.scoring.inputs import Inputs
from zonekit.scoring.model import Rulebook
from zonekit.scoring.numbers import ZERO
from zonekit.scoring.results import League, Line, ScoreSheet
from zonekit.scoring.scores import Scored, score_once


@dataclass(frozen=True, slots=True)
class LineDifference:
    """A line that gives other points, is new (`before` None) or is gone (`after` None)."""

    key: str
    before: Line | None
    after: Line | None

    @property
    def difference(self) -> Decimal:
        return (self.after.points if self.after else ZERO) - (self.before.points if self.before else ZERO)


@dataclass(frozen=True, slots=True)
class UnitDifference:
    """A unit in both leagues; None where it is not in one of them or has no rank there."""

    unit: str
    score_before: Decimal | None
    score_after: Decimal | None
    rank_before: int | None
    rank_after: int | None
    lines: tuple[LineDifference, ...]

    @property
    def difference(self) -> Decimal:
        return (self.score_after or ZERO) - (self.score_before or ZERO)

    @property
    def change(self) -> int | None:
        """Places gained (positive) or lost."""
        return None if self.rank_before is None or self.rank_after is None else self.rank_before - self.rank_after


@dataclass(frozen=True, slots=True)
class Comparison:
    """Rows in the order of the league after; units that are only in the one before stand last."""

    before: League
    after: League
    rows: tuple[UnitDifference, ...]


def what_if(
    rulebook: Rulebook, inputs: Inputs, *, other_rulebook: Rulebook | None = None, other_inputs: Inputs | None = None
) -> Comparison:
    """What another rulebook, other inputs or both would change. Nothing is stored."""
    known: dict[str, Scored] = {}
    before = score_once(rulebook, inputs, None, known)
    # Lines carry the places of the rulebook: with other places nothing of the first scoring can be used again.
    if other_rulebook is not None and other_rulebook.places != rulebook.places:
        known = {}
    return compare(before, score_once(other_rulebook or rulebook, other_inputs or inputs, None, known))


def compare(before: League, after: League) -> Comparison:
    """Two leagues already scored, e.g. what was published and what an upheld appeal makes of it."""
    units = [row.unit for row in after.rows] + [row.unit for row in before.rows if row.unit not in after.ranks]
    return Comparison(before, after, tuple(_unit(unit, before, after) for unit in units))


def _unit(unit: str, before: League, after: League) -> UnitDifference:
    one, other = before.by_unit.get(unit), after.by_unit.get(unit)
    return UnitDifference(
        unit=unit,
        score_before=one.total if one else None,
        score_after=other.total if other else None,
        rank_before=before.ranks.get(unit),
        rank_after=after.ranks.get(unit),
        lines=_lines(one, other),
    )


def _lines(before: ScoreSheet | None, after: ScoreSheet | None) -> tuple[LineDifference, ...]:
    """Lines that differ in points or in why, in the order of the sheet after, then those that are gone."""
    old = {line.key: line for line in before.lines} if before else {}
    new = {line.key: line for line in after.lines} if after else {}
    keys = [*new, *(key for key in old if key not in new)]
    found = ((key, old.get(key), new.get(key)) for key in keys)
    return tuple(LineDifference(key, one, other) for key, one, other in found if one is not other and one != other)
