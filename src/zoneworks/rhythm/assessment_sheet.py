"""The quarterly assessment, and with the same parts the half-year and the annual review."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zonekit.documents.blocks import (
    Align,
    Block,
    Chart,
    ChartKind,
    Column,
    Document,
    Figure,
    KeyFigures,
    Listing,
    Paragraph,
    Series,
    Signature,
    Table,
    Tone,
    Words,
    words,
)
from zoneworks.documents.composing import Headings, Ledger, between, day, in_sequence, language, light_run, said
from zoneworks.rhythm.assessment import Assessed, Assessment
from zoneworks.scoring.periods import Period
from zoneworks.scoring.rulebooks import book_of, names_of_rules
from zoneworks.supervision.choices import Rung
from zoneworks.ui.figures import figure_text
from zoneworks.ui.lights import WORDS
from zoneworks.units.models import Unit
from zoneworks.units.queries import profile_of
from zoneworks.verification.choices import Finding

ORDER = ("green", "yellow", "red", "grey")
EXTRAS_TOLD = 15


@dataclass(frozen=True, eq=False)
class Sheet:
    made: Assessment
    ledger: Ledger = field(default_factory=Ledger)
    headings: Headings = field(default_factory=Headings)

    def figure(self, key: str, label: str, parts: Iterable[tuple[str, int]], where: str = "") -> Figure:
        return self.ledger.figure(key, label, parts, where=where or self.made.period.title)

    def count(self, key: str, label: str, lines: Iterable[Assessed], where: str = "") -> Figure:
        return self.figure(key, label, ((item_key(line), 1) for line in lines), where)


def item_key(line: Assessed) -> str:
    return f"item-{line.origin}"


def kind_words(period: Period) -> str:
    """What the document is called: the rhythm has a word of its own for each length."""
    if period.kind == "year":
        return pgettext("document", "annual review")
    if period.kind == "half" and period.number == 1:
        return pgettext("document", "half-year review")
    return pgettext("document", "assessment")


def assessment_title(zone: Unit, period: Period) -> str:
    told = {"zone": profile_of(zone).title, "period": period.title, "kind": kind_words(period)}
    return pgettext("title", "%(zone)s: %(kind)s, %(period)s") % told


def assessment_document(made: Assessment) -> Document:
    sheet = Sheet(made)
    for line in made.lines:
        sheet.ledger.record(item_key(line), line.name, reverse("plans:item", args=[line.row.item]))
    blocks = tuple(blocks_of(sheet))
    notice = _("The plan and its figures are illustrative; they are no statement of a real zone.")
    return Document(
        title=assessment_title(made.zone, made.period),
        subtitle=_("As known on %(date)s") % {"date": day(made.as_of)},
        language=language(),
        addressee=_("To all units of the zone"),
        notice=notice if made.plan.is_illustrative else "",
        blocks=blocks,
        figures=sheet.ledger.figures,
        records=sheet.ledger.records,
        lists_figures=False,
        facts={
            "kind": "quarterly_assessment",
            "zone": made.zone.code,
            "period": made.period.code,
            "as_of": made.as_of.isoformat(),
            "plan_version": str(made.plan.version),
            "publication": f"{made.publication.number} {made.publication.digest}" if made.publication else "",
        },
    )


def blocks_of(sheet: Sheet) -> Iterator[Block]:
    parts: tuple[Callable[[Sheet], Iterator[Block]], ...] = (whole, league, extras, by_unit, checks, orders, follows)
    for part in parts:
        yield from part(sheet)
    zone = sheet.made.plan.issuing_unit or sheet.made.zone
    yield Signature(zone.title, day(sheet.made.as_of))


# --- the whole -------------------------------------------------------------------------------------------------------


def whole(sheet: Sheet) -> Iterator[Block]:
    made = sheet.made
    yield sheet.headings.next(1, _("The period as a whole"), "whole")
    lights = {
        light: sheet.count(light, str(WORDS[light]), (one for one in made.lines if one.light == light))
        for light in ORDER
    }
    everything = sheet.count("items", _("Items"), made.lines)
    yield KeyFigures((everything.key, *(figure.key for figure in lights.values())))
    pieces = [
        said(_("%(light)s %(count)s"), light=light_run(light), count=sheet.ledger.run(figure))
        for light, figure in lights.items()
        if figure.value
    ]
    sentences = [
        said(
            _("Of %(items)s items at the end of the period: %(lights)s."),
            items=sheet.ledger.run(everything),
            lights=between(pieces, _(", ")),
        )
    ]
    if any(line.before is not None for line in made.lines):
        better = sheet.count("better", _("Better than before"), (one for one in made.lines if one.change < 0))
        worse = sheet.count("worse", _("Worse than before"), (one for one in made.lines if one.change > 0))
        sentences.append(
            said(
                _("Against the end of %(before)s: %(better)s better, %(worse)s worse."),
                before=made.period.before.title,
                better=sheet.ledger.run(better),
                worse=sheet.ledger.run(worse),
            )
        )
    yield Paragraph(in_sequence(sentences))


# --- scores ----------------------------------------------------------------------------------------------------------


def league(sheet: Sheet) -> Iterator[Block]:
    made = sheet.made
    yield sheet.headings.next(1, _("League table"), "league")
    if made.scores is None or made.publication is None:
        told = _("No scores of this period were published by %(date)s.") % {"date": day(made.as_of)}
        yield Paragraph(words(told))
        return
    columns = (
        Column(pgettext("column", "Rank"), 1, Align.RIGHT, is_number=True),
        Column(pgettext("column", "Unit"), 4),
        Column(pgettext("column", "Score"), 1.4, Align.RIGHT, is_number=True),
        Column(_("Rank before"), 1.2, Align.RIGHT, is_number=True),
        Column(pgettext("of a rank", "Change"), 1.2, Align.RIGHT),
    )
    places = made.scores.league.places
    rows = tuple(
        (
            words(number(row.rank)),
            words(made.scores.unit_name(row.unit)),
            words(figure_text(row.score, places)),
            words(number(row.rank_before)),
            words(rank_change(row.change)),
        )
        for row in made.league
    )
    yield Table(columns, rows, name=_("League table"))
    rulebook = {"rules": made.publication.rulebook.title, "date": day(made.publication.published_on)}
    yield Paragraph(words(_("By “%(rules)s”, published on %(date)s.") % rulebook), is_note=True)


def number(value: int | None) -> str:
    return "–" if value is None else str(value)


def rank_change(change: int | None) -> str:
    if change is None:
        return "–"
    return "0" if change == 0 else f"{change:+d}"


def extras(sheet: Sheet) -> Iterator[Block]:
    made = sheet.made
    found = made.extras[:EXTRAS_TOLD]
    if not found or made.scores is None or made.publication is None:
        return
    names = names_of_rules(book_of(made.publication.rulebook))
    yield sheet.headings.next(1, _("Notable bonuses and deductions"), "extras")
    columns = (
        Column(pgettext("column", "Unit"), 3),
        Column(pgettext("column", "Rule"), 4),
        Column(pgettext("column", "Points"), 1.2, Align.RIGHT, is_number=True),
    )
    places = made.scores.league.places
    rows = tuple(
        (
            words(made.scores.unit_name(one.unit)),
            words(names.get(one.line.rule, one.line.rule)),
            words(signed(one.line.points, places)),
        )
        for one in found
    )
    yield Table(columns, rows, name=_("Bonuses and deductions"))


def signed(points: Decimal, places: int) -> str:
    text = figure_text(points, places)
    return text if text.startswith("-") else f"+{text}"


# --- units -----------------------------------------------------------------------------------------------------------


def by_unit(sheet: Sheet) -> Iterator[Block]:
    yield sheet.headings.next(1, _("Lights by unit"), "units")
    columns = (
        Column(pgettext("column", "Unit"), 4),
        Column(_("Items"), 1, Align.RIGHT, is_number=True),
        *(Column(str(WORDS[light]), 1.1, Align.RIGHT, is_number=True) for light in ORDER),
        Column(pgettext("lights", "Better"), 1, Align.RIGHT, is_number=True),
        Column(pgettext("lights", "Worse"), 1, Align.RIGHT, is_number=True),
    )
    rows = tuple(
        (
            words(part.unit.title),
            counted(sheet, f"{part.unit.code}-items", _("Items"), part.lines, part.unit),
            *(
                counted(
                    sheet, f"{part.unit.code}-{light}", str(WORDS[light]),
                    [one for one in part.lines if one.light == light], part.unit,
                )
                for light in ORDER
            ),
            words(str(part.better)),
            words(str(part.worse)),
        )
        for part in sheet.made.units
    )  # fmt: skip
    yield Table(columns, rows, name=_("Lights by unit"))
    yield lights_chart(sheet)


def counted(sheet: Sheet, key: str, label: str, lines: list[Assessed], unit: Unit) -> Words:
    return words(sheet.ledger.run(sheet.count(key, label, lines, unit.title)))


def lights_chart(sheet: Sheet) -> Chart:
    units = sheet.made.units
    series = tuple(
        Series(str(WORDS[light]), tuple(Decimal(unit.count(light)) for unit in units), Tone(light)) for light in ORDER
    )
    names = tuple(unit.unit.title for unit in units)
    told = (
        f"{unit.unit.title}{_(': ')}"
        + _(", ").join(f"{WORDS[light]} {unit.count(light)}" for light in ORDER if unit.count(light))
        for unit in units
    )
    alt = pgettext("between statements in a line", "; ").join(told)
    return Chart(ChartKind.STACKED, _("Lights by unit"), names, series, _("items"), alt)


# --- checks and orders -----------------------------------------------------------------------------------------------


def checks(sheet: Sheet) -> Iterator[Block]:
    made = sheet.made
    yield sheet.headings.next(1, _("Verification"), "checks")
    if not made.checks:
        yield Paragraph(words(_("No evidence of the period was checked.")))
        return
    names = {line.origin: line for line in made.lines}
    known = made.findings
    told = {
        "all": len(made.checks), "true": known[Finding.TRUE], "insufficient": known[Finding.INSUFFICIENT],
        "false": known[Finding.FALSE],
    }  # fmt: skip
    sentence = _("Reports checked: %(all)d; found true %(true)d, insufficient %(insufficient)d, false %(false)d.")
    yield Paragraph(words(sentence % told))
    false = [check for check in made.checks if check.finding == Finding.FALSE and check.item_id in names]
    if false:
        yield Listing(tuple(words(false_words(names[check.item_id], check.reason)) for check in false))


def false_words(line: Assessed, reason: str) -> str:
    told = {"item": line.name, "unit": str(line.unit or "–"), "reason": reason.rstrip("。. ")}
    return _("Found false: %(item)s (%(unit)s): %(reason)s") % told


def orders(sheet: Sheet) -> Iterator[Block]:
    made = sheet.made
    yield sheet.headings.next(1, _("Supervision orders"), "orders")
    if not made.orders:
        yield Paragraph(words(_("No order was open or filed in the period.")))
        return
    columns = (
        Column(pgettext("column", "Unit"), 4),
        Column(pgettext("orders", "Filed"), 1, Align.RIGHT, is_number=True),
        Column(pgettext("orders", "Closed"), 1, Align.RIGHT, is_number=True),
        *(Column(str(Rung(rung).label), 1.2, Align.RIGHT, is_number=True) for rung in Rung.values),
        Column(pgettext("orders", "Overdue"), 1.2, Align.RIGHT, is_number=True),
    )
    rows = tuple(
        (
            words(part.unit.title),
            *(words(str(count)) for count in (len(part.filed), len(part.closed))),
            *(words(str(part.on_rung(rung))) for rung in Rung.values),
            words(str(len(part.overdue))),
        )
        for part in made.orders
    )
    yield Table(columns, rows, name=_("Supervision orders"))
    note = _("Filed and closed within the period; by rung and overdue: open on %(date)s.") % {"date": day(made.as_of)}
    yield Paragraph(words(note), is_note=True)


# --- what follows ----------------------------------------------------------------------------------------------------


def follows(sheet: Sheet) -> Iterator[Block]:
    """What follows from the figures and nothing more: no consequence that no rule states."""
    made, points = sheet.made, []
    if made.publication and made.publication.objections_until >= made.as_of:
        told = {"date": day(made.publication.objections_until)}
        points.append(words(_("Units may appeal against their scores until %(date)s.") % told))
    if any(line.light in {"yellow", "red"} for line in made.lines):
        points.append(
            words(_("Items behind schedule go to the weekly dispatch; the ladder of orders follows its rules."))
        )  # fmt: skip
    if made.findings[Finding.INSUFFICIENT]:
        points.append(words(_("Evidence that was insufficient is completed with the next report.")))
    if any(part.overdue for part in made.orders):
        points.append(words(_("Overdue orders are reported back at once, or go one rung up when their clock has run.")))
    if points:
        yield sheet.headings.next(1, _("What follows"), "follows")
        yield Listing(tuple(points), is_numbered=True)
