"""Inputs sorted to units and rules once, their faults, what is missing and which gates are passed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from zonekit.scoring.fields import issue
from zonekit.scoring.formulas import FORMULAS, Case
from zonekit.scoring.inputs import Figure, Inputs, ItemFigure, LedgerEvent, Mark
from zonekit.scoring.model import Gate, Rule, Rulebook
from zonekit.scoring.numbers import LARGEST, plain
from zonekit.scoring.results import GateResult
from zonekit.values.issues import Issue

PERIOD = re.compile(r"\d{4}(Q[1-4]|H[12])?")
KINDS = {"Q": "quarter", "H": "half", "": "year"}


def period_kind(period: str) -> str | None:
    """quarter, half or year of "2023Q3", "2023H1", "2023"; None for anything else.

    >>> period_kind("2023Q3"), period_kind("2023"), period_kind("2023Q5")
    ('quarter', 'year', None)
    """
    return KINDS[period[4:5]] if PERIOD.fullmatch(period) else None


@dataclass(frozen=True)
class Gathered:
    """Inputs by unit. `missing`: ids of rules of which nothing is known for the unit."""

    places: int
    units: tuple[str, ...]
    inputs: Inputs
    events: Mapping[tuple[str, str], tuple[LedgerEvent, ...]]
    marks: Mapping[tuple[str, str], tuple[Mark, ...]]
    missing: dict[str, frozenset[str]]
    cases: dict[tuple[str, str], Case]
    gates: dict[str, Mapping[str, GateResult]]
    measures: Mapping[str, Mapping[str, str]]

    def case_at(self, rule: Rule, unit: str, share: Decimal) -> Case:
        """The case with what is at stake for the unit."""
        case = self.cases[unit, rule.id]
        case.share = share
        return case

    def case(self, rule: Rule, unit: str) -> Case:
        known, figures = self.inputs.figures, {}
        for role, measure in rule.measures.items():
            figure = known.get((unit, measure))
            if figure is not None:
                figures[role] = figure
        case = Case(unit, rule.points, self.places, figures)
        if rule.formula == "items":
            case.items = self.inputs.items.get((unit, rule.measures["value"]), ())
        case.events = self.events.get((unit, rule.id), ())
        case.marks = self.marks.get((unit, rule.id), ())
        return case

    def unranked_for(self, rulebook: Rulebook, unit: str) -> tuple[str, ...]:
        """Rules without which there is no rank and of which nothing is known; "nothing_scored" when none is known that
        has points."""
        needed = tuple(name for name in rulebook.rank_requires if name in self.missing[unit])
        with_points = [rule for rule in rulebook.rules if FORMULAS[rule.formula].has_points]
        if not needed and all(rule.id in self.missing[unit] for rule in with_points):
            return ("nothing_scored",)
        return needed


def gather(rulebook: Rulebook, inputs: Inputs) -> Gathered:
    units = tuple(sorted(inputs.units))
    events: dict[tuple[str, str], list[LedgerEvent]] = {}
    for event in standing(inputs.events):
        events.setdefault((event.unit, event.rule.partition("/")[0]), []).append(event)
    marks: dict[tuple[str, str], list[Mark]] = {}
    for mark in inputs.marks:
        marks.setdefault((mark.unit, mark.rule), []).append(mark)
    gathered = Gathered(
        places=rulebook.places,
        units=units,
        inputs=inputs,
        events={key: tuple(own) for key, own in events.items()},
        marks={key: tuple(own) for key, own in marks.items()},
        missing={},
        cases={},
        gates={unit: {gate.code: _gate(gate, unit, inputs) for gate in rulebook.gates} for unit in units},
        measures={rule.id: dict(sorted(rule.measures.items())) for rule in rulebook.rules},
    )
    for unit in units:
        cases = {rule.id: gathered.case(rule, unit) for rule in rulebook.rules}
        gathered.cases.update({(unit, name): case for name, case in cases.items()})
        gathered.missing[unit] = frozenset(
            rule.id for rule in rulebook.rules if FORMULAS[rule.formula].is_missing(rule, cases[rule.id])
        )
    return gathered


def standing(events: tuple[LedgerEvent, ...]) -> list[LedgerEvent]:
    """Events that count: neither taken back nor taking back."""
    undone = {event.undoes for event in events if event.undoes is not None}
    return [event for event in events if event.undoes is None and event.key not in undone]


def _gate(gate: Gate, unit: str, inputs: Inputs) -> GateResult:
    figures, failed = {}, []
    for need in gate.requires:
        figure = inputs.figures.get((unit, need.measure))
        actual = figure.actual if figure is not None and not figure.zeroed_by else None
        figures[need.measure] = "" if actual is None else plain(actual)
        if actual is None or actual < need.at_least:
            failed.append(need.measure)
    return GateResult(gate.code, not failed, figures, tuple(failed))


def input_issues(rulebook: Rulebook, inputs: Inputs) -> Iterator[Issue]:
    """Every fault of the inputs: unknown units and rules, amounts and marks out of range, the same thing twice."""
    kind = period_kind(inputs.period)
    if kind not in rulebook.periods:
        yield issue("period_not_scored", "period", value=inputs.period, periods=", ".join(rulebook.periods))
    yield from _twice(inputs.units, "units", "unit_twice")
    units = set(inputs.units)
    for unit in sorted({unit for unit, _ in (*inputs.figures, *inputs.items)} - units):
        yield issue("unit_unknown", "figures", unit=unit)
    faulty = [key for key, figure in inputs.figures.items() if not _is_sound(figure)]
    for unit, measure in sorted(faulty):
        yield from _number_faults(inputs.figures[unit, measure], f"figures.{unit}.{measure}")
    for (unit, measure), items in sorted(inputs.items.items()):
        path = f"items.{unit}.{measure}"
        yield from _twice(tuple(item.key for item in items), path, "item_twice")
        for item in items:
            yield from _number_faults(item, f"{path}.{item.key}")
            if item.weight < 0:
                yield issue("weight_negative", f"{path}.{item.key}", weight=item.weight)
    yield from _event_issues(rulebook, inputs, units)
    yield from _mark_issues(rulebook, inputs, units)


def _is_sound(figure: Figure) -> bool:
    actual, scheduled = figure.actual, figure.scheduled
    if actual is not None and not (actual.is_finite() and -LARGEST <= actual <= LARGEST):
        return False
    return scheduled is None or (scheduled.is_finite() and 0 <= scheduled <= LARGEST)


def _number_faults(figure: Figure | ItemFigure, path: str) -> Iterator[Issue]:
    for name in ("actual", "scheduled", "weight"):
        value = getattr(figure, name, None)
        if value is not None and not (value.is_finite() and abs(value) <= LARGEST):
            yield issue("not_a_number", f"{path}.{name}", value=value)
        elif name == "scheduled" and value is not None and value < 0:
            yield issue("scheduled_negative", f"{path}.{name}", value=value)


def _twice(keys: tuple[str, ...], path: str, code: str) -> Iterator[Issue]:
    for key in sorted(key for key, times in Counter(keys).items() if times > 1):
        yield issue(code, path, key=key)


def _event_issues(rulebook: Rulebook, inputs: Inputs, units: set[str]) -> Iterator[Issue]:
    known = {
        name: amounts for rule in rulebook.rules for name, amounts in FORMULAS[rule.formula].event_rules(rule).items()
    }
    by_key = {event.key: event for event in inputs.events}
    yield from _twice(tuple(event.key for event in inputs.events), "events", "event_twice")
    for event in sorted(inputs.events, key=lambda event: event.key):
        path = f"events.{event.key}"
        if event.unit not in units:
            yield issue("unit_unknown", path, unit=event.unit)
        if event.rule not in known:
            yield issue("event_rule_unknown", path, rule=event.rule)
        elif event.undoes is None:
            yield from _amount_faults(event, known[event.rule], path)
        if event.undoes is not None:
            undone = by_key.get(event.undoes)
            if undone is None or (undone.unit, undone.rule) != (event.unit, event.rule):
                yield issue("undone_event_unknown", path, undoes=event.undoes)


def _amount_faults(event: LedgerEvent, amounts: tuple[Decimal | None, Decimal | None], path: str) -> Iterator[Issue]:
    low, high = amounts
    if not (event.amount.is_finite() and abs(event.amount) <= LARGEST):
        yield issue("not_a_number", path, value=event.amount)
    elif (low is not None and event.amount < low) or (high is not None and event.amount > high):
        figures = {"least": "" if low is None else low, "most": "" if high is None else high}
        yield issue("amount_out_of_range", path, amount=event.amount, **figures)


def _mark_issues(rulebook: Rulebook, inputs: Inputs, units: set[str]) -> Iterator[Issue]:
    rules = {rule.id: rule for rule in rulebook.rules if rule.formula == "marks"}
    yield from _twice(tuple(f"{mark.unit}.{mark.rule}.{mark.by}" for mark in inputs.marks), "marks", "mark_twice")
    given = Counter((mark.unit, mark.rule) for mark in inputs.marks)
    for mark in sorted(inputs.marks, key=lambda mark: (mark.unit, mark.rule, mark.by)):
        path, rule = f"marks.{mark.unit}.{mark.rule}.{mark.by}", rules.get(mark.rule)
        if mark.unit not in units:
            yield issue("unit_unknown", path, unit=mark.unit)
        if rule is None:
            yield issue("mark_rule_unknown", path, rule=mark.rule)
        elif not (mark.value.is_finite() and 0 <= mark.value <= rule.points):
            yield issue("mark_out_of_range", path, value=mark.value, least=0, most=rule.points)
        elif rule.params["how"] == "given" and given[mark.unit, mark.rule] > 1:
            yield issue("mark_not_alone", path, marks=given[mark.unit, mark.rule])
