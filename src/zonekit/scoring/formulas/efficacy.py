"""Efficacy coefficient 功效系数法: 60 + 40 x (x - min) / (max - min), in per cent of the points.

Published: Gaoan city 2021 (reprint). Where all are equal the publisher says nothing; the rulebook has to: `full`
(nobody is behind anybody) or `base`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from zonekit.scoring.fields import Choice, Number, issue
from zonekit.scoring.formulas.faces import Case, Formula, Outcome, evidence_of
from zonekit.scoring.formulas.ratios import DIRECTION
from zonekit.scoring.model import Rule
from zonekit.scoring.numbers import ARITHMETIC, clamp, number, plain, ratio_text
from zonekit.values.issues import Issue

HUNDRED = Decimal(100)


class Efficacy(Formula):
    """`min` and `max` are those of the league unless given; a figure beyond given ones counts as the bound."""

    code = "efficacy"
    fields = {
        "base": Number("60", least="0", most="100"),
        "span": Number("40", least="0", most="100"),
        "min": Number(),
        "max": Number(),
        "all_equal": Choice(("full", "base")),
        "direction": DIRECTION,
    }

    def check(self, rule: Mapping[str, Any], path: str) -> Iterator[Issue]:
        params = rule["params"]
        base, span = number(params.get("base", "60")), number(params.get("span", "40"))
        if base is not None and span is not None and base + span > HUNDRED:
            yield issue("coefficient_above_100", f"{path}.params", base=base, span=span)
        low, high = number(params.get("min")), number(params.get("max"))
        if (low is None) != (high is None):
            yield issue("bounds_half_given", f"{path}.params", min=low, max=high)
        elif low is not None and high is not None and low >= high:
            yield issue("bounds_reversed", f"{path}.params", min=low, max=high)

    def scores(self, rule: Rule, cases: Sequence[Case]) -> list[tuple[Outcome, ...]]:
        values = [case.actual("value") or Decimal(0) for case in cases]
        given = rule.params["min"] is not None
        low = rule.params["min"] if given else min(values, default=Decimal(0))
        high = rule.params["max"] if given else max(values, default=Decimal(0))
        return [(self.of_value(rule, case, low, high),) for case in cases]

    def of_value(self, rule: Rule, case: Case, low: Decimal, high: Decimal) -> Outcome:
        params, value = rule.params, case.actual("value") or Decimal(0)
        counted = clamp(value, low, high)
        notes: tuple[str, ...] = ("capped",) if counted != value else ()
        if low == high:
            made = params["base"] + (params["span"] if params["all_equal"] == "full" else 0)
            notes = ("all_equal",)
        else:
            above = high - counted if params["direction"] == "lower" else counted - low
            made = params["base"] + ARITHMETIC.divide(params["span"] * above, high - low)
        figures = {"actual": plain(value), "min": plain(low), "max": plain(high), "coefficient": ratio_text(made)}
        return Outcome(
            points=ARITHMETIC.divide(case.share * made, HUNDRED),
            most=ARITHMETIC.divide(case.share * (params["base"] + params["span"]), HUNDRED),
            least=ARITHMETIC.divide(case.share * params["base"], HUNDRED),
            figures=figures,
            notes=notes,
            evidence=evidence_of(case.figures),
        )
