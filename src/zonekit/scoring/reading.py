"""Reading rulebooks from data; refused with every fault at once."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from zonekit.scoring.canonical import digest
from zonekit.scoring.checks import measures_of, read_date, rulebook_issues
from zonekit.scoring.errors import RulebookError
from zonekit.scoring.fields import issue, read_all
from zonekit.scoring.formulas import FORMULAS
from zonekit.scoring.model import Awards, Gate, Grade, Group, Qualifier, Requirement, Rule, Rulebook
from zonekit.scoring.numbers import ONE, ZERO, number
from zonekit.scoring.texts import Text
from zonekit.values.issues import Issue


def parse(data: Any, known_measures: Collection[str] | None = None) -> Rulebook:
    """One rulebook. RulebookError lists every fault; measures outside the known ones are faults."""
    issues = list(rulebook_issues(data, known_measures))
    if issues:
        raise RulebookError(issues)
    return Rulebook(
        code=data["code"],
        version=data.get("version", 1),
        name=_text(data["name"]),
        publisher=Text.read(data.get("publisher")),
        document_no=data.get("document_no"),
        published_on=read_date(data.get("published_on")),
        address=data.get("address"),
        confidence=data["confidence"],
        to_be_confirmed=bool(data.get("to_be_confirmed")),
        note=Text.read(data.get("note")),
        valid_from=read_date(data.get("valid_from")),
        valid_to=read_date(data.get("valid_to")),
        periods=tuple(data["periods"]),
        places=data["places"],
        total=number(data["total"]) or ZERO,
        least=number(data.get("least")),
        most=number(data.get("most")),
        groups=tuple(_group(group) for group in data["groups"]),
        gates=tuple(_gate(gate) for gate in data.get("gates") or ()),
        awards=_awards(data["awards"]) if data.get("awards") else None,
        rank_requires=tuple(data.get("rank_requires") or ()),
        digest=digest(data),
        data=data,
    )


def version_issues(entries: Sequence[Mapping[str, Any]]) -> Iterator[Issue]:
    """Versions of one code that are in force on the same day, or that share a number."""
    for i, one in enumerate(entries):
        for k in range(i):
            other = entries[k]
            if one.get("code") != other.get("code"):
                continue
            if one.get("version", 1) == other.get("version", 1):
                yield issue("version_twice", f"[{i}]", id=one.get("code"), version=one.get("version", 1))
            first = max(_from(one), _from(other))
            last = min(_to(one), _to(other))
            if first <= last:
                yield issue(
                    "validity_overlaps", f"[{i}].valid_from", id=one.get("code"), other=k, first=first, last=last
                )


def parse_all(data: Any, known_measures: Collection[str] | None = None) -> tuple[Rulebook, ...]:
    """All rulebooks of {"rulebooks": [...]}, versions of one code apart in time. Paths begin with the position."""
    entries = data.get("rulebooks") if isinstance(data, Mapping) else None
    if not isinstance(entries, list) or not entries:
        raise RulebookError([issue("list_empty", "rulebooks")])
    issues = []
    for i, entry in enumerate(entries):
        for fault in rulebook_issues(entry, known_measures):
            path = f"rulebooks[{i}].{fault.params['path']}"
            issues.append(Issue(fault.code, params={**fault.params, "path": path}))
    issues += version_issues([entry for entry in entries if isinstance(entry, Mapping)])
    if issues:
        raise RulebookError(issues)
    return tuple(parse(entry, known_measures) for entry in entries)


@cache
def load_rulebooks() -> tuple[Rulebook, ...]:
    """The rulebooks that come with the product; each says how sure it is."""
    text = files("zonekit.scoring").joinpath("data/rulebooks.json").read_text(encoding="utf-8")
    return parse_all(json.loads(text))


def shipped(code: str) -> Rulebook:
    """The shipped rulebook of a code.

    >>> shipped("process_table").total
    Decimal('100')
    """
    return next(rulebook for rulebook in load_rulebooks() if rulebook.code == code)


def _from(entry: Mapping[str, Any]) -> date:
    return read_date(entry.get("valid_from")) or date.min


def _to(entry: Mapping[str, Any]) -> date:
    return read_date(entry.get("valid_to")) or date.max


def _text(value: Any) -> Text:
    return Text(value["zh"], value["en"])


def _group(group: Mapping[str, Any]) -> Group:
    return Group(
        code=group["code"],
        name=_text(group["name"]),
        points=number(group["points"]) or ZERO,
        least=number(group.get("least")),
        most=number(group.get("most")),
        rules=tuple(_rule(rule, group["code"]) for rule in group["rules"]),
    )


def _rule(rule: Mapping[str, Any], group: str) -> Rule:
    formula = FORMULAS[rule["formula"]]
    share = number(rule.get("neutral_share"))
    return Rule(
        id=rule["id"],
        group=group,
        name=_text(rule["name"]),
        formula=formula.code,
        points=number(rule.get("points")) or ZERO,
        measures=measures_of(rule),
        params=read_all(formula.fields, rule.get("params") or {}),
        missing=rule.get("missing") or "zero",
        neutral_share=ONE if share is None else share,
        gate=rule.get("gate"),
        to_be_confirmed=bool(rule.get("to_be_confirmed")),
        note=Text.read(rule.get("note")),
    )


def _gate(gate: Mapping[str, Any]) -> Gate:
    needs = tuple(Requirement(need["measure"], number(need["at_least"]) or ZERO) for need in gate["requires"])
    return Gate(gate["code"], _text(gate["name"]), needs)


def _awards(awards: Mapping[str, Any]) -> Awards:
    return Awards(
        grades=tuple(
            Grade(one["code"], _text(one["name"]), number(one["at_least"]) or ZERO) for one in awards["grades"]
        ),
        qualifiers=tuple(
            Qualifier(one["code"], _text(one["name"]), tuple(one["rules"]), number(one["at_least"]) or ZERO)
            for one in awards.get("qualifiers") or ()
        ),
        lost_at=int(number(awards.get("lost_at")) or 2),
    )
