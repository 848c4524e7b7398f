"""Reading rules of the rhythm from data, with every fault of the data named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from zonekit.rhythm.rules import Every, OccasionRule, RhythmRuleError, RhythmRules, Shift
from zonekit.values.issues import Issue, Param
from zonekit.values.texts import Text

CONFIDENCES = ("official", "media", "reprint", "product", "zone")
LONGEST_AFTER = 12
PARTS = {Every.QUARTER: 4, Every.HALF_YEAR: 2}


def read_rhythm_rules(data: Mapping[str, Any]) -> tuple[RhythmRules, ...]:
    issues = list(faults_of(data))
    if issues:
        raise RhythmRuleError(issues)
    return tuple(_rules(entry) for entry in data["sets"])


def faults_of(data: Mapping[str, Any]) -> Iterator[Issue]:
    """Every fault of sets in data form."""
    entries = data.get("sets")
    if not isinstance(entries, list) or not entries:
        yield Issue("rhythm_sets_missing")
        return
    yield from _twice(entries, "rhythm_set_code_twice", "set")
    for position, entry in enumerate(entries, start=1):
        code = _code(entry)
        if code is None:
            yield Issue("rhythm_set_without_code", params={"position": position})
        else:
            yield from _set_faults(entry, code)
    yield from _default_faults(entries)


def _set_faults(entry: Mapping[str, Any], code: str) -> Iterator[Issue]:
    place: dict[str, Param] = {"set": code}
    if not _is_text(entry.get("name")):
        yield Issue("rhythm_set_without_name", params=place)
    for name in ("valid_from", "valid_to"):
        if entry.get(name) is not None and _date(entry[name]) is None:
            yield Issue("rhythm_set_date_unreadable", params={**place, "field": name, "value": str(entry[name])})
    first, last = _date(entry.get("valid_from")), _date(entry.get("valid_to"))
    if first and last and first > last:
        params = {**place, "valid_from": first.isoformat(), "valid_to": last.isoformat()}
        yield Issue("rhythm_set_period_reversed", params=params)
    rules = entry.get("occasions")
    if not isinstance(rules, list) or not rules:
        yield Issue("rhythm_set_without_occasions", params=place)
        return
    yield from _twice(rules, "occasion_code_twice", "occasion", place)
    for position, rule in enumerate(rules, start=1):
        occasion = _code(rule)
        if occasion is None:
            yield Issue("occasion_without_code", params={**place, "position": position})
        else:
            yield from _rule_faults(rule, {**place, "occasion": occasion})


def _rule_faults(rule: Mapping[str, Any], place: dict[str, Param]) -> Iterator[Issue]:
    if not _is_text(rule.get("name")):
        yield Issue("occasion_without_name", params=place)
    if not _is_text(rule.get("source")):
        yield Issue("occasion_without_source", params=place)
    if rule.get("confidence") not in CONFIDENCES:
        yield Issue("occasion_confidence_unknown", params={**place, "value": str(rule.get("confidence"))})
    if rule.get("shift") not in set(Shift):
        yield Issue("occasion_shift_unknown", params={**place, "value": str(rule.get("shift"))})
    if rule.get("every") not in set(Every):
        yield Issue("occasion_cycle_unknown", params={**place, "value": str(rule.get("every"))})
        return
    every = Every(rule["every"])
    if rule.get("is_given"):
        return
    yield from _day_faults(rule, every, place)
    yield from _only_faults(rule.get("only", []), every, place)


def _day_faults(rule: Mapping[str, Any], every: Every, place: dict[str, Param]) -> Iterator[Issue]:
    if every == Every.WEEK:
        if not _is_within(rule.get("weekday"), 1, 7):
            yield Issue("occasion_weekday_out_of_range", params={**place, "value": str(rule.get("weekday"))})
        return
    if rule.get("shift") == Shift.IN_WEEK:
        yield Issue("occasion_shift_only_weekly", params=place)
    if not _is_within(rule.get("day"), 1, 31):
        yield Issue("occasion_day_out_of_range", params={**place, "value": str(rule.get("day"))})
    if not _is_within(rule.get("months_after", 0), 0, LONGEST_AFTER):
        yield Issue("occasion_months_out_of_range", params={**place, "value": str(rule.get("months_after"))})


def _only_faults(only: object, every: Every, place: dict[str, Param]) -> Iterator[Issue]:
    most = PARTS.get(every, 0)
    if not isinstance(only, list) or any(not _is_within(part, 1, most) for part in only):
        yield Issue("occasion_part_unknown", params={**place, "value": str(only)})


def _default_faults(entries: list[Any]) -> Iterator[Issue]:
    """On every day one set at most is the default."""
    defaults = [entry for entry in entries if _code(entry) and entry.get("is_default")]
    for place, one in enumerate(defaults):
        for other in defaults[place + 1 :]:
            if _overlap(one, other):
                yield Issue("rhythm_defaults_overlap", params={"set": str(one["code"]), "other": str(other["code"])})


def _overlap(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    starts = [_date(entry.get("valid_from")) or date.min for entry in (one, other)]
    ends = [_date(entry.get("valid_to")) or date.max for entry in (one, other)]
    return max(starts) <= min(ends)


def _twice(
    entries: list[Any], fault: str, name: str, place: Mapping[str, Param] | None = None
) -> Iterator[Issue]:  # fmt: skip
    codes = [code for entry in entries if (code := _code(entry))]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield Issue(fault, params={**(place or {}), name: code})


def _rules(entry: Mapping[str, Any]) -> RhythmRules:
    return RhythmRules(
        code=entry["code"],
        name=_required(entry["name"]),
        note=_text(entry.get("note")),
        valid_from=_date(entry.get("valid_from")),
        valid_to=_date(entry.get("valid_to")),
        is_default=bool(entry.get("is_default")),
        occasions=tuple(_rule(rule) for rule in entry["occasions"]),
    )


def _rule(rule: Mapping[str, Any]) -> OccasionRule:
    return OccasionRule(
        code=rule["code"],
        name=_required(rule["name"]),
        every=Every(rule["every"]),
        shift=Shift(rule["shift"]),
        weekday=rule.get("weekday"),
        months_after=rule.get("months_after", 0),
        day=rule.get("day"),
        only=frozenset(rule.get("only", [])),
        is_given=bool(rule.get("is_given")),
        source=_required(rule["source"]),
        address=rule.get("address"),
        confidence=rule["confidence"],
        to_be_confirmed=bool(rule.get("to_be_confirmed")),
        note=_text(rule.get("note")),
    )


def _code(entry: Any) -> str | None:
    code = entry.get("code") if isinstance(entry, Mapping) else None
    return code if isinstance(code, str) and code else None


def _is_text(value: Any) -> bool:
    return isinstance(value, Mapping) and all(isinstance(value.get(name), str) and value[name] for name in ("zh", "en"))


def _required(value: Mapping[str, str]) -> Text:
    return Text(value["zh"], value["en"])


def _text(value: Any) -> Text | None:
    return _required(value) if _is_text(value) else None


def _is_within(value: Any, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _date(value: Any) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
