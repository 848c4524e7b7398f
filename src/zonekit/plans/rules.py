"""Rule sets for lights: what cities published, as dated data, each with how sure it is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from zonekit.plans.lights import Banding

Confidence = Literal["official", "media", "reprint", "product", "zone"]


@dataclass(frozen=True, slots=True)
class Text:
    """A name or note as data, in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class LightRule:
    """One light: which measure is compared with which bands. `applies` False: kept as data, not judged yet."""

    code: str
    light: str
    banding: Banding
    applies: bool
    to_be_confirmed: bool
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class ParentRule:
    """A parent's own light from its children, by weight: red from `red_share` of red children; yellow from
    `warning_share` of red and yellow ones, or with any red child; grey when all are grey; else green.
    """

    code: str
    red_share: Fraction
    warning_share: Fraction
    to_be_confirmed: bool
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class ReportingRule:
    """By when a month is reported: `report_days` days after its end, 5 being "by the 5th of the next month".

    >>> rule = default_rule_set(date(2023, 10, 8)).reporting
    >>> rule.report_days, rule.due_day(date(2023, 6, 30)), rule.to_be_confirmed
    (5, datetime.date(2023, 7, 5), True)
    """

    code: str
    report_days: int
    to_be_confirmed: bool
    note: Text | None = None

    def due_day(self, end: date) -> date:
        """The day by which the report of the month that ends on `end` is due."""
        return end + timedelta(days=self.report_days)


@dataclass(frozen=True, slots=True)
class RuleSet:
    """A set of light rules. `published_on`, `year`, `document_no`, `address` are None where they are not known.

    `valid_from`, `valid_to`: first and last day in force, None is open. `lights`, `parent` and `reporting` include what
    is taken over from the set that completes it, so a set is whole as it stands.
    """

    code: str
    name: Text
    publisher: Text | None
    year: int | None
    published_on: date | None
    document_no: str | None
    address: str | None
    confidence: Confidence
    to_be_confirmed: bool
    note: Text | None
    valid_from: date | None
    valid_to: date | None
    is_selectable: bool
    is_default: bool
    lights: tuple[LightRule, ...]
    parent: ParentRule
    reporting: ReportingRule

    def applied(self, light: str) -> LightRule | None:
        """The rule judged for a light, None where the set has none in use."""
        return next((rule for rule in self.lights if rule.light == light and rule.applies), None)

    def is_in_force(self, on: date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


@cache
def load_rule_sets() -> tuple[RuleSet, ...]:
    """All rule sets shipped with the product that a zone can choose.

    >>> [rules.code for rules in load_rule_sets()]
    ['yinchuan_2025', 'wuhan', 'sanya_2022']
    >>> [band.code for band in load_rule_sets()[0].applied("progress").banding.bands]
    ['far_behind', 'behind', 'slightly_behind', 'on_schedule']
    """
    text = files("zonekit.plans").joinpath("data/light_rules.json").read_text(encoding="utf-8")
    return parse_rule_sets(json.loads(text))


def parse_rule_sets(data: Mapping[str, Any]) -> tuple[RuleSet, ...]:
    """Rule sets from their data form (see data/light_rules.json). RuleError lists every fault of every set."""
    from zonekit.plans.rule_files import read_rule_sets

    return tuple(rules for rules in read_rule_sets(data) if rules.is_selectable)


def rule_sets_in_force(on: date) -> tuple[RuleSet, ...]:
    """Shipped rule sets in force on a day. A set whose publisher states no period is in force on every day."""
    return tuple(rules for rules in load_rule_sets() if rules.is_in_force(on))


def default_rule_set(on: date) -> RuleSet:
    """The set used where a zone has chosen none.

    >>> default_rule_set(date(2023, 10, 8)).code
    'yinchuan_2025'
    """
    in_force = rule_sets_in_force(on)
    return next((rules for rules in in_force if rules.is_default), in_force[0])
