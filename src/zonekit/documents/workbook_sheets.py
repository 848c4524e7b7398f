"""The sheets of a workbook that hold words: the first one, the entries and the tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from math import ceil
from typing import Any

from zonekit.documents.blocks import Align, Column, Document, Entry, KeyFigures, Run, Table, Words, plain
from zonekit.documents.output import Output
from zonekit.documents.word_text import COLOURS, MARKS, allowed, width_in_characters

LONGEST_TEXT = 32_767  # characters in a cell
LONGEST_NAME = 31
A4, A3 = 9, 8
LINE_HEIGHT, GREATEST_HEIGHT = 15, 405  # points
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NUMBER = re.compile(r"[+\-−]?\d{1,3}(?:,\d{3})*(?:\.\d+)?%?|[+\-−]?\d+(?:\.\d+)?%?")


@dataclass
class Book:
    """A workbook being written, with its formats and the names of its sheets."""

    workbook: Any
    document: Document
    output: Output
    formats: dict[tuple[tuple[str, Any], ...], Any] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    figures_name: str = ""

    def __post_init__(self) -> None:
        # The first sheet points at the sheet of figures, which is written last: its name is settled first.
        self.figures_name = self.free_name(self.output.word("figures"))

    def form(self, **properties: Any) -> Any:
        """A cell format, made once."""
        key = tuple(sorted(properties.items()))
        if key not in self.formats:
            self.formats[key] = self.workbook.add_format({"valign": "top", **properties})
        return self.formats[key]

    @property
    def head(self) -> Any:
        return self.form(bold=True, bg_color="#F2F2F2", border=1, text_wrap=True, valign="vcenter")

    def sheet(self, name: str, titles: Sequence[str] = (), widths: Sequence[float] = (), caption: str = "") -> Any:
        return self.dressed(self.free_name(name), titles, widths, caption)

    def dressed(self, name: str, titles: Sequence[str], widths: Sequence[float], caption: str = "") -> Any:
        """A new sheet with its head frozen and repeated in print, on A4 (or A3) as wide as the page."""
        sheet = self.workbook.add_worksheet(name)
        for at, width in enumerate(widths):
            sheet.set_column(at, at, width)
        for at, title in enumerate(titles):
            text(sheet, 0, at, title, self.head)
        sheet.set_paper(A4 if sum(widths) <= 160 else A3)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.8)
        title = " ".join(allowed(caption or self.document.title).split())
        sheet.set_header("&C" + title[:100].replace("&", "&&"))
        sheet.set_footer("&C— &P —")
        if titles:
            sheet.freeze_panes(1, 0)
            sheet.repeat_rows(0)
        return sheet

    def free_name(self, name: str) -> str:
        """A name Excel takes, that no other sheet has."""
        base = _NOT_IN_NAMES.sub(" ", allowed(name)).strip(" '")[:LONGEST_NAME] or "Sheet"
        tried, number = base, 2
        while tried.lower() in self.names or tried.lower() == "history":
            ending = f" ({number})"
            tried = base[: LONGEST_NAME - len(ending)] + ending
            number += 1
        self.names.add(tried.lower())
        return tried


def text(sheet: Any, row: int, column: int, words: str, form: Any = None) -> None:
    """A text as a text: never a formula, a link or a number. What is too long for a cell ends with an ellipsis."""
    words = allowed(words)
    # Excel counts in UTF-16; so long a text is cut before its last whole character.
    if len(words) > LONGEST_TEXT // 2 and len(words.encode("utf-16-le")) // 2 > LONGEST_TEXT:
        words = words.encode("utf-16-le")[: 2 * (LONGEST_TEXT - 1)].decode("utf-16-le", "ignore") + "…"
    if words:
        sheet.write_string(row, column, words, form)
    else:
        sheet.write_blank(row, column, None, form)


def set_height(sheet: Any, row: int, cells: Sequence[str], widths: Sequence[float]) -> None:
    """Room for the longest wrapped cell; not every program measures wrapped text when it opens a file."""
    lines = max((lines_of(words, width) for words, width in zip(cells, widths, strict=False)), default=1)
    if lines > 1:
        sheet.set_row(row, min(lines * LINE_HEIGHT, GREATEST_HEIGHT))


def lines_of(words: str, width: float) -> int:
    """How many lines a text takes in a column of so many Latin characters.

    >>> lines_of("承诺", 20), lines_of("年内建成" * 5, 20)
    (1, 3)
    """
    room = max(width - 2, 1) / 2
    return sum(max(ceil(width_in_characters(line) / room), 1) for line in words.split("\n"))


def number_format(decimals: int, *, is_signed: bool = False, is_percent: bool = False) -> str:
    """The format of a number with so many decimals.

    >>> number_format(1), number_format(2, is_signed=True), number_format(1, is_percent=True)
    ('#,##0.0', '+#,##0.00;-#,##0.00;0.00', '0.0%')
    """
    tail = "." + "0" * decimals if decimals > 0 else ""
    if is_percent:
        plain_form = f"0{tail}%"
        return f"+{plain_form};-{plain_form};{plain_form}" if is_signed else plain_form
    return f"+#,##0{tail};-#,##0{tail};0{tail}" if is_signed else f"#,##0{tail}"


def read_number(written: str) -> tuple[Decimal, str] | None:
    """A number as written in a document, and the format that shows it so; None for what is none.

    >>> read_number("−1,234.5"), read_number("85.3%")
    ((Decimal('-1234.5'), '#,##0.0'), (Decimal('0.853'), '0.0%'))
    >>> read_number("+3"), read_number("约3") is None
    ((Decimal('3'), '+#,##0;-#,##0;0'), True)
    """
    stripped = written.strip()
    if not _NUMBER.fullmatch(stripped):
        return None
    is_percent = stripped.endswith("%")
    digits = stripped.rstrip("%").replace(",", "").replace("−", "-")
    try:
        value = Decimal(digits)
    except InvalidOperation:
        return None
    decimals = len(digits.partition(".")[2])
    form = number_format(decimals, is_signed=digits.startswith("+"), is_percent=is_percent)
    return (value.scaleb(-2) if is_percent else value), form


def write_summary(book: Book, rows: dict[str, int]) -> None:
    """The first sheet: what this is, how it is known, and the numbers on which everything turns."""
    document, output = book.document, book.output
    sheet = book.sheet(document.title, widths=(28, 18, 14, 40))
    lines = [
        (document.title, book.form(bold=True, font_size=16)),
        (document.subtitle, book.form()),
        (document.notice, book.form(bold=True)),
        (f"{output.word('edition')} {output.edition}" if output.edition else "", book.form()),
        (f"SHA-256 {output.sha256}" if output.sha256 else "", book.form()),
    ]
    row = 0
    for words, form in lines:
        if words:
            text(sheet, row, 0, words, form)
            row += 1
    row += 1
    keys = (key for block in document.blocks if isinstance(block, KeyFigures) for key in block.figures)
    for key in dict.fromkeys(keys):
        figure = document.figures.get(key)
        if figure is None:
            continue
        text(sheet, row, 0, figure.label, book.form(text_wrap=True))
        sheet.write_number(row, 1, float(figure.value), book.form(bold=True, num_format=number_format(figure.decimals)))
        text(sheet, row, 2, figure.unit)
        quoted = book.figures_name.replace("'", "''")
        target = f"internal:'{quoted}'!A{rows[key] + 1}"
        sheet.write_url(row, 3, target, string=output.word("made_of"))
        row += 1


def write_entries(book: Book) -> None:
    """One row for each entry; one column for each label of a field, in the order in which they come up."""
    entries = list(book.document.entries())
    if not entries:
        return
    labels = list(dict.fromkeys(each.label for entry in entries for each in entry.fields))
    word = book.output.word
    titles = [word("label"), word("title"), word("group"), word("light"), *labels]
    widths = [9.0, 30.0, 22.0, 9.0] + [36.0 if len(labels) <= 3 else 24.0] * len(labels)
    sheet = book.sheet(word("entries"), titles, widths)
    wrapped = book.form(text_wrap=True)
    for row, entry in enumerate(entries, start=1):
        found = fields_of(entry)
        cells = [entry.label, entry.title, entry.group, "", *(found.get(label, "") for label in labels)]
        set_height(sheet, row, cells, widths)
        for at, words in enumerate(cells[:3]):
            text(sheet, row, at, words, wrapped)
        if entry.light is not None:
            text(sheet, row, 3, entry.light.text, light_form(book, entry.light))
        for label, words in found.items():
            text(sheet, row, 4 + labels.index(label), words, wrapped)
    sheet.autofilter(0, 0, len(entries), len(titles) - 1)


def fields_of(entry: Entry) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in entry.fields:
        words = "\n".join(plain(line) for line in each.lines)
        found[each.label] = f"{found[each.label]}\n{words}" if each.label in found else words
    return found


def light_form(book: Book, light: Run) -> Any:
    return book.form(font_color=f"#{COLOURS[light.tone]}", bold=True) if light.tone in MARKS else book.form()


def write_table(book: Book, table: Table) -> None:
    """A sheet of a table: its head, its rows, its totals."""
    whole = sum(max(column.width, 0) for column in table.columns) or 1
    widths = [min(max(130 * column.width / whole, 9), 60) for column in table.columns]
    titles = [column.title for column in table.columns]
    sheet = book.sheet(table.name or table.caption or "Table", titles, widths, table.caption)
    for row, cells in enumerate(table.rows, start=1):
        set_height(sheet, row, [plain(words) for words in cells], widths)
        for at, (column, words) in enumerate(zip(table.columns, cells, strict=True)):
            write_cell(book, sheet, (row, at), column, words)
    for at, words in enumerate(table.totals):
        write_cell(book, sheet, (len(table.rows) + 1, at), table.columns[at], words, bold=True, top=1)
    if table.rows and table.columns:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)


def write_cell(book: Book, sheet: Any, place: tuple[int, int], column: Column, words: Words, **more: Any) -> None:
    """A number where the column holds numbers and the words are one; a light in its colour; otherwise the words."""
    number = figure_number(book.document, words) or read_number(plain(words)) if column.is_number else None
    if number is not None:
        value, form = number
        sheet.write_number(*place, float(value), book.form(num_format=form, **more))
        return
    if len(words) == 1 and words[0].tone in MARKS:
        more = {**more, "font_color": f"#{COLOURS[words[0].tone]}"}
    if column.align != Align.LEFT:
        more = {**more, "align": "center" if column.align == Align.CENTRE else "right"}
    text(sheet, *place, plain(words), book.form(text_wrap=True, **more))


def figure_number(document: Document, words: Words) -> tuple[Decimal, str] | None:
    """The exact value of the figure a cell shows, when it shows nothing else."""
    shown = [each for each in words if each.text.strip()]
    figure = document.figures.get(shown[0].figure) if len(shown) == 1 and shown[0].figure else None
    return (figure.value, number_format(figure.decimals)) if figure is not None else None
