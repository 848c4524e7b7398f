"""The weekly dispatch sheet: a few pages that the meeting goes through, unit by unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from zonekit.documents.blocks import (
    Block,
    Column,
    Document,
    Figure,
    KeyFigures,
    Listing,
    Paragraph,
    Record,
    Signature,
    Table,
    Words,
    words,
)
from zoneworks.common.text import in_language
from zoneworks.documents.composing import (
    Headings,
    Ledger,
    between,
    day,
    in_sequence,
    language,
    light_run,
    month,
    points,
    said,
)
from zoneworks.plans.messages import day as short_day
from zoneworks.rhythm.dispatch import Dispatch, Line, OpenOrder, UnitPart
from zoneworks.supervision.words import left_words, number_of, rung_words
from zoneworks.ui.lights import WORDS
from zoneworks.units.models import Unit
from zoneworks.units.queries import profile_of

YELLOW_NAMED = 6  # of a unit; the board names all


@dataclass(frozen=True, eq=False)
class Sheet:
    """What the parts of a sheet write with."""

    dispatch: Dispatch
    ledger: Ledger = field(default_factory=Ledger)
    headings: Headings = field(default_factory=Headings)

    def figure(self, key: str, label: str, parts: Iterable[tuple[str, int]]) -> Figure:
        return self.ledger.figure(key, label, parts, where=_("Weekly dispatch"))


def sheet_title(zone: Unit, when: date) -> str:
    return _("%(zone)s: weekly dispatch sheet, %(date)s") % {"zone": profile_of(zone).title, "date": day(when)}


def dispatch_document(dispatch: Dispatch) -> Document:
    """In the active language; what is known on `dispatch.as_of` and nothing else."""
    sheet = Sheet(dispatch)
    record_all(sheet)
    blocks = tuple(blocks_of(sheet))
    notice = _("The plan and its figures are illustrative; they are no statement of a real zone.")
    return Document(
        title=sheet_title(dispatch.zone, dispatch.day),
        subtitle=_("Changes since %(since)s; as known on %(date)s")
        % {"since": day(dispatch.since), "date": day(dispatch.as_of)},
        language=language(),
        notice=notice if dispatch.plan.is_illustrative else "",
        blocks=blocks,
        figures=sheet.ledger.figures,
        records=records_told(sheet),
        lists_figures=False,
        facts={
            "kind": "dispatch_sheet",
            "zone": dispatch.zone.code,
            "day": dispatch.day.isoformat(),
            "as_of": dispatch.as_of.isoformat(),
            "plan_version": str(dispatch.plan.version),
        },
    )


def record_all(sheet: Sheet) -> None:
    for line in sheet.dispatch.lines:
        sheet.ledger.record(item_key(line), line.name, reverse("plans:item", args=[line.row.item]))
    for one in sheet.dispatch.orders:
        title = f"{number_of(one.order)} {one.order.title_shown}"
        sheet.ledger.record(order_key(one), title, reverse("supervision:order", args=[one.order.pk]))


def records_told(sheet: Sheet) -> dict[str, Record]:
    """Those that some figure is made of: the sheet is short, and so is what stands behind it."""
    told = {part.key for figure in sheet.ledger.figures.values() for part in figure.parts}
    return {key: record for key, record in sheet.ledger.records.items() if key in told}


def item_key(line: Line) -> str:
    return f"item-{line.origin}"


def order_key(one: OpenOrder) -> str:
    return f"order-{one.order.pk}"


def blocks_of(sheet: Sheet) -> Iterator[Block]:
    yield from head(sheet)
    for part in (changes, by_unit, to_decide, carried):
        yield from part(sheet)
    zone = sheet.dispatch.plan.issuing_unit or sheet.dispatch.zone
    yield Signature(zone.title, day(sheet.dispatch.as_of))


# --- the week in figures ---------------------------------------------------------------------------------------------


def head(sheet: Sheet) -> Iterator[Block]:
    made = sheet.dispatch
    lights = {
        light: sheet.figure(light, str(WORDS[light]), ((item_key(one), 1) for one in made.lines if one.light == light))
        for light in ("red", "yellow")
    }
    missing: dict[str, int] = {}
    for _about, line in made.missing:
        missing[item_key(line)] = missing.get(item_key(line), 0) + 1
    keys = [
        *(figure.key for figure in lights.values()),
        sheet.figure("overdue", _("Orders overdue"), ((order_key(one), 1) for one in made.overdue)).key,
        sheet.figure("missing", _("Reports missing"), missing.items()).key,
        sheet.figure("milestones", _("Milestones in two weeks"), steps_by_item(sheet)).key,
    ]
    yield KeyFigures(tuple(keys))


def steps_by_item(sheet: Sheet) -> Iterable[tuple[str, int]]:
    counts: dict[str, int] = {}
    for _step, line in sheet.dispatch.milestones:
        counts[item_key(line)] = counts.get(item_key(line), 0) + 1
    return counts.items()


def changes(sheet: Sheet) -> Iterator[Block]:
    made = sheet.dispatch
    yield sheet.headings.next(1, _("What changed since %(date)s") % {"date": short_day(made.since)}, "changes")
    if not made.changed:
        yield Paragraph(words(_("No light has changed.")))
        return
    columns = (
        Column(_("Item"), 3.2),
        Column(_("Responsible unit"), 2.4),
        Column(pgettext("column", "Before"), 1.6),
        Column(pgettext("column", "Now"), 1.6),
    )
    rows = tuple(
        (
            words(line.name),
            words(str(line.unit or "–")),
            words(light_run(line.before or "grey")),
            words(light_run(line.light)),
        )
        for line in made.changed
    )
    yield Table(columns, rows, name=_("Changed lights"))


# --- unit by unit ----------------------------------------------------------------------------------------------------


def by_unit(sheet: Sheet) -> Iterator[Block]:
    yield sheet.headings.next(1, _("Unit by unit"), "units")
    if not sheet.dispatch.units:
        yield Paragraph(words(_("Nothing is behind, overdue or missing.")))
    for part in sheet.dispatch.units:
        yield sheet.headings.next(2, part.unit.title)
        yield Listing(tuple(unit_points(part)))


def unit_points(part: UnitPart) -> Iterator[Words]:
    for light in ("red", "yellow"):
        lines = [line for line in part.items if line.light == light]
        shown = lines if light == "red" else lines[:YELLOW_NAMED]
        if shown:
            pieces = [item_words(line) for line in shown]
            more = len(lines) - len(shown)
            if more:
                pieces.append(words(ngettext("and %(count)d more", "and %(count)d more", more) % {"count": more}))
            yield said(_("%(light)s: %(items)s"), light=light_run(light), items=between(pieces, separator()))
    if part.orders:
        pieces = [order_words(one) for one in part.orders]
        yield said(_("Orders: %(orders)s"), orders=between(pieces, separator()))
    if part.missing:
        pieces = [
            words(_("%(month)s: %(count)d") % {"month": month(about), "count": part.missing[about]})
            for about in sorted(part.missing)
        ]
        yield said(_("Reports missing: %(months)s"), months=between(pieces, separator()))
    if part.milestones:
        pieces = [
            words(
                _("%(day)s %(item)s, %(milestone)s")
                % {"day": short_day(step.due), "item": line.name, "milestone": step.text.rstrip("。. ")}
            )
            for step, line in part.milestones
        ]
        yield said(_("Milestones in two weeks: %(milestones)s"), milestones=between(pieces, separator()))


def separator() -> str:
    return pgettext("between statements in a line", "; ")


def item_words(line: Line) -> Words:
    """Name, gap, and how long the light has lasted."""
    told = []
    if line.row.gap is not None and line.row.gap < 0:
        told.append(points(line.row.gap))
    if line.run > 1:
        told.append(ngettext("%(count)d month in a row", "%(count)d months in a row", line.run) % {"count": line.run})
    if not told:
        return words(line.name)
    return words(_("%(item)s (%(told)s)") % {"item": line.name, "told": _(", ").join(told)})


def order_words(one: OpenOrder) -> Words:
    told = {
        "number": number_of(one.order),
        "rung": rung_words(one.rung),
        "title": one.order.title_shown,
        "left": left_words(one.left) or _("no clock runs"),
    }
    return words(_("%(number)s %(rung)s “%(title)s”, %(left)s") % told)


# --- to decide, and what was decided ---------------------------------------------------------------------------------


def to_decide(sheet: Sheet) -> Iterator[Block]:
    asking = sheet.dispatch.asking
    if not asking:
        return
    yield sheet.headings.next(1, _("Extensions to decide"), "extensions")
    yield Listing(tuple(asking_words(one) for one in asking), is_numbered=True)


def asking_words(one: OpenOrder) -> Words:
    due = _("due on %(date)s") % {"date": short_day(one.due)} if one.due else ""
    return in_sequence(
        [
            words(
                _("%(number)s “%(title)s” (%(unit)s) asks for more time, %(due)s.")
                % {
                    "number": number_of(one.order),
                    "title": one.order.title_shown,
                    "unit": one.order.unit.title,
                    "due": due,
                }
            )
        ]
    )


def carried(sheet: Sheet) -> Iterator[Block]:
    decisions = sheet.dispatch.carried
    yield sheet.headings.next(1, _("Decided earlier and not done yet"), "carried")
    if not decisions:
        yield Paragraph(words(_("Nothing is open from earlier dispatches.")))
        return
    columns = (
        Column(_("Decision"), 5),
        Column(pgettext("column", "Unit"), 2),
        Column(pgettext("dispatch", "Decided on"), 1.4),
        Column(pgettext("column", "Due"), 1.4),
    )
    rows = tuple(
        (
            words(in_language(one.words, one.words)),
            words(one.unit.title),
            words(short_day(one.on)),
            words(short_day(one.due) if one.due else "–"),
        )
        for one in decisions
    )
    yield Table(columns, rows, name=_("Decisions carried over"))
