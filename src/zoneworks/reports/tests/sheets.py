"""The sheet of the month as tests fill it in: downloaded, changed cell by cell, imported."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import openpyxl

from zoneworks.imports.models import Batch
from zoneworks.imports.services import accept_batch, preview, receive_upload, undo_batch
from zoneworks.plans.models import Plan
from zoneworks.plans.tests.worlds import World, indicator, leaf, milestone
from zoneworks.reports.exports_month import COLUMNS, HEAD_ROW, export_month_xlsx
from zoneworks.reports.tests.reporting import SEPTEMBER
from zoneworks.units.models import Unit

Cells = dict[tuple[str, str], Any]
COLUMN = {column.code: place for place, column in enumerate(COLUMNS, start=1)}


def key_of(plan: Plan, code: str = "1.01.1", what: str = "") -> str:
    """Key of the row of a report, or of an indicator or milestone by its name."""
    if not what:
        row = leaf(plan, code)
        return f"R{row.origin_id or row.pk}"
    if what == "发布清单":
        return f"M{milestone(plan, code).facts_id}"
    return f"I{indicator(plan, code, what).facts_id}"


def sheet(plan: Plan, unit: Unit, cells: Cells | None = None, about: date = SEPTEMBER) -> bytes:
    """The sheet with cells set by (key, column)."""
    book = openpyxl.load_workbook(io.BytesIO(export_month_xlsx(plan, unit, about)))
    page = book.worksheets[0]
    rows = {page.cell(row, 1).value: row for row in range(HEAD_ROW + 2, page.max_row + 1)}
    for (key, column), value in (cells or {}).items():
        page.cell(rows[key], COLUMN[column]).value = value
    return packed(book)


def packed(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def table(data: bytes) -> list[dict[str, Any]]:
    """The rows of an exported sheet by the code of their columns."""
    page = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    codes = [column.code for column in COLUMNS]
    rows = page.iter_rows(min_row=HEAD_ROW + 2, max_col=len(codes), values_only=True)
    return [dict(zip(codes, row, strict=True)) for row in rows]


def previewed(world: World, data: bytes, persona: str = "officer", filename: str = "month.xlsx") -> Batch:
    scope = world.scope(persona)
    upload = receive_upload(scope=scope, zone=world.zone, filename=filename, data=data)
    return preview(scope=scope, upload=upload, kind="monthly_reports", options={})


def accept(world: World, batch: Batch, persona: str = "officer", positions: Any = None) -> Batch:
    return accept_batch(scope=world.scope(persona), batch=batch, turn=batch.turn, positions=positions)


def undo(world: World, batch: Batch, persona: str = "officer") -> Batch:
    return undo_batch(scope=world.scope(persona), batch=batch)


def actions(batch: Batch) -> list[str]:
    return list(batch.rows.order_by("position").values_list("action", flat=True))


def problems(batch: Batch, severity: str = "error") -> list[tuple[str, str | None]]:
    return [(one["code"], one.get("cell")) for one in batch.issues if one["severity"] == severity]
