"""The record as a workbook: what the filters leave, newest first."""

from __future__ import annotations

import io
from collections.abc import Iterator

import xlsxwriter
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from zoneworks.accounts.access import Scope
from zoneworks.audit.lines import Line, lines
from zoneworks.audit.models import Event
from zoneworks.audit.sealing import head_of_chain
from zoneworks.units.models import Unit

# Beyond this a workbook is the wrong place to look: the filters of the page say less at a time.
MOST = 50_000
AT_ONCE = 500
HEAD_ROW = 2
MOST_CHARACTERS = 32_000  # Excel takes 32,767 in a cell
WIDTHS = (10, 20, 24, 30, 20, 40, 90)


def export_xlsx(scope: Scope, zone: Unit, found: QuerySet[Event]) -> bytes:
    """The chain's head stands above the table, so that a workbook kept elsewhere vouches for the record."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        sheet = book.add_worksheet(pgettext("sheet", "Audit record"))
        bold, moment = (
            book.add_format({"bold": True, "bottom": 1}),
            book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        )
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(HEAD_ROW + 1, 2)
        sheet.repeat_rows(HEAD_ROW)
        head = head_of_chain()
        sheet.write_string(0, 0, _("Head of the chain: %(head)s") % {"head": head or "–"})
        sheet.write_string(1, 0, limits_told(found))
        for column, title in enumerate(titles()):
            sheet.write_string(HEAD_ROW, column, title, bold)
        row = HEAD_ROW
        for row, line in enumerate(lines_of(scope, zone, found), HEAD_ROW + 1):
            sheet.write_number(row, 0, line.pk)
            sheet.write_datetime(row, 1, timezone.localtime(line.at).replace(tzinfo=None), moment)
            for column, text in enumerate((line.who, line.what, line.kind, line.title, line.details), 2):
                sheet.write_string(row, column, text[:MOST_CHARACTERS])
        sheet.autofilter(HEAD_ROW, 0, row, len(WIDTHS) - 1)
    return buffer.getvalue()


def titles() -> tuple[str, ...]:
    return (
        _("No."), pgettext("record", "When"), pgettext("record", "Who"), pgettext("record", "Did what"),
        pgettext("record", "Kind of thing"), pgettext("record", "Thing"), pgettext("record", "Details"),
    )  # fmt: skip


def limits_told(found: QuerySet[Event]) -> str:
    """How far the workbook reaches back, where it does not hold everything."""
    last = list(found.values_list("at", flat=True)[MOST - 1 : MOST + 1])
    if len(last) < 2:
        return ""
    said = ngettext(
        "The newest %(count)s event only, back to %(moment)s. Set the filters to get older ones.",
        "The newest %(count)s events only, back to %(moment)s. Set the filters to get older ones.",
        MOST,
    )
    return said % {"count": MOST, "moment": date_format(timezone.localtime(last[0]), "DATETIME_FORMAT")}


def lines_of(scope: Scope, zone: Unit, found: QuerySet[Event]) -> Iterator[Line]:
    packet: list[Event] = []
    for event in found[:MOST].iterator(chunk_size=AT_ONCE):
        packet.append(event)
        if len(packet) == AT_ONCE:
            yield from lines(scope, zone, packet)
            packet = []
    yield from lines(scope, zone, packet)
