"""What a file holds once it is read: grids of cells, or lines of text, with every place still addressable."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from zonekit.values.issues import Issue, Where

CellValue = str | int | float | bool | date | datetime | None
SourceKind = Literal["xlsx", "csv", "docx", "text", "unknown"]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is read; whatever lies beyond is refused or reported, never loaded."""

    file_bytes: int = 20 * 1024 * 1024
    unpacked_bytes: int = 200 * 1024 * 1024
    unpack_ratio: int = 200
    rows: int = 20_000
    columns: int = 200
    cell_characters: int = 32_767
    sheets: int = 50


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range, 0-based and inclusive: the value stands in (top, left)."""

    top: int
    left: int
    bottom: int
    right: int


def column_letters(column: int) -> str:
    """Letters of a 0-based column.

    >>> column_letters(0), column_letters(25), column_letters(26), column_letters(701)
    ('A', 'Z', 'AA', 'ZZ')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet or one Word table: `rows[r][c]`, 0-based and rectangular, merged cells empty but for the first.

    `first_row`, `first_column` are the 0-based offsets of rows[0][0] in the sheet, so that addresses are those a person
    sees. `before_line`: of a Word table, how many of the document's lines stand above it.
    """

    sheet: str
    rows: tuple[tuple[CellValue, ...], ...]
    merges: tuple[Merge, ...] = ()
    first_row: int = 0
    first_column: int = 0
    before_line: int | None = None

    def where(self, row: int, column: int) -> Where:
        """The place of a cell in the words a person uses.

        >>> Grid("S", (("a", "b"),), first_row=2).where(0, 1).cell
        'B3'
        """
        return Where(self.sheet, f"{column_letters(self.first_column + column)}{self.first_row + row + 1}")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or text line, 1-based number as in the file; `style` is a Word style name when there is one."""

    number: int
    text: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read. `lines` holds the running text (all paragraphs of a .docx, in order; every line of a text)."""

    kind: SourceKind
    filename: str
    sha256: str
    encoding: str | None = None
    grids: tuple[Grid, ...] = ()
    lines: tuple[Line, ...] = ()
    issues: tuple[Issue, ...] = field(default_factory=tuple)
