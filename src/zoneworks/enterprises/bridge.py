"""Rows turned into what the registry engine judges, and back. No arithmetic here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from zonekit.registry.scale import ScaleStanding, scale_status
from zonekit.registry.scale_rules import ScaleRule, ScaleRules, scale_rules
from zoneworks.enterprises.choices import FactKind, Span
from zoneworks.enterprises.queries_facts import StandingFact


@dataclass(frozen=True)
class Revenues:
    """What an enterprise earned: by year, and since January by month."""

    years: Mapping[int, int]
    months: Mapping[tuple[int, int], int]


def revenues_of(facts: Iterable[StandingFact], as_of: date) -> dict[int, Revenues]:
    """By enterprise; what is about a later day is left out."""
    years: dict[int, dict[int, int]] = defaultdict(dict)
    months: dict[int, dict[tuple[int, int], int]] = defaultdict(dict)
    for fact in facts:
        if fact.kind != FactKind.REVENUE or fact.about > as_of:
            continue
        if fact.span == Span.YEAR:
            years[fact.enterprise][fact.about.year] = fact.value
        else:
            months[fact.enterprise][fact.about.year, fact.about.month] = fact.value
    return {key: Revenues(years.get(key, {}), months.get(key, {})) for key in {*years, *months}}


def standing_of(
    class_code: str, revenues: Revenues | None, as_of: date, *, is_listed: bool, rules: ScaleRules | None = None
) -> ScaleStanding:
    known = revenues or Revenues({}, {})
    return scale_status(class_code, known.years, known.months, as_of, is_listed=is_listed, rules=rules)


def rule_of(class_code: str, as_of: date) -> ScaleRule | None:
    return scale_rules(as_of).rule_of(class_code) if class_code else None
