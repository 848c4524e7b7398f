"""The form of a what-if, read from the address: a link shows the colleague the same try."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest
from django.utils.translation import gettext as _

from zonekit.scoring import Rule
from zoneworks.common.errors import Refused
from zoneworks.plans.forms import NUMBER
from zoneworks.scoring.gathering.measures import ITEMS
from zoneworks.scoring.pages.shown import Shown
from zoneworks.scoring.pages.stakes import points
from zoneworks.scoring.rulebooks import said
from zoneworks.scoring.trying import Changes

LONGEST = 20


@dataclass(frozen=True)
class FieldShown:
    name: str
    label: str
    value: str
    was: str
    is_changed: bool


@dataclass(frozen=True)
class RuleFields:
    id: str
    name: str
    group: str
    points: FieldShown | None
    bounds: tuple[FieldShown, ...]
    is_off: bool


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    is_chosen: bool


class WhatIfForm:
    def __init__(self, request: HttpRequest, shown: Shown) -> None:
        self.given = request.GET
        self.shown = shown
        self.faults: list[str] = []
        self.off = frozenset(self.given.getlist("off"))
        self.rules = [self.fields(rule) for rule in shown.book.rules]
        self.changes = self.read()

    def read(self) -> Changes:
        read: dict[str, dict[str, Decimal]] = {"points": {}, "most": {}, "least": {}}
        for rule in self.rules:
            for field in (*((rule.points,) if rule.points else ()), *rule.bounds):
                kind = field.name.partition(".")[0]
                if field.is_changed and (number := self.number(field)) is not None:
                    read[kind][rule.id] = number
        return Changes(
            points=read["points"], most=read["most"], least=read["least"], off=self.off,
            units=frozenset(self.given.getlist("unit")), items=frozenset(self.given.getlist("item")),
        )  # fmt: skip

    def number(self, field: FieldShown) -> Decimal | None:
        text = field.value.replace("−", "-")
        if not NUMBER.fullmatch(text) or len(text) > LONGEST:
            told = {"text": field.value[:LONGEST], "field": field.label}
            self.faults.append(_("%(field)s: “%(text)s” is not a number such as 1234.5.") % told)
            return None
        return Decimal(text.replace(",", ""))

    def fields(self, rule: Rule) -> RuleFields:
        name = said(rule.name)
        own = self.field("points", rule.id, name, rule.points) if rule.points else None
        bounds = tuple(
            self.field(bound, rule.id, f"{name} · {label}", rule.params[bound])
            for bound, label in (("least", _("At least")), ("most", _("At most")))
            if rule.params.get(bound) and not rule.points
        )
        return RuleFields(rule.id, name, self.shown.names.group(rule.group), own, bounds, rule.id in self.off)

    def field(self, kind: str, rule: str, label: str, was: Decimal) -> FieldShown:
        name, stands = f"{kind}.{rule}", points(was)
        value = self.given.get(name, "").strip() or stands
        return FieldShown(name, label, value, stands, value != stands)

    def units(self) -> Iterator[Choice]:
        for code in self.shown.inputs.units:
            yield Choice(code, self.shown.scores.unit_name(code), code in self.changes.units)

    def items(self) -> Iterator[Choice]:
        """Items of the plan that score, each once, though several units may share it."""
        keys = {
            one.key for (_unit, measure), lines in self.shown.inputs.items.items() if measure == ITEMS for one in lines
        }
        named = sorted((self.shown.scores.name(f"item:{key}") or key, key) for key in keys)
        return (Choice(key, name, key in self.changes.items) for name, key in named)

    def require_sound(self) -> None:
        if self.faults:
            raise Refused("what_if_unreadable", " ".join(self.faults))
