"""A document as PDF/A-2b: A4 after GB/T 9704, faces embedded, bookmarks, numbers that lead to what they are of."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, partial
from importlib.resources import files
from typing import BinaryIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from zonekit.documents.blocks import Document
from zonekit.documents.faces import folders_of, missing_glyphs
from zonekit.documents.output import GlyphError, Output
from zonekit.documents.page_setting import compiled
from zonekit.documents.pdf_data import data_of
from zonekit.documents.pdf_volumes import volumes_of

STAGES = 4


def write_pdf(document: Document, out: BinaryIO, output: Output) -> None:
    """Write the document; the same document and output give the same bytes. One of more than `MOST_ENTRIES` entries
    is written as an archive (zip) of volumes, each a PDF/A of its own.

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
    volumes = volumes_of(document)
    if len(volumes) == 1:
        pages = pages_of(document, document, output, lambda: output.tell(2, STAGES))
        output.tell(3, STAGES)
        out.write(pages)
    else:
        write_volumes(document, volumes, out, output)
    output.tell(STAGES, STAGES)


def write_volumes(document: Document, volumes: Sequence[Document], out: BinaryIO, output: Output) -> None:
    """One after the other, so that no more memory is needed than for one of them."""
    total = len(volumes) + 1
    with ZipFile(out, "w", ZIP_STORED) as archive:
        for number, volume in enumerate(volumes, start=1):
            said = output.word("volume").replace("%", f"{number}/{len(volumes)}")
            titled = replace(volume, subtitle=f"{volume.subtitle} {said}".strip())
            pages = pages_of(titled, document, output, partial(output.tell, number, total))
            archive.writestr(ZipInfo(f"{number}-{len(volumes)}.pdf", output.made_at.timetuple()[:6]), pages)


def pages_of(volume: Document, whole: Document, output: Output, ask: Callable[[], None]) -> bytes:
    data = json.dumps(data_of(volume, output, whole), ensure_ascii=False)
    ask()
    moment = int(output.made_at.timestamp())
    return compiled(template(), {"data": data}, folders_of(output.fonts), "pdf", moment=moment, ask=ask)


@cache
def template() -> str:
    return files("zonekit.documents").joinpath("pdf.typ").read_text(encoding="utf-8")
