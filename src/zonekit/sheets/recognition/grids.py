"""A grid with its vertical merges spread out, so that every row of a merge shows the value of the merge."""

from __future__ import annotations

from collections.abc import Sequence

from zonekit.sheets.recognition.wording import text_of
from zonekit.sheets.source import CellValue, Grid, column_letters
from zonekit.values.issues import Issue, Where


class Sheet:
    """A grid ready for reading by rows.

    `rows`: values with vertical merges repeated downwards (never sideways); `continued`: the cells that repeat the one
    above; `widths`: number of columns of a merge, by its first cell.
    """

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.rows: list[Sequence[CellValue]] = list(grid.rows)
        self.continued: set[tuple[int, int]] = set()
        self.widths: dict[tuple[int, int], int] = {}
        self.tall_columns: set[int] = set()
        self.issues: list[Issue] = []
        self._filled: dict[int, list[int]] = {}
        self._letters = [column_letters(grid.first_column + column) for column in range(self.width())]
        self._spread()

    def width(self) -> int:
        """The number of columns."""
        return len(self.grid.rows[0]) if self.grid.rows else 0

    def _spread(self) -> None:
        copies: dict[int, list[CellValue]] = {}
        owners: dict[tuple[int, int], tuple[int, int]] = {}
        for merge in self.grid.merges:
            anchor = (merge.top, merge.left)
            if merge.right > merge.left:
                self.widths[anchor] = merge.right - merge.left + 1
            value = self.grid.rows[merge.top][merge.left]
            is_tall = merge.bottom > merge.top
            if is_tall and text_of(value):
                self.tall_columns.add(merge.left)
            for row in range(merge.top, merge.bottom + 1):
                if owners.setdefault((row, merge.left), anchor) != anchor:
                    self.issues.append(Issue("merge_conflict", self.where(row, merge.left), {}, "warning"))
                    break
                if row > merge.top:
                    copies.setdefault(row, list(self.grid.rows[row]))[merge.left] = value
                    self.continued.add((row, merge.left))
        for row, values in copies.items():
            self.rows[row] = values

    def where(self, row: int, column: int) -> Where:
        """The place of a cell as a person sees it."""
        return Where(self.grid.sheet, f"{self._letters[column]}{self.grid.first_row + row + 1}")

    def filled(self, row: int) -> list[int]:
        """The columns of a row that hold something."""
        # Readers go down row by row and look one row ahead.
        if row not in self._filled:
            self._filled.clear()
            for place in (row, row + 1):
                if place < len(self.rows):
                    self._filled[place] = [
                        column
                        for column, value in enumerate(self.rows[place])
                        if value is not None and (value.__class__ is not str or value.strip())
                    ]
        return self._filled[row]

    def texts(self, row: int) -> list[str]:
        """The texts of a row as it stands in the file, merges not spread, empty cells left out."""
        return [text for value in self.grid.rows[row] if (text := text_of(value))]
