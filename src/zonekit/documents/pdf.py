"""A document as PDF/A-2b: A4 after GB/T 9704, faces embedded, bookmarks, numbers that lead to what they are of."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import BinaryIO

from zonekit.documents.blocks import Document
from zonekit.documents.faces import folders_of, missing_glyphs
from zonekit.documents.output import GlyphError, Output
from zonekit.documents.page_setting import compiled
from zonekit.documents.pdf_data import data_of

STAGES = 4


def write_pdf(document: Document, out: BinaryIO, output: Output) -> None:
    """Write the document; the same document and output give the same bytes.

    Text is data to the typesetter, whatever it holds. `output.tell` is called after looking for glyphs, drawing,
    setting (and several times a second meanwhile) and writing; when it raises, the work ends. Raises GlyphError with
    every character that no face can draw, before anything is written.

    >>> from datetime import UTC, datetime
    >>> from io import BytesIO
    >>> from pathlib import Path
    >>> from zonekit.documents.blocks import Paragraph, words
    >>> output = Output(Path("node_modules/@expo-google-fonts"), datetime(2024, 1, 5, tzinfo=UTC))
    >>> file = BytesIO()
    >>> write_pdf(Document("题目", "zh-hans", (Paragraph(words("正文。")),)), file, output)
    >>> file.getvalue()[:8]
    b'%PDF-1.7'
    """
    output.tell(0, STAGES)
    missing = missing_glyphs(document, output.fonts)
    if missing:
        raise GlyphError(missing)
    output.tell(1, STAGES)
    data = json.dumps(data_of(document, output), ensure_ascii=False)
    output.tell(2, STAGES)
    moment = int(output.made_at.timestamp())
    folders = folders_of(output.fonts)
    pages = compiled(template(), {"data": data}, folders, "pdf", moment=moment, ask=lambda: output.tell(2, STAGES))
    output.tell(3, STAGES)
    out.write(pages)
    output.tell(4, STAGES)


@cache
def template() -> str:
    return files("zonekit.documents").joinpath("pdf.typ").read_text(encoding="utf-8")
