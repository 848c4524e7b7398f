"""Starting points with deductions 起评分、扣分: the whole points, less what the table takes, not below the floor.

Published: the deduction table of a district government for supervision work, 100 points to start with (reprint, the
district not named); 0.5 points to start with, -0.1 per project overdue to start, -0.2 per false report (an
assessment of 2024, reprint).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from zonekit.scoring.fields import Entries, Field, Number, Word, Words, issue
from zonekit.scoring.formulas.faces import Case, CaseByCase, Outcome, evidence_of
from zonekit.scoring.formulas.ledger import AMOUNTS, amount_faults, parts_of
from zonekit.scoring.model import Rule
from zonekit.scoring.numbers import ONE, ZERO, half_up, plain
from zonekit.scoring.results import Part
from zonekit.values.issues import Issue

DEDUCTION: Mapping[str, Field] = {
    "id": Word(is_required=True),
    "name": Words(),
    "per": Number(is_required=True, most="0"),
    "measure": Word(),
    "least": Number(most="0"),
    **AMOUNTS,
}


class Base(CaseByCase):
    """One line for the starting points, one for each deduction, one for what the floor gives back.

    A deduction with a `measure` is counted, one without takes events of rule "rule/deduction". The optional role
    `factor` multiplies every deduction (a unit whose only duties these are: 2).
    """

    code = "base"
    required = ()
    optional = ("factor",)
    takes_spread = False
    takes_events = True
    fields = {"floor": Number("0", most="0"), "deductions": Entries(DEDUCTION)}

    def check(self, rule: Mapping[str, Any], path: str) -> Iterator[Issue]:
        deductions = rule["params"]["deductions"]
        names = [deduction["id"] for deduction in deductions]
        for i, deduction in enumerate(deductions):
            place = f"{path}.params.deductions[{i}]"
            if names.index(deduction["id"]) != i or deduction["id"] == "floor":
                yield issue("deduction_twice", place, id=deduction["id"])
            yield from amount_faults(deduction, place)

    def event_rules(self, rule: Rule) -> Mapping[str, tuple[Decimal | None, Decimal | None]]:
        return {
            f"{rule.id}/{deduction['id']}": (deduction["amount_least"], deduction["amount_most"])
            for deduction in rule.params["deductions"]
            if deduction["measure"] is None
        }

    def is_missing(self, rule: Rule, case: Case) -> bool:
        return False

    def bounds(self, rule: Rule) -> tuple[Decimal, Decimal]:
        return rule.params["floor"], rule.points

    def lines(self, rule: Rule, case: Case) -> tuple[Outcome, ...]:
        factor = case.actual("factor")
        factor = ONE if factor is None else factor
        made = [self.deduction(rule, case, deduction, factor) for deduction in rule.params["deductions"]]
        start = Outcome(points=case.share, most=case.share, least=case.share, figures={"start": plain(case.share)})
        whole = case.share + sum((outcome.points for outcome in made), ZERO)
        if whole < rule.params["floor"]:
            back = rule.params["floor"] - whole
            figures = {"floor": plain(rule.params["floor"]), "sum": plain(whole)}
            made.append(Outcome(points=back, most=back, what="floor", figures=figures, notes=("at_floor",)))
        return (start, *made)

    def deduction(self, rule: Rule, case: Case, deduction: Mapping[str, Any], factor: Decimal) -> Outcome:
        per: Decimal = deduction["per"] * factor
        parts: tuple[Part, ...] = ()
        evidence: tuple[str, ...] = ()
        notes: tuple[str, ...] = ()
        if deduction["measure"] is None:
            name = f"{rule.id}/{deduction['id']}"
            parts = parts_of(tuple(event for event in case.events if event.rule == name), per)
            count = sum((part.amount for part in parts), ZERO)
            evidence = tuple(sorted({reference for part in parts for reference in part.evidence}))
        else:
            known = case.actual(deduction["measure"])
            count = max(ZERO, known or ZERO)
            notes = ("no_data",) if known is None else ()
            evidence = evidence_of({"": case.figures[deduction["measure"]]}) if known is not None else ()
        # Rounded here, so that what the floor gives back fits the lines as they are shown.
        points = half_up(count * per, case.places)
        least = None if deduction["least"] is None else half_up(deduction["least"] * factor, case.places)
        if least is not None and points < least:
            points, notes = least, (*notes, "at_floor")
        figures = {"count": plain(count), "per": plain(deduction["per"]), "factor": plain(factor)}
        return Outcome(
            points=points,
            most=ZERO,
            least=points if least is None else least,
            what=deduction["id"],
            weight=ZERO,
            figures=figures,
            notes=notes,
            evidence=evidence,
            parts=parts,
        )
