"""Target score 目标完成计分法: the whole points when the target is met, else none.

Published: the target scoring method of a monthly assessment of 16 indicators (anonymised template document).
"""

from __future__ import annotations

from zonekit.scoring.fields import Number
from zonekit.scoring.formulas.faces import Case, OneLine, Outcome, evidence_of
from zonekit.scoring.formulas.ratios import DIRECTION, NOTHING_DUE
from zonekit.scoring.model import Rule
from zonekit.scoring.numbers import ZERO, plain


class Target(OneLine):
    """`target` stands when the figure has no scheduled value of its own."""

    code = "target"
    fields = {"direction": DIRECTION, "target": Number(), "nothing_due": NOTHING_DUE}

    def one(self, rule: Rule, case: Case) -> Outcome:
        figure, params = case.figures["value"], rule.params
        due = figure.scheduled if figure.scheduled is not None else params["target"]
        assert figure.actual is not None
        if due is None:
            is_met, notes = params["nothing_due"] == "full", ("nothing_due",)
        else:
            is_met = figure.actual <= due if params["direction"] == "lower" else figure.actual >= due
            notes = ("target_met",) if is_met else ("target_missed",)
        return Outcome(
            points=case.share if is_met else ZERO,
            most=case.share,
            figures={"actual": plain(figure.actual), "scheduled": "" if due is None else plain(due)},
            notes=notes,
            evidence=evidence_of(case.figures),
        )
