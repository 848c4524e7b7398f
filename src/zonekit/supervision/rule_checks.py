"""Every fault of ladder rules in data form, found at once."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from zonekit.supervision.rules import MEASURES
from zonekit.supervision.words import Basis, Consequence, Rung
from zonekit.values.issues import Issue, Param

CONFIDENCES = ("official", "media", "reprint", "product", "zone")
FLAGS = ("urgent", "major")
PARTS = ("limits", "rungs", "entries", "escalations")
RUNGS = tuple(rung.word for rung in Rung)
LATEST_LOOK = 28  # of the shortest month
Entry = Mapping[str, Any]
Place = dict[str, Param]


def ladder_issues(data: Entry) -> Iterator[Issue]:
    """Every fault of every set."""
    sets = data.get("sets")
    if not isinstance(sets, list) or not sets:
        yield Issue("ladder_sets_missing")
        return
    named = [entry for entry in sets if _code(entry)]
    for position, entry in enumerate(sets, 1):
        if _code(entry):
            yield from _set_issues(entry)
        else:
            yield Issue("ladder_set_without_code", params={"position": position})
    yield from _period_issues(named)
    defaults = list(dict.fromkeys(entry["code"] for entry in named if entry.get("is_default")))
    if len(defaults) > 1:
        yield Issue("ladder_default_twice", params={"sets": ", ".join(defaults)})


def _set_issues(entry: Entry) -> Iterator[Issue]:
    place: Place = {"set": entry["code"]}
    if not _is_text(entry.get("name")):
        yield Issue("ladder_set_without_name", params=place)
    for name in ("valid_from", "valid_to"):
        if entry.get(name) is not None and _date(entry[name]) is None:
            yield Issue("ladder_date_unreadable", params={**place, "field": name, "value": str(entry[name])})
    first, last = _date(entry.get("valid_from")), _date(entry.get("valid_to"))
    if first and last and first > last:
        days: Place = {"valid_from": first.isoformat(), "valid_to": last.isoformat()}
        yield Issue("ladder_period_reversed", params={**place, **days})
    for part in ("sources", *PARTS):
        if not isinstance(entry.get(part), list):
            yield Issue("ladder_part_missing", params={**place, "part": part})
    yield from _source_issues(entry, place)
    yield from _limit_issues(_entries(entry, "limits"), place)
    yield from _rung_issues(_entries(entry, "rungs"), place)
    for position, rule in enumerate(_entries(entry, "entries"), 1):
        if not _code(rule):
            yield Issue("entry_rule_without_code", params={**place, "position": position})
        yield from _word_issues(rule, place, "when", FLAGS, "entry_flag_unknown")
        yield from _word_issues(rule, place, "rung", RUNGS, "rung_unknown")
    yield from _clock_issues(entry.get("clock"), entry.get("look"), place)
    yield from _escalation_issues(_entries(entry, "escalations"), place)


def _source_issues(entry: Entry, place: Place) -> Iterator[Issue]:
    """Each source is named and says how sure it is, and each rule names one of them."""
    known = []
    for position, source in enumerate(_entries(entry, "sources"), 1):
        if not _code(source):
            yield Issue("source_without_code", params={**place, "position": position})
            continue
        known.append(source["code"])
        at: Place = {**place, "source": source["code"]}
        if not _is_text(source.get("name")):
            yield Issue("source_without_name", params=at)
        if source.get("confidence") not in CONFIDENCES:
            yield Issue("source_confidence_unknown", params={**at, "value": str(source.get("confidence"))})
        for name in ("publisher", "note"):
            if source.get(name) is not None and not _is_text(source[name]):
                yield Issue("text_not_in_both_languages", params={**at, "field": name})
    rules: list[tuple[str, Entry]] = [("set", entry)]
    rules += [(part, rule) for part in PARTS for rule in _entries(entry, part)]
    rules += [(part, entry[part]) for part in ("clock", "look") if isinstance(entry.get(part), Mapping)]
    for part, rule in rules:
        if rule.get("note") is not None and not _is_text(rule["note"]):
            yield Issue("text_not_in_both_languages", params={**_at(rule, place), "field": "note"})
        if rule.get("source") not in known:
            yield Issue(
                "rule_source_unknown", params={**_at(rule, place), "part": part, "value": str(rule.get("source"))}
            )


def _limit_issues(limits: Iterable[Entry], place: Place) -> Iterator[Issue]:
    seen: list[str] = []
    for limit in limits:
        basis = str(limit.get("basis"))
        at: Place = {**place, "basis": basis}
        if basis not in list(Basis):
            yield Issue("basis_unknown", params=at)
        elif basis in seen:
            yield Issue("limit_twice", params=at)
        seen.append(basis)
        if not _is_count(limit.get("days")):
            yield Issue("limit_not_positive", params={**at, "value": str(limit.get("days"))})
        if limit.get("unit", "working_days") != "working_days":
            yield Issue("limit_unit_unknown", params={**at, "value": str(limit.get("unit"))})
    for basis in Basis:
        if basis.value not in seen:
            yield Issue("basis_without_limit", params={**place, "basis": basis.value})


def _rung_issues(rungs: Iterable[Entry], place: Place) -> Iterator[Issue]:
    words = []
    for rung in rungs:
        word = str(rung.get("rung"))
        words.append(word)
        if word not in RUNGS:
            yield Issue("rung_unknown", params={**place, "value": word})
        if rung.get("days") is not None and not _is_count(rung["days"]):
            yield Issue("limit_not_positive", params={**place, "rung": word, "value": str(rung["days"])})
    for word in RUNGS:
        if words.count(word) != 1:
            code = "rung_twice" if word in words else "rung_missing"
            yield Issue(code, params={**place, "rung": word})
    known = [word for word in dict.fromkeys(words) if word in RUNGS]
    if known != sorted(known, key=RUNGS.index):
        yield Issue("rungs_out_of_order", params={**place, "value": ", ".join(known)})


def _clock_issues(clock: Any, look: Any, place: Place) -> Iterator[Issue]:
    if not _code(clock) or not _word(clock, "top_code"):
        yield Issue("clock_rule_missing", params=place)
    else:
        for name in ("raise_after", "return_days"):
            if not _is_count(clock.get(name)):
                value: Place = {"field": name, "value": str(clock.get(name))}
                yield Issue("limit_not_positive", params={**_at(clock, place), **value})
        yield from _word_issues(clock, place, "top_consequence", list(Consequence), "consequence_unknown")
    if not _code(look):
        yield Issue("look_rule_missing", params=place)
    elif not _is_count(look.get("day_of_next_month")) or look["day_of_next_month"] > LATEST_LOOK:
        days: Place = {"value": str(look.get("day_of_next_month")), "latest": LATEST_LOOK}
        yield Issue("look_day_out_of_range", params={**_at(look, place), **days})


def _escalation_issues(rules: list[Entry], place: Place) -> Iterator[Issue]:
    codes = [_code(rule) for rule in rules]
    by_measure: dict[str, list[Entry]] = {}
    for position, (code, rule) in enumerate(zip(codes, rules, strict=True), 1):
        if not code:
            yield Issue("escalation_without_code", params={**place, "position": position})
            continue
        if codes.index(code) != position - 1:
            yield Issue("escalation_code_twice", params={**place, "rule": code})
        faults = list(_escalation_faults(rule, place))
        yield from faults
        if not faults:
            by_measure.setdefault(rule["measure"], []).append(rule)
    for measure, of_measure in by_measure.items():
        yield from _band_issues(measure, of_measure, place)


def _escalation_faults(rule: Entry, place: Place) -> Iterator[Issue]:
    at = _at(rule, place)
    if not _is_text(rule.get("name")):
        yield Issue("escalation_without_name", params=at)
    yield from _word_issues(rule, place, "measure", list(MEASURES), "measure_unknown")
    yield from _word_issues(rule, place, "basis", list(Basis), "basis_unknown")
    yield from _word_issues(rule, place, "rung", RUNGS, "rung_unknown")
    if rule.get("consequence") is not None:
        yield from _word_issues(rule, place, "consequence", list(Consequence), "consequence_unknown")
    least, most, again = rule.get("at_least"), rule.get("at_most"), rule.get("repeats_every")
    if not _is_count(least):
        yield Issue("bound_not_positive", params={**at, "field": "at_least", "value": str(least)})
    elif most is not None and (not _is_count(most) or most < least):
        yield Issue("bounds_reversed", params={**at, "at_least": str(least), "at_most": str(most)})
    if again is not None and not _is_count(again):
        yield Issue("bound_not_positive", params={**at, "field": "repeats_every", "value": str(again)})


def _band_issues(measure: str, rules: list[Entry], place: Place) -> Iterator[Issue]:
    """Rules on one measure together hold every value once, from the lowest named one up."""
    ordered = sorted(rules, key=lambda rule: (rule["at_least"], _most(rule)))
    widest = ordered[0]
    for rule in ordered[1:]:
        at: Place = {**place, "measure": measure, "rule": widest["code"], "next": rule["code"]}
        if _most(widest) >= rule["at_least"]:
            yield Issue("escalations_overlap", params={**at, "at": rule["at_least"]})
        elif _most(widest) + 1 < rule["at_least"]:
            yield Issue("escalations_gap", params={**at, "from": widest["at_most"] + 1, "to": rule["at_least"] - 1})
        widest = max(widest, rule, key=_most)
    if widest.get("at_most") is not None and MEASURES[measure] == "run":
        at = {**place, "measure": measure, "rule": widest["code"]}
        yield Issue("escalations_gap", params={**at, "from": widest["at_most"] + 1})


def _most(rule: Entry) -> float:
    most = rule.get("at_most")
    return math.inf if most is None else most


def _period_issues(sets: list[Entry]) -> Iterator[Issue]:
    """The sets of one code follow one another without a gap or an overlap."""
    for code in dict.fromkeys(entry["code"] for entry in sets):
        periods = [
            (_date(entry.get("valid_from")) or date.min, _date(entry.get("valid_to")) or date.max)
            for entry in sets
            if entry["code"] == code
        ]
        for (_, last), (first, _) in pairwise(sorted(periods)):
            days: Place = {"set": code, "valid_to": last.isoformat(), "valid_from": first.isoformat()}
            if first <= last:
                yield Issue("ladder_periods_overlap", params=days)
            elif first > last + timedelta(days=1):
                yield Issue("ladder_periods_gap", params=days)


def _word_issues(rule: Entry, place: Place, name: str, known: Iterable[str], code: str) -> Iterator[Issue]:
    value = rule.get(name)
    if not isinstance(value, str) or value not in list(known):
        yield Issue(code, params={**_at(rule, place), "field": name, "value": str(value)})


def _entries(entry: Entry, name: str) -> list[Entry]:
    """The rules of a part; what is no rule counts as an empty one, so that its faults are named."""
    found = entry.get(name)
    return [one if isinstance(one, Mapping) else {} for one in found] if isinstance(found, list) else []


def _at(rule: Entry, place: Place) -> Place:
    code = _code(rule)
    return {**place, "rule": code} if code and code != place.get("set") else dict(place)


def _code(entry: Any) -> str | None:
    return _word(entry, "code")


def _word(entry: Any, name: str) -> str | None:
    value = entry.get(name) if isinstance(entry, Mapping) else None
    return value if isinstance(value, str) and value else None


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _is_text(value: object) -> bool:
    return isinstance(value, Mapping) and _word(value, "zh") is not None and _word(value, "en") is not None


def _date(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)) if value is not None else None
    except ValueError:
        return None
