"""A document as a Word file (.docx) in the page of GB/T 9704-2012, written as a stream of XML into the archive.

Layout and its sources: docs/models/documents.md. Nothing is built as a tree: a document of thousands of entries takes
the memory of its own data and one piece of text.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from zonekit.documents.blocks import Chart, Document
from zonekit.documents.output import Output
from zonekit.documents.word_body import Body, Picture
from zonekit.documents.word_pages import footer_xml
from zonekit.documents.word_parts import (
    BODY_BEGIN,
    BODY_END,
    content_types_xml,
    core_xml,
    custom_xml,
    document_relations_xml,
    fonts_xml,
    package_relations_xml,
    settings_xml,
)
from zonekit.documents.word_styles import styles_xml

CHART_WIDTH_MM, CHART_HEIGHT_MM = 156.0, 205.0
PIECE = 64 * 1024  # characters gathered before they are compressed


def write_docx(document: Document, out: BinaryIO, output: Output) -> None:
    """Write the document as .docx to `out`. The same document, moment and edition give the same bytes.

    Charts are drawn with the faces below `output.fonts` (`GlyphError` when one cannot be); the text's own faces are
    named in the file, not carried in it. Characters that XML cannot hold are dropped.

    >>> from datetime import datetime, UTC
    >>> from io import BytesIO
    >>> from pathlib import Path
    >>> from docx import Document as read
    >>> from zonekit.documents.blocks import Heading
    >>> file = BytesIO()
    >>> document = Document(title="2023年度答卷", language="zh-hans", blocks=(Heading(1, "一、总体情况"),))
    >>> write_docx(document, file, Output(fonts=Path(), made_at=datetime(2023, 10, 8, tzinfo=UTC)))
    >>> [(each.style.name, each.text) for each in read(file).paragraphs if each.text]
    [('Title', '2023年度答卷'), ('Heading 1', '一、总体情况')]
    """
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        charts = [(at, block) for at, block in enumerate(document.blocks) if isinstance(block, Chart)]
        pictures: dict[int, tuple[Picture, ...]] = {}
        number = 0
        for at, chart in charts:
            drawn = draw(chart, document.language, output)
            pictures[at] = tuple(picture_of(content, number + each) for each, content in enumerate(drawn, start=1))
            for content in drawn:
                number += 1
                archive.writestr(entry_of(f"word/media/chart{number}.png", output.made_at, ZIP_STORED), content)
        is_chinese = not document.language.startswith("en")
        parts = {
            "[Content_Types].xml": content_types_xml(),
            "_rels/.rels": package_relations_xml(),
            "word/_rels/document.xml.rels": document_relations_xml(number),
            "word/styles.xml": styles_xml(is_chinese=is_chinese),
            "word/settings.xml": settings_xml(),
            "word/fontTable.xml": fonts_xml(),
            "word/footerOdd.xml": footer_xml(output, is_odd=True),
            "word/footerEven.xml": footer_xml(output, is_odd=False),
            "docProps/core.xml": core_xml(document, output),
            "docProps/custom.xml": custom_xml(document, output),
        }
        for name, text in parts.items():
            archive.writestr(entry_of(name, output.made_at), text)
        with archive.open(entry_of("word/document.xml", output.made_at), "w", force_zip64=True) as part:
            for piece in gathered(whole(Body(document, output, pictures))):
                part.write(piece.encode("utf-8"))


def draw(chart: Chart, language: str, output: Output) -> tuple[bytes, ...]:
    from zonekit.documents import charts

    return charts.chart_pngs(chart, output.fonts, CHART_WIDTH_MM, CHART_HEIGHT_MM, language)


def picture_of(content: bytes, number: int) -> Picture:
    """The size on paper of a PNG as wide as the text, from its head."""
    wide, high = struct.unpack(">II", content[16:24])
    return Picture(f"rIdChart{number}", CHART_WIDTH_MM, CHART_WIDTH_MM * high / max(wide, 1))


def whole(body: Body) -> Iterator[str]:
    yield BODY_BEGIN
    yield from body.pieces()
    yield BODY_END


def gathered(pieces: Iterable[str], size: int = PIECE) -> Iterator[str]:
    """Small pieces joined to larger ones, so that each call to the compressor is worth it."""
    held: list[str] = []
    length = 0
    for piece in pieces:
        held.append(piece)
        length += len(piece)
        if length >= size:
            yield "".join(held)
            held, length = [], 0
    yield "".join(held)


def entry_of(name: str, made_at: datetime, kind: int = ZIP_DEFLATED) -> ZipInfo:
    moment = (max(made_at.year, 1980), made_at.month, made_at.day, made_at.hour, made_at.minute, made_at.second)
    info = ZipInfo(name, moment)
    info.compress_type = kind
    info.external_attr = 0o600 << 16
    return info
