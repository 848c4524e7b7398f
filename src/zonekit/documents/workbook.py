"""A document as an Excel workbook: numbers as numbers, texts as texts, and every figure beside what it is made of.

Written row by row to disk (XlsxWriter's constant memory), so that thousands of entries need no more memory than one.
"""

from __future__ import annotations

from datetime import UTC
from typing import BinaryIO

from xlsxwriter import Workbook

from zonekit.documents.blocks import Chart, Document, Table
from zonekit.documents.output import Output
from zonekit.documents.word_text import allowed
from zonekit.documents.workbook_charts import write_chart
from zonekit.documents.workbook_figures import rows_of_figures, write_figures, write_records
from zonekit.documents.workbook_sheets import Book, write_entries, write_summary, write_table


def write_xlsx(document: Document, out: BinaryIO, output: Output) -> None:
    """Write the document as .xlsx to `out`.

    Sheets: a first one (title, notice, edition, key figures); one of the entries; one for each table; one for each
    chart, with its numbers and a chart of Excel; one of the figures with their parts; one of the records.
    A text is never a formula, whatever it begins with; the only formulas are the sums of the figures' parts.

    >>> from datetime import datetime, UTC
    >>> from io import BytesIO
    >>> from pathlib import Path
    >>> from openpyxl import load_workbook
    >>> from zonekit.documents.blocks import Column, words
    >>> table = Table((Column("任务"), Column("完成值", is_number=True)), ((words("=厂房"), words("1.5")),), name="表")
    >>> file = BytesIO()
    >>> document = Document(title="答卷", language="zh-hans", blocks=(table,))
    >>> write_xlsx(document, file, Output(fonts=Path(), made_at=datetime(2023, 10, 8, tzinfo=UTC)))
    >>> [[cell.value for cell in row] for row in load_workbook(file)["表"].rows]
    [['任务', '完成值'], ['=厂房', 1.5]]
    """
    face = "Calibri" if document.language.startswith("en") else "宋体"
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": face, "font_size": 11},
    }
    with Workbook(out, options) as workbook:
        describe(workbook, document, output)
        book = Book(workbook, document, output)
        rows = rows_of_figures(document)
        write_summary(book, rows)
        write_entries(book)
        total = len(document.blocks)
        for number, block in enumerate(document.blocks, start=1):
            if isinstance(block, Table):
                write_table(book, block)
            elif isinstance(block, Chart):
                write_chart(book, block)
            output.tell(number, total)
        write_figures(book, rows)
        write_records(book)


def describe(workbook: Workbook, document: Document, output: Output) -> None:
    """The properties of the file: title, moment, edition, hash and the document's facts."""
    workbook.set_properties(
        {
            "title": allowed(document.title)[:255],
            "author": allowed(document.agency)[:255],
            "created": output.made_at.astimezone(UTC).replace(tzinfo=None),
        }
    )
    facts = {**dict(sorted(document.facts.items())), "edition": output.edition, "sha256": output.sha256}
    for name, value in facts.items():
        if allowed(name) and allowed(value):
            workbook.set_custom_property(allowed(name)[:255], allowed(value)[:255], "text")
