"""Plans in grids: every table of every sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from zonekit.sheets.recognition.cards import find_grid_cards
from zonekit.sheets.recognition.columns import Columns, assign_columns
from zonekit.sheets.recognition.counts import section_levels, unique_levels
from zonekit.sheets.recognition.figures import find_sheet_unit
from zonekit.sheets.recognition.grids import Sheet
from zonekit.sheets.recognition.header_rows import HeaderBlock, find_headers
from zonekit.sheets.recognition.leaves import Reading
from zonekit.sheets.recognition.table_headings import NOTHING_ABOVE, Above, headings_above
from zonekit.sheets.recognition.tables import TableReader
from zonekit.sheets.recognition.transposed import read_transposed
from zonekit.sheets.recognition.wording import text_of
from zonekit.sheets.source import Grid, Line
from zonekit.values.issues import Issue, Where

_FIELD_OF = {"leaders": "leaders", "assessor": "responsible"}


@dataclass(slots=True)
class GridPlans:
    """What was read from all grids; `last` read the table before, which the next grid may go on with.

    `above`: what stands above the grid that is being read.
    """

    is_delimited: bool
    readings: list[Reading] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    last: TableReader | None = None
    above: Above = NOTHING_ABOVE


def read_grids(grids: tuple[Grid, ...], lines: Sequence[Line] = (), *, is_delimited: bool) -> GridPlans:
    """Every table and card in the grids; empty sheets are reported only when nothing else holds a plan.

    `lines`: the running text of a Word document, whose headings stand above its tables.
    """
    plans = GridPlans(is_delimited)
    empty = []
    for grid, plans.above in zip(grids, headings_above(grids, lines), strict=True):
        if not any(text_of(value) for row in grid.rows for value in row):
            empty.append(Issue("sheet_empty", Where(grid.sheet), {"sheet": grid.sheet}, "note"))
            continue
        sheet = Sheet(grid)
        plans.issues += sheet.issues
        whole = find_grid_cards(sheet) or read_transposed(sheet)
        if whole is not None:
            plans.readings.append(whole)
        else:
            _read_sheet(plans, sheet)
    if not any(reading.leaves for reading in plans.readings):
        plans.issues += empty
    return plans


def _read_sheet(plans: GridPlans, sheet: Sheet) -> None:
    """Every table of a sheet; a sheet without header may go on with the table of the sheet before."""
    top = 0
    for block in find_headers(sheet):
        sheet_unit = find_sheet_unit(text for row in range(top, block.top) for text in sheet.texts(row))
        columns = assign_columns(sheet, block, sheet_unit)
        if columns is None:
            continue
        reading = _read_table(plans, sheet, block, columns)
        if top == 0:
            reading.front = [text for row in range(block.top) for text in sheet.texts(row)]
        else:
            params: dict[str, str | int | float] = {"sheet": sheet.grid.sheet, "items": len(reading.leaves)}
            plans.issues.append(Issue("second_table", sheet.where(block.top, 0), params, "note"))
        top = block.end + 1
    last = plans.last
    if top == 0 and last is not None and sheet.width() == last.sheet.width():
        block = HeaderBlock(-1, -1, last.block.columns, len(sheet.rows) - 1)
        if last.is_followed_by(sheet, block):
            _read_table(plans, sheet, block, last.columns)
            return
    if top == 0:
        plans.issues.append(Issue("header_not_found", Where(sheet.grid.sheet), {"sheet": sheet.grid.sheet}))


def _read_table(plans: GridPlans, sheet: Sheet, block: HeaderBlock, columns: Columns) -> Reading:
    reader = TableReader(sheet, block, columns, plans.above, is_delimited=plans.is_delimited)
    last = plans.last
    if last is not None and last.sheet is not sheet and last.is_followed_by(sheet, block):
        reader.go_on_from(last)
    reader.read()
    plans.last = reader
    plans.issues += reader.issues
    plans.issues += [
        Issue("column_unknown", sheet.where(block.top, header.column), {"header": header.printed}, "note")
        for header in columns.unknown
        if block.top >= 0
    ]
    reading = _reading(sheet, block, columns, reader)
    plans.readings.append(reading)
    return reading


def _reading(sheet: Sheet, block: HeaderBlock, columns: Columns, reader: TableReader) -> Reading:
    names = _level_names(columns)
    return Reading(
        shape="matrix" if columns.areas else "table",
        leaves=reader.leaves,
        levels=_levels(columns, reader),
        level_names=names,
        column_map=_column_map(columns),
        areas=columns.areas,
        has_duties=bool(columns.duties) or any(leaf.duties for leaf in reader.leaves),
        hints=[columns.printed[column] for column in [*columns.due, *columns.goals] if column in columns.printed],
        where=sheet.where(max(block.top, 0), 0),
    )


def _leaf_level(columns: Columns) -> str:
    if columns.areas:
        return "indicator"
    kind = columns.name_kind or columns.text_kind
    above = [outer for _, outer in columns.paths]
    return kind if kind in ("project", "sub_project") and kind not in above else "task"


def _levels(columns: Columns, reader: TableReader) -> tuple[str, ...]:
    leaf = _leaf_level(columns)
    kinds = ["project" if kind in ("task", "sub_project", "goal") else kind for _, kind in columns.paths]
    deepest = max((leaf.path for leaf in reader.leaves), key=len, default=())
    sections = len(deepest) - len(kinds)
    if sections > 0 and not kinds:
        numbered = not reader.leaves or reader.is_numbered_heading(deepest[-1])
        return section_levels(min(sections, 3), leaf, is_last_numbered=numbered)
    above = section_levels(sections, leaf)[:-1] if sections > 0 else ()
    return unique_levels((*above, *kinds, leaf)[-4:])


def _level_names(columns: Columns) -> tuple[str, ...]:
    last = columns.name if columns.name is not None else columns.text
    return tuple(columns.printed.get(column, "") for column in [*(path for path, _ in columns.paths), last])


def _column_map(columns: Columns) -> dict[str, str]:
    """Header as printed -> field of the item."""
    fields: dict[int, str] = dict.fromkeys(columns.ignored, "ignore")
    fields.update(columns.paths)
    fields.update({column: _FIELD_OF.get(role, role) for column, role in columns.duties})
    fields.update(dict.fromkeys(columns.due, "deadline"))
    fields.update(dict.fromkeys(columns.goals, "goal"))
    fields.update({column: "milestones" for column, _, _ in columns.nodes})
    fields.update(dict.fromkeys(columns.schedules, "milestones"))
    fields.update({figures.column: "area" if figures.area else "goal" for figures in columns.figures})
    singles = {"no": columns.no, "name": columns.name, "text": columns.text, "weight": columns.weight}
    singles["unit"] = columns.measure_unit
    fields.update({column: name for name, column in singles.items() if column is not None})
    return {columns.printed[column]: name for column, name in sorted(fields.items()) if column in columns.printed}
