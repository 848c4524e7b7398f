"""Which rules of a rulebook take what people enter: events of ledgers and deductions, and marks."""

from __future__ import annotations

from zonekit.scoring import Rule, Rulebook
from zonekit.scoring.formulas import FORMULAS

MARKS = "marks"


def hand_rules(book: Rulebook) -> dict[str, Rule]:
    """By the id an event names ("rule" or "rule/deduction"), in the order of the rulebook."""
    return {name: rule for rule in book.rules for name in FORMULAS[rule.formula].event_rules(rule)}


def mark_rules(book: Rulebook) -> tuple[Rule, ...]:
    return tuple(rule for rule in book.rules if rule.formula == MARKS)
