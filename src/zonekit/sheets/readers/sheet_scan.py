"""A first look through the XML of a worksheet, in constant memory: how far it reaches and what values do not tell.

Reading a sheet means filling a rectangle from the first to the last value; one stray value in XFD1048576 makes that
rectangle 17 billion cells. So the reach is measured before anything is filled.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.parsers import expat

from zonekit.sheets.readers.refusals import Refusal
from zonekit.sheets.source import Merge

MOST_MERGES = 100_000
MOST_ERRORS = 1_000
_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})\Z")


@dataclass(slots=True)
class SheetScan:
    """Reach of the values (0-based, inclusive; -1: none), number of values, and cells the values do not tell about.

    `errors`: address -> the error Excel shows there (#REF!). `merges`: in coordinates of the sheet.
    `text_uses`: how often each shared text is used.
    """

    top: int = 2**31
    left: int = 2**31
    bottom: int = -1
    right: int = -1
    values: int = 0
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)

    @property
    def area(self) -> int:
        """Number of cells of the rectangle from the first to the last value."""
        return max(self.bottom - self.top + 1, 0) * max(self.right - self.left + 1, 0)


def cell_position(address: str) -> tuple[int, int] | None:
    """0-based (row, column) of an address such as "B4", None when it is none.

    >>> cell_position("B4"), cell_position("XFD1048576"), cell_position("4B")
    ((3, 1), (1048575, 16383), None)
    """
    match = _ADDRESS.match(address)
    if match is None:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def scan_sheet(chunks: Iterable[bytes]) -> SheetScan:
    """Scan the XML of one worksheet given in pieces.

    Raises Refusal `file_corrupted` for XML that is broken or brings its own entities.

    >>> scan = scan_sheet([b'<worksheet><row><c r="C2"><v>1</v></c></row></worksheet>'])
    >>> scan.bottom, scan.right
    (1, 2)
    """
    scanner = _Scanner()
    parser = expat.ParserCreate()
    parser.StartElementHandler = scanner.start
    parser.EndElementHandler = scanner.end
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.buffer_text = True
    scanner.parser = parser
    try:
        for chunk in chunks:
            parser.Parse(chunk)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError) as error:
        raise Refusal("file_corrupted") from error
    return scanner.scan


def _refuse_doctype(*_: object) -> None:
    raise Refusal("file_corrupted")


class _Scanner:
    """Follows rows and cells as spreadsheet programs do: one without an address stands after the one before."""

    parser: expat.XMLParserType

    def __init__(self) -> None:
        self.scan = SheetScan()
        self.row = -1
        self.column = -1
        self.is_error = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "c":
            self._start_cell(attributes)
        elif name in ("v", "is"):
            self._mark_value()
        elif name == "row":
            number = attributes.get("r", "")
            self.row = int(number) - 1 if number.isascii() and number.isdigit() else self.row + 1
            self.column = -1
        elif name == "mergeCell" and len(self.scan.merges) < MOST_MERGES:
            self._add_merge(attributes.get("ref", ""))

    def _start_cell(self, attributes: dict[str, str]) -> None:
        position = cell_position(attributes.get("r", ""))
        if position is None:
            self.column += 1
        else:
            self.row, self.column = position
        self.is_error = attributes.get("t") == "e"

    def _mark_value(self) -> None:
        scan, row, column = self.scan, self.row, self.column
        scan.values += 1
        if row > scan.bottom:
            scan.bottom = row
        if row < scan.top:
            scan.top = row
        if column > scan.right:
            scan.right = column
        if column < scan.left:
            scan.left = column
        if self.is_error and len(scan.errors) < MOST_ERRORS:
            scan.errors[row, column] = ""
            self.parser.CharacterDataHandler = self._add_error_text

    def _add_error_text(self, text: str) -> None:
        self.scan.errors[self.row, self.column] += text[:20]

    def end(self, tag: str) -> None:
        if self.is_error and tag.rpartition(":")[2] == "v":
            self.parser.CharacterDataHandler = None

    def _add_merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        start, end = cell_position(first), cell_position(last)
        if start and end and start <= end:
            self.scan.merges.append(Merge(start[0], start[1], end[0], end[1]))
