"""One Word table, row by row: cells that span columns or rows become merged ranges with the text in the first cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from zonekit.sheets.readers.cells import GridBuilder
from zonekit.sheets.readers.word_text import WordText, child_value
from zonekit.sheets.readers.xml_parts import children, local_name
from zonekit.sheets.source import Grid, Limits, Merge


@dataclass(slots=True)
class _Span:
    """A merged range that may still grow."""

    top: int
    left: int
    bottom: int
    right: int


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
        properties = next(children(element, "trPr"), None)
        if properties is not None and next(children(properties, "del"), None) is not None:
            return
        if self._rows < self._limits.rows:
            values: list[object] = [None] * self._count(properties, "gridBefore", 0)
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
        properties = next(children(cell, "tcPr"), None)
        left, width = len(values), self._count(properties, "gridSpan", 1)
        text = self._text.cell(cell)
        if left and self._is_joined(properties, "hMerge"):
            self._widen(left, width)
            text = ""
        elif self._is_joined(properties, "vMerge") and self._grows(left):
            self._growing[left].bottom = self._rows
            text = ""
        else:
            self._begin_span(properties, left, width)
        values.append(text)
        values.extend([None] * (width - 1))

    def _begin_span(self, properties: etree._Element | None, left: int, width: int) -> None:
        span = _Span(self._rows, left, self._rows, left + width - 1)
        self._growing[left] = span
        is_merged = properties is not None and any(local_name(each.tag) in ("vMerge", "hMerge") for each in properties)
        if width > 1 or is_merged:
            self._spans.append(span)

    def _grows(self, left: int) -> bool:
        """Whether the cell above belongs to a range that a cell here can continue."""
        span = self._growing.get(left)
        return span is not None and span.bottom == self._rows - 1 and span in self._spans[-self._limits.columns :]

    def _widen(self, left: int, width: int) -> None:
        span = next(
            (each for each in reversed(self._spans) if each.right == left - 1 and each.bottom == self._rows), None
        )
        if span is not None:
            span.right = left + width - 1

    def _count(self, properties: etree._Element | None, name: str, default: int) -> int:
        text = child_value(properties, name) if properties is not None else None
        is_count = text is not None and text.isascii() and text.isdigit() and len(text) < 7
        return min(int(text), self._limits.columns + 1) if is_count and text else default

    @staticmethod
    def _is_joined(properties: etree._Element | None, name: str) -> bool:
        """Whether a cell continues the merged cell above (vMerge) or to the left (hMerge)."""
        element = next(children(properties, name), None) if properties is not None else None
        return element is not None and (child_value(properties, name) or "continue") == "continue"


def _cells(element: etree._Element) -> Iterator[etree._Element]:
    """Cells of a row, also those inside content controls."""
    for child in element:
        name = local_name(child.tag)
        if name == "tc":
            yield child
        elif name in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _cells(child)
