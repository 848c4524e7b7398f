"""The two papers of a month: the list of disagreements, and the record of verification."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zonekit.documents.blocks import Align, Block, Column, Document, Paragraph, Signature, Table, Words, words
from zoneworks.accounts.access import Scope
from zoneworks.documents.composing import Headings, day, language, light_run, month, said
from zoneworks.units.models import Unit
from zoneworks.units.queries import profile_of
from zoneworks.verification.choices import Finding
from zoneworks.verification.models import Draw
from zoneworks.verification.queries_checks import BARE, OPEN, Checked, EvidenceOfMonth, is_reproduced
from zoneworks.verification.queries_lights import OWN, RULING, SILENT, LightsOfMonth, LightsRow, lights_of
from zoneworks.verification.words import DISAGREEMENT_WORDS, finding_words

NOTHING: Words = words("–")


def disagreements_title(zone: Unit, about: date) -> str:
    return _("%(zone)s: two lights that differ, %(month)s") % {"zone": profile_of(zone).title, "month": month(about)}


def record_title(zone: Unit, about: date) -> str:
    return _("%(zone)s: record of verification, %(month)s") % {"zone": profile_of(zone).title, "month": month(about)}


# --- disagreements ---------------------------------------------------------------------------------------------------


def disagreements_paper(scope: Scope, zone: Unit, about: date, as_of: date) -> Document:
    """In the active language. What is not confirmed stands in no paper."""
    found = lights_of(scope, zone, about, as_of)
    if found is None:
        raise Http404("no plan counts for the month")
    return Document(
        title=disagreements_title(zone, about),
        subtitle=_("As known on %(date)s") % {"date": day(as_of)},
        language=language(),
        blocks=(*disagreement_blocks(found), signed(found.plan.issuing_unit or zone, as_of)),
        facts={"kind": "light_disagreements", "month": f"{about:%Y-%m}", "as_of": as_of.isoformat()},
    )


def disagreement_blocks(found: LightsOfMonth) -> Iterator[Block]:
    counts, headings = found.counts, Headings()
    sentence = _(
        "Of %(all)s sub-projects the voices differ in %(any)s: own assessment %(own)s, ruling of the supervision "
        "office %(ruling)s; %(silent)s have no confirmed own assessment. No ruling changes a computed light."
    )
    yield Paragraph(said(sentence, **{name: str(counts[name]) for name in ("all", "any", OWN, RULING, SILENT)}))
    differing = [pair for pair in found.leaves if OWN in pair[1].disagrees or RULING in pair[1].disagrees]
    if differing:
        yield headings.next(1, _("Where the voices differ"))
        yield lights_table(found.rows(differing))
    silent = found.chosen(SILENT)
    if silent:
        yield headings.next(1, str(DISAGREEMENT_WORDS[SILENT]))
        yield silent_table(found.rows(silent))


def lights_table(rows: list[LightsRow]) -> Table:
    columns = (
        Column(pgettext("column", "No."), 1), Column(_("Sub-project"), 2.4), Column(_("Responsible unit"), 2.1),
        Column(_("Own assessment"), 1.6), Column(_("Computed light"), 1.6), Column(pgettext("light", "Ruling"), 1.6),
        Column(_("Reason of the ruling"), 2.2),
    )  # fmt: skip
    return Table(columns, tuple(lights_cells(row) for row in rows), name=_("Disagreements"))


def lights_cells(row: LightsRow) -> tuple[Words, ...]:
    own, ruling = row.lights.own, row.lights.ruling
    counts = own.light if own and not own.is_hollow else ""
    by = (
        pgettext("who and when", "%(who)s, %(date)s") % {"who": ruling.by.title, "date": day(ruling.on)}
        if ruling and ruling.by
        else ""
    )
    return (
        words(row.row.label), words(row.row.title), units_cell(row),
        words(light_run(counts)) if counts else NOTHING,
        words(light_run(row.lights.computed)) if row.lights.computed else NOTHING,
        words(light_run(ruling.light)) if ruling else NOTHING,
        words(_("%(reason)s (%(by)s)") % {"reason": ruling.reason, "by": by}) if ruling else words(""),
    )  # fmt: skip


def silent_table(rows: list[LightsRow]) -> Table:
    columns = (
        Column(pgettext("column", "No."), 0.8), Column(_("Sub-project"), 3), Column(_("Responsible unit"), 2.2),
        Column(_("Computed light"), 1.3),
    )  # fmt: skip
    cells = tuple(
        (
            words(row.row.label), words(row.row.title), units_cell(row),
            words(light_run(row.lights.computed)) if row.lights.computed else NOTHING,
        )
        for row in rows
    )  # fmt: skip
    return Table(columns, cells, name=str(DISAGREEMENT_WORDS[SILENT]))


def units_cell(row: LightsRow) -> Words:
    separator = pgettext("between units", ", ")
    return words(separator.join(unit.title for unit in (*row.row.lead, *row.row.responsible)) or "–")


# --- verification ----------------------------------------------------------------------------------------------------


def verification_paper(scope: Scope, zone: Unit, about: date, as_of: date) -> Document:
    """In the active language; for those who read all working records of the zone."""
    found = EvidenceOfMonth(scope, zone, about, as_of)
    if not found.reports:
        raise Http404("no confirmed report in the month")
    return Document(
        title=record_title(zone, about),
        subtitle=_("As known on %(date)s") % {"date": day(as_of)},
        language=language(),
        blocks=(*record_blocks(found), signed(zone, as_of)),
        facts={"kind": "verification_record", "month": f"{about:%Y-%m}", "as_of": as_of.isoformat()},
    )


def record_blocks(found: EvidenceOfMonth) -> Iterator[Block]:
    counts, headings = found.counts, Headings()
    checked = [row for row in found.rows if row.finding]
    sentence = _(
        "%(all)s reports are confirmed, with %(files)s files; %(bare)s have none. %(checked)s were checked (true "
        "%(true)s, insufficient %(insufficient)s, false %(false)s); %(open)s are still to be checked."
    )
    named = {name: str(counts[name]) for name in ("all", "files", BARE, OPEN, *Finding.values)}
    yield Paragraph(said(sentence, checked=str(len(checked)), **named))
    if found.draws:
        yield headings.next(1, _("Samples"))
        for draw in found.draws:
            yield Paragraph(draw_words(found, draw))
    if checked:
        yield headings.next(1, _("Findings"))
        yield findings_table(found, checked)


def draw_words(found: EvidenceOfMonth, draw: Draw) -> Words:
    done, size = found.progress_of(draw)
    sentence = _(
        "Drawn on %(date)s by %(who)s: %(size)s of %(population)s reports, %(done)s of them checked. Seed “%(seed)s”, "
        "digest %(digest)s. %(again)s"
    )
    again = (
        _("Drawn again, the sample is the same.") if is_reproduced(draw) else _("Drawn again, the sample is another.")
    )
    return said(
        sentence, date=day(draw.on), who=draw.by.title if draw.by else "–", size=str(size), done=str(done),
        population=str(len(draw.population)), seed=draw.seed, digest=draw.digest, again=again,
    )  # fmt: skip


def findings_table(found: EvidenceOfMonth, rows: list[Checked]) -> Table:
    columns = (
        Column(pgettext("column", "No."), 0.8), Column(_("Sub-project"), 2.4), Column(_("Responsible unit"), 1.6),
        Column(_("Files"), 0.6, Align.RIGHT, is_number=True), Column(pgettext("verification", "Finding"), 0.9),
        Column(_("Reason"), 3), Column(_("Checked by"), 1.4),
    )  # fmt: skip
    units = found.units_of(rows)
    separator = pgettext("between units", ", ")
    cells = tuple(
        finding_cells(found, row, separator.join(unit.title for unit in units.get(row.item, ())) or "–") for row in rows
    )
    return Table(columns, cells, name=_("Findings"), is_wide=True)


def finding_cells(found: EvidenceOfMonth, row: Checked, units: str) -> tuple[Words, ...]:
    item, check = found.items.get(row.item), row.deciding
    assert check is not None, "only what was checked stands here"
    who = f"{check.by.title}, {day(check.on)}" if check.by else day(check.on)
    return (
        words(item.label if item else ""), words(item.title if item else str(row.item)), words(units),
        words(str(len(row.files))), words(finding_words(row.finding)), words(check.reason), words(who),
    )  # fmt: skip


def signed(unit: Unit, as_of: date) -> Signature:
    return Signature(unit.title, day(as_of))
