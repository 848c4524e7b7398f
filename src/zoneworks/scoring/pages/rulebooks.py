"""Rulebooks as pages show them: every rule with its points, formula, measures, caps, source and how sure it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zonekit.scoring import Rule, group_bounds, total_bounds
from zonekit.scoring import Rulebook as Book
from zoneworks.common.text import in_language
from zoneworks.scoring.gathering.measures import MEASURES
from zoneworks.scoring.pages.stakes import points
from zoneworks.scoring.rulebooks import measures_wanting, said
from zoneworks.scoring.words import CONFIDENCES, FORMULAS
from zoneworks.scoring.words_rules import PARAMS, missing_words, value_words


@dataclass(frozen=True)
class RuleShown:
    id: str
    name: str
    points: str
    formula: str
    measures: tuple[str, ...]
    params: tuple[tuple[str, str], ...]
    deductions: tuple[tuple[str, str, str], ...]
    missing: str
    gate: str
    note: str
    is_to_be_confirmed: bool


@dataclass(frozen=True)
class GroupShown:
    name: str
    points: str
    least: str
    most: str
    rules: tuple[RuleShown, ...]


class BookPage:
    def __init__(self, book: Book) -> None:
        self.book = book
        self.title, self.note, self.publisher = said(book.name), said(book.note), said(book.publisher)
        self.confidence = str(CONFIDENCES.get(book.confidence, book.confidence))
        low, high = total_bounds(book)
        self.total, self.least, self.most = points(book.total), points(low), points(high)
        self.wanting = measures_wanting(book)
        self.gates = {gate.code: said(gate.name) for gate in book.gates}
        self.groups = list(self.grouped())

    def grouped(self) -> Iterator[GroupShown]:
        for group in self.book.groups:
            low, high = group_bounds(group)
            rules = tuple(self.rule(rule) for rule in group.rules)
            yield GroupShown(said(group.name), points(group.points), points(low), points(high), rules)

    def rule(self, rule: Rule) -> RuleShown:
        shown = {name: value for name, value in rule.params.items() if name != "deductions" and value is not None}
        deductions = tuple(
            (
                in_language(one["name"]["zh"], one["name"]["en"]),
                points(one["per"]),
                str(MEASURES.get(one["measure"], one["measure"])) if one["measure"] else "",
            )
            for one in rule.params.get("deductions", ())
        )
        named = {one["measure"] for one in rule.params.get("deductions", ())}
        return RuleShown(
            id=rule.id,
            name=said(rule.name),
            points=points(rule.points) if rule.points else "",
            formula=str(FORMULAS[rule.formula]),
            measures=tuple(str(MEASURES.get(code, code)) for code in rule.measures.values() if code not in named),
            params=tuple((str(PARAMS.get(name, name)), value_words(value)) for name, value in shown.items()),
            deductions=deductions,
            missing=missing_words(rule),
            gate=self.gates.get(rule.gate or "", ""),
            note=said(rule.note),
            is_to_be_confirmed=rule.to_be_confirmed,
        )
