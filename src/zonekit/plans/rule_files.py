"""Reading rule sets from data, with every fault of the data named."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from zonekit.plans.errors import RuleError
from zonekit.plans.lights import Band, Banding, gaps_and_overlaps
from zonekit.plans.rules import LightRule, ParentRule, ReportingRule, RuleSet, Text
from zonekit.plans.words import Light
from zonekit.values.issues import Issue, Param

# Which measures the engine can compute for a light it applies; lights outside this list are kept as data only.
APPLICABLE = {"progress": ("gap_points", "ratio"), "start": ("months_late",), "milestones": ("days_late",)}
MEASURES = ("gap_points", "ratio", "months_late", "days_late", "consecutive_months_missed", "share_of_requirement")
COLOURS = ("green", "yellow", "red")
CONFIDENCES = ("official", "media", "reprint", "product", "zone")
LONGEST_REPORT_DAYS = 28  # of the shortest month: with more, the reports of two months could be open at once


def read_rule_sets(data: Mapping[str, Any]) -> tuple[RuleSet, ...]:
    """All sets of the data, selectable or not. RuleError lists every fault."""
    issues = list(rule_set_issues(data))
    if issues:
        raise RuleError(issues)
    by_code = {entry["code"]: entry for entry in data["rule_sets"]}
    return tuple(_rule_set(entry, by_code) for entry in data["rule_sets"])


def rule_set_issues(data: Mapping[str, Any]) -> Iterator[Issue]:
    """Every fault of rule sets in data form: gaps, overlaps, unknown words, missing or reversed dates."""
    entries = data.get("rule_sets")
    if not isinstance(entries, list) or not entries:
        yield Issue("rule_sets_missing")
        return
    codes = [_code(entry) for entry in entries]
    by_code = {code: entry for code, entry in zip(codes, entries, strict=True) if code}
    for position, (code, entry) in enumerate(zip(codes, entries, strict=True)):
        if code is None:
            yield Issue("rule_set_without_code", params={"position": position + 1})
            continue
        if codes.index(code) != position:
            yield Issue("rule_set_code_twice", params={"rule_set": code})
        yield from _set_issues(entry, code, by_code)
        yield from _lights_issues(entry.get("lights"), code)


def _set_issues(entry: Mapping[str, Any], code: str, by_code: Mapping[str, Any]) -> Iterator[Issue]:
    if not _is_text(entry.get("name")):
        yield Issue("rule_set_without_name", params={"rule_set": code})
    if entry.get("confidence") not in CONFIDENCES:
        yield Issue("rule_set_confidence_unknown", params={"rule_set": code, "value": str(entry.get("confidence"))})
    for name in ("published_on", "valid_from", "valid_to"):
        if entry.get(name) is not None and _date(entry[name]) is None:
            yield Issue("rule_set_date_unreadable", params={"rule_set": code, "field": name, "value": str(entry[name])})
    first, last = _date(entry.get("valid_from")), _date(entry.get("valid_to"))
    if first and last and first > last:
        params = {"rule_set": code, "valid_from": first.isoformat(), "valid_to": last.isoformat()}
        yield Issue("rule_set_period_reversed", params=params)
    base = entry.get("completed_by")
    if base is not None and base not in by_code:
        yield Issue("rule_set_completed_by_unknown", params={"rule_set": code, "completed_by": str(base)})
    lender = by_code.get(str(base), {})
    yield from _parent_issues(entry.get("parent") or lender.get("parent"), code)
    yield from _reporting_issues(entry.get("reporting") or lender.get("reporting"), code)


def _lights_issues(rules: object, code: str) -> Iterator[Issue]:
    if not isinstance(rules, list):
        yield Issue("rule_set_without_lights", params={"rule_set": code})
        return
    for position, rule in enumerate(rules):
        if _code(rule) is None:
            yield Issue("light_rule_without_code", params={"rule_set": code, "position": position + 1})
        else:
            yield from _light_issues(rule, code)
    names = [str(rule.get("light")) for rule in rules if _code(rule) and rule.get("applies")]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Issue("light_ruled_twice", params={"rule_set": code, "light": name})


def _parent_issues(parent: Mapping[str, Any] | None, code: str) -> Iterator[Issue]:
    if not parent:
        yield Issue("rule_set_without_parent_rule", params={"rule_set": code})
        return
    for name in ("red_share", "warning_share"):
        share = _fraction(parent.get(name))
        if share is None or not 0 < share <= 1:
            yield Issue(
                "parent_share_out_of_range", params={"rule_set": code, "field": name, "value": str(parent.get(name))}
            )


def _reporting_issues(rule: Any, code: str) -> Iterator[Issue]:
    if not rule:
        yield Issue("rule_set_without_reporting_rule", params={"rule_set": code})
    elif _code(rule) is None:
        yield Issue("reporting_rule_without_code", params={"rule_set": code})
    elif not _is_report_days(rule.get("report_days")):
        params: dict[str, Param] = {"rule_set": code, "rule": rule["code"], "value": str(rule.get("report_days"))}
        yield Issue("report_days_out_of_range", params={**params, "longest": LONGEST_REPORT_DAYS})


def _light_issues(rule: Mapping[str, Any], code: str) -> Iterator[Issue]:
    params: dict[str, Param] = {"rule_set": code, "rule": rule["code"], "light": str(rule.get("light"))}
    measure = rule.get("measure")
    allowed = APPLICABLE.get(str(rule.get("light"))) if rule.get("applies") else MEASURES
    if measure not in MEASURES:
        yield Issue("measure_unknown", params={**params, "measure": str(measure)})
    elif allowed is None:
        yield Issue("light_not_applicable", params=params)
    elif measure not in allowed:
        yield Issue("measure_not_of_this_light", params={**params, "measure": str(measure)})
    bands = rule.get("bands") or []
    faults = [issue for position, band in enumerate(bands) for issue in _band_issues(band, position, params)]
    yield from faults
    if not faults:
        for fault, bound in gaps_and_overlaps(tuple(_band(band) for band in bands)):
            yield Issue(fault, params=params if bound is None else {**params, "at": bound})


def _band_issues(band: Any, position: int, params: Mapping[str, Param]) -> Iterator[Issue]:
    if _code(band) is None:
        yield Issue("light_band_without_code", params={**params, "position": position + 1})
        return
    place = {**params, "band": band["code"]}
    if band.get("light") not in COLOURS:
        yield Issue("light_colour_unknown", params={**place, "value": str(band.get("light"))})
    for name in ("low", "high"):
        if not _is_bound(band.get(name)):
            yield Issue("light_bound_not_a_number", params={**place, "field": name, "value": str(band[name])})


def _rule_set(entry: Mapping[str, Any], by_code: Mapping[str, Any]) -> RuleSet:
    base = by_code.get(str(entry.get("completed_by")), {})
    own = [_light_rule(rule) for rule in entry["lights"]]
    stated = {rule.light for rule in own}
    lent = [rule for rule in map(_light_rule, base.get("lights", [])) if rule.light not in stated]
    return RuleSet(
        code=entry["code"],
        name=_required_text(entry["name"]),
        publisher=_text(entry.get("publisher")),
        year=entry.get("year"),
        published_on=_date(entry.get("published_on")),
        document_no=entry.get("document_no"),
        address=entry.get("address"),
        confidence=entry["confidence"],
        to_be_confirmed=bool(entry.get("to_be_confirmed")),
        note=_text(entry.get("note")),
        valid_from=_date(entry.get("valid_from")),
        valid_to=_date(entry.get("valid_to")),
        is_selectable=bool(entry.get("is_selectable", True)),
        is_default=bool(entry.get("is_default")),
        lights=(*own, *lent),
        parent=_parent_rule(entry.get("parent") or base["parent"]),
        reporting=_reporting_rule(entry.get("reporting") or base["reporting"]),
    )


def _light_rule(rule: Mapping[str, Any]) -> LightRule:
    return LightRule(
        code=rule["code"],
        light=rule["light"],
        banding=Banding(rule["measure"], tuple(_band(band) for band in rule["bands"])),
        applies=bool(rule["applies"]),
        to_be_confirmed=bool(rule.get("to_be_confirmed")),
        note=_text(rule.get("note")),
    )


def _parent_rule(rule: Mapping[str, Any]) -> ParentRule:
    return ParentRule(
        code=rule["code"],
        red_share=Fraction(rule["red_share"]),
        warning_share=Fraction(rule["warning_share"]),
        to_be_confirmed=bool(rule.get("to_be_confirmed")),
        note=_text(rule.get("note")),
    )


def _reporting_rule(rule: Mapping[str, Any]) -> ReportingRule:
    return ReportingRule(
        code=rule["code"],
        report_days=rule["report_days"],
        to_be_confirmed=bool(rule.get("to_be_confirmed")),
        note=_text(rule.get("note")),
    )


def _band(band: Mapping[str, Any]) -> Band:
    return Band(
        code=band["code"],
        light=Light.named(band["light"]),
        low=band.get("low"),
        high=band.get("high"),
        includes_low=bool(band.get("includes_low", True)),
        includes_high=bool(band.get("includes_high", True)),
        is_inferred=bool(band.get("is_inferred", False)),
    )


def _code(entry: Any) -> str | None:
    """The code of an entry, None where it is no entry or has none."""
    code = entry.get("code") if isinstance(entry, Mapping) else None
    return code if isinstance(code, str) and code else None


def _is_bound(value: object) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return value is None or (is_number and math.isfinite(value))  # type: ignore[arg-type]


def _is_report_days(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LONGEST_REPORT_DAYS


def _is_text(value: object) -> bool:
    return isinstance(value, Mapping) and bool(value.get("zh")) and bool(value.get("en"))


def _text(value: Any) -> Text | None:
    return Text(value["zh"], value["en"]) if _is_text(value) else None


def _required_text(value: Mapping[str, str]) -> Text:
    return Text(value["zh"], value["en"])


def _date(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)) if value is not None else None
    except ValueError:
        return None


def _fraction(value: object) -> Fraction | None:
    try:
        return Fraction(str(value))
    except (ValueError, ZeroDivisionError):
        return None
