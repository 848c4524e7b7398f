"""Bonus and deduction ledgers 加分、扣分: events entered with evidence, points per event or per amount, capped.

Published forms: +0.5 / +0.3 / +0.1 for a monthly top three, only if the gate indicators are met (anonymised template
document); -1 and -2 points for cards (Guangyuan 2018, reprint).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from zonekit.scoring.fields import Number, issue
from zonekit.scoring.formulas.counted import LEDGER_CAPS, cap_faults, cap_notes
from zonekit.scoring.formulas.faces import Case, OneLine, Outcome, evidence_of
from zonekit.scoring.inputs import LedgerEvent
from zonekit.scoring.model import Rule
from zonekit.scoring.numbers import ZERO, clamp, number, plain
from zonekit.scoring.results import Part
from zonekit.values.issues import Issue

AMOUNTS = {"amount_least": Number("0", least="0"), "amount_most": Number(is_positive=True)}


def amount_faults(params: Mapping[str, Any], path: str) -> Iterator[Issue]:
    low, high = number(params.get("amount_least")), number(params.get("amount_most"))
    if low is not None and high is not None and low > high:
        yield issue("amounts_reversed", path, least=low, most=high)


def parts_of(events: tuple[LedgerEvent, ...], per: Decimal) -> tuple[Part, ...]:
    """One part per event, in the order of their keys."""
    made = (Part(event.key, event.amount, event.amount * per, tuple(sorted(event.evidence))) for event in events)
    return tuple(sorted(made, key=lambda part: part.key))


class Ledger(OneLine):
    """`per` points for each event times its amount; `amount_least` and `amount_most` bound one event's amount."""

    code = "ledger"
    required = ()
    takes_spread = False
    has_points = False
    takes_events = True
    fields = {"per": Number("1"), **AMOUNTS, **LEDGER_CAPS}

    def check(self, rule: Mapping[str, Any], path: str) -> Iterator[Issue]:
        params = rule["params"]
        yield from cap_faults({"params": {"per": "1", **params}}, path)
        yield from amount_faults(params, f"{path}.params")

    def event_rules(self, rule: Rule) -> Mapping[str, tuple[Decimal | None, Decimal | None]]:
        return {rule.id: (rule.params["amount_least"], rule.params["amount_most"])}

    def is_missing(self, rule: Rule, case: Case) -> bool:
        return False

    def bounds(self, rule: Rule) -> tuple[Decimal, Decimal]:
        return rule.params["least"], rule.params["most"]

    def one(self, rule: Rule, case: Case) -> Outcome:
        params = rule.params
        parts = parts_of(case.events, params["per"])
        made = sum((part.points for part in parts), ZERO)
        evidence = {reference for part in parts for reference in part.evidence} | set(evidence_of(case.figures))
        return Outcome(
            points=clamp(made, params["least"], params["most"]),
            least=params["least"],
            most=params["most"],
            figures={"events": str(len(parts)), "sum": plain(made), "per": plain(params["per"])},
            notes=cap_notes(made, params["least"], params["most"]),
            evidence=tuple(sorted(evidence)),
            parts=parts,
        )
