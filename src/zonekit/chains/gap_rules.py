"""The thresholds by which a node is judged: dated data, checked when read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from zonekit.chains.words import GAPS, Status
from zonekit.values.issues import FaultyError, Issue, Param
from zonekit.values.texts import Text

CONFIDENCES = ("official", "media", "reprint", "product", "zone")
# Path -> the lowest and the highest value that makes sense.
NUMBERS: Mapping[str, tuple[float, float]] = {
    "missing.counted_below": (0, 1),
    "broken.counted_below": (1, 100),
    "broken.foreign_share_from": (0, 1),
    "weak.coverage_below": (0, 10),
    "weak.usual.nodes_from": (1, 10_000),
    "weak.usual.least": (0, 1),
    "weak.largest_share_from": (0, 1),
    "weak.capacity_use_above": (0, 100),
    "strong.counted_from": (1, 10_000),
    "strong.coverage_from": (0, 100),
    "strong.largest_share_to": (0, 1),
    "input_rate": (0, 1),
    "figures_known_from": (0, 1),
    **{f"counting.{name}": (0, 1) for name in ("least_weight", "moved", "unfitting", "contradicted", "contested")},
    **{
        f"placement.{name}": (0, 1)
        for name in (
            "propose_from", "class_full", "class_residual", "class_group", "class_division", "word_2", "word_3",
            "word_4", "word_in_name", "class_elsewhere", "class_unknown", "given", "margin",
        )
    },
}  # fmt: skip


class GapRuleError(FaultyError):
    """Rules that cannot be used."""


@dataclass(frozen=True, slots=True)
class Counting:
    """How much a placement counts that its enterprise's class or scope does not bear out; below `least_weight` nothing.

    `moved`: its class or scope belongs to one other node, where it is counted instead; `contradicted`: to several
    others; `unfitting`: to none of this chain; `contested`: its class belongs there, its product words elsewhere.
    """

    least_weight: float
    moved: float
    unfitting: float
    contradicted: float
    contested: float


@dataclass(frozen=True, slots=True)
class PlacementRules:
    """What each sign of belonging to a node is worth, and from which score on a placement is proposed.

    `given`: that somebody put it there; `margin`: by how much another node must be the better to doubt that.
    """

    propose_from: float
    class_full: float
    class_residual: float
    class_group: float
    class_division: float
    word_2: float
    word_3: float
    word_4: float
    word_in_name: float
    class_elsewhere: float
    class_unknown: float
    given: float
    margin: float


@dataclass(frozen=True, slots=True)
class GapRules:
    """One set of rules. What each threshold means stands in docs/rules/gap-rules.md."""

    code: str
    name: Text
    source: Text
    note: Text | None
    confidence: str
    to_be_confirmed: bool
    valid_from: date | None
    valid_to: date | None
    is_default: bool
    missing_below: float
    single_below: float
    foreign_from: float
    coverage_below: float
    usual_nodes_from: float
    usual_least: float
    largest_from: float
    capacity_use_above: float
    strong_counted_from: float
    strong_coverage_from: float
    strong_largest_to: float
    blockages: frozenset[str]
    precedence: tuple[Status, ...]
    input_rate: float
    figures_known_from: float
    counting: Counting
    placement: PlacementRules

    def is_in_force(self, on: date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


def load_gap_rules(on: date | None = None) -> GapRules:
    """The shipped set a zone works by that has chosen none; on a day, the one in force then.

    >>> load_gap_rules().code
    'product'
    """
    in_force = [rules for rules in shipped_gap_rules() if on is None or rules.is_in_force(on)]
    return next((rules for rules in in_force if rules.is_default), in_force[0])


@cache
def shipped_gap_rules() -> tuple[GapRules, ...]:
    text = (files("zonekit.chains") / "data" / "gap_rules.json").read_text(encoding="utf-8")
    return read_gap_rules(json.loads(text))


def read_gap_rules(data: Mapping[str, Any]) -> tuple[GapRules, ...]:
    """All sets of the data. GapRuleError lists every fault."""
    issues = list(gap_rule_faults(data))
    if issues:
        raise GapRuleError(issues)
    return tuple(_rules(entry) for entry in data["sets"])


def gap_rule_faults(data: Mapping[str, Any]) -> Iterator[Issue]:
    """Every fault of sets in data form."""
    entries = data.get("sets")
    if not isinstance(entries, list) or not entries:
        yield Issue("gap_rules_missing")
        return
    seen: set[str] = set()
    for position, entry in enumerate(entries, start=1):
        code = entry.get("code") if isinstance(entry, Mapping) else None
        if not isinstance(code, str) or not code:
            yield Issue("gap_rules_without_code", params={"position": position})
            continue
        if code in seen:
            yield Issue("gap_rules_code_twice", params={"set": code})
        seen.add(code)
        yield from _set_faults(entry, code)


def _set_faults(entry: Mapping[str, Any], code: str) -> Iterator[Issue]:
    for field in ("name", "source"):
        if not _is_text(entry.get(field)):
            yield Issue("gap_rules_text_missing", params={"set": code, "field": field})
    if entry.get("confidence") not in CONFIDENCES:
        yield Issue("gap_rules_confidence_unknown", params={"set": code, "value": str(entry.get("confidence"))})
    for path, (least, most) in NUMBERS.items():
        value = _at(entry, path)
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            bounds: dict[str, Param] = {"least": least, "most": most}
            yield Issue("gap_rule_out_of_range", params={"set": code, "field": path, "value": str(value), **bounds})
    for field in ("valid_from", "valid_to"):
        if entry.get(field) is not None and _date(entry[field]) is None:
            yield Issue("gap_rules_date_unreadable", params={"set": code, "field": field, "value": str(entry[field])})
    kinds = entry.get("blockages")
    if not isinstance(kinds, list) or not all(isinstance(kind, str) and kind for kind in kinds):
        yield Issue("gap_rules_blockages_unreadable", params={"set": code})
    order = entry.get("precedence")
    if not isinstance(order, list) or sorted(map(str, order)) != sorted(GAPS):
        yield Issue("gap_rules_precedence_incomplete", params={"set": code, "value": str(order)})


def _rules(entry: Mapping[str, Any]) -> GapRules:
    numbers = {path: float(_at(entry, path)) for path in NUMBERS}
    return GapRules(
        code=entry["code"],
        name=Text(entry["name"]["zh"], entry["name"]["en"]),
        source=Text(entry["source"]["zh"], entry["source"]["en"]),
        note=Text(entry["note"]["zh"], entry["note"]["en"]) if _is_text(entry.get("note")) else None,
        confidence=entry["confidence"],
        to_be_confirmed=bool(entry.get("to_be_confirmed")),
        valid_from=_date(entry.get("valid_from")),
        valid_to=_date(entry.get("valid_to")),
        is_default=bool(entry.get("is_default")),
        missing_below=numbers["missing.counted_below"],
        single_below=numbers["broken.counted_below"],
        foreign_from=numbers["broken.foreign_share_from"],
        coverage_below=numbers["weak.coverage_below"],
        usual_nodes_from=numbers["weak.usual.nodes_from"],
        usual_least=numbers["weak.usual.least"],
        largest_from=numbers["weak.largest_share_from"],
        capacity_use_above=numbers["weak.capacity_use_above"],
        strong_counted_from=numbers["strong.counted_from"],
        strong_coverage_from=numbers["strong.coverage_from"],
        strong_largest_to=numbers["strong.largest_share_to"],
        blockages=frozenset(entry["blockages"]),
        precedence=tuple(Status(word) for word in entry["precedence"]),
        input_rate=numbers["input_rate"],
        figures_known_from=numbers["figures_known_from"],
        counting=Counting(**_under(numbers, "counting.")),
        placement=PlacementRules(**_under(numbers, "placement.")),
    )


def _under(numbers: Mapping[str, float], prefix: str) -> dict[str, float]:
    return {path.removeprefix(prefix): value for path, value in numbers.items() if path.startswith(prefix)}


def _at(entry: Mapping[str, Any], path: str) -> Any:
    value: Any = entry
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _is_text(value: Any) -> bool:
    return isinstance(value, Mapping) and all(isinstance(value.get(name), str) and value[name] for name in ("zh", "en"))


def _date(value: Any) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
