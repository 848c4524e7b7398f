"""Reading sets of ladder rules from data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from zonekit.supervision.faults import LadderRuleError
from zonekit.supervision.rule_checks import ladder_issues
from zonekit.supervision.rules import (
    ClockRule,
    EntryRule,
    LadderRules,
    LightRule,
    LimitRule,
    LookRule,
    RungRule,
    Source,
)
from zonekit.supervision.words import Basis, Consequence, Rung
from zonekit.values.texts import Text

Entry = Mapping[str, Any]
Sources = Mapping[str, Source]


def read_ladder_rules(data: Mapping[str, Any]) -> tuple[LadderRules, ...]:
    """All sets of the data. LadderRuleError lists every fault."""
    issues = list(ladder_issues(data))
    if issues:
        raise LadderRuleError(issues)
    return tuple(_rules(entry) for entry in data["sets"])


def _rules(entry: Entry) -> LadderRules:
    sources = {source["code"]: _source(source) for source in entry["sources"]}
    limits = [_limit(limit, sources) for limit in entry["limits"]]
    return LadderRules(
        code=entry["code"],
        name=_text(entry["name"]),
        source=sources[entry["source"]],
        valid_from=_date(entry.get("valid_from")),
        valid_to=_date(entry.get("valid_to")),
        is_default=bool(entry.get("is_default")),
        sources=tuple(sources.values()),
        limits={limit.basis: limit for limit in limits},
        rungs=tuple(_rung(rung, sources) for rung in entry["rungs"]),
        entries=tuple(_entry(rule, sources) for rule in entry.get("entries", ())),
        clock=_clock(entry["clock"], sources),
        look=LookRule(entry["look"]["code"], entry["look"]["day_of_next_month"], *_whence(entry["look"], sources)),
        escalations=tuple(_light(rule, sources) for rule in entry["escalations"]),
    )


def _source(entry: Entry) -> Source:
    return Source(
        code=entry["code"],
        name=_text(entry["name"]),
        publisher=_maybe_text(entry.get("publisher")),
        year=entry.get("year"),
        document=entry.get("document"),
        address=entry.get("address"),
        confidence=entry["confidence"],
        to_be_confirmed=bool(entry.get("to_be_confirmed")),
        note=_maybe_text(entry.get("note")),
    )


def _limit(entry: Entry, sources: Sources) -> LimitRule:
    return LimitRule(Basis(entry["basis"]), entry["days"], *_whence(entry, sources))


def _rung(entry: Entry, sources: Sources) -> RungRule:
    return RungRule(Rung.named(entry["rung"]), entry["days"], *_whence(entry, sources))


def _entry(entry: Entry, sources: Sources) -> EntryRule:
    return EntryRule(entry["code"], entry["when"], Rung.named(entry["rung"]), *_whence(entry, sources))


def _clock(entry: Entry, sources: Sources) -> ClockRule:
    top = Consequence(entry["top_consequence"])
    whence = _whence(entry, sources)
    return ClockRule(entry["code"], entry["raise_after"], entry["return_days"], entry["top_code"], top, *whence)


def _light(entry: Entry, sources: Sources) -> LightRule:
    consequence = entry.get("consequence")
    source, note = _whence(entry, sources)
    return LightRule(
        code=entry["code"],
        measure=entry["measure"],
        at_least=entry["at_least"],
        at_most=entry.get("at_most"),
        basis=Basis(entry["basis"]),
        rung=Rung.named(entry["rung"]),
        consequence=Consequence(consequence) if consequence else None,
        repeats_every=entry.get("repeats_every"),
        source=source,
        name=_text(entry["name"]),
        note=note,
    )


def _whence(entry: Entry, sources: Sources) -> tuple[Source, Text | None]:
    return sources[entry["source"]], _maybe_text(entry.get("note"))


def _text(value: Mapping[str, str]) -> Text:
    return Text(value["zh"], value["en"])


def _maybe_text(value: Mapping[str, str] | None) -> Text | None:
    return _text(value) if value else None


def _date(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
