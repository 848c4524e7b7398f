"""Documents from one set of blocks: checked, canonical and hashed, and written as Word, PDF/A, Excel or JSON.

The public face, for whoever builds on it:

- blocks:    `Document` of `Heading`, `Paragraph`, `Listing`, `KeyFigures`, `Table` (`Column`), `Entry` (`Field`),
             `Chart` (`Series`), `Signature`, `PageBreak`; words are `Run`s (`words`, `plain`); a `Figure` has `Part`s
             that add up to it, a `Record` is a source; `written` writes numbers; `Document.check()` lists each `Fault`.
- canonical: `to_data`, `from_data`, `canonical_bytes`, `read_canonical`, `sha256_of`; faults raise `DocumentDataError`
- files:     `write_docx`, `write_xlsx`, `write_json` (document(s), binary file, `Output`); `read_json`,
             `verify_json` -> `Verification`. PDF and charts: `zonekit.documents.pdf`, `zonekit.documents.charts`.

The layout and the form of an edition are told in docs/models/documents.md. From words to a file that verifies:

>>> from datetime import UTC, datetime
>>> from decimal import Decimal
>>> from io import BytesIO
>>> from pathlib import Path
>>> leaves = [Entry("a", "Plant built", ()), Entry("b", "Road opened", ())]
>>> parts = (Part("a", Decimal(1)), Part("b", Decimal(1)))
>>> figures = {"leaves": Figure("leaves", "sub-projects", Decimal(2), parts=parts)}
>>> told = Paragraph(words("Of ", Run("2", figure="leaves"), " sub-projects all are done."))
>>> document = Document(title="Answer sheet", language="en", blocks=(told, *leaves), figures=figures)
>>> document.check()
[]
>>> file = BytesIO()
>>> output = Output(fonts=Path(), made_at=datetime(2023, 10, 8, tzinfo=UTC), edition="2023-1")
>>> write_json({"en": document}, file, output)
>>> bool(verify_json(file.getvalue())), bool(verify_json(file.getvalue().replace(b"Of ", b"On ")))
(True, False)
>>> read_json(file.getvalue())["en"] == document
True
"""

from zonekit.documents.blocks import (
    Align,
    Block,
    Chart,
    ChartKind,
    Column,
    Document,
    Entry,
    Fault,
    Field,
    Figure,
    Heading,
    KeyFigures,
    Listing,
    PageBreak,
    Paragraph,
    Part,
    Record,
    Run,
    Series,
    Signature,
    Table,
    Tone,
    Words,
    plain,
    words,
    written,
)
from zonekit.documents.canonical import (
    DocumentDataError,
    canonical_bytes,
    from_data,
    read_canonical,
    sha256_of,
    to_data,
)
from zonekit.documents.jsonfile import Verification, read_json, verify_json, write_json
from zonekit.documents.output import GlyphError, Output
from zonekit.documents.word import write_docx
from zonekit.documents.workbook import write_xlsx

__all__ = [
    "Align",
    "Block",
    "Chart",
    "ChartKind",
    "Column",
    "Document",
    "DocumentDataError",
    "Entry",
    "Fault",
    "Field",
    "Figure",
    "GlyphError",
    "Heading",
    "KeyFigures",
    "Listing",
    "Output",
    "PageBreak",
    "Paragraph",
    "Part",
    "Record",
    "Run",
    "Series",
    "Signature",
    "Table",
    "Tone",
    "Verification",
    "Words",
    "canonical_bytes",
    "from_data",
    "plain",
    "read_canonical",
    "read_json",
    "sha256_of",
    "to_data",
    "verify_json",
    "words",
    "write_docx",
    "write_json",
    "write_xlsx",
    "written",
]
