"""The weights and scales by which target enterprises are ranked: dated data, checked when read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from zonekit.chains.targets_model import PartCode
from zonekit.values.issues import FaultyError, Issue, Param
from zonekit.values.texts import Text

SHARES = {
    "neutral": tuple(PartCode),
    "class_fit": ("full", "broader", "group", "division"),
    "product_fit": ("same", "kind_of", "in_name", "part_of", "in_scope", "same_head", "each_further"),
    "demand": ("words_missed", "revenue_share"),
}
SIZES = ("revenue", "employees", "capital")


class TargetRuleError(FaultyError):
    """Rules that cannot be used."""


@dataclass(frozen=True, slots=True)
class TargetRules:
    """One set of rules; weights add up to 1. What each figure means: docs/models/targets.md."""

    code: str
    name: Text
    source: Text
    note: Text | None
    confidence: str
    to_be_confirmed: bool
    valid_from: date | None
    valid_to: date | None
    is_default: bool
    weights: Mapping[PartCode, float]
    neutral: Mapping[PartCode, float]
    class_fit: Mapping[str, float]
    product_fit: Mapping[str, float]
    general_heads: frozenset[str]
    demand: Mapping[str, float]
    size: Mapping[str, tuple[float, float]]
    half_at_km: float

    def is_in_force(self, on: date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


def load_target_rules(on: date | None = None) -> TargetRules:
    """The shipped set a zone works by that has chosen none; on a day, the one in force then.

    >>> rules = load_target_rules()
    >>> rules.code, rules.to_be_confirmed, round(sum(rules.weights.values()), 9)
    ('product', True, 1.0)
    """
    usable = [one for one in _shipped() if one.is_default and (on is None or one.is_in_force(on))]
    if not usable:
        raise TargetRuleError([Issue("target_rules_not_in_force", params={"on": str(on)})])
    return usable[-1]


@cache
def _shipped() -> tuple[TargetRules, ...]:
    text = files("zonekit.chains").joinpath("data/target_rules.json").read_text(encoding="utf-8")
    return read_target_rules(json.loads(text))


def read_target_rules(data: Mapping[str, Any]) -> tuple[TargetRules, ...]:
    """Sets in data form; TargetRuleError with every fault."""
    sets = data.get("sets")
    issues = [fault for one in sets for fault in _faults(one)] if sets else [Issue("target_rules_missing")]
    if issues:
        raise TargetRuleError(issues)
    return tuple(_rules(one) for one in data["sets"])


def _faults(one: Mapping[str, Any]) -> Iterator[Issue]:
    where: dict[str, Param] = {"set": str(one.get("code"))}
    if not one.get("code") or not _is_text(one.get("name")) or not _is_text(one.get("source")):
        yield Issue("target_rules_unnamed", params=where)
    weights = one.get("weights", {})
    if set(weights) != set(PartCode) or not all(_is_share(value) for value in weights.values()):
        yield Issue("target_weights_wrong", params=where)
    elif abs(sum(weights.values()) - 1) > 1e-9:
        yield Issue("target_weights_sum", params={**where, "sum": round(sum(weights.values()), 6)})
    for block, names in SHARES.items():
        for name in names:
            if not _is_share(one.get(block, {}).get(name)):
                yield Issue("target_rule_out_of_range", params={**where, "field": f"{block}.{name}"})
    for name in SIZES:
        bounds = one.get("size", {}).get(name)
        if not isinstance(bounds, list) or len(bounds) != 2 or not 0 < bounds[0] < bounds[1]:
            yield Issue("target_rule_out_of_range", params={**where, "field": f"size.{name}"})
    if not isinstance(half := one.get("distance", {}).get("half_at_km"), int | float) or half <= 0:
        yield Issue("target_rule_out_of_range", params={**where, "field": "distance.half_at_km"})


def _is_share(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def _is_text(value: object) -> bool:
    return isinstance(value, dict) and bool(value.get("zh")) and bool(value.get("en"))


def _rules(one: Mapping[str, Any]) -> TargetRules:
    note = one.get("note")
    return TargetRules(
        code=one["code"],
        name=Text(**one["name"]),
        source=Text(**one["source"]),
        note=Text(**note) if note else None,
        confidence=str(one.get("confidence", "product")),
        to_be_confirmed=bool(one.get("to_be_confirmed", True)),
        valid_from=_day(one.get("valid_from")),
        valid_to=_day(one.get("valid_to")),
        is_default=bool(one.get("is_default")),
        weights={part: float(one["weights"][part]) for part in PartCode},
        neutral={part: float(one["neutral"][part]) for part in PartCode},
        class_fit=one["class_fit"],
        product_fit=one["product_fit"],
        general_heads=frozenset(one.get("general_heads", ())),
        demand=one["demand"],
        size={name: (float(one["size"][name][0]), float(one["size"][name][1])) for name in SIZES},
        half_at_km=float(one["distance"]["half_at_km"]),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
