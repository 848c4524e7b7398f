"""The sheets with which a number is opened: each figure over its parts, and the records."""

from __future__ import annotations

from collections.abc import Mapping

from zonekit.documents.blocks import Document, Figure, KeyFigures
from zonekit.documents.checks import runs_of
from zonekit.documents.workbook_sheets import Book, number_format, text


def ordered_figures(document: Document) -> tuple[Figure, ...]:
    """The figures in the order in which the document mentions them, then those it does not, by key."""
    keys: dict[str, None] = {}
    for block in document.blocks:
        named = block.figures if isinstance(block, KeyFigures) else (each.figure for each in runs_of(block))
        keys.update(dict.fromkeys(key for key in named if key in document.figures))
    keys.update(dict.fromkeys(sorted(document.figures)))
    return tuple(document.figures[key] for key in keys)


def rows_of_figures(document: Document) -> dict[str, int]:
    """The row of each figure in its sheet, counted from 0; its parts follow it."""
    rows = {}
    row = 1
    for figure in ordered_figures(document):
        rows[figure.key] = row
        row += 1 + len(figure.parts)
    return rows


def names_of(document: Document) -> dict[str, str]:
    """What stands for a key: the entry, the record or the figure it names."""
    entries = {each.key: f"{each.label} {each.title}".strip() for each in document.entries()}
    records = {key: record.label for key, record in document.records.items()}
    return {**{key: figure.name for key, figure in document.figures.items()}, **records, **entries}


def write_figures(book: Book, rows: Mapping[str, int]) -> None:
    """Each figure with the sum of its parts as a formula over the parts below it, which can be folded away."""
    document, word = book.document, book.output.word
    if not document.figures:
        return
    titles = [word("title"), word("value"), word("unit"), word("made_of")]
    sheet = book.dressed(book.figures_name, titles, (48, 18, 12, 18))
    sheet.outline_settings(visible=True, symbols_below=False)
    names = names_of(document)
    for figure in ordered_figures(document):
        row = rows[figure.key]
        form = number_format(figure.decimals)
        text(sheet, row, 0, figure.name, book.form(bold=True, text_wrap=True))
        sheet.write_number(row, 1, float(figure.value), book.form(bold=True, num_format=form))
        text(sheet, row, 2, figure.unit)
        if figure.parts:
            cells = f"B{row + 2}:B{row + 1 + len(figure.parts)}"
            total = float(sum(part.value for part in figure.parts))
            sheet.write_formula(row, 3, f"=SUM({cells})", book.form(num_format=form), total)
        for at, part in enumerate(figure.parts, start=row + 1):
            sheet.set_row(at, None, None, {"level": 1})
            text(sheet, at, 0, names.get(part.key, part.key), book.form(indent=2, text_wrap=True))
            sheet.write_number(at, 1, float(part.value), book.form(num_format="General"))


def write_records(book: Book) -> None:
    """The records: what they are, where they are read, and the hash of a file."""
    records = book.document.records
    if not records:
        return
    sheet = book.sheet(book.output.word("records"), (book.output.word("records"), "URL", "SHA-256"), (48, 48, 68))
    for row, key in enumerate(sorted(records), start=1):
        record = records[key]
        for at, words in enumerate((record.label, record.address, record.sha256)):
            text(sheet, row, at, words, book.form(text_wrap=True))
