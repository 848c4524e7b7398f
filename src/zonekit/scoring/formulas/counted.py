"""Bonuses and deductions that are counted: points per case (or per step of a surplus or lack), within the caps.

Published: -0.1 per project overdue to start, -0.2 per false report (an assessment of 2024, reprint); +/-0.1 per project
or per 100 million over or under, each capped at +/-3 (Guangxi, major projects in zones; no address known); a bonus for
finishing a month early or 10 % above target (Nanjing 2016, reprint).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_DOWN, Decimal
from typing import Any

from zonekit.scoring.fields import Flag, Number, issue
from zonekit.scoring.formulas.faces import Case, OneLine, Outcome, evidence_of
from zonekit.scoring.model import Rule
from zonekit.scoring.numbers import ARITHMETIC, ONE, ZERO, clamp, number, plain
from zonekit.values.issues import Issue

LEDGER_CAPS = {"least": Number("0", most="0"), "most": Number("0", least="0")}


def cap_notes(made: Decimal, least: Decimal, most: Decimal) -> tuple[str, ...]:
    if made > most:
        return ("capped",)
    return ("at_floor",) if made < least else ()


def cap_faults(rule: Mapping[str, Any], path: str) -> Iterator[Issue]:
    """A ledger that may give and take nothing, or whose sign its caps forbid, is a mistake."""
    params = rule["params"]
    per = number(params.get("per")) or ZERO
    least, most = number(params.get("least")) or ZERO, number(params.get("most")) or ZERO
    if (per > 0 and most == 0) or (per < 0 and least == 0):
        yield issue("cap_forbids_all", f"{path}.params", per=per, least=least, most=most)


class Counted(OneLine):
    """`per` points for each case beyond the first `free` ones."""

    code = "counted"
    takes_spread = False
    has_points = False
    fields = {"per": Number(is_required=True), "free": Number("0", least="0"), **LEDGER_CAPS}

    def check(self, rule: Mapping[str, Any], path: str) -> Iterator[Issue]:
        yield from cap_faults(rule, path)

    def bounds(self, rule: Rule) -> tuple[Decimal, Decimal]:
        return rule.params["least"], rule.params["most"]

    def one(self, rule: Rule, case: Case) -> Outcome:
        params = rule.params
        count = case.actual("value") or ZERO
        made = max(ZERO, count - params["free"]) * params["per"]
        figures = {"actual": plain(count), "per": plain(params["per"])}
        if params["free"]:
            figures["free"] = plain(params["free"])
        return Outcome(
            points=clamp(made, params["least"], params["most"]),
            least=params["least"],
            most=params["most"],
            figures=figures,
            notes=cap_notes(made, params["least"], params["most"]),
            evidence=evidence_of(case.figures),
        )


class OverUnder(OneLine):
    """`per` points for each `step` the figure is over what is due, as many less for each it is under."""

    code = "over_under"
    takes_spread = False
    has_points = False
    fields = {
        "per": Number(is_required=True, is_positive=True),
        "step": Number("1", is_positive=True),
        "whole_steps": Flag(default=True),
        "target": Number(),
        **LEDGER_CAPS,
    }

    def check(self, rule: Mapping[str, Any], path: str) -> Iterator[Issue]:
        params = rule["params"]
        if not (number(params.get("least")) or number(params.get("most"))):
            yield issue("cap_forbids_all", f"{path}.params", per=params["per"], least=ZERO, most=ZERO)

    def bounds(self, rule: Rule) -> tuple[Decimal, Decimal]:
        return rule.params["least"], rule.params["most"]

    def is_missing(self, rule: Rule, case: Case) -> bool:
        figure = case.figures.get("value")
        due = None if figure is None else figure.scheduled if figure.scheduled is not None else rule.params["target"]
        return figure is None or figure.actual is None or due is None

    def one(self, rule: Rule, case: Case) -> Outcome:
        figure, params = case.figures["value"], rule.params
        due = figure.scheduled if figure.scheduled is not None else params["target"]
        assert figure.actual is not None
        steps = ARITHMETIC.divide(figure.actual - due, params["step"])
        if params["whole_steps"]:
            steps = steps.quantize(ONE, rounding=ROUND_DOWN, context=ARITHMETIC)
        made = steps * params["per"]
        return Outcome(
            points=clamp(made, params["least"], params["most"]),
            least=params["least"],
            most=params["most"],
            figures={
                "actual": plain(figure.actual),
                "scheduled": plain(due),
                "difference": plain(figure.actual - due),
                "step": plain(params["step"]),
                "per": plain(params["per"]),
            },
            notes=cap_notes(made, params["least"], params["most"]),
            evidence=evidence_of(case.figures),
        )
