"""A workbook being written: formats in one place, text always as text, whatever it looks like."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from zonekit.sheets.escapes import escape_formula
from zoneworks.common.clock import now

LONGEST_TEXT = 32_767  # of a cell; the format has no place for more
CUT = "…"
A3, LANDSCAPE_MARGIN = 8, 0.4
STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "align": "center", "valign": "vcenter", "text_wrap": True},
    "note": {"align": "left", "valign": "vcenter", "font_color": "#555555", "text_wrap": True},
    "head": {"bold": True, "align": "center", "bg_color": "#E8ECF1", "border": 1, "text_wrap": True},
    "text": {"text_wrap": True, "border": 1},
    "quoted": {"text_wrap": True, "border": 1, "quote_prefix": True},
    "centre": {"text_wrap": True, "border": 1, "align": "center"},
    "whole": {"border": 1, "num_format": "#,##0"},
    "number": {"border": 1, "num_format": "#,##0.####"},
    "share": {"border": 1, "num_format": "0.0%"},
    "points": {"border": 1, "num_format": "+0.0;-0.0;0.0"},
    "date": {"border": 1, "num_format": "yyyy-mm-dd", "align": "center"},
    "fill": {"border": 1, "num_format": "#,##0.####", "bg_color": "#FFF8E1", "locked": False},
    "fill_date": {"border": 1, "num_format": "yyyy-mm-dd", "bg_color": "#FFF8E1", "locked": False},
    "fill_text": {"border": 1, "num_format": "@", "bg_color": "#FFF8E1", "locked": False, "text_wrap": True},
}
for style in STYLES.values():
    style.setdefault("valign", "vcenter")


class Book:
    """One sheet of a workbook, made in memory; `lean` keeps one row in memory at a time and allows no merged cells."""

    def __init__(self, sheet_name: str, *, lean: bool) -> None:
        self.buffer = io.BytesIO()
        self.book = xlsxwriter.Workbook(self.buffer, {"in_memory": True, "constant_memory": lean})
        self.book.set_properties({"created": now().replace(tzinfo=None)})
        self.formats: dict[str, Format] = {
            name: self.book.add_format({"font_size": 10, **style}) for name, style in STYLES.items()
        }
        self.sheet: Worksheet = self.book.add_worksheet(sheet_name)
        self.sheet.set_paper(A3)
        self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(*[LANDSCAPE_MARGIN] * 2, top=0.5, bottom=0.6)
        self.sheet.set_footer("&C&P / &N")

    def widths(self, widths: Sequence[float]) -> None:
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)

    def text(self, row: int, column: int, text: str, style: str = "text") -> None:
        """Text as text: what begins like a formula is marked, so that it stays text when somebody edits the cell."""
        if style == "text" and escape_formula(text) != text:
            style = "quoted"
        self.sheet.write_string(row, column, fitting(text), self.formats[style])

    def number(self, row: int, column: int, value: float | None, style: str = "number") -> None:
        if value is None:
            self.sheet.write_blank(row, column, None, self.formats[style])
        else:
            self.sheet.write_number(row, column, value, self.formats[style])

    def date(self, row: int, column: int, value: date | None, style: str = "date") -> None:
        if value is None:
            self.sheet.write_blank(row, column, None, self.formats[style])
        else:
            self.sheet.write_datetime(row, column, value, self.formats[style])

    def merged(self, first: tuple[int, int], last: tuple[int, int], text: str, style: str = "text") -> None:
        """One text over several cells; over one cell it is just the text."""
        if first == last:
            self.text(*first, text, style)
            return
        if style == "text" and escape_formula(text) != text:
            style = "quoted"
        self.sheet.merge_range(*first, *last, "", self.formats[style])
        self.sheet.write_string(*first, fitting(text), self.formats[style])

    def done(self) -> bytes:
        self.book.close()
        return self.buffer.getvalue()


def fitting(text: str) -> str:
    """Text that a cell can hold; what is cut is marked as cut."""
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - len(CUT)] + CUT
