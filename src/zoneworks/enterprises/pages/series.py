"""Figures of one enterprise over the years: one picture for each kind, the same as a table, what waits for a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from zonekit.documents.blocks import Chart, ChartKind, Series, Tone
from zonekit.documents.charts import chart_svg
from zoneworks.enterprises.choices import FactKind, FactSource, Span
from zoneworks.enterprises.facts import EnterpriseFact
from zoneworks.enterprises.queries_facts import StandingFact
from zoneworks.enterprises.words import doubt_words, period_words, shown_value, unit_of
from zoneworks.ui.figures import figure_text

PICTURE_WIDTH = 360
MOST_YEARS = 8
MOST_MONTHS = 13
PICTURED = (FactKind.OUTPUT, FactKind.REVENUE, FactKind.VALUE_ADDED, FactKind.TAX, FactKind.RD, FactKind.STAFF)


@dataclass(frozen=True)
class Cell:
    """A figure of the table; hollow ones wait for a person and count for nothing."""

    value: Decimal | None
    waiting: Decimal | None
    note: str


@dataclass(frozen=True)
class TableRow:
    label: str
    unit: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class FactTable:
    heads: tuple[str, ...]
    rows: tuple[TableRow, ...]


@dataclass(frozen=True)
class Waiting:
    """A figure that raises doubts, with what a person may do about it."""

    fact: EnterpriseFact
    label: str
    period: str
    value: Decimal | None
    unit: str
    doubts: tuple[str, ...]


def pictures(facts: Iterable[StandingFact]) -> list[SafeString]:
    """A line for each kind that has at least two years."""
    by_kind: dict[str, dict[int, int]] = defaultdict(dict)
    for fact in facts:
        if fact.span == Span.YEAR:
            by_kind[fact.kind][fact.about.year] = fact.value
    return [picture(kind, by_kind[kind]) for kind in PICTURED if len(by_kind.get(kind, {})) > 1]


def picture(kind: FactKind, values: Mapping[int, int]) -> SafeString:
    first, last = max(min(values), max(values) - MOST_YEARS + 1), max(values)
    years = range(first, last + 1)
    shown = tuple(shown_value(kind, values.get(year)) for year in years)
    known = [
        f"{year}{_(': ')}{figure_text(value, 2)}" for year, value in zip(years, shown, strict=True) if value is not None
    ]
    chart = Chart(
        ChartKind.LINES, str(kind.label), tuple(str(year) for year in years),
        (Series(str(kind.label), shown, Tone.ACTUAL),), unit_of(kind),
        pgettext("between statements in a line", "; ").join(known),
    )  # fmt: skip
    return mark_safe(chart_svg(chart, PICTURE_WIDTH, language=get_language() or "zh-hans"))


def table(standing: Sequence[StandingFact], waiting: Sequence[EnterpriseFact], span: Span) -> FactTable | None:
    """Kinds in rows, periods in columns; the latest periods are kept."""
    known = {(fact.kind, fact.about): fact for fact in standing if fact.span == span}
    hollow = {(fact.kind, fact.about): fact for fact in waiting if fact.span == span}
    most = MOST_YEARS if span == Span.YEAR else MOST_MONTHS
    periods = sorted({about for _kind, about in (*known, *hollow)})[-most:]
    if not periods:
        return None
    rows = []
    for kind in FactKind:
        cells = tuple(cell(kind, known.get((kind, about)), hollow.get((kind, about))) for about in periods)
        if any(one.value is not None or one.waiting is not None for one in cells):
            rows.append(TableRow(str(kind.label), unit_of(kind), cells))
    return FactTable(tuple(period_words(span, about) for about in periods), tuple(rows))


def cell(kind: str, fact: StandingFact | None, hollow: EnterpriseFact | None) -> Cell:
    note = ""
    if fact:
        note = " · ".join(filter(None, [str(FactSource(fact.source).label), fact.source_note]))
    return Cell(
        shown_value(kind, fact.value) if fact else None, shown_value(kind, hollow.value) if hollow else None, note
    )


def waiting_lines(facts: Iterable[EnterpriseFact]) -> list[Waiting]:
    return [
        Waiting(
            fact, str(FactKind(fact.kind).label), period_words(fact.span, fact.about),
            shown_value(fact.kind, fact.value), unit_of(fact.kind),
            tuple(doubt_words(fact.kind, doubt) for doubt in fact.doubts),
        )
        for fact in facts
    ]  # fmt: skip
