"""Which writer makes which format. Writers are loaded when they are first needed: a page needs none of them."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

from zonekit.documents.blocks import Document
from zonekit.documents.output import Output
from zoneworks.documents.choices import Format

MEDIA_TYPES = {
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.PDF: "application/pdf",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.JSON: "application/json",
    Format.ZIP: "application/zip",
}
ARCHIVE = b"PK\x03\x04"
WRITERS = {
    Format.DOCX: ("zonekit.documents.word", "write_docx"),
    Format.PDF: ("zonekit.documents.pdf", "write_pdf"),
    Format.XLSX: ("zonekit.documents.workbook", "write_xlsx"),
    Format.JSON: ("zonekit.documents.jsonfile", "write_json"),
}


def format_of(path: Path, wanted: Format) -> Format:
    """What was written: a large document asked for as PDF is an archive of its volumes."""
    with path.open("rb") as file:
        is_archive = wanted == Format.PDF and file.read(len(ARCHIVE)) == ARCHIVE
    return Format.ZIP if is_archive else wanted


def write(wanted: Format, documents: Mapping[str, Document], language: str, out: BinaryIO, output: Output) -> None:
    """One document in its language; JSON takes all of them."""
    module, name = WRITERS[wanted]
    writer: Any = getattr(import_module(module), name)
    writer(documents if wanted == Format.JSON else documents[language], out, output)
