"""Proportional score: points x done / due, at most the cap.

Published: a form in use by zones, "score = done / scheduled target x points, at most the points" (reprint, publisher
not known).
"""

from __future__ import annotations

from decimal import Decimal

from zonekit.scoring.fields import Number
from zonekit.scoring.formulas.faces import Case, OneLine, Outcome, evidence_of
from zonekit.scoring.formulas.ratios import CAP, DIRECTION, NOTHING_DUE, ratio
from zonekit.scoring.model import Rule
from zonekit.scoring.numbers import ZERO


class Proportional(OneLine):
    """`target` is what is due when the figure has no scheduled value of its own."""

    code = "proportional"
    fields = {"cap": CAP, "direction": DIRECTION, "target": Number(), "nothing_due": NOTHING_DUE}

    def bounds(self, rule: Rule) -> tuple[Decimal, Decimal]:
        return ZERO, rule.points * rule.params["cap"]

    def one(self, rule: Rule, case: Case) -> Outcome:
        figure, params = case.figures["value"], rule.params
        due = figure.scheduled if figure.scheduled is not None else params["target"]
        assert figure.actual is not None
        made = ratio(
            figure.actual,
            due,
            cap=params["cap"],
            nothing_due=params["nothing_due"],
            lower=params["direction"] == "lower",
        )
        return Outcome(
            points=case.share * made.share,
            most=case.share * params["cap"],
            figures=made.figures,
            notes=made.notes,
            evidence=evidence_of(case.figures),
        )
