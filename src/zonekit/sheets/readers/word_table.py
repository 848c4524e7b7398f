"""One Word table, row by row: cells that span columns or rows become merged ranges with the text in the first cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from zonekit.sheets.readers.cells import GridBuilder
from zonekit.sheets.readers.word_text import WordText
from zonekit.sheets.readers.xml_parts import first_child, local_name, val
from zonekit.sheets.source import Grid, Limits, Merge

_MARKS = frozenset(("gridSpan", "gridBefore", "vMerge", "hMerge", "del"))


@dataclass(slots=True)
class _Span:
    """A merged range that may still grow."""

    top: int
    left: int
    bottom: int
    right: int
    is_vertical: bool


class WordTable:
    """Collects the rows of one table."""

    def __init__(self, name: str, text: WordText, limits: Limits) -> None:
        self.builder = GridBuilder(name, limits)
        self._text = text
        self._limits = limits
        self._rows = 0
        self._widest = 0
        self._spans: list[_Span] = []
        self._growing: dict[int, _Span] = {}

    def add_row(self, element: etree._Element) -> None:
        """Read one w:tr; rows deleted under change tracking are skipped."""
        marks = _marks(first_child(element, "trPr"))
        if "del" in marks:
            return
        if self._rows < self._limits.rows:
            values: list[object] = [None] * self._count(marks, "gridBefore", 0)
            for cell in _cells(element):
                self._add_cell(cell, values)
            self._widest = max(self._widest, len(values))
            self.builder.add(values)
        self._rows += 1

    def grid(self) -> Grid:
        """The finished grid."""
        self.builder.report_overflow(self._rows, self._widest)
        return self.builder.grid([Merge(each.top, each.left, each.bottom, each.right) for each in self._spans])

    def _add_cell(self, cell: etree._Element, values: list[object]) -> None:
        marks = _marks(first_child(cell, "tcPr"))
        left, width = len(values), self._count(marks, "gridSpan", 1)
        text = self._text.cell(cell)
        if left and _is_continued(marks, "hMerge"):
            self._widen(left, width)
            text = ""
        elif _is_continued(marks, "vMerge") and self._grows(left):
            self._growing[left].bottom = self._rows
            text = ""
        else:
            span = _Span(self._rows, left, self._rows, left + width - 1, "vMerge" in marks)
            self._growing[left] = span
            if width > 1 or "vMerge" in marks or "hMerge" in marks:
                self._spans.append(span)
        values.append(text)
        values.extend([None] * (width - 1))

    def _grows(self, left: int) -> bool:
        """Whether the cell above belongs to a range that a cell here can continue."""
        span = self._growing.get(left)
        return span is not None and span.is_vertical and span.bottom == self._rows - 1

    def _widen(self, left: int, width: int) -> None:
        span = next(
            (each for each in reversed(self._spans) if each.right == left - 1 and each.bottom == self._rows), None
        )
        if span is not None:
            span.right = left + width - 1

    def _count(self, marks: Mapping[str, str], name: str, default: int) -> int:
        text = marks.get(name, "")
        is_count = text.isascii() and text.isdigit() and len(text) < 7
        return min(int(text), self._limits.columns + 1) if is_count else default


def _marks(properties: etree._Element | None) -> dict[str, str]:
    """What counts here of the properties of a cell or row: name -> value, "" for those without."""
    if properties is None:
        return {}
    return {name: val(each) or "" for each in properties if (name := local_name(each.tag)) in _MARKS}


def _is_continued(marks: Mapping[str, str], name: str) -> bool:
    """Whether a cell continues the merged cell above (vMerge) or to the left (hMerge)."""
    return name in marks and marks[name] != "restart"


def _cells(element: etree._Element) -> Iterator[etree._Element]:
    """Cells of a row, also those inside content controls."""
    for child in element:
        name = local_name(child.tag)
        if name == "tc":
            yield child
        elif name in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _cells(child)
