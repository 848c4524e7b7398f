"""How the demonstration year went: values and milestones made from a seeded scenario, without a database.

A value is the scheduled value of its month times the factor of the item's arc, with a little noise that depends on
nothing but the seed and the indicator's identity, so that the same year is told every time.
"""

from __future__ import annotations

import calendar
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

Json = dict[str, Any]
LAST_MONTH = 9


@dataclass(frozen=True, slots=True)
class ToldValue:
    """A value of an indicator: what it is about, when it was recorded, when (if at all) confirmed."""

    item: str
    indicator: str
    about: date
    value: Decimal
    recorded_on: date
    confirmed_on: date | None


@dataclass(frozen=True, slots=True)
class ToldMilestone:
    item: str
    milestone: str
    done_on: date
    recorded_on: date
    confirmed_on: date | None


def month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def scheduled(indicator: Json, month: int) -> float:
    """The value due at a month end: straight lines between the quarters; a rate holds its first value backwards."""
    start = indicator["start"]
    first = float(indicator["q1"] if start is None else start)
    points = [first, *(float(indicator[f"q{quarter}"]) for quarter in (1, 2, 3, 4))]
    quarter, rest = divmod(month, 3)
    if rest == 0:
        return points[quarter]
    return points[quarter] + (points[quarter + 1] - points[quarter]) * rest / 3


def decimals_of(indicator: Json) -> int:
    """How finely the value is counted: whole things whole, sums and rates as finely as their targets are written."""
    if indicator["kind"] == "cumulative_count":
        return 0
    written = [
        str(indicator[key]) for key in ("annual_target", "q1", "q2", "q3", "start") if indicator[key] is not None
    ]
    places = max(len(text.partition(".")[2].rstrip("0")) for text in written)
    if indicator["kind"] == "year_end_level" and indicator["unit_base"] == "count":
        return 0
    return min(max(places, 1), 4)


class Story:
    """The year of one plan: iterate over `values()` and `milestones()`."""

    def __init__(self, plan: Json, scenario: Json) -> None:
        self.year: int = plan["plan"]["year"]
        self.items = [sub for c in plan["categories"] for p in c["projects"] for sub in p["sub_projects"]]
        self.scenario = scenario

    def chance(self, *key: object) -> random.Random:
        return random.Random(f"{self.scenario['seed']}:{':'.join(map(str, key))}")

    def values(self) -> Iterator[ToldValue]:
        for item in self.items:
            arc = self.scenario["items"].get(item["code"])
            for indicator in item["indicators"]:
                yield from self._values_of(item, indicator, arc)

    def _values_of(self, item: Json, indicator: Json, arc: str | None) -> Iterator[ToldValue]:
        ordinary = self.scenario["ordinary"]
        factors = self.scenario["arcs"][arc]["factor"] if arc else ordinary["factor"]
        held: float | None = None
        before: float | None = None
        for month in range(1, LAST_MONTH + 1):
            factor = factors[month - 1]
            if factor is None:
                continue
            if factor == "hold" and indicator["kind"] != "rate":
                value = held if held is not None else 0.0
            else:
                value = self._value(indicator, month, 0.97 if factor == "hold" else float(factor), noisy=arc is None)
            if indicator["kind"] in {"cumulative_count", "cumulative_amount"} and before is not None:
                value = max(value, before)
            held = before = value
            yield self._dated(item, indicator, month, value, submitted_only=arc == "september_submitted_only")

    def _value(self, indicator: Json, month: int, factor: float, *, noisy: bool) -> float:
        due, start = scheduled(indicator, month), indicator["start"]
        noise = self.chance(indicator["id"], month).uniform(-1, 1) * (
            self.scenario["ordinary"]["spread"] if noisy else 0.01
        )
        if indicator["kind"] == "rate":
            # A rate moves by points, not by multiples of itself.
            value = due * (1 + max(factor - 1, -0.4) * 0.35 + noise * 0.3)
            return min(value, 100.0) if indicator["unit_base"] == "percent" and due <= 100 else value
        base = float(start or 0)
        return base + (due - base) * max(0.0, factor + noise)

    def _dated(self, item: Json, indicator: Json, month: int, value: float, *, submitted_only: bool) -> ToldValue:
        """A unit reports all its items of a month on one day; they are confirmed together."""
        chance = self.chance(item["responsible_unit"], month, "dates")
        rhythm = self.scenario["rhythm"]
        about = month_end(self.year, month)
        recorded = about + timedelta(days=chance.choice(rhythm["recorded_day"]))
        confirmed = recorded + timedelta(days=chance.choice(rhythm["confirmed_after_days"]))
        waits = submitted_only and month == LAST_MONTH
        rounded = Decimal(str(round(value, decimals_of(indicator))))
        return ToldValue(item["code"], indicator["id"], about, rounded, recorded, None if waits else confirmed)

    def milestones(self, until: date) -> Iterator[ToldMilestone]:
        rules = self.scenario["milestones"]
        for item in self.items:
            missed_after = date.fromisoformat(rules["missed_after"].get(item["code"], "9999-12-31"))
            for milestone in item["milestones"]:
                due = date.fromisoformat(milestone["due"])
                late = rules["late"].get(item["code"])
                days = late if late is not None else self.chance(milestone["id"]).choice(rules["ordinary_days"])
                done = due if milestone["fixed_date"] else due + timedelta(days=days)
                recorded = done + timedelta(days=2)
                if due >= missed_after or recorded > until:
                    continue
                confirmed = recorded + timedelta(days=2)
                yield ToldMilestone(
                    item["code"], milestone["id"], done, recorded, confirmed if confirmed <= until else None
                )
