"""Word documents (.docx): tables as grids, the running text as lines. The XML is read in one pass and thrown away."""

from __future__ import annotations

from dataclasses import replace
from typing import IO

from lxml import etree

from zonekit.sheets.readers.archives import Package
from zonekit.sheets.readers.refusals import Refusal
from zonekit.sheets.readers.word_table import WordTable
from zonekit.sheets.readers.word_text import WordText
from zonekit.sheets.readers.xml_parts import local_name, refuse_document_type_at_start
from zonekit.sheets.source import Grid, Limits, Line
from zonekit.values.issues import Issue, Where

MOST_TABLES = 2_000
_MOST_ISSUES = 200


def read_word(package: Package, document: str, limits: Limits) -> tuple[list[Grid], list[Line], list[Issue]]:
    """Tables and paragraphs of the document part, in order. Paragraphs are numbered from 1, those in tables left out.

    Raises Refusal `file_corrupted`, `unpacks_too_large`.
    """
    refuse_document_type_at_start(package.chunks(document))
    reader = _Reader(WordText(package, document), limits)
    try:
        with package.open(document) as part:
            reader.read(part)
    except (etree.LxmlError, ValueError) as error:
        raise Refusal("file_corrupted", part=document) from error
    return reader.grids, reader.lines, reader.finished_issues()


class _Reader:
    def __init__(self, text: WordText, limits: Limits) -> None:
        self.grids: list[Grid] = []
        self.lines: list[Line] = []
        self._issues: list[Issue] = []
        self._text = text
        self._limits = limits
        self._paragraphs = 0
        self._tables = 0
        self._room = limits.rows * limits.columns
        self._open_tables = 0
        self._open_boxes = 0
        self._table: WordTable | None = None
        self._lines_above = 0

    def read(self, part: IO[bytes]) -> None:
        tags = ("{*}p", "{*}tbl", "{*}tr", "{*}txbxContent")
        events = etree.iterparse(part, events=("start", "end"), tag=tags, resolve_entities=False, no_network=True)
        for event, element in events:
            name = local_name(element.tag)
            if event == "start":
                self._start(name)
            elif self._is_finished(name, element):
                _forget(element)

    def finished_issues(self) -> list[Issue]:
        """All issues, those about the whole document last."""
        issues = self._issues[:_MOST_ISSUES]
        if self._paragraphs > self._limits.rows:
            issues.append(Issue("too_many_rows", params={"rows": self._paragraphs, "limit": self._limits.rows}))
        if self._tables > len(self.grids):
            issues.append(Issue("too_many_sheets", params={"sheets": self._tables, "limit": len(self.grids)}))
        return issues

    def _start(self, name: str) -> None:
        if name == "txbxContent":
            self._open_boxes += 1
        elif name == "tbl" and not self._open_boxes:
            self._open_tables += 1
            if self._open_tables == 1:
                self._tables += 1
                self._lines_above = len(self.lines)
                self._table = self._new_table()

    def _new_table(self) -> WordTable | None:
        is_beyond = len(self.grids) >= MOST_TABLES or self._room <= 0
        return None if is_beyond else WordTable(f"table {self._tables}", self._text, self._limits)

    def _is_finished(self, name: str, element: etree._Element) -> bool:
        """Take in an element that ended; whether nothing above it still needs it."""
        if name == "txbxContent":
            self._open_boxes -= 1
        if self._open_boxes or name == "txbxContent":
            return False
        if name == "p":
            if not self._open_tables:
                self._add_paragraph(element)
            return not self._open_tables
        if name == "tr":
            if self._open_tables == 1 and self._table is not None:
                self._table.add_row(element)
            return self._open_tables == 1
        self._open_tables -= 1
        if not self._open_tables:
            self._end_table()
        return not self._open_tables

    def _add_paragraph(self, element: etree._Element) -> None:
        text = self._text.paragraph(element)
        if text is None:
            return
        self._paragraphs += 1
        if self._paragraphs > self._limits.rows:
            return
        if len(text) > self._limits.cell_characters:
            params = {"characters": len(text), "limit": self._limits.cell_characters}
            self._issues.append(Issue("cell_too_long", Where(line=self._paragraphs), params))
        style = self._text.style_name(element)
        self.lines.append(Line(self._paragraphs, text[: self._limits.cell_characters], style))

    def _end_table(self) -> None:
        if self._table is not None:
            grid = replace(self._table.grid(), before_line=self._lines_above)
            self._room -= len(grid.rows) * len(grid.rows[0]) if grid.rows else 0
            self.grids.append(grid)
            self._issues += self._table.builder.issues
        self._table = None


def _forget(element: etree._Element) -> None:
    """Free an element and what stands before it, so that a document is never in memory as a whole."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
