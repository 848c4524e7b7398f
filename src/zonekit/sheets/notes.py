"""Workbooks that go back to people: the one they sent with notes in its bad cells, or a list of what was found.

The sentences are the caller's; nothing here knows a language.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast
from xml.parsers import expat

import xlsxwriter
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from zonekit.sheets.readers.archives import Package
from zonekit.sheets.readers.refusals import Refusal
from zonekit.sheets.readers.sheet_scan import cell_position
from zonekit.sheets.readers.xml_parts import run_expat
from zonekit.sheets.source import Limits
from zonekit.values.issues import Where

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

FILL = "FFF2CC"
AUTHOR = "ZoneWorks"
MOST_CELLS = 1_000_000
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
MOST_NOTE_CHARACTERS = 2_000
MOST_CELL_CHARACTERS = 32_767
_CHARACTERS_PER_LINE = 20
_DEFAULT_LIMITS = Limits()


class NotesImpossibleError(ValueError):
    """The workbook cannot carry notes (not an .xlsx, or too large to load); send an issue list instead."""


def annotate_workbook(data: bytes, issues: Sequence[tuple[Where, str]], limits: Limits = _DEFAULT_LIMITS) -> bytes:
    """The workbook with a note and a fill in each place; values, formulas, merges and styles stay as they are.

    Several sentences for one cell share its note, a note that was there stays above them. A place without a cell is
    noted, without a fill, in A1 of its sheet (of the first sheet when it names none). A place inside a merged range is
    noted in its first cell. Pictures and charts are not carried over.

    Raises NotesImpossibleError for anything but an .xlsx or .xlsm of at most 1,000,000 cells.
    """
    workbook = _load(data, limits)
    for sheet_name, notes in _by_sheet(workbook, issues).items():
        sheet = workbook[sheet_name]
        for address, sentences in notes.items():
            cell = _first_of_merge(sheet, address or "A1")
            _add_note(cell, sentences)
            if address:
                cell.fill = PatternFill("solid", start_color=FILL, end_color=FILL)
    return _saved(workbook)


def issue_list_workbook(rows: Sequence[tuple[str, str]], headings: tuple[str, str] | None = None) -> bytes:
    """A fresh workbook that lists places and sentences, for sources that cannot carry notes (.csv, .docx, text).

    >>> issue_list_workbook([("B4", "The deadline cannot be read.")])[:2]
    b'PK'
    """
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        sheet = workbook.add_worksheet()
        wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        sheet.set_column(0, 0, 24, wrapped)
        sheet.set_column(1, 1, 90, wrapped)
        if headings:
            sheet.freeze_panes(1, 0)
            sheet.write_row(0, 0, headings, workbook.add_format({"bold": True, "bottom": 1}))
        for row, texts in enumerate(rows, 1 if headings else 0):
            for column, text in enumerate(texts):
                sheet.write_string(row, column, text[:MOST_CELL_CHARACTERS], wrapped)
    return buffer.getvalue()


def _load(data: bytes, limits: Limits) -> Workbook:
    try:
        package = Package(data, limits)
        _check_parts(package)
    except Refusal as refusal:
        raise NotesImpossibleError(f"the workbook cannot carry notes: {refusal.issue.code}") from refusal
    has_macros = any(name.endswith("vbaProject.bin") for name in package.names)
    try:
        return load_workbook(io.BytesIO(data), keep_vba=has_macros, rich_text=True)
    except Exception as error:
        # openpyxl answers odd files with whatever error it meets first; all of them mean the same to the sender.
        raise NotesImpossibleError("the workbook cannot carry notes: openpyxl cannot load it") from error


def _check_parts(package: Package) -> None:
    """No part with a document type, and no more cells than openpyxl, which makes an object of each, can hold."""
    cells = 0

    def count(tag: str, attributes: dict[str, str]) -> None:
        nonlocal cells
        name = tag.rpartition(":")[2]
        if name == "c":
            cells += 1
        elif name == "mergeCell":
            cells += _area(attributes.get("ref", ""))

    for name in package.names:
        if name.endswith((".xml", ".rels")):
            parser = expat.ParserCreate()
            parser.StartElementHandler = count
            run_expat(parser, package.chunks(name))
    if cells > MOST_CELLS:
        raise Refusal("unpacks_too_large", cells=cells, limit=MOST_CELLS)


def _area(reference: str) -> int:
    """Number of cells of a range."""
    first, _, last = reference.partition(":")
    start, end = cell_position(first), cell_position(last)
    return (abs(end[0] - start[0]) + 1) * (abs(end[1] - start[1]) + 1) if start and end else 0


def _by_sheet(workbook: Workbook, issues: Sequence[tuple[Where, str]]) -> dict[str, dict[str | None, list[str]]]:
    """Sheet name -> address (None: no cell) -> sentences, once each, in order."""
    names = [sheet.title for sheet in workbook.worksheets]
    if not names:
        raise NotesImpossibleError("the workbook cannot carry notes: it has no worksheet")
    found: dict[str, dict[str | None, list[str]]] = defaultdict(lambda: defaultdict(list))
    for where, sentence in issues:
        is_known = where.sheet in names
        address = where.cell if is_known and where.cell and _is_on_sheet(where.cell) else None
        sentences = found[where.sheet if is_known and where.sheet else names[0]][address]
        if sentence not in sentences:
            sentences.append(sentence)
    return found


def _is_on_sheet(address: str) -> bool:
    position = cell_position(address)
    return position is not None and position[0] < MOST_ROWS and position[1] < MOST_COLUMNS


def _first_of_merge(sheet: Worksheet, address: str) -> Cell:
    cell = sheet[address]
    if isinstance(cell, Cell):
        return cell
    merged = next(each for each in sheet.merged_cells.ranges if address in each)
    return cast("Cell", sheet.cell(merged.min_row, merged.min_col))


def _add_note(cell: Cell, sentences: Sequence[str]) -> None:
    before = cell.comment.text if cell.comment else ""
    lines = [before, *(sentence for sentence in sentences if sentence not in before)]
    text = "\n".join(line for line in lines if line)[:MOST_NOTE_CHARACTERS]
    height = 20 * sum(len(line) // _CHARACTERS_PER_LINE + 1 for line in text.split("\n")) + 20
    cell.comment = Comment(text, AUTHOR, height=min(height, 600), width=300)


def _saved(workbook: Workbook) -> bytes:
    buffer = io.BytesIO()
    try:
        workbook.save(buffer)
    except Exception as error:
        raise NotesImpossibleError("the workbook cannot carry notes: openpyxl cannot save it") from error
    return buffer.getvalue()
