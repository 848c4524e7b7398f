"""Which writer makes which format. Writers are loaded when they are first needed: a page needs none of them."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
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
WRITERS = {
    Format.DOCX: ("zonekit.documents.word", "write_docx"),
    Format.PDF: ("zonekit.documents.pdf", "write_pdf"),
    Format.XLSX: ("zonekit.documents.workbook", "write_xlsx"),
    Format.JSON: ("zonekit.documents.jsonfile", "write_json"),
}


def write(wanted: Format, documents: Mapping[str, Document], language: str, out: BinaryIO, output: Output) -> None:
    """One document in its language; JSON takes all of them."""
    module, name = WRITERS[wanted]
    writer: Any = getattr(import_module(module), name)
    writer(documents if wanted == Format.JSON else documents[language], out, output)
