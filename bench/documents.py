"""Documents: Word and Excel of an answer sheet of 139 items, memory of 2,000, beside tables filled cell by cell."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from bench.documents_made import made_document
from bench.measure import Measured, apart, best_of
from zonekit.documents import Output, to_data, write_docx, write_json, write_xlsx
from zonekit.documents.blocks import Document, Entry, plain

ROOT = Path(__file__).resolve().parents[1]
ITEMS, MANY, FEW = 139, 2000, 30
OUTPUT = Output(
    fonts=ROOT / "node_modules" / "@expo-google-fonts",
    made_at=datetime(2023, 10, 8, tzinfo=UTC),
    edition="WQDZ-2023-01",
    sha256="0" * 64,
)


def write_word(entries: int) -> None:
    with Path(os.devnull).open("wb") as out:
        write_docx(made_document(entries=entries), out, OUTPUT)


def write_workbook(entries: int) -> None:
    write_xlsx(made_document(entries=entries), BytesIO(), OUTPUT)


def entries_cell_by_cell(document: Document) -> None:
    """The usual way: python-docx, a table for each entry, each cell looked up."""
    import docx

    file = docx.Document()
    for entry in document.entries():
        table = file.add_table(rows=1 + len(entry.fields), cols=2)
        table.cell(0, 0).merge(table.cell(0, 1)).text = entry.title
        for row, each in enumerate(entry.fields, start=1):
            table.cell(row, 0).text = each.label
            table.cell(row, 1).text = "\n".join(plain(line) for line in each.lines)
    file.save(BytesIO())


def entries_streamed(document: Document) -> None:
    entries = tuple(block for block in document.blocks if isinstance(block, Entry))
    write_docx(Document(title=document.title, language="zh-hans", blocks=entries), BytesIO(), OUTPUT)


def run() -> list[Measured]:
    few, whole = made_document(entries=FEW), made_document(entries=ITEMS)
    plainly = best_of(3, lambda: entries_cell_by_cell(few))
    for_all = plainly * ITEMS / FEW
    baseline = f"python-docx, cell by cell, {FEW} items x {ITEMS / FEW:.1f}"
    data = {"zh-hans": to_data(whole)}
    dumped = best_of(3, lambda: json.dumps(data))
    streamed = best_of(3, lambda: entries_streamed(few))
    word = best_of(3, lambda: write_docx(whole, BytesIO(), OUTPUT))
    workbook = best_of(3, lambda: write_xlsx(whole, BytesIO(), OUTPUT))
    canonical = best_of(3, lambda: write_json({"zh-hans": whole}, BytesIO(), OUTPUT))
    rows = [
        Measured(f"Word, entries only, {FEW} items", streamed, "python-docx, cell by cell", plainly),
        Measured(f"Word, {ITEMS} items, charts, a table of 95 rows", word, baseline, for_all, limit_seconds=1.5),
        Measured(f"workbook, {ITEMS} items", workbook, baseline, for_all, limit_seconds=1.5),
        Measured(f"canonical JSON and hash, {ITEMS} items", canonical, "json.dumps of its data", dumped, 0.5),
    ]
    for what, call in ((f"Word, {MANY:,} items", write_word), (f"workbook, {MANY:,} items", write_workbook)):
        few_seconds, few_peak = apart(call, ITEMS)
        seconds, peak = apart(call, MANY)
        note = f"{few_peak:.0f} MB for {ITEMS}"
        rows.append(Measured(what, seconds, f"the same of {ITEMS}", few_seconds, peak_mb=peak, limit_mb=300, note=note))
    return rows
