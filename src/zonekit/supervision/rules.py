"""The rules of the ladder as dated data: limits, rungs, entry rungs, the clock, and what lights demand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from zonekit.supervision.words import Basis, Consequence, Rung
from zonekit.values.texts import Text
from zonekit.values.workdays import WorkCalendar

Confidence = Literal["official", "media", "reprint", "product", "zone"]
Flag = Literal["urgent", "major"]
# "run": months in a row, so its rules together hold every length from the lowest up; "mark": 1 where it is so.
MEASURES: dict[str, Literal["run", "mark"]] = {
    "yellow_months": "run",
    "red_months": "run",
    "warning_months": "run",
    "not_started_months": "run",
    "missing_reports": "run",
    "red_at_quarter": "mark",
    "missed_year": "mark",
}


@dataclass(frozen=True, slots=True)
class Source:
    """Who published a rule, and how sure that is. None: not known."""

    code: str
    name: Text
    publisher: Text | None
    year: int | None
    document: str | None
    address: str | None
    confidence: Confidence
    to_be_confirmed: bool
    note: Text | None


@dataclass(frozen=True, slots=True)
class LimitRule:
    """Working days from assignment to report for orders of a basis, where nobody sets another limit."""

    basis: Basis
    days: int
    source: Source
    note: Text | None = None
    unit: str = "working_days"


@dataclass(frozen=True, slots=True)
class RungRule:
    """A rung. `days`: the longest limit it leaves, None where the order's own limit holds."""

    rung: Rung
    days: int | None
    source: Source
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class EntryRule:
    """Orders that may start above the notice: those a person marked urgent or major."""

    code: str
    when: Flag
    rung: Rung
    source: Source
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class ClockRule:
    """`raise_after`: the working day after the due day from which an expired order is raised. `return_days`: the new
    limit of a returned order. `top_consequence`: what is demanded when the highest rung expires, by `top_code`.
    """

    code: str
    raise_after: int
    return_days: int
    top_code: str
    top_consequence: Consequence
    source: Source
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class LookRule:
    """When the lights of a month are looked at: the first working day on or after a day of the next month."""

    code: str
    day_of_next_month: int
    source: Source
    note: Text | None = None

    def day_for(self, year: int, month: int, calendar: WorkCalendar) -> date:
        """The day on which the lights of a month are looked at.

        >>> from zonekit.values.workdays import chinese_calendar
        >>> default_ladder_rules(date(2023, 10, 8)).look.day_for(2023, 7, chinese_calendar())  # the 12th is a Saturday
        datetime.date(2023, 8, 14)
        """
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        return calendar.on_or_after(date(year, month, self.day_of_next_month))


@dataclass(frozen=True, slots=True)
class LightRule:
    """What a measure of an item's lights demands. Holds from `at_least` to `at_most` (None: open).

    `rung`: where an order is filed if none of this basis stands. `consequence`: demanded on the order that stands or is
    filed, once in a run of months, again after every `repeats_every` months where that is stated.
    """

    code: str
    measure: str
    at_least: int
    at_most: int | None
    basis: Basis
    rung: Rung
    consequence: Consequence | None
    repeats_every: int | None
    source: Source
    name: Text
    note: Text | None = None

    def holds(self, value: int) -> bool:
        return value >= self.at_least and (self.at_most is None or value <= self.at_most)


@dataclass(frozen=True, slots=True)
class LadderRules:
    """A set of ladder rules. `valid_from`, `valid_to`: first and last day in force, None is open."""

    code: str
    name: Text
    source: Source
    valid_from: date | None
    valid_to: date | None
    is_default: bool
    sources: tuple[Source, ...]
    limits: Mapping[Basis, LimitRule]
    rungs: tuple[RungRule, ...]
    entries: tuple[EntryRule, ...]
    clock: ClockRule
    look: LookRule
    escalations: tuple[LightRule, ...]

    def is_in_force(self, on: date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)

    def escalation(self, code: str) -> LightRule | None:
        return next((rule for rule in self.escalations if rule.code == code), None)

    def limit_on(self, rung: Rung, own: int) -> int:
        """The limit of an order with its own limit on a rung: the shorter of the two."""
        days = self.rungs[rung].days
        return own if days is None else min(own, days)

    @property
    def is_to_be_confirmed(self) -> bool:
        return self.source.to_be_confirmed or any(source.to_be_confirmed for source in self.sources)


@cache
def load_ladder_rules() -> tuple[LadderRules, ...]:
    """All sets shipped with the product.

    >>> [rules.code for rules in load_ladder_rules()]
    ['zone_default']
    """
    text = files("zonekit.supervision").joinpath("data/ladder_rules.json").read_text(encoding="utf-8")
    return parse_ladder_rules(json.loads(text))


def parse_ladder_rules(data: Mapping[str, Any]) -> tuple[LadderRules, ...]:
    """Sets from their data form (see data/ladder_rules.json). LadderRuleError lists every fault of every set."""
    from zonekit.supervision.rule_files import read_ladder_rules

    return read_ladder_rules(data)


def default_ladder_rules(on: date) -> LadderRules:
    """The set used where a zone has chosen none.

    >>> default_ladder_rules(date(2023, 10, 8)).limits[Basis.INSTRUCTION].days
    15
    """
    in_force = [rules for rules in load_ladder_rules() if rules.is_in_force(on)]
    return next((rules for rules in in_force if rules.is_default), in_force[0])


def default_limit(basis: Basis, rules: LadderRules, rung: Rung = Rung.NOTICE) -> int:
    """The limit of an order when nobody sets one: by its basis, and no longer than its rung leaves.

    >>> rules = default_ladder_rules(date(2023, 10, 8))
    >>> default_limit(Basis.MINUTES, rules), default_limit(Basis.MINUTES, rules, Rung.ORANGE)
    (20, 5)
    """
    return rules.limit_on(rung, rules.limits[basis].days)


def entry_rung(rules: LadderRules, *, is_urgent: bool = False, is_major: bool = False, rule: str = "") -> Rung:
    """The highest rung on which an order may start: the notice, or what an entry rule or its own light rule says.

    >>> rules = default_ladder_rules(date(2023, 10, 8))
    >>> entry_rung(rules).word, entry_rung(rules, is_major=True).word, entry_rung(rules, rule="one_red_month").word
    ('notice', 'orange', 'blue')
    """
    flags = {"urgent": is_urgent, "major": is_major}
    rungs = [entry.rung for entry in rules.entries if flags[entry.when]]
    demanded = rules.escalation(rule)
    return max([Rung.NOTICE, *rungs, *([demanded.rung] if demanded else [])])
