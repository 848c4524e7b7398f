"""Rules of the year's rhythm as dated data: what comes how often, on which day, and where it goes on a day off."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from zonekit.values.issues import FaultyError
from zonekit.values.texts import Text

Confidence = Literal["official", "media", "reprint", "product", "zone"]


class RhythmRuleError(FaultyError):
    """Rules of the rhythm cannot be used: an unknown cycle, a day that no month has, a word nobody knows."""


class Every(StrEnum):
    """What an occasion looks back on; its period is written 2023W40, 2023-09, 2023Q3, 2023H1, 2023."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


class Shift(StrEnum):
    """Where an occasion goes whose day is not worked."""

    FORWARD = "forward"  # to the next working day
    BACK = "back"  # to the last working day before
    IN_WEEK = "in_week"  # to the last working day of its week, Monday to Sunday; without one it is left out
    STAY = "stay"  # nowhere: the rule that gives the day does not move it


@dataclass(frozen=True, slots=True)
class OccasionRule:
    """Weekly ones have a `weekday` (1 is Monday). Others fall on the `day` of the month that is `months_after` the last
    month of their period; a day that the month does not have is its last. `only`: which halves or quarters, empty for
    all. `is_given`: the day comes from another rule, which the caller hands in.
    """

    code: str
    name: Text
    every: Every
    shift: Shift
    weekday: int | None
    months_after: int
    day: int | None
    only: frozenset[int]
    is_given: bool
    source: Text
    address: str | None
    confidence: Confidence
    to_be_confirmed: bool
    note: Text | None


@dataclass(frozen=True, slots=True)
class RhythmRules:
    """A set of rules; `valid_from`, `valid_to`: first and last day in force, None is open."""

    code: str
    name: Text
    note: Text | None
    valid_from: date | None
    valid_to: date | None
    is_default: bool
    occasions: tuple[OccasionRule, ...]

    def is_in_force(self, on: date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)

    def rule(self, code: str) -> OccasionRule | None:
        return next((rule for rule in self.occasions if rule.code == code), None)


@cache
def load_rhythm_rules() -> tuple[RhythmRules, ...]:
    """The sets shipped with the product.

    >>> [rule.code for rule in load_rhythm_rules()[0].occasions][:3]
    ['weekly_dispatch', 'report_due', 'monthly_bulletin']
    """
    text = files("zonekit.rhythm").joinpath("data/rhythm_rules.json").read_text(encoding="utf-8")
    return parse_rhythm_rules(json.loads(text))


def parse_rhythm_rules(data: Mapping[str, Any]) -> tuple[RhythmRules, ...]:
    """Sets from their data form (see data/rhythm_rules.json). RhythmRuleError lists every fault of every set."""
    from zonekit.rhythm.rule_files import read_rhythm_rules

    return read_rhythm_rules(data)


def default_rhythm_rules(on: date) -> RhythmRules:
    """The set a zone works by that has chosen none.

    >>> default_rhythm_rules(date(2023, 10, 8)).code
    'zone_default'
    """
    in_force = [rules for rules in load_rhythm_rules() if rules.is_in_force(on)]
    return next((rules for rules in in_force if rules.is_default), in_force[0])
