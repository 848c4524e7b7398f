"""What is seen on the pages of a chain as workbooks, each the same columns as its page."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from zonekit.documents.blocks import Column, Document, Table, words
from zonekit.documents.output import Output
from zonekit.documents.workbook import write_xlsx
from zoneworks.audit.fetching import EXPORT, tell_fetched
from zoneworks.chains.pages.frame import ChainFrame
from zoneworks.chains.pages.map import MapPage
from zoneworks.chains.pages.rows import NodeRow
from zoneworks.chains.sentences import reasons_told
from zoneworks.chains.weights import Weight
from zoneworks.chains.words import day, sentences
from zoneworks.common.clock import now
from zoneworks.documents.composing import language
from zoneworks.documents.words import output_words

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MILLION = 1_000_000
Row = Sequence[object]


def workbook_answer(page: ChainFrame, title: str, content: bytes, *, kind: str, key: object) -> HttpResponse:
    """A workbook as a file; who fetched it is kept."""
    response = HttpResponse(content, content_type=WORKBOOK)
    name = f"{title} {page.as_of.isoformat()}.xlsx"
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response.headers["Cache-Control"] = "private, no-store"
    return tell_fetched(
        response, verb=EXPORT, zone=page.zone, kind=kind, key=key, format="xlsx", as_of=page.as_of.isoformat(),
        query=page.request.GET.urlencode()[:400],
    )  # fmt: skip


def workbook(page: ChainFrame, title: str, sheet: str, columns: Sequence[Column], rows: Sequence[Row]) -> bytes:
    """One sheet under a heading; cells are texts, numbers of columns that hold numbers stay numbers."""
    table = Table(tuple(columns), tuple(tuple(words(cell_text(cell)) for cell in row) for row in rows), name=sheet)
    document = Document(
        title=title, language=language(), blocks=(table,),
        subtitle=_("%(zone)s, state on %(day)s") % {"zone": page.zone.title, "day": day(page.as_of)},
    )  # fmt: skip
    out = BytesIO()
    made = Output(fonts=Path(settings.ZONEWORKS_FONTS), made_at=now(), words=output_words(language()))
    write_xlsx(document, out, made)
    return out.getvalue()


def cell_text(cell: object) -> str:
    if cell is None:
        return ""
    return (
        f"{cell:.4g}"
        if isinstance(cell, float) and abs(cell) < 1000
        else f"{cell:.2f}"
        if isinstance(cell, float)
        else str(cell)
    )


# --- the nodes -------------------------------------------------------------------------------------------------------


def map_workbook(page: MapPage) -> tuple[str, bytes]:
    title = _("%(chain)s: nodes and gaps") % {"chain": page.title}
    return title, workbook(
        page, title, _("Nodes"), map_columns(), [map_row(row, page.weights.get(row.code)) for row in page.rows]
    )


def map_columns() -> tuple[Column, ...]:
    return (
        Column(_("Segment"), 1.0),
        Column(_("Tier"), 0.6, is_number=True),
        Column(_("Node"), 2.2),
        Column(_("Status"), 0.9),
        *weight_columns(),
        Column(_("Enterprises"), 0.8, is_number=True),
        Column(_("Output, million yuan"), 1.1, is_number=True),
        Column(_("Supply, million yuan"), 1.1, is_number=True),
        Column(_("Local demand, million yuan"), 1.1, is_number=True),
        Column(_("Supply against demand, %"), 1.0, is_number=True),
        Column(_("Share of the largest, %"), 1.0, is_number=True),
        Column(_("Why"), 5.0),
        Column(_("Responsible unit of the gap"), 1.6),
        Column(_("Due"), 1.0),
    )


def map_row(row: NodeRow, weight: Weight | None) -> Row:
    return (
        row.segment_word, row.tier, row.title, row.status_word, *weight_cells(weight), row.firms,
        *(in_millions(row.figure(name)) for name in ("output", "supply", "demand")),
        in_percent(row.figure("coverage")), in_percent(row.figure("largest_share")),
        sentences([one.sentence for one in reasons_told(row.judged)]),
        row.gap.unit.title if row.gap and row.gap.unit else "",
        row.gap.due.isoformat() if row.gap and row.gap.due else "",
    )  # fmt: skip


def weight_columns() -> tuple[Column, ...]:
    """How much rests on a node; the filter of the sheet sorts by any of them."""
    return (
        Column(_("Rank of importance"), 0.9, is_number=True),
        Column(_("Output resting on it, million yuan"), 1.2, is_number=True),
        Column(_("Part of the chain, %"), 1.0, is_number=True),
    )


def weight_cells(weight: Weight | None) -> Row:
    if weight is None:
        return None, None, None
    return weight.rank if weight.is_any else None, in_millions(weight.output), in_percent(weight.part)


def in_millions(yuan: float | None) -> float | None:
    return None if yuan is None else round(yuan / MILLION, 2)


def in_percent(value: float | None) -> float | None:
    return None if value is None else round(value * 100, 1)
