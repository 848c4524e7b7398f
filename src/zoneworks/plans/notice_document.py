"""The notice by which a plan in force is adjusted, with the table of changes as its annex, in the active language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zonekit.documents.blocks import (
    Align,
    Block,
    Column,
    Document,
    Figure,
    PageBreak,
    Paragraph,
    Signature,
    Table,
    Words,
    words,
)
from zoneworks.documents.composing import Headings, Ledger, day, language, said
from zoneworks.plans.models import Plan
from zoneworks.plans.queries_versions import Compared
from zoneworks.plans.version_words import ADJUSTED, CHANGED, IN, KINDS, OUT, Entry, Line, Teller


def notice_title(plan: Plan) -> str:
    return plan.notice_title_shown or _("Notice on adjusting “%(plan)s”") % {"plan": plan.title_shown}


def plan_notice(compared: Compared) -> Document:
    """Of the later of two versions; what it says of itself is said word for word."""
    plan, entries, ledger = compared.after, Teller(compared).entries(), Ledger()
    agency = (plan.issuing_unit or plan.zone).title
    annex = _("Table of changes")
    blocks: list[Block] = [
        *opening(plan),
        *counts(compared, entries, ledger),
        Paragraph(words(closing(plan))),
        Signature(agency, day(plan.issued_on) if plan.issued_on else ""),
    ]
    tables = list(annex_of(entries))
    if tables:
        blocks += [PageBreak(), *tables]
    return Document(
        title=notice_title(plan),
        language=language(),
        blocks=tuple(blocks),
        figures=ledger.figures,
        records=ledger.records,
        lists_figures=False,
        addressee=_("All departments and companies of the zone:"),
        notice=_("Illustrative, not an official document") if plan.is_illustrative else "",
        agency=agency,
        number=plan.document_no_shown,
        attachments=(annex,) if tables else (),
        facts={"zone": plan.zone.title, "plan": plan.title_shown},
    )


def opening(plan: Plan) -> Iterator[Paragraph]:
    for text in plan.reason_shown.splitlines():
        if text.strip():
            yield Paragraph(words(text.strip()))


def counts(compared: Compared, entries: Sequence[Entry], ledger: Ledger) -> Iterator[Block]:
    """How much comes and goes; each figure opens to the rows that make it up."""
    for entry in entries:
        ledger.record(str(entry.key), " ".join(filter(None, [entry.label, entry.title])))
    figure = partial(counted, ledger, entries)
    moved_in, moved_out = figure(IN, str(KINDS[IN])), figure(OUT, str(KINDS[OUT]))
    changed = figure(CHANGED, str(KINDS[CHANGED]))
    adjusted = ledger.figure("adjusted", str(ADJUSTED), [(str(one.key), 1) for one in entries if one.is_adjusted])
    sentence = _(
        "“%(plan)s” is adjusted: rows moved in: %(in)s; moved out: %(out)s; changed: %(changed)s, with other amounts "
        "among them: %(adjusted)s."
    )
    runs = {
        "in": ledger.run(moved_in), "out": ledger.run(moved_out), "changed": ledger.run(changed),
        "adjusted": ledger.run(adjusted),
    }  # fmt: skip
    yield Paragraph(said(sentence, plan=compared.after.title_shown, **runs))
    yield Paragraph(words(levels(compared)))


def counted(ledger: Ledger, entries: Sequence[Entry], kind: str, label: str) -> Figure:
    return ledger.figure(f"moved-{kind}", label, [(str(one.key), 1) for one in entries if one.kind == kind])


def levels(compared: Compared) -> str:
    """Both counts, before and after, under the plan's own words for its levels."""
    plan, found = compared.after, compared.found
    told = []
    for level, (before, after) in enumerate(zip(found.counts_before, found.counts_after, strict=True), start=1):
        name = plan.level_name(level) or _("Level %(level)s") % {"level": level}
        told.append(_("%(name)s %(after)s (before: %(before)s)") % {"name": name, "after": after, "before": before})
    sentence = _("After the adjustment the plan has: %(levels)s.")
    return sentence % {"levels": pgettext("between counts", ", ").join(told)}


def closing(plan: Plan) -> str:
    if plan.in_force_from is None:
        return _("The adjusted plan is in force once this notice has been issued.")
    return _(
        "The adjusted plan is in force from %(date)s. Months that ended before keep their lights; what is not named in "
        "the annex stays as it was."
    ) % {"date": day(plan.in_force_from)}


# --- the annex -------------------------------------------------------------------------------------------------------


def annex_of(entries: Sequence[Entry]) -> Iterator[Block]:
    headings = Headings()
    for kind, table in ((IN, table_in), (OUT, table_out), (CHANGED, table_changed)):
        found = [entry for entry in entries if entry.kind == kind]
        if found:
            title = str(KINDS[kind])
            yield headings.next(1, title)
            yield table(found, title)


def row_name(entry: Entry) -> str:
    return " ".join(filter(None, [entry.label, entry.title]))


def cells(*texts: str) -> tuple[Words, ...]:
    return tuple(words(text) for text in texts)


def stated(line: Line) -> str:
    return f"{line.label}{_(': ')}{line.after or line.before}"


def what(entry: Entry) -> str:
    return _("; ").join(stated(line) for line in entry.lines)


def table_in(entries: Sequence[Entry], title: str) -> Table:
    columns = (
        Column(_("No."), 0.5, Align.CENTRE),
        Column(_("Item"), 2.4),
        Column(_("Below"), 2.0),
        Column(_("What it says"), 4.6),
        Column(_("Reason"), 2.0),
    )
    rows = tuple(
        cells(str(number), row_name(entry), entry.group, what(entry), entry.reason)
        for number, entry in enumerate(entries, start=1)
    )
    return Table(columns, rows, name=title, is_wide=True)


def table_out(entries: Sequence[Entry], title: str) -> Table:
    columns = (
        Column(_("No."), 0.5, Align.CENTRE),
        Column(_("Item"), 2.8),
        Column(_("Below"), 2.2),
        Column(_("Unit"), 2.2),
        Column(_("Reason"), 3.8),
    )
    rows = tuple(
        cells(str(number), row_name(entry), entry.group, entry.unit_names, entry.reason)
        for number, entry in enumerate(entries, start=1)
    )
    return Table(columns, rows, name=title, is_wide=True)


def table_changed(entries: Sequence[Entry], title: str) -> Table:
    """One line for each thing that changed; number and item stand on the first line of a row."""
    columns = (
        Column(_("No."), 0.5, Align.CENTRE),
        Column(_("Item"), 2.4),
        Column(_("What changes"), 2.0),
        Column(_("Before"), 2.4),
        Column(_("After"), 2.4),
        Column(_("Reason"), 1.8),
    )
    rows: list[tuple[Words, ...]] = []
    for number, entry in enumerate(entries, start=1):
        for place, line in enumerate(entry.lines):
            head = (str(number), row_name(entry)) if place == 0 else ("", "")
            rows.append(cells(*head, line.label, line.before, line.after, entry.reason if place == 0 else ""))
    return Table(columns, tuple(rows), name=title, is_wide=True)
