"""Excel workbooks (.xlsx, .xlsm): values by calamine, what values do not tell from a first look at the XML."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from python_calamine import CalamineError, CalamineWorkbook

from zonekit.sheets.readers.archives import Package
from zonekit.sheets.readers.cells import GridBuilder
from zonekit.sheets.readers.checked_copy import CheckedSheet, checked_copy
from zonekit.sheets.readers.number_formats import Shown, shown_formats
from zonekit.sheets.readers.refusals import Refusal, refuse_panic
from zonekit.sheets.readers.shared_texts import check_expanded_texts
from zonekit.sheets.readers.sheet_scan import MOST_VALUES, scan_sheet
from zonekit.sheets.readers.workbook_parts import SheetPart, find_workbook_parts
from zonekit.sheets.source import Grid, Limits, Merge, column_letters
from zonekit.values.issues import Issue, Where

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_MOST_ISSUES = 200


def read_workbook(package: Package, main: str, limits: Limits) -> tuple[list[Grid], list[Issue]]:
    """The visible sheets that hold anything, as grids, and what was found on the way. `main`: the workbook part.

    Raises Refusal: `file_corrupted`, `unpacks_too_large`.
    """
    parts = find_workbook_parts(package, main)
    formats = shown_formats(package, parts.styles)
    listed, issues = _sheets_to_read(parts.sheets, limits)
    scanned = list(_scanned(package, listed, formats))
    check_expanded_texts(package, parts.shared_texts, {sheet.part: sheet.scan for sheet in scanned})
    sheets, too_large = _sheets_with_room(scanned, limits)
    grids = []
    if sheets:
        values = _values(checked_copy(package, parts, sheets, limits), len(sheets))
        for sheet, (origin, rows) in zip(sheets, values, strict=True):
            builder = _fill(sheet, origin, rows, formats, limits)
            grids.append(builder.grid(_relative_merges(sheet)))
            issues += builder.issues[:_MOST_ISSUES]
    return grids, [*issues, *too_large]


def _sheets_to_read(sheets: Sequence[SheetPart], limits: Limits) -> tuple[list[SheetPart], list[Issue]]:
    """Visible worksheets up to the limit; hidden ones are named, not read, unless there is nothing else."""
    worksheets = [sheet for sheet in sheets if sheet.part]
    visible = [sheet for sheet in worksheets if not sheet.is_hidden] or worksheets
    issues = [Issue("sheet_hidden", Where(sheet.name), {}, "note") for sheet in worksheets if sheet not in visible]
    if len(visible) > limits.sheets:
        issues.append(Issue("too_many_sheets", params={"sheets": len(visible), "limit": limits.sheets}))
    return visible[: limits.sheets], issues[:_MOST_ISSUES]


def _scanned(package: Package, sheets: Sequence[SheetPart], formats: Mapping[str, Shown]) -> Iterator[CheckedSheet]:
    left = MOST_VALUES
    for sheet in sheets:
        if sheet.part:
            scan = scan_sheet(package.chunks(sheet.part), formats, left)
            left -= min(scan.values, left)
            yield CheckedSheet(sheet.name, sheet.part, scan)


def _sheets_with_room(sheets: Sequence[CheckedSheet], limits: Limits) -> tuple[list[CheckedSheet], list[Issue]]:
    """Sheets with a value, as many as together fill no more cells than two sheets at their limits."""
    room = 2 * limits.rows * limits.columns
    fitting, issues = [], []
    for sheet in sheets:
        if sheet.scan.bottom < 0:
            continue
        if sheet.scan.is_too_full:
            issues.append(
                Issue("sheet_too_large", Where(sheet.name), {"cells": sheet.scan.values, "limit": MOST_VALUES})
            )
            continue
        window = sheet.window(limits)
        cells = (window.bottom - window.top) * (window.right - window.left)
        if cells <= room:
            room -= cells
            fitting.append(sheet)
        else:
            issues.append(Issue("sheet_too_large", Where(sheet.name), {"cells": cells, "limit": room}))
    return fitting, issues


def _values(data: bytes, sheets: int) -> Iterator[tuple[tuple[int, int], list[list[object]]]]:
    """Origin and rows of each sheet of a checked copy."""
    with refuse_panic():
        try:
            workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
            for index in range(sheets):
                sheet: CalamineSheet = workbook.get_sheet_by_index(index)
                yield sheet.start or (0, 0), cast("list[list[object]]", sheet.to_python())
        except CalamineError as error:
            raise Refusal("file_corrupted") from error


def _fill(
    sheet: CheckedSheet,
    origin: tuple[int, int],
    values: list[list[object]],
    formats: Mapping[str, Shown],
    limits: Limits,
) -> GridBuilder:
    """Rows from the first to the last value of the sheet, with what the values alone do not tell laid over them."""
    scan, window = sheet.scan, sheet.window(limits)
    builder = GridBuilder(sheet.name, limits, window.top, window.left)
    builder.report_overflow(scan.height, scan.width)
    overlays = _overlays(sheet, builder, limits)
    shown: dict[int, dict[int, Shown]] = defaultdict(dict)
    for (row, column), style in scan.styles.items():
        shown[row][column - window.left] = formats[style]
    indent: list[object] = [None] * (origin[1] - window.left)
    for row in range(window.top, window.bottom):
        index = row - origin[0]
        cells = indent + values[index] if 0 <= index < len(values) else []
        for column, form in shown.get(row, {}).items():
            if column < len(cells):
                cells[column] = form.apply(cells[column])
        for column, value in overlays.get(row, {}).items():
            cells += [None] * (column + 1 - len(cells))
            cells[column] = value
        builder.add(cells)
    return builder


def _overlays(sheet: CheckedSheet, builder: GridBuilder, limits: Limits) -> dict[int, dict[int, object]]:
    """Row -> column in the grid -> what stands there instead of the value: nothing for errors, the text of a formula
    that was saved without a result."""
    window = sheet.window(limits)
    overlays: dict[int, dict[int, object]] = defaultdict(dict)
    for (row, column), error in sheet.scan.errors.items():
        if window.has(row, column):
            overlays[row][column - window.left] = None
            where = Where(sheet.name, f"{column_letters(column)}{row + 1}")
            builder.issues.append(Issue("cell_error_value", where, {"value": error}, "warning"))
    for (row, column), formula in sheet.scan.formulas.items():
        if window.has(row, column):
            overlays[row][column - window.left] = f"={formula}" if formula else None
            where = Where(sheet.name, f"{column_letters(column)}{row + 1}")
            builder.issues.append(Issue("formula_without_value", where, {"value": f"={formula[:60]}"}, "warning"))
    return overlays


def _relative_merges(sheet: CheckedSheet) -> list[Merge]:
    top, left = sheet.scan.top, sheet.scan.left
    return [Merge(m.top - top, m.left - left, m.bottom - top, m.right - left) for m in sheet.scan.merges]
