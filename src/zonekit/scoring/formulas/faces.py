"""What every formula offers, and what it is given: one case per unit of which something is known."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, ClassVar

from zonekit.scoring.fields import Field
from zonekit.scoring.inputs import Figure, ItemFigure, LedgerEvent, Mark
from zonekit.scoring.model import Rule
from zonekit.scoring.numbers import ZERO
from zonekit.scoring.results import Part
from zonekit.values.issues import Issue


@dataclass(slots=True)
class Case:
    """What is known of one unit for one rule. `share`: the points at stake; `places`: those of the rulebook.

    Made and read within one scoring only, so not frozen: `share` is set once what is missing is known.
    """

    unit: str
    share: Decimal
    places: int
    figures: Mapping[str, Figure]
    items: tuple[ItemFigure, ...] = ()
    events: tuple[LedgerEvent, ...] = ()
    marks: tuple[Mark, ...] = ()

    def actual(self, role: str) -> Decimal | None:
        figure = self.figures.get(role)
        return None if figure is None else figure.actual


@dataclass(slots=True)
class Outcome:
    """Points of one line before rounding; `what` names the item or deduction within the rule."""

    points: Decimal
    most: Decimal
    least: Decimal = ZERO
    what: str = ""
    weight: Decimal | None = None
    figures: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()


class Formula(ABC):
    """One published way to give points. Subclasses state their roles and fields and say what a unit gets."""

    code: ClassVar[str]
    # Roles of measures: those that must be named and those that may be.
    required: ClassVar[tuple[str, ...]] = ("value",)
    optional: ClassVar[tuple[str, ...]] = ()
    fields: ClassVar[Mapping[str, Field]] = {}
    # Whether points of rules left out may be spread over this one; ledgers and starting points stay as they are.
    takes_spread: ClassVar[bool] = True
    # Whether the rule needs points of its own; ledgers give and take beside the points of the group.
    has_points: ClassVar[bool] = True
    takes_events: ClassVar[bool] = False

    def check(self, rule: Mapping[str, Any], path: str) -> Iterator[Issue]:
        """Faults beyond those of single fields; called with fields that are sound."""
        yield from ()

    def event_rules(self, rule: Rule) -> Mapping[str, tuple[Decimal | None, Decimal | None]]:
        """Ids events may name, with the least and most amount of one event."""
        return {}

    def is_missing(self, rule: Rule, case: Case) -> bool:
        """Whether nothing is known by which the unit could be scored."""
        for role in self.required:
            figure = case.figures.get(role)
            if figure is None or figure.actual is None:
                return True
        return False

    def bounds(self, rule: Rule) -> tuple[Decimal, Decimal]:
        """The least and most points the rule can give of its own points."""
        return ZERO, rule.points

    @abstractmethod
    def scores(self, rule: Rule, cases: Sequence[Case]) -> list[tuple[Outcome, ...]]:
        """The lines of every case, in their order."""


class CaseByCase(Formula):
    """A formula that needs no other unit to score one."""

    def scores(self, rule: Rule, cases: Sequence[Case]) -> list[tuple[Outcome, ...]]:
        return [self.lines(rule, case) for case in cases]

    @abstractmethod
    def lines(self, rule: Rule, case: Case) -> tuple[Outcome, ...]:
        """The lines of one unit."""


class OneLine(CaseByCase):
    """A formula that gives each unit one line."""

    def lines(self, rule: Rule, case: Case) -> tuple[Outcome, ...]:
        return (self.one(rule, case),)

    @abstractmethod
    def one(self, rule: Rule, case: Case) -> Outcome:
        """The line of one unit."""


def evidence_of(figures: Mapping[str, Figure]) -> tuple[str, ...]:
    found = [figure.evidence for figure in figures.values() if figure.evidence]
    return tuple(sorted({reference for references in found for reference in references})) if found else ()


def zeroed_by(case: Case) -> tuple[str, ...]:
    """Evidence of false reports about any figure of the case."""
    found = [figure.zeroed_by for figure in case.figures.values() if figure.zeroed_by]
    return tuple(sorted({reference for references in found for reference in references})) if found else ()
