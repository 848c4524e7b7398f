"""Points in proportion to task load: a unit can earn the points by what it carries, and earns them by what it does.

Published: Nanjing 2016, "points allotted in proportion to task load" (reprint); how load is measured is not stated.
Here it is a measure; relative to the largest load, or to the sum of all loads.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from zonekit.scoring.fields import Choice, Number
from zonekit.scoring.formulas.faces import Case, Formula, Outcome, evidence_of
from zonekit.scoring.formulas.ratios import CAP, NOTHING_DUE, ratio
from zonekit.scoring.model import Rule
from zonekit.scoring.numbers import ARITHMETIC, ZERO, plain


class Load(Formula):
    code = "load"
    required = ("value", "load")
    fields = {"relative_to": Choice(("largest", "sum")), "cap": CAP, "target": Number(), "nothing_due": NOTHING_DUE}

    def bounds(self, rule: Rule) -> tuple[Decimal, Decimal]:
        return ZERO, rule.points * rule.params["cap"]

    def scores(self, rule: Rule, cases: Sequence[Case]) -> list[tuple[Outcome, ...]]:
        loads = [max(ZERO, case.actual("load") or ZERO) for case in cases]
        whole = sum(loads, ZERO) if rule.params["relative_to"] == "sum" else max(loads, default=ZERO)
        return [(self.of_load(rule, case, load, whole),) for case, load in zip(cases, loads, strict=True)]

    def of_load(self, rule: Rule, case: Case, load: Decimal, whole: Decimal) -> Outcome:
        figure, params = case.figures["value"], rule.params
        assert figure.actual is not None
        due = figure.scheduled if figure.scheduled is not None else params["target"]
        made = ratio(figure.actual, due, cap=params["cap"], nothing_due=params["nothing_due"])
        points = case.share * load
        # Multiplied first and divided last: a half stays a half.
        attainable = ARITHMETIC.divide(points, whole) if whole else ZERO
        figures = {**made.figures, "load": plain(load), "load_of": plain(whole)}
        return Outcome(
            points=ARITHMETIC.divide(points * made.share, whole) if whole else ZERO,
            most=attainable * params["cap"],
            figures=figures,
            notes=made.notes if whole else ("no_load",),
            evidence=evidence_of(case.figures),
        )
