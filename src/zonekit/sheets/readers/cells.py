"""Values of cells as every reader hands them on: clean text, whole numbers as int, dates as dates."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from zonekit.sheets.source import CellValue, Grid, Limits, Merge, column_letters
from zonekit.values.issues import Issue, Where

_LINE_BREAKS = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
_LARGEST_EXACT = 1e15


def clean_text(text: str) -> str:
    r"""The text with every kind of line break as "\n" and without control characters other than tab.

    >>> clean_text("a\r\nb\x00c\td")
    'a\nbc\td'
    """
    if text.isprintable():
        return text
    return _CONTROLS.sub("", _LINE_BREAKS.sub("\n", text))


def plain_value(value: object) -> CellValue:
    """A value of any reader as a `CellValue`; empty text becomes None, 12.0 becomes 12, midnight becomes a date.

    >>> plain_value(12.0), plain_value(" "), plain_value("")
    (12, ' ', None)
    """
    if isinstance(value, str):
        return clean_text(value) or None
    if isinstance(value, float):
        return _plain_number(value)
    if isinstance(value, datetime):
        return value if value.time() != time() else value.date()
    return value if value is None or isinstance(value, bool | int | date) else _as_text(value)


def _plain_number(value: float) -> int | float | str:
    if abs(value) < _LARGEST_EXACT:
        return int(value) if value.is_integer() else value
    return value if math.isfinite(value) else str(value)


def _as_text(value: object) -> str:
    if isinstance(value, timedelta):
        return f"{value.total_seconds() / 3600:g} h"
    return value.isoformat("minutes") if isinstance(value, time) else clean_text(str(value))


class GridBuilder:
    """Collects the rows of one sheet within the limits and reports what does not fit.

    Empty rows and columns at the end are dropped; empty rows share one tuple, so that a sparse sheet stays small.
    """

    def __init__(self, sheet: str, limits: Limits, first_row: int = 0, first_column: int = 0) -> None:
        self.sheet = sheet
        self.limits = limits
        self.first_row = first_row
        self.first_column = first_column
        self.issues: list[Issue] = []
        self.rows: list[list[CellValue]] = []
        self._long: dict[str, str] = {}

    def add(self, values: Iterable[object]) -> None:
        """Append one row of raw values; cells beyond the column limit are left off."""
        row = [plain_value(value) for value in values]
        del row[self.limits.columns :]
        for column, value in enumerate(row):
            if isinstance(value, str) and len(value) > self.limits.cell_characters:
                row[column] = self._shortened(value, column)
        while row and row[-1] is None:
            row.pop()
        self.rows.append(row)

    def _shortened(self, value: str, column: int) -> str:
        cell = f"{column_letters(self.first_column + column)}{self.first_row + len(self.rows) + 1}"
        params = {"characters": len(value), "limit": self.limits.cell_characters}
        self.issues.append(Issue("cell_too_long", Where(self.sheet, cell), params))
        return self._long.setdefault(value, value[: self.limits.cell_characters])

    def report_overflow(self, rows: int, columns: int) -> None:
        """Report the size of the sheet, counted from its first cell, where it exceeds the limits."""
        if rows > self.limits.rows:
            params = {"rows": rows, "limit": self.limits.rows}
            self.issues.append(Issue("too_many_rows", Where(self.sheet), params))
        if columns > self.limits.columns:
            params = {"columns": columns, "limit": self.limits.columns}
            self.issues.append(Issue("too_many_columns", Where(self.sheet), params))

    def grid(self, merges: Sequence[Merge] = ()) -> Grid:
        """The rectangular grid; `merges` are relative to its first cell and cut at its edges."""
        while self.rows and not self.rows[-1]:
            self.rows.pop()
        width = max((len(row) for row in self.rows), default=0)
        empty: tuple[CellValue, ...] = (None,) * width
        rows = tuple(tuple(row) + empty[len(row) :] if row else empty for row in self.rows)
        self.rows = []
        cut = tuple(merge for merge in (_cut(merge, len(rows), width) for merge in merges) if merge)
        return Grid(self.sheet, rows, cut, self.first_row, self.first_column)


def _cut(merge: Merge, height: int, width: int) -> Merge | None:
    """The part of a merge inside the grid, unless nothing is merged there; tall merges of empty cells end with it."""
    bottom, right = min(merge.bottom, height - 1), min(merge.right, width - 1)
    outside = merge.top < 0 or merge.left < 0 or merge.top > bottom or merge.left > right
    single = (merge.top, merge.left) == (bottom, right)
    return None if outside or single else Merge(merge.top, merge.left, bottom, right)
