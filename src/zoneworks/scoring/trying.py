"""What-if: other points, caps and switches of rules, a unit or an item left out. Nothing is kept."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from zonekit.scoring import Comparison, Inputs, RulebookError, compare, parse, score
from zonekit.scoring import Rulebook as Book
from zoneworks.common.errors import Refused
from zoneworks.scoring.faults import fault_sentences
from zoneworks.scoring.gathering.measures import MEASURES
from zoneworks.scoring.pages.shown import Shown


@dataclass(frozen=True)
class Changes:
    """`points`, `most`, `least`: by rule; `off`: rules left out; `units`, `items`: keys left out."""

    points: Mapping[str, Decimal] = field(default_factory=dict)
    most: Mapping[str, Decimal] = field(default_factory=dict)
    least: Mapping[str, Decimal] = field(default_factory=dict)
    off: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    items: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        return not (self.points or self.most or self.least or self.off or self.units or self.items)


def tried(shown: Shown, changes: Changes) -> Comparison:
    """The scores shown beside what they would be. Groups and the whole follow from the points of the rules."""
    book = changed_book(shown.book, changes)
    inputs = changed_inputs(shown.inputs, book, changes)
    if not inputs.units:
        raise Refused("nobody_left", _("No unit is left to score. Leave fewer units out."))
    return compare(shown.scores.league, score(book, inputs))


def changed_book(book: Book, changes: Changes) -> Book:
    data = copy.deepcopy(dict(book.data))
    for group in data["groups"]:
        group["rules"] = [changed_rule(rule, changes) for rule in group["rules"] if rule["id"] not in changes.off]
        group["points"] = text(sum((Decimal(str(rule.get("points", "0"))) for rule in group["rules"]), Decimal(0)))
        fit_caps(group, "points")
    data["groups"] = [group for group in data["groups"] if group["rules"]]
    data["total"] = text(sum((Decimal(group["points"]) for group in data["groups"]), Decimal(0)))
    fit_caps(data, "total")
    data["rank_requires"] = [name for name in data.get("rank_requires") or [] if name not in changes.off]
    if changes.off:
        data.pop("awards", None)
    try:
        return parse(data, MEASURES)
    except RulebookError as faulty:
        raise Refused("what_if_faulty", " ".join(fault_sentences(faulty.issues, data))) from faulty


def changed_rule(rule: dict[str, Any], changes: Changes) -> dict[str, Any]:
    name = rule["id"]
    if name in changes.points:
        rule["points"] = text(changes.points[name])
    for bound, given in (("most", changes.most), ("least", changes.least)):
        if name in given:
            rule["params"] = {**(rule.get("params") or {}), bound: text(given[name])}
    return rule


def fit_caps(part: dict[str, Any], points: str) -> None:
    """A cap above the points stays as far above them; it never cuts points that a try has added."""
    most = part.get("most")
    if most is not None and Decimal(str(most)) < Decimal(part[points]):
        part["most"] = part[points]


def changed_inputs(inputs: Inputs, book: Book, changes: Changes) -> Inputs:
    """Without the units and items left out, and without events and marks of rules that are off."""
    units = tuple(unit for unit in inputs.units if unit not in changes.units)
    kept = set(units)
    items = {
        (unit, measure): tuple(one for one in lines if one.key not in changes.items)
        for (unit, measure), lines in inputs.items.items()
        if unit in kept
    }
    return replace(
        inputs,
        units=units,
        figures={key: figure for key, figure in inputs.figures.items() if key[0] in kept},
        items=items,
        events=tuple(
            event for event in inputs.events
            if event.unit in kept and event.rule.partition("/")[0] in book.rule_by_id
        ),
        marks=tuple(mark for mark in inputs.marks if mark.unit in kept and mark.rule in book.rule_by_id),
    )  # fmt: skip


def text(value: Decimal) -> str:
    return f"{value:f}"
