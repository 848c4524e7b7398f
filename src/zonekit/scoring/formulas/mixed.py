"""Mixed count and amount: [(28/27) x 50 % + (17.77/5.4) x 50 %] x points, capped; 0.1 less per missing large project.

Published: an assessment of 2024 whose result sheet was posted for objections (reprint); the two fractions are its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from zonekit.scoring.fields import Number, issue
from zonekit.scoring.formulas.faces import Case, OneLine, Outcome, evidence_of
from zonekit.scoring.formulas.ratios import CAP, NOTHING_DUE, Ratio, ratio
from zonekit.scoring.model import Rule
from zonekit.scoring.numbers import ONE, ZERO, number, plain, ratio_text
from zonekit.values.issues import Issue


class Mixed(OneLine):
    """`cap` bounds the mixed share; `cap_parts`, when given, bounds each of the two fractions before they are mixed."""

    code = "mixed"
    required = ("count", "amount")
    optional = ("missing_large",)
    fields = {
        "count_weight": Number("0.5", least="0", most="1"),
        "amount_weight": Number("0.5", least="0", most="1"),
        "cap": CAP,
        "cap_parts": Number(is_positive=True),
        "per_missing": Number("0", least="0"),
        "nothing_due": NOTHING_DUE,
    }

    def check(self, rule: Mapping[str, Any], path: str) -> Iterator[Issue]:
        params = rule["params"]
        weights = [number(params.get(name, "0.5")) or ZERO for name in ("count_weight", "amount_weight")]
        if sum(weights, ZERO) != ONE:
            yield issue("mixed_weights_not_one", f"{path}.params", count=weights[0], amount=weights[1])

    def bounds(self, rule: Rule) -> tuple[Decimal, Decimal]:
        return ZERO, rule.points * rule.params["cap"]

    def part(self, rule: Rule, case: Case, role: str) -> Ratio:
        figure = case.figures[role]
        assert figure.actual is not None
        return ratio(
            figure.actual, figure.scheduled, cap=rule.params["cap_parts"], nothing_due=rule.params["nothing_due"]
        )

    def one(self, rule: Rule, case: Case) -> Outcome:
        params = rule.params
        parts = {role: self.part(rule, case, role) for role in self.required}
        share = parts["count"].share * params["count_weight"] + parts["amount"].share * params["amount_weight"]
        figures = {f"{role}_{name}": text for role, made in parts.items() for name, text in made.figures.items()}
        figures["mixed"], figures["cap"] = ratio_text(share), plain(params["cap"])
        notes = {note for made in parts.values() for note in made.notes}
        if share > params["cap"]:
            share = params["cap"]
            notes.add("capped")
        points = case.share * share
        missing = case.actual("missing_large")
        if missing is not None and missing > 0:
            figures["missing_large"], figures["per_missing"] = plain(missing), plain(params["per_missing"])
            points -= missing * params["per_missing"]
            notes.add("large_projects_missing")
        if points < 0:
            points = ZERO
            notes.add("at_floor")
        return Outcome(
            points=points,
            most=case.share * params["cap"],
            figures=figures,
            notes=tuple(sorted(notes)),
            evidence=evidence_of(case.figures),
        )
