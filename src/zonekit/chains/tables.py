"""A table of a sheet by its headings: which column holds which field, and what is wrong with the headings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from zonekit.chains.given import Given, Row
from zonekit.chains.headings import SheetForm
from zonekit.values.issues import Issue, Where

CellValue = str | int | float | bool | date | datetime | None
Cells = Sequence[tuple[CellValue, str]]
Grid = Sequence[Cells]
Grids = Mapping[str, Grid]
HEADING_WITHIN = 10  # rows above the headings hold a title at most
UNITS = {"亿元": 1e8, "万元": 1e4, "千元": 1e3, "元": 1.0}
_UNIT = re.compile(rf"({'|'.join(UNITS)})$")


@dataclass(frozen=True, slots=True)
class Table:
    """The rows by field, empty ones left out. `factors`: how many yuan one stands for, where a heading names a unit."""

    rows: tuple[Row, ...] = ()
    issues: tuple[Issue, ...] = ()
    factors: Mapping[str, float] = field(default_factory=dict)


def plain(text: str) -> str:
    """A heading or the name of a sheet as it is compared: half-width, small, without blanks, brackets and stars.

    >>> plain(" 名称（English）* ") == plain("名称(english)")
    True
    """
    return re.sub(r"[\s()\[\]*:_\-,/.]", "", unicodedata.normalize("NFKC", text)).lower()


def sheet_named(grids: Grids, form: SheetForm) -> str | None:
    aliases = {plain(alias) for alias in form.aliases}
    return next((name for name in grids if plain(name) in aliases), None)


def field_of(value: CellValue, form: SheetForm) -> str:
    """The field of a heading, "" where it is none of the form's; a unit at its end is passed over."""
    word = plain(value) if isinstance(value, str) else ""
    if not word:
        return ""
    for said in (word, _UNIT.sub("", word)):
        for heading in form.headings:
            if said in heading.plain_aliases(plain):
                return heading.field
    return ""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the headings stand and what they say: the column of each field, and what is wrong with them.

    `top`: the row of the headings, from 0. Without any there is nothing to read, and that is an error.
    """

    sheet: str
    top: int
    places: Mapping[str, int]
    issues: tuple[Issue, ...] = ()
    factors: Mapping[str, float] = field(default_factory=dict)

    @property
    def is_usable(self) -> bool:
        return not any(issue.severity == "error" for issue in self.issues)

    def row(self, cells: Cells) -> Row | None:
        """The values of a row below by field, None for an empty one."""
        row = {field: given(self.sheet, cells, at) for field, at in self.places.items() if at < len(cells)}
        return None if all(one.is_empty for one in row.values()) else row


def find_columns(name: str, grid: Grid, form: SheetForm) -> Columns:
    """The headings of a sheet; of a long one its first rows do."""
    top, places = _columns(grid, form)
    if not places:
        return Columns(name, 0, {}, (Issue("headings_missing", Where(sheet=name), {"sheet": name}),))
    units = {field: _UNIT.search(plain(str(grid[top][at][0]))) for field, at in places.items()}
    factors = {field: UNITS[found[1]] for field, found in units.items() if found}
    return Columns(name, top, places, tuple(_heading_issues(grid[top], name, form, places)), factors)


def read_table(name: str, grid: Grid, form: SheetForm) -> Table:
    """All rows below the headings."""
    columns = find_columns(name, grid, form)
    if not columns.places:
        return Table(issues=columns.issues)
    rows = (columns.row(cells) for cells in grid[columns.top + 1 :])
    return Table(tuple(row for row in rows if row is not None), columns.issues, columns.factors)


def given(sheet: str, cells: Cells, at: int) -> Given:
    value, address = cells[at]
    return Given(value, Where(sheet, address))


def _columns(grid: Grid, form: SheetForm) -> tuple[int, dict[str, int]]:
    """The row of the headings and the column of each field; the row with most known headings is taken."""
    best: tuple[int, dict[str, int]] = (0, {})
    for top, cells in enumerate(grid[:HEADING_WITHIN]):
        columns: dict[str, int] = {}
        for at, (value, _) in enumerate(cells):
            field = field_of(value, form)
            if field:
                columns.setdefault(field, at)
        if len(columns) > max(len(best[1]), form.least_headings - 1):
            best = (top, columns)
    return best


def _heading_issues(cells: Cells, sheet: str, form: SheetForm, columns: Mapping[str, int]) -> Iterator[Issue]:
    for heading in form.headings:
        if heading.is_required and not any(field in columns for field in heading.fields_that_do):
            yield Issue(
                "column_missing", Where(sheet=sheet), {"sheet": sheet, "column": f"{heading.zh} / {heading.en}"}
            )
    for at, (value, address) in enumerate(cells):
        field, where = field_of(value, form), Where(sheet, address)
        if isinstance(value, str) and value.strip() and not field:
            yield Issue("column_unknown", where, {"header": value.strip()[:60]}, "note")
        elif field and columns[field] != at:
            yield Issue("column_twice", where, {"column": str(value).strip()[:60]}, "warning")
