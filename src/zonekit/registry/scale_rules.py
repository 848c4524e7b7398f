"""What counts as above scale, as dated data: which classes, by which measure, from how much (规模以上 / 限额以上)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

from zonekit.values.issues import FaultyError, Issue
from zonekit.values.texts import Text

Measure = Literal["main_revenue", "revenue", "qualification", "activity"]
Confidence = Literal["official", "media", "reprint", "product", "zone"]
BY_REVENUE = frozenset({"main_revenue", "revenue"})
FEN = 100


class ScaleRuleError(FaultyError):
    """Rules of scale cannot be used: a class claimed twice, a threshold missing, dates that overlap."""


@dataclass(frozen=True, slots=True)
class ScaleRule:
    """`classes`: codes of divisions, groups or classes; the longest that fits a class decides.

    `threshold_fen` is a year's revenue; None where revenue does not decide (construction, real-estate development).
    """

    id: str
    group: str
    name: Text
    classes: tuple[str, ...]
    measure: Measure
    threshold_fen: int | None
    publisher: Text
    document: Text
    published_on: date
    addresses: tuple[str, ...]
    confidence: Confidence
    to_be_confirmed: bool
    note: Text | None


@dataclass(frozen=True, slots=True)
class OutlookRule:
    """From which month on a year is projected, and from which share of the threshold a firm is near it."""

    name: Text
    note: Text
    first_month: int
    near_share_percent: int
    confidence: Confidence
    to_be_confirmed: bool


@dataclass(frozen=True, slots=True)
class ScaleRules:
    """The rules in force for a year's figures; `valid_from`, `valid_to`: first and last day, None is open."""

    code: str
    valid_from: date | None
    valid_to: date | None
    rules: tuple[ScaleRule, ...]
    outlook: OutlookRule

    def is_in_force(self, on: date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)

    def rule_of(self, class_code: str) -> ScaleRule | None:
        """The rule of a class, by the longest code that begins it; None where statistics set no standard.

        >>> rules = scale_rules(date(2023, 12, 31))
        >>> rules.rule_of("3612").group, rules.rule_of("7010").group, rules.rule_of("7020").group
        ('industry', 'real_estate', 'services_1000')
        >>> rules.rule_of("6610") is None
        True
        """
        by_prefix = _by_prefix(self)
        for length in range(len(class_code), 1, -1):
            rule = by_prefix.get(class_code[:length])
            if rule is not None:
                return rule
        return None


@cache
def _by_prefix(rules: ScaleRules) -> Mapping[str, ScaleRule]:
    return {prefix: rule for rule in rules.rules for prefix in rule.classes}


def scale_rules(on: date) -> ScaleRules:
    """The shipped rules in force on a day. Raises LookupError where none were.

    >>> scale_rules(date(2009, 12, 31)).rule_of("3612").threshold_fen // 100
    5000000
    """
    for rules in shipped_scale_rules():
        if rules.is_in_force(on):
            return rules
    raise LookupError(f"no rules of scale are in force on {on.isoformat()}")


@cache
def shipped_scale_rules() -> tuple[ScaleRules, ...]:
    """All sets that ship, the oldest first."""
    source = files("zonekit.registry").joinpath("data", "scale_rules.json").read_text("utf-8")
    return read_scale_rules(json.loads(source))


def read_scale_rules(data: Mapping[str, Any]) -> tuple[ScaleRules, ...]:
    """Sets of rules from data. ScaleRuleError lists every fault."""
    issues = list(faults_of(data))
    if issues:
        raise ScaleRuleError(issues)
    outlook = _outlook(data["outlook"])
    return tuple(
        ScaleRules(
            code=entry["code"],
            valid_from=_date(entry.get("valid_from")),
            valid_to=_date(entry.get("valid_to")),
            rules=tuple(_rule(rule) for rule in entry["rules"]),
            outlook=outlook,
        )
        for entry in data["sets"]
    )


def faults_of(data: Mapping[str, Any]) -> Iterator[Issue]:
    """Every fault of sets in data form."""
    if not data.get("sets"):
        yield Issue("scale_sets_missing")
    outlook = data.get("outlook") or {}
    if not 1 <= int(outlook.get("first_month", 0)) <= 12 or not 0 < int(outlook.get("near_share_percent", 0)) <= 100:
        yield Issue("scale_outlook_out_of_range")
    for entry in data.get("sets", ()):
        first, last = entry.get("valid_from"), entry.get("valid_to")
        if first and last and first > last:
            yield Issue("scale_set_period_reversed", params={"set": entry["code"]})
        claimed: set[str] = set()
        for rule in entry.get("rules", ()):
            yield from _rule_faults(rule)
            for prefix in rule.get("classes", ()):
                if prefix in claimed:
                    yield Issue("scale_class_claimed_twice", params={"rule": rule["id"], "class": prefix})
                claimed.add(prefix)


def _rule_faults(rule: Mapping[str, Any]) -> Iterator[Issue]:
    place = {"rule": str(rule.get("id", ""))}
    if rule.get("measure") not in get_args(Measure):
        yield Issue("scale_measure_unknown", params={**place, "measure": str(rule.get("measure"))})
    threshold = rule.get("threshold_yuan")
    if (rule.get("measure") in BY_REVENUE) != (isinstance(threshold, int) and threshold > 0):
        yield Issue("scale_threshold_missing", params=place)
    if rule.get("confidence") not in get_args(Confidence):
        yield Issue("scale_confidence_unknown", params=place)
    if not rule.get("classes"):
        yield Issue("scale_classes_missing", params=place)


def _rule(entry: Mapping[str, Any]) -> ScaleRule:
    threshold = entry.get("threshold_yuan")
    return ScaleRule(
        id=entry["id"],
        group=entry["group"],
        name=_text(entry["name"]),
        classes=tuple(entry["classes"]),
        measure=entry["measure"],
        threshold_fen=None if threshold is None else threshold * FEN,
        publisher=_text(entry["publisher"]),
        document=_text(entry["document"]),
        published_on=date.fromisoformat(entry["published_on"]),
        addresses=tuple(entry["addresses"]),
        confidence=entry["confidence"],
        to_be_confirmed=bool(entry["to_be_confirmed"]),
        note=_text(entry["note"]) if entry.get("note") else None,
    )


def _outlook(entry: Mapping[str, Any]) -> OutlookRule:
    return OutlookRule(
        name=_text(entry["name"]),
        note=_text(entry["note"]),
        first_month=int(entry["first_month"]),
        near_share_percent=int(entry["near_share_percent"]),
        confidence=entry["confidence"],
        to_be_confirmed=bool(entry["to_be_confirmed"]),
    )


def _text(entry: Mapping[str, str]) -> Text:
    return Text(entry["zh"], entry["en"])


def _date(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
