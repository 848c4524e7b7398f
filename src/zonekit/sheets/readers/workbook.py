"""Excel workbooks: .xlsx and .xlsm."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from zonekit.sheets.readers.archives import Package
from zonekit.sheets.readers.cells import GridBuilder
from zonekit.sheets.readers.refusals import Refusal
from zonekit.sheets.readers.sheet_scan import SheetScan, scan_sheet
from zonekit.sheets.source import Grid, Limits, Merge
from zonekit.values.issues import Issue, Where

if TYPE_CHECKING:
    from python_calamine import CalamineSheet


def read_workbook(data: bytes, package: Package, limits: Limits) -> tuple[list[Grid], list[Issue]]:
    """The visible sheets of a workbook as grids, and what was found on the way."""
    scans = {part: scan_sheet(package.chunks(part)) for part in package.names if part.startswith("xl/worksheets/") and part.endswith(".xml")}
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    grids, issues = [], []
    for meta in workbook.sheets_metadata:
        sheet = workbook.get_sheet_by_name(meta.name)
        start = sheet.start or (0, 0)
        builder = GridBuilder(meta.name, limits, *start)
        for row in sheet.to_python(skip_empty_area=True, nrows=limits.rows):
            builder.add(row)
        merges = [Merge(a - start[0], b - start[1], c - start[0], d - start[1]) for (a, b), (c, d) in sheet.merged_cell_ranges or []]
        grid = builder.grid(merges)
        issues += builder.issues
        if grid.rows:
            grids.append(grid)
    return grids, issues
