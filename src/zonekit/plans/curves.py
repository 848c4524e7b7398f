"""The line an indicator should follow and the values it reached, as points; drawing is somebody else's work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from zonekit.plans.arrays import NEVER
from zonekit.plans.facts import FactTable, Ledger
from zonekit.plans.schedules import Reference, month_end, schedule_at
from zonekit.plans.table import IndicatorArrays, PlanTable
from zonekit.plans.words import KIND_NAMES, Key, Kind, KindName


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """`is_given`: the plan states this value itself (line), or the fact is confirmed (values). `fact`: its key."""

    day: date
    value: float
    is_given: bool = True
    fact: Key | None = None


@dataclass(frozen=True, slots=True)
class Curve:
    """`line`: the schedule at 31 December of the year before and at each of the 12 month ends. `given`: the values the
    plan states, on their own days. `values`: standing confirmed facts by day; `waiting`: submitted, not confirmed.
    """

    indicator: Key
    kind: KindName
    start: float
    target: float
    line: tuple[CurvePoint, ...]
    given: tuple[CurvePoint, ...]
    values: tuple[CurvePoint, ...]
    waiting: tuple[CurvePoint, ...]


def curve(plan: PlanTable, facts: FactTable, indicator: Key, *, known_on: date, year: int) -> Curve:
    """Points of one indicator; months the plan does not state are marked as computed (`is_given` False).

    >>> from zonekit.plans import IndicatorRow, ItemRow
    >>> plan = PlanTable.build([ItemRow("1")], [IndicatorRow("i", "1", "cumulative", target=12)])
    >>> line = curve(plan, FactTable.build(plan), "i", known_on=date(2023, 10, 8), year=2023).line
    >>> [point.value for point in line][:4], line[-1]
    ([0.0, 1.0, 2.0, 3.0], CurvePoint(day=datetime.date(2023, 12, 31), value=12.0, is_given=True, fact=None))
    """
    i = plan.indicator_index(indicator)
    ind = plan.indicators.only(i)
    given = tuple(
        CurvePoint(date.fromordinal(int(day)), float(value))
        for day, value in zip(ind.point_day, ind.point_value, strict=True)
    )
    kind = Kind(int(ind.kind[0]))
    return Curve(
        indicator=indicator,
        kind=KIND_NAMES[kind],
        start=float(ind.start[0]),
        target=float(ind.target[0]),
        line=_line(ind, stated={point.day for point in given}, kind=kind, year=year),
        given=given,
        values=_standing_points(facts.values, i, known_on),
        waiting=_waiting_points(facts.values, i, known_on),
    )


def _line(ind: IndicatorArrays, *, stated: set[date], kind: Kind, year: int) -> tuple[CurvePoint, ...]:
    opening = set() if kind is Kind.RATE else {month_end(year, 0)}
    due = month_end(year, 12) if ind.due[0] == NEVER else date.fromordinal(int(ind.due[0]))
    days = [month_end(year, month) for month in range(13)]
    return tuple(
        CurvePoint(
            day,
            float(schedule_at(ind, Reference.of(day, year))[0]),
            is_given=day in stated | opening | {due},
        )
        for day in days
    )


def _standing_points(ledger: Ledger, i: int, known_on: date) -> tuple[CurvePoint, ...]:
    """Of each day described the value that stands, withdrawn ones left out."""
    facts, points = ledger.facts, []
    for run in range(int(ledger.runs_of[i]), int(ledger.runs_of[i + 1])):
        begin, end = int(ledger.runs[run]), int(ledger.runs[run + 1])
        known = np.flatnonzero(facts.known[begin:end] <= known_on.toordinal())
        latest = begin + int(known[-1]) if len(known) else -1
        if latest >= 0 and not np.isnan(facts.value[latest]):
            points.append(_point(ledger, latest, is_given=True))
    return tuple(points)


def _waiting_points(ledger: Ledger, i: int, known_on: date) -> tuple[CurvePoint, ...]:
    facts, today = ledger.facts, known_on.toordinal()
    begin, end = int(ledger.subjects[i]), int(ledger.subjects[i + 1])
    found = np.flatnonzero((facts.known[begin:end] > today) & (facts.recorded[begin:end] <= today))
    positions = [begin + int(k) for k in found]
    return tuple(_point(ledger, k, is_given=False) for k in positions if not np.isnan(facts.value[k]))


def _point(ledger: Ledger, position: int, *, is_given: bool) -> CurvePoint:
    facts = ledger.facts
    day = date.fromordinal(int(facts.about[position]))
    return CurvePoint(day, float(facts.value[position]), is_given=is_given, fact=ledger.key(position))
