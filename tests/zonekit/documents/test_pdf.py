"""The PDF: archival, findable, linked, and never reading its words as instructions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject
from tests.zonekit.documents.made import answer_sheet, letter

from zonekit.documents.blocks import Column, Document, Entry, Field, Heading, Paragraph, Part, Table, words
from zonekit.documents.faces import folders_of
from zonekit.documents.output import GlyphError, Output
from zonekit.documents.page_setting import compiled
from zonekit.documents.pdf import write_pdf

FONTS = Path(__file__).parents[3] / "node_modules/@expo-google-fonts"
OUTPUT = Output(FONTS, datetime(2024, 1, 5, 8, 30, tzinfo=UTC), edition="2023-A.1", sha256="ab12" * 16)
HOSTILE = '#panic("x") *a* _b_ \\ $x$ [c] <d> `e` // f /* g */ @h #{1/0} "q" = ~ --- &lt; #read("/etc/passwd")'


def written(document: Document, output: Output = OUTPUT) -> bytes:
    file = BytesIO()
    write_pdf(document, file, output)
    return file.getvalue()


def text_of(file: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(file)).pages).replace("\n", "")


def compact(text: str) -> str:
    return "".join(text.split())


@pytest.fixture(scope="module")
def sheet() -> bytes:
    return written(answer_sheet(entries=12, projects=6))


def test_it_says_it_is_archival_and_embeds_every_face(sheet: bytes) -> None:
    reader = PdfReader(BytesIO(sheet))
    assert not reader.is_encrypted
    assert reader.root_object["/OutputIntents"][0].get_object()["/S"] == "/GTS_PDFA1"
    said = reader.root_object["/Metadata"].get_object().get_data().decode()
    assert "<pdfaid:part>2<" in said
    assert "<pdfaid:conformance>B<" in said
    faces = [
        entry.get_object()
        for number in range(1, len(reader.xref[0]) + 2)
        if isinstance(entry := reader.get_object(number), DictionaryObject) and entry.get("/Type") == "/FontDescriptor"
    ]
    assert faces
    assert all("/FontFile2" in face or "/FontFile3" in face for face in faces)


def test_its_words_language_title_and_moment_can_be_read(sheet: bytes) -> None:
    reader = PdfReader(BytesIO(sheet))
    assert reader.metadata is not None
    assert reader.metadata.title == "示例开发区2023年度答卷"
    assert reader.metadata.creation_date == OUTPUT.made_at
    assert str(reader.root_object["/Lang"]).startswith("zh")
    assert "/StructTreeRoot" in reader.root_object
    text = compact(text_of(sheet))
    for words_ in ("各项工作取得积极进展", "未完成原因", "示例数据", "拿地即开工", "SHA-256"):
        assert words_ in text


def test_bookmarks_hold_headings_and_entries(sheet: bytes) -> None:
    reader = PdfReader(BytesIO(sheet))
    titles = [item.title for item in flat(reader.outline)]
    wanted = [block for block in answer_sheet(entries=12, projects=6).blocks if isinstance(block, (Heading, Entry))]
    names = [block.text if isinstance(block, Heading) else f"{block.label} {block.title}" for block in wanted]
    assert titles[: len(names)] == names


def flat(outline: list) -> list:
    return [one for item in outline for one in (flat(item) if isinstance(item, list) else [item])]


def test_every_number_leads_into_the_document(sheet: bytes) -> None:
    reader = PdfReader(BytesIO(sheet))
    links = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    assert len([link for link in links if link["/Subtype"] == "/Link"]) > 12 * 4


def test_a_document_of_many_parts_counts_them_instead_of_naming_them() -> None:
    document = answer_sheet(entries=3, projects=3)
    total = document.figures["total"]
    more = (*total.parts, *(Part("entry-0", Decimal(0)) for _ in range(3001)))
    figures = {**document.figures, "total": replace(total, parts=more)}
    assert "3004" in text_of(written(replace(document, figures=figures)))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_words_are_never_read_as_markup(language: str) -> None:
    runs = words(HOSTILE)
    table = Table((Column(HOSTILE),), ((runs,),), HOSTILE, is_wide=True)
    entry = Entry('"]#panic()', HOSTILE, (Field(HOSTILE, (runs,)),))
    document = Document(HOSTILE, language, (Heading(1, HOSTILE), Paragraph(runs), entry, table), notice=HOSTILE)
    assert compact(text_of(written(document))).count(compact('#panic("x")')) >= 6


def test_the_same_document_gives_the_same_bytes() -> None:
    assert written(letter()) == written(letter())


def test_landscape_only_for_wide_tables_with_the_heading_on_their_page(sheet: bytes) -> None:
    pages = PdfReader(BytesIO(sheet)).pages
    wide = [page for page in pages if page.mediabox.width > page.mediabox.height]
    assert wide
    assert len(wide) < len(pages)
    assert compact(wide[0].extract_text()).startswith("四、子项目一览表")


def test_twenty_two_lines_of_twenty_eight_characters() -> None:
    document = Document("题", "zh-hans", (Paragraph(words("国" * 28 * 60)),))
    page = PdfReader(BytesIO(written(document))).pages[1].extract_text()
    lines = [line for line in page.splitlines() if "国" in line]
    assert [len(line.strip()) for line in lines] == [28] * 22


def test_characters_without_a_glyph_are_named_with_their_place_before_anything_is_written() -> None:
    entry = Entry("k", "第一项", (Field("情况", (words("𠮷林"),)),))
    file = BytesIO()
    with pytest.raises(GlyphError) as caught:
        write_pdf(Document("题", "zh-hans", (Paragraph(words("H₀")), entry)), file, OUTPUT)
    assert caught.value.missing == (("₀", "block 1"), ("𠮷", "第一项"))
    assert file.getvalue() == b""


def test_the_typesetter_itself_finds_characters_without_a_glyph() -> None:
    source = '#set text(font: "Noto Serif SC", fallback: false)\n#sys.inputs.text'
    with pytest.raises(GlyphError) as caught:
        compiled(source, {"text": "甲𠮷"}, folders_of(FONTS), "pdf")
    assert caught.value.missing == (("𠮷", "the pages"),)


@pytest.mark.parametrize("stage", [0, 1, 2, 3])
def test_it_stops_where_it_is_told_to(stage: int) -> None:
    class StopError(Exception):
        pass

    def tell(done: int, total: int) -> None:
        if done == stage:
            raise StopError

    file = BytesIO()
    with pytest.raises(StopError):
        written_to(file, Output(FONTS, OUTPUT.made_at, tell=tell))
    assert file.getvalue() == b""


def written_to(file: BytesIO, output: Output) -> None:
    write_pdf(letter(), file, output)


def test_a_field_longer_than_a_page_goes_on_over_it() -> None:
    entry = Entry("k", "长", (Field("情况", (words("国" * 4000),)),))
    assert text_of(written(Document("题", "zh-hans", (entry,)))).count("国") == 4000
