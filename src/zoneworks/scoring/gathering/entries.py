"""What was entered by hand for the period: events of ledgers, and the marks leaders gave."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from zonekit.scoring import LedgerEvent, Mark, Rulebook
from zoneworks.scoring.gathering.words import Recorded
from zoneworks.scoring.hand import hand_rules, mark_rules
from zoneworks.scoring.models import Entry
from zoneworks.scoring.periods import Period
from zoneworks.units.models import Unit


@dataclass(frozen=True)
class Hand:
    events: tuple[LedgerEvent, ...]
    marks: tuple[Mark, ...]


def hand_of(zone: Unit, period: Period, book: Rulebook, units: Collection[str], recorded: Recorded) -> Hand:
    """Entries of rules the rulebook has, for units that are scored; of a leader's marks by a rule the last one."""
    rules, marking = set(hand_rules(book)), {rule.id for rule in mark_rules(book)}
    events: list[LedgerEvent] = []
    marks: dict[tuple[str, str, str], Mark] = {}
    known = Entry.objects.filter(zone=zone, period=period.code, on__lte=recorded.on, at__lte=recorded.at)
    found = list(known.select_related("unit").order_by("on", "at", "pk"))
    undone = {entry.undoes_id for entry in found if entry.undoes_id}
    for entry in found:
        unit, evidence = entry.unit.code, (f"entry:{entry.pk}",)
        if unit not in units:
            continue
        if entry.rule in rules:
            undoes = f"entry:{entry.undoes_id}" if entry.undoes_id else None
            amount = abs(entry.amount) if undoes else entry.amount
            events.append(LedgerEvent(f"entry:{entry.pk}", unit, entry.rule, amount, entry.on, evidence, undoes))
        elif entry.rule in marking and not entry.undoes_id and entry.pk not in undone:
            by = f"user:{entry.by_id or 0}"
            marks[unit, entry.rule, by] = Mark(unit, entry.rule, by, entry.amount, evidence)
    return Hand(tuple(events), tuple(marks[key] for key in sorted(marks)))
