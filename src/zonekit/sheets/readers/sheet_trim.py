"""A worksheet cut down to a window, for sheets whose values reach further than is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from zonekit.sheets.readers.sheet_scan import CellCursor
from zonekit.sheets.readers.xml_parts import run_expat
from zonekit.sheets.source import column_letters

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_CELL_PARTS = frozenset(("v", "is", "t", "r"))


@dataclass(frozen=True, slots=True)
class Window:
    """The cells that are read: 0-based, the ends not included."""

    top: int
    left: int
    bottom: int
    right: int

    def has(self, row: int, column: int) -> bool:
        """Whether a cell lies inside."""
        return self.top <= row < self.bottom and self.left <= column < self.right


def trim_sheet(chunks: Iterable[bytes], window: Window) -> bytes:
    """A minimal worksheet with the cells inside the window; a cell given twice keeps its first value.

    >>> trimmed = trim_sheet([b'<s><row><c r="A1"><v>1</v></c><c r="Z9"><v>2</v></c></row></s>'], Window(0, 0, 5, 5))
    >>> trimmed.partition(b">")[2]
    b'<sheetData><c r="A1"><v>1</v></c></sheetData></worksheet>'
    """
    trimmer = _Trimmer(window)
    run_expat(trimmer.parser, chunks)
    return f'<worksheet xmlns="{NAMESPACE}"><sheetData>{"".join(trimmer.pieces)}</sheetData></worksheet>'.encode()


class _Trimmer:
    def __init__(self, window: Window) -> None:
        self.window = window
        self.cursor = CellCursor()
        self.pieces: list[str] = []
        self.seen: set[tuple[int, int]] = set()
        self.is_kept = False
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "row":
            self.cursor.start_row(attributes.get("r"))
        elif name == "c":
            self._start_cell(attributes)
        elif self.is_kept and name in _CELL_PARTS:
            self.pieces.append(f"<{name}>")
            self.parser.CharacterDataHandler = self._text if name in ("v", "t") else None

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self.cursor.start_cell(attributes.get("r"))
        row, column = position = self.cursor.row, self.cursor.column
        self.is_kept = self.window.has(row, column) and position not in self.seen
        if self.is_kept:
            self.seen.add(position)
            kept = "".join(f" {key}={quoteattr(attributes[key])}" for key in ("s", "t") if key in attributes)
            self.pieces.append(f'<c r="{column_letters(column)}{row + 1}"{kept}>')

    def _text(self, text: str) -> None:
        self.pieces.append(escape(text))

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if not self.is_kept:
            return
        if name in _CELL_PARTS:
            self.parser.CharacterDataHandler = None
            self.pieces.append(f"</{name}>")
        elif name == "c":
            self.pieces.append("</c>")
            self.is_kept = False
