"""Leader's share 领导评价: marks from 0 to the points, each given by a person; their mean, or the one given.

Published: "evaluation by the leaders of the district government: 20 points" (reprint, the district not named).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from zonekit.scoring.fields import Choice
from zonekit.scoring.formulas.faces import Case, OneLine, Outcome
from zonekit.scoring.model import Rule
from zonekit.scoring.numbers import ARITHMETIC, ZERO, plain, ratio_text
from zonekit.scoring.results import Part


class Marks(OneLine):
    """`how`: the mean of all marks, or `given`, one mark. Where points were spread onto the rule the mark grows."""

    code = "marks"
    required = ()
    fields = {"how": Choice(("mean", "given"), "mean")}

    def is_missing(self, rule: Rule, case: Case) -> bool:
        return not case.marks

    def scores(self, rule: Rule, cases: Sequence[Case]) -> list[tuple[Outcome, ...]]:
        return [(self.one(rule, case),) for case in cases]

    def one(self, rule: Rule, case: Case) -> Outcome:
        marks = sorted(case.marks, key=lambda mark: mark.by)
        whole = sum((mark.value for mark in marks), ZERO)
        of_all = Decimal(len(marks)) * rule.points
        evidence = {reference for mark in marks for reference in mark.evidence}
        return Outcome(
            points=ARITHMETIC.divide(case.share * whole, of_all) if of_all else ZERO,
            most=case.share,
            figures={
                "marks": str(len(marks)),
                "mean": ratio_text(ARITHMETIC.divide(whole, Decimal(len(marks)))),
                "mark_most": plain(rule.points),
            },
            evidence=tuple(sorted(evidence)),
            parts=tuple(Part(mark.by, mark.value, mark.value, tuple(sorted(mark.evidence))) for mark in marks),
        )
