"""A unit's score sheet, line by line: each opens to its rule in words, its formula, its figures and its evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest

from zonekit.scoring import Line, ScoreSheet
from zoneworks.accounts.access import Scope
from zoneworks.scoring.evidence import EvidenceFinder, EvidenceList, close_to
from zoneworks.scoring.gathering.measures import MEASURES, SHARES
from zoneworks.scoring.pages.shown import Shown
from zoneworks.scoring.pages.stakes import left_out, stake_of, stake_text
from zoneworks.scoring.rulebooks import said
from zoneworks.scoring.words import FORMULAS, figures_in_words, notes_in_words, points_text
from zoneworks.ui.figures import figure_text
from zoneworks.units.models import Unit


@dataclass(frozen=True)
class PartShown:
    """An entry or a mark within a line."""

    name: str
    url: str
    amount: str
    points: str


@dataclass(frozen=True)
class LineShown:
    key: str
    name: str
    points: str
    weight: str
    is_minus: bool
    rule: str
    note: str
    formula: str
    measures: tuple[str, ...]
    figures: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    evidence: EvidenceList
    parts: tuple[PartShown, ...]
    is_to_be_confirmed: bool
    has_bounds: bool
    least: str
    most: str


@dataclass(frozen=True)
class GroupShown:
    name: str
    points: str
    most: str
    lines: tuple[LineShown, ...]


@dataclass(frozen=True)
class GateShown:
    name: str
    is_met: bool
    figures: tuple[tuple[str, str], ...]


class SheetPage:
    def __init__(self, request: HttpRequest, scope: Scope, shown: Shown, sheet: ScoreSheet, unit: Unit | None) -> None:
        self.shown, self.sheet, self.unit = shown, sheet, unit
        self.is_close = close_to(scope, shown.zone, unit)
        refs = {ref for line in sheet.lines for ref in (*line.evidence, *(part.key for part in line.parts))}
        self.finder = EvidenceFinder(request, scope, shown.zone, shown.scores, refs, is_close=self.is_close)
        self.row = shown.scores.rows[sheet.unit]
        self.title = shown.scores.unit_name(sheet.unit)
        self.total = points_text(sheet.total, shown.places)
        self.left_out = list(left_out(shown.book, [sheet]))
        self.groups = list(self.grouped())
        self.gates = list(self.gates_shown())

    def grouped(self) -> Iterator[GroupShown]:
        """The groups of the rulebook in order, then what the cap of the whole takes."""
        for group in self.shown.book.groups:
            lines = tuple(self.line(line) for line in self.sheet.lines if line.group == group.code)
            made = self.sheet.groups.get(group.code, Decimal(0))
            stake = stake_text(stake_of(self.sheet, group.code))
            yield GroupShown(said(group.name), points_text(made, self.shown.places), stake, lines)
        whole = tuple(self.line(line) for line in self.sheet.lines if line.group == "total")
        if whole:
            made = sum((line.points for line in self.sheet.lines if line.group == "total"), Decimal(0))
            yield GroupShown(self.shown.names.group("total"), points_text(made, self.shown.places), "", whole)

    def line(self, line: Line) -> LineShown:
        rule = self.shown.book.rule_by_id.get(line.rule)
        places = self.shown.places
        return LineShown(
            key=line.key,
            name=self.shown.names.name(line),
            points=points_text(line.points, places),
            weight=points_text(line.weight, places) if line.weight else "",
            is_minus=line.points < 0,
            rule=said(rule.name) if rule else "",
            note=said(rule.note) if rule else "",
            formula=str(FORMULAS.get(line.formula, line.formula)),
            measures=tuple(str(MEASURES[code]) for code in line.measures.values() if code in MEASURES),
            figures=(*figures_in_words(line), *self.counted(line)),
            notes=tuple(notes_in_words(line)),
            evidence=self.finder.of(line.evidence),
            parts=tuple(self.parts(line)),
            is_to_be_confirmed=bool(rule and rule.to_be_confirmed),
            has_bounds=line.formula != "cap",
            least=points_text(line.least, places),
            most=points_text(line.most, places),
        )

    def counted(self, line: Line) -> Iterator[tuple[str, str]]:
        """Of a share, what it is a share of."""
        for code in line.measures.values():
            figure = self.shown.inputs.figures.get((self.sheet.unit, SHARES.get(code, "")))
            if figure and figure.scheduled is not None:
                told = f"{figure_text(figure.actual)} / {figure_text(figure.scheduled)}"
                yield str(MEASURES[SHARES[code]]), told

    def parts(self, line: Line) -> Iterator[PartShown]:
        if not self.is_close:
            return
        for part in line.parts:
            ref = part.evidence[0] if part.evidence else part.key
            name = self.shown.scores.name(ref) or ref
            url = self.finder.urls.get(ref, "")
            yield PartShown(name, url, figure_text(part.amount), points_text(part.points, self.shown.places))

    def gates_shown(self) -> Iterator[GateShown]:
        names = {gate.code: said(gate.name) for gate in self.shown.book.gates}
        for gate in self.sheet.gates:
            told = tuple(
                (str(MEASURES.get(code, code)), share_or_figure(code, value)) for code, value in gate.figures.items()
            )
            yield GateShown(names.get(gate.code, gate.code), gate.is_met, told)


def share_or_figure(code: str, value: str) -> str:
    """What a gate looks at; shares in percent, as the gate's own words say them."""
    return f"{figure_text(Decimal(value) * 100, 2)}%" if value and code in SHARES else figure_text(value or None)
