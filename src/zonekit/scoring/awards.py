"""Award grades: reached by points, lowered by parts that are not qualified."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from zonekit.scoring.model import Rulebook
from zonekit.scoring.numbers import ZERO
from zonekit.scoring.results import Award


def award_of(rulebook: Rulebook, total: Decimal, points_of: Mapping[str, Decimal]) -> Award | None:
    """The award of a sheet; None where the rulebook has none.

    Each part below its least lowers the grade by one; `lost_at` of them lose it, as does falling below the last grade.
    """
    awards = rulebook.awards
    if awards is None:
        return None
    unqualified = tuple(
        one.code
        for one in awards.qualifiers
        if sum((points_of.get(rule, ZERO) for rule in one.rules), ZERO) < one.at_least
    )
    reached = next((i for i, grade in enumerate(awards.grades) if total >= grade.at_least), None)
    if reached is None:
        return Award("", "", unqualified)
    left = reached + len(unqualified)
    is_lost = len(unqualified) >= awards.lost_at or left >= len(awards.grades)
    return Award("" if is_lost else awards.grades[left].code, awards.grades[reached].code, unqualified)
