"""A first look through the XML of a worksheet, in little memory: how far it reaches and what values do not tell.

Reading a sheet means filling a rectangle from the first to the last value; one stray value in XFD1048576 makes that
rectangle 17 billion cells. So the reach is measured before anything is filled.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from xml.parsers import expat

from zonekit.sheets.readers.xml_parts import run_expat
from zonekit.sheets.source import Merge, column_letters

MOST_MERGES = 100_000
MOST_REMARKS = 100_000
MOST_VALUES = 1_000_000
MOST_FORMULA_CHARACTERS = 8_192
_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})\Z")
_FAR = 2**31
_LETTERS = tuple(column_letters(column) for column in range(256))

Position = tuple[int, int]


@dataclass(slots=True)
class SheetScan:
    """Reach of the values (0-based, inclusive; bottom < 0: no value) and what each value alone does not tell.

    `values`, `texts`: number of cells with a value, with a shared text. `errors`: position -> error (#REF!).
    `formulas`: position -> formula that carries no result. `styles`: position -> style, for the watched styles only.
    `merges`: in coordinates of the sheet. `is_too_full`: the scan stopped because there were more values than allowed.
    """

    top: int = _FAR
    left: int = _FAR
    bottom: int = -1
    right: int = -1
    values: int = 0
    texts: int = 0
    errors: dict[Position, str] = field(default_factory=dict)
    formulas: dict[Position, str] = field(default_factory=dict)
    styles: dict[Position, str] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    is_too_full: bool = False

    @property
    def height(self) -> int:
        """Rows from the first to the last value."""
        return max(self.bottom - self.top + 1, 0)

    @property
    def width(self) -> int:
        """Columns from the first to the last value."""
        return max(self.right - self.left + 1, 0)

    def include(self, row: int, column: int) -> None:
        """Count a value at a position."""
        self.values += 1
        if not self.top <= row <= self.bottom:
            self.top, self.bottom = min(self.top, row), max(self.bottom, row)
        if not self.left <= column <= self.right:
            self.left, self.right = min(self.left, column), max(self.right, column)


def cell_position(address: str) -> Position | None:
    """0-based (row, column) of an address such as "B4", None when it is none.

    >>> cell_position("B4"), cell_position("XFD1048576"), cell_position("4B")
    ((3, 1), (1048575, 16383), None)
    """
    match = _ADDRESS.match(address)
    if match is None or match[2] == "0":
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


class _TooFull(Exception):  # noqa: N818 - a signal
    pass


def scan_sheet(
    chunks: Iterable[bytes], watched_styles: Container[str] = (), most_values: int = MOST_VALUES
) -> SheetScan:
    """Scan the XML of one worksheet given in pieces, at most until it holds more than `most_values`.

    Raises Refusal `file_corrupted` for XML that is broken or brings its own entities.

    >>> scan = scan_sheet([b'<worksheet><row r="2"><c r="C2"><v>1</v></c></row></worksheet>'])
    >>> scan.bottom, scan.right
    (1, 2)
    """
    scanner = _Scanner(watched_styles, most_values)
    try:
        run_expat(scanner.parser, chunks)
    except _TooFull:
        scanner.scan.is_too_full = True
    return scanner.scan


class CellCursor:
    """Follows rows and cells as spreadsheet programs do: one without an address stands after the one before."""

    __slots__ = ("_row_number", "column", "row")

    def __init__(self) -> None:
        self.row = -1
        self.column = -1
        self._row_number = "0"

    def start_row(self, number: str | None) -> None:
        """Move to a row by its 1-based number, else to the next row."""
        is_number = number is not None and number.isascii() and number.isdigit() and len(number) < 8
        self.row = int(number) - 1 if is_number and number else self.row + 1
        self.column = -1
        self._row_number = str(self.row + 1)

    def start_cell(self, address: str | None) -> None:
        """Move to a cell by its address, else to the next cell of the row."""
        following = self.column + 1
        # Nearly every cell stands where it is expected; comparing is ten times faster than reading the address.
        if following < len(_LETTERS) and address == _LETTERS[following] + self._row_number:
            self.column = following
            return
        position = cell_position(address) if address else None
        if position is None:
            self.column = following
        elif position[0] == self.row:
            self.column = position[1]
        else:
            self.row, self.column = position
            self._row_number = str(self.row + 1)


class _Scanner:
    def __init__(self, watched_styles: Container[str], most_values: int) -> None:
        self.most_values = most_values
        self.scan = SheetScan()
        self.cursor = CellCursor()
        self.watched = watched_styles
        self.kind: str | None = None
        self.style: str | None = None
        self.formula: list[str] | None = None
        self.value: list[str] | None = None
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag if ":" not in tag else tag.rpartition(":")[2]
        if name == "c":
            self.cursor.start_cell(attributes.get("r"))
            self.kind, self.style = attributes.get("t"), attributes.get("s")
        elif name in ("v", "is"):
            self._start_value()
        elif name == "f":
            self.formula = []
            self._listen(self.formula)
        elif name == "row":
            self.cursor.start_row(attributes.get("r"))
        elif name == "mergeCell" and len(self.scan.merges) < MOST_MERGES:
            self._add_merge(attributes.get("ref", ""))

    def _start_value(self) -> None:
        scan, row, column = self.scan, self.cursor.row, self.cursor.column
        scan.include(row, column)
        if scan.values > self.most_values:
            raise _TooFull
        if self.kind == "s":
            scan.texts += 1
        if self.style in self.watched and len(scan.styles) < MOST_REMARKS:
            scan.styles[row, column] = self.style or ""
        if self.formula is not None or self.kind == "e":
            self.value = []
            self._listen(self.value)

    def _listen(self, pieces: list[str]) -> None:
        # Most cells need neither their text nor their end: calling nobody for them halves the time.
        self.parser.CharacterDataHandler = pieces.append
        self.parser.EndElementHandler = self.end

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name in ("v", "f"):
            self.parser.CharacterDataHandler = None
        elif name == "c":
            self._end_remarkable_cell()
            self.parser.EndElementHandler = None

    def _end_remarkable_cell(self) -> None:
        position, value = (self.cursor.row, self.cursor.column), "".join(self.value or ()).strip()
        if self.kind == "e" and value and len(self.scan.errors) < MOST_REMARKS:
            self.scan.errors[position] = value[:20]
        elif self.formula is not None and not value and self.kind != "str" and len(self.scan.formulas) < MOST_REMARKS:
            self.scan.include(*position)
            self.scan.formulas[position] = "".join(self.formula)[:MOST_FORMULA_CHARACTERS].strip()
        self.formula = self.value = None

    def _add_merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        start, end = cell_position(first), cell_position(last)
        if start and end and start[0] <= end[0] and start[1] <= end[1]:
            self.scan.merges.append(Merge(start[0], start[1], end[0], end[1]))


def count_text_uses(chunks: Iterable[bytes]) -> Counter[int]:
    """How often a worksheet cites each shared text, by index."""
    uses: Counter[int] = Counter()
    cited: list[str] = []
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def start(tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "c":
            cited.clear()
            parser.CharacterDataHandler = cited.append if attributes.get("t") == "s" else None

    def end(tag: str) -> None:
        if tag.rpartition(":")[2] == "c":
            index = "".join(cited).strip()
            if index.isascii() and index.isdigit():
                uses[int(index)] += 1
            cited.clear()
            parser.CharacterDataHandler = None

    parser.StartElementHandler, parser.EndElementHandler = start, end
    run_expat(parser, chunks)
    return uses
