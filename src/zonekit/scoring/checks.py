"""Every fault of a rulebook in data form: code, figures and the path in the data."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from zonekit.scoring.fields import Choice, Entries, Field, Flag, Number, Word, Words, faults_of, is_code, issue
from zonekit.scoring.formulas import FORMULAS
from zonekit.scoring.model import CONFIDENCES, PERIOD_KINDS
from zonekit.scoring.numbers import ZERO, number
from zonekit.values.issues import Issue

MOST_PLACES = 4
MISSING = ("zero", "left_out", "neutral")
HEAD = {
    "code", "version", "name", "publisher", "document_no", "published_on", "address", "confidence", "to_be_confirmed",
    "note", "valid_from", "valid_to", "periods", "places", "rounding", "total", "least", "most", "groups", "gates",
    "awards", "rank_requires",
}  # fmt: skip
RULE: Mapping[str, Field] = {
    "id": Word(is_required=True), "name": Words(), "formula": Word(is_required=True), "points": Number("0", least="0"),
    "missing": Choice(MISSING, "zero"), "neutral_share": Number(least="0", most="1"), "gate": Word(),
    "to_be_confirmed": Flag(),
}  # fmt: skip
GATES = Entries(
    {
        "code": Word(is_required=True),
        "name": Words(),
        "requires": Entries({"measure": Word(is_required=True), "at_least": Number(is_required=True)}),
    },
    is_required=False,
)
GRADES = Entries({"code": Word(is_required=True), "name": Words(), "at_least": Number(is_required=True)})


def rulebook_issues(data: Any, known_measures: Collection[str] | None = None) -> Iterator[Issue]:
    """All faults of one rulebook. Without known measures, measures are not checked."""
    if not isinstance(data, Mapping):
        yield issue("not_an_object", "")
        return
    yield from _head(data)
    yield from _gates(data, known_measures)
    groups = data.get("groups")
    if not isinstance(groups, list) or not groups:
        yield issue("list_empty", "groups")
        return
    for i, group in enumerate(groups):
        yield from _group(data, group, f"groups[{i}]", known_measures)
    yield from _twice([group.get("code") for group in groups if isinstance(group, Mapping)], "groups")
    yield from _twice([rule.get("id") for rule in _rules(data)], "rules")
    points = [number(group.get("points")) or ZERO for group in groups if isinstance(group, Mapping)]
    total = number(data.get("total"))
    if total is not None and sum(points, ZERO) != total:
        yield issue("groups_do_not_add_up", "groups", sum=sum(points, ZERO), total=total)
    yield from _rank_requires(data)
    if data.get("awards") is not None:
        yield from _awards(data)


def _rules(data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    groups = [group for group in data.get("groups") or () if isinstance(group, Mapping)]
    return [rule for group in groups for rule in group.get("rules") or () if isinstance(rule, Mapping)]


def _twice(codes: list[Any], path: str) -> Iterator[Issue]:
    for code in sorted({str(code) for code in codes if code is not None and codes.count(code) > 1}):
        yield issue("code_twice", path, id=code)


def _head(data: Mapping[str, Any]) -> Iterator[Issue]:
    for name in sorted(set(data) - HEAD):
        yield issue("field_unknown", name)
    if not is_code(data.get("code")):
        yield issue("not_a_code", "code", value=data.get("code"))
    yield from Words().faults(data.get("name"), "name")
    version = data.get("version", 1)
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        yield issue("version_not_a_number", "version", value=version)
    if data.get("confidence") not in CONFIDENCES:
        yield issue("choice_unknown", "confidence", value=data.get("confidence"), options=", ".join(CONFIDENCES))
    if data.get("rounding", "half_up") != "half_up":
        yield issue("choice_unknown", "rounding", value=data["rounding"], options="half_up")
    yield from _places(data)
    yield from _periods(data.get("periods"))
    yield from _dates(data)
    yield from _bounds(data, "", data.get("places"), "total")


def _places(data: Mapping[str, Any]) -> Iterator[Issue]:
    places = data.get("places")
    if isinstance(places, bool) or not isinstance(places, int) or not 0 <= places <= MOST_PLACES:
        yield issue("places_out_of_range", "places", value=places, least=0, most=MOST_PLACES)


def _periods(periods: Any) -> Iterator[Issue]:
    if not isinstance(periods, list) or not periods:
        yield issue("list_empty", "periods")
        return
    for i, kind in enumerate(periods):
        yield from Choice(PERIOD_KINDS).faults(kind, f"periods[{i}]")


def _dates(data: Mapping[str, Any]) -> Iterator[Issue]:
    for name in ("published_on", "valid_from", "valid_to"):
        if data.get(name) is not None and read_date(data[name]) is None:
            yield issue("date_unreadable", name, value=data[name])
    first, last = read_date(data.get("valid_from")), read_date(data.get("valid_to"))
    if first and last and first > last:
        yield issue("validity_reversed", "valid_from", valid_from=first, valid_to=last)


def _bounds(data: Mapping[str, Any], path: str, places: Any, points: str) -> Iterator[Issue]:
    """Points and caps of the total or of a group: numbers, at the stated places, the caps around the points."""
    prefix = f"{path}." if path else ""
    read: dict[str, Decimal | None] = {}
    for name in (points, "least", "most"):
        if data.get(name) is None:
            if name == points:
                yield issue("field_missing", f"{prefix}{name}")
            continue
        field = Number() if name == "least" else Number(least="0")
        yield from field.faults(data[name], f"{prefix}{name}")
        read[name] = number(data[name])
        yield from _fits(read[name], places, f"{prefix}{name}")
    low, whole, high = read.get("least"), read.get(points), read.get("most")
    if low is not None and high is not None and low > high:
        yield issue("caps_reversed", f"{prefix}least", least=low, most=high)
    if whole is not None and high is not None and high < whole:
        yield issue("cap_below_points", f"{prefix}most", most=high, points=whole)


def _fits(value: Decimal | None, places: Any, path: str) -> Iterator[Issue]:
    if value is None or not isinstance(places, int):
        return
    exponent = value.normalize().as_tuple().exponent
    if isinstance(exponent, int) and -exponent > places:
        yield issue("more_places_than_stated", path, value=value, places=places)


def _group(data: Mapping[str, Any], group: Any, path: str, known_measures: Collection[str] | None) -> Iterator[Issue]:
    if not isinstance(group, Mapping):
        yield issue("not_an_object", path)
        return
    for name in sorted(set(group) - {"code", "name", "points", "least", "most", "rules"}):
        yield issue("field_unknown", f"{path}.{name}")
    if not is_code(group.get("code")):
        yield issue("not_a_code", f"{path}.code", value=group.get("code"))
    yield from Words().faults(group.get("name"), f"{path}.name")
    yield from _bounds(group, path, data.get("places"), "points")
    rules = group.get("rules")
    if not isinstance(rules, list) or not rules:
        yield issue("list_empty", f"{path}.rules")
        return
    for i, rule in enumerate(rules):
        yield from _rule(data, rule, f"{path}.rules[{i}]", known_measures)
    points = sum((number(rule.get("points")) or ZERO for rule in rules if isinstance(rule, Mapping)), ZERO)
    stated = number(group.get("points"))
    if stated is not None and points != stated:
        yield issue("weights_do_not_add_up", f"{path}.points", sum=points, points=stated)


def _rule(data: Mapping[str, Any], rule: Any, path: str, known_measures: Collection[str] | None) -> Iterator[Issue]:
    if not isinstance(rule, Mapping):
        yield issue("not_an_object", path)
        return
    own = {name: value for name, value in rule.items() if name not in ("params", "measure", "measures", "note")}
    yield from faults_of(RULE, own, path)
    yield from _fits(number(rule.get("points")), data.get("places"), f"{path}.points")
    if rule.get("missing") == "neutral" and number(rule.get("neutral_share")) is None:
        yield issue("neutral_share_missing", f"{path}.neutral_share")
    gates = [gate.get("code") for gate in data.get("gates") or () if isinstance(gate, Mapping)]
    if rule.get("gate") is not None and rule["gate"] not in gates:
        yield issue("gate_unknown", f"{path}.gate", value=rule["gate"])
    formula = FORMULAS.get(str(rule.get("formula")))
    if formula is None:
        yield issue("formula_unknown", f"{path}.formula", value=rule.get("formula"))
        return
    points = number(rule.get("points")) or ZERO
    if formula.has_points != (points > 0):
        code = "rule_without_points" if formula.has_points else "ledger_with_points"
        yield issue(code, f"{path}.points", points=points, formula=formula.code)
    params = rule.get("params") or {}
    faults = list(faults_of(formula.fields, params, f"{path}.params"))
    yield from faults
    if not faults:
        yield from formula.check({**rule, "params": params}, path)
        for name in ("least", "most", "floor"):
            if name in formula.fields and formula.code != "rank_steps":
                yield from _fits(number(params.get(name)), data.get("places"), f"{path}.params.{name}")
    yield from _measures(rule, path, known_measures)


def _measures(rule: Mapping[str, Any], path: str, known_measures: Collection[str] | None) -> Iterator[Issue]:
    formula = FORMULAS[rule["formula"]]
    measures = measures_of(rule)
    for role in formula.required:
        if role not in measures:
            yield issue("measure_missing", f"{path}.measures", role=role, formula=formula.code)
    for role in sorted(set(stated_measures(rule)) - {*formula.required, *formula.optional}):
        yield issue("role_unknown", f"{path}.measures", role=role, formula=formula.code)
    for measure in sorted({str(measure) for measure in measures.values()}):
        if not is_code(measure) or (known_measures is not None and measure not in known_measures):
            yield issue("measure_unknown", f"{path}.measures", measure=measure)


def stated_measures(rule: Mapping[str, Any]) -> dict[str, Any]:
    """Roles and measures as stated: `measures`, or `measure` for the role "value"."""
    stated = dict(rule["measures"]) if isinstance(rule.get("measures"), Mapping) else {}
    if rule.get("measure") is not None:
        stated["value"] = rule["measure"]
    return stated


def measures_of(rule: Mapping[str, Any]) -> dict[str, Any]:
    """Those stated, and those of deductions, which are roles by their own name."""
    params = rule.get("params")
    deductions = params.get("deductions") if isinstance(params, Mapping) else None
    entries = deductions if isinstance(deductions, list) else []
    own = [one.get("measure") for one in entries if isinstance(one, Mapping) and one.get("measure") is not None]
    return {**stated_measures(rule), **{str(measure): measure for measure in own}}


def _gates(data: Mapping[str, Any], known_measures: Collection[str] | None) -> Iterator[Issue]:
    gates = data.get("gates")
    if gates is None:
        return
    faults = list(GATES.faults(gates, "gates"))
    yield from faults
    if faults:
        return
    yield from _twice([gate["code"] for gate in gates], "gates")
    for i, gate in enumerate(gates):
        for need in gate["requires"]:
            if known_measures is not None and need["measure"] not in known_measures:
                yield issue("measure_unknown", f"gates[{i}].requires", measure=need["measure"])


def _rank_requires(data: Mapping[str, Any]) -> Iterator[Issue]:
    known = {rule.get("id") for rule in _rules(data)}
    for i, name in enumerate(data.get("rank_requires") or ()):
        if name not in known:
            yield issue("rule_unknown", f"rank_requires[{i}]", value=name)


def _awards(data: Mapping[str, Any]) -> Iterator[Issue]:
    qualifier: Mapping[str, Field] = {
        "code": Word(is_required=True),
        "name": Words(),
        "rules": _RuleIds(),
        "at_least": Number(is_required=True),
    }
    fields: Mapping[str, Field] = {
        "grades": GRADES,
        "qualifiers": Entries(qualifier, is_required=False),
        "lost_at": Number("2", is_positive=True),
    }
    awards = data["awards"]
    faults = list(faults_of(fields, awards, "awards"))
    yield from faults
    if faults:
        return
    bounds = [number(grade["at_least"]) or ZERO for grade in awards["grades"]]
    for i, (before, bound) in enumerate(pairwise(bounds), start=1):
        if bound >= before:
            yield issue("grades_not_descending", f"awards.grades[{i}]", before=before, value=bound)
    known = {rule.get("id") for rule in _rules(data)}
    for i, one in enumerate(awards.get("qualifiers") or ()):
        for name in sorted(set(one["rules"]) - known):
            yield issue("rule_unknown", f"awards.qualifiers[{i}].rules", value=name)


class _RuleIds:
    is_required = True

    def faults(self, value: Any, path: str) -> Iterator[Issue]:
        if not isinstance(value, list) or not value or not all(isinstance(one, str) for one in value):
            yield issue("list_empty", path)

    def read(self, value: Any) -> Any:
        return tuple(value)


def read_date(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)) if value is not None else None
    except ValueError:
        return None
