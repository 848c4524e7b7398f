"""The two lights as a workbook: the rows that are seen, with what each voice says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zoneworks.plans.exports_book import Book
from zoneworks.ui.lights import WORDS
from zoneworks.verification.queries_lights import LightsRow, Own
from zoneworks.verification.words import day, disagreement_words

if TYPE_CHECKING:
    from zoneworks.verification.pages.lights import LightsPage

HEAD_ROW = 2


def columns() -> list[tuple[str, float]]:
    return [
        (pgettext("column", "No."), 10),
        (_("Sub-project"), 40),
        (_("Responsible unit"), 24),
        (_("Own assessment"), 14),
        (_("Computed light"), 14),
        (pgettext("light", "Ruling"), 14),
        (_("Reason of the ruling"), 44),
        (_("Ruled by"), 18),
        (_("Ruled on"), 12),
        (_("Disagreement"), 30),
    ]


def export_lights_xlsx(page: LightsPage) -> bytes:
    book = Book(pgettext("sheet", "Two lights"), lean=True)
    book.widths([width for _head, width in columns()])
    book.sheet.freeze_panes(HEAD_ROW + 1, 2)
    book.sheet.repeat_rows(HEAD_ROW)
    book.text(0, 0, page.title, "note")
    book.text(1, 0, note_of(page), "note")
    for place, (head, _width) in enumerate(columns()):
        book.text(HEAD_ROW, place, head, "head")
    at = HEAD_ROW
    for at, row in enumerate(page.all_rows, start=HEAD_ROW + 1):
        for place, text in enumerate(line_of(row)):
            book.text(at, place, text)
    book.sheet.autofilter(HEAD_ROW, 0, at, len(columns()) - 1)
    return book.done()


def note_of(page: LightsPage) -> str:
    state = _("State on %(date)s") % {"date": day(page.as_of)}
    return pgettext("between notes", "    ").join([state, page.shown_words])


def line_of(row: LightsRow) -> Iterator[str]:
    lights, ruling = row.lights, row.lights.ruling
    yield row.row.label
    yield row.row.title
    yield ", ".join(unit.title for unit in (*row.row.lead, *row.row.responsible))
    yield own_said(lights.own)
    yield str(WORDS[lights.computed]) if lights.computed else "–"
    yield str(WORDS[ruling.light]) if ruling else "–"
    yield ruling.reason if ruling else ""
    yield ruling.by.title if ruling and ruling.by else ""
    yield ruling.on.isoformat() if ruling else ""
    yield disagreement_words(lights.disagrees)


def own_said(own: Own | None) -> str:
    """What the unit said; one that is not confirmed is marked."""
    if own is None or not own.light:
        return "–"
    word = str(WORDS[own.light])
    return _("%(light)s (not confirmed)") % {"light": word} if own.is_hollow else word
