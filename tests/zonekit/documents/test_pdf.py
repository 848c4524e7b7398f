"""The PDF: archival, findable, linked, and never reading its words as instructions."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject
from tests.zonekit.documents.made import answer_sheet, letter

from zonekit.documents import pdf_figures, pdf_volumes
from zonekit.documents.blocks import (
    Block,
    Column,
    Document,
    Entry,
    Field,
    Figure,
    Heading,
    Paragraph,
    Part,
    Record,
    Run,
    Signature,
    Table,
    words,
)
from zonekit.documents.faces import folders_of
from zonekit.documents.output import GlyphError, Output
from zonekit.documents.page_setting import compiled
from zonekit.documents.pdf import write_pdf
from zonekit.documents.pdf_data import data_of
from zonekit.documents.pdf_volumes import volumes_of

FONTS = Path(__file__).parents[3] / "node_modules/@expo-google-fonts"
OUTPUT = Output(
    FONTS, datetime(2024, 1, 5, 8, 30, tzinfo=UTC), edition="2023-A.1", sha256="ab12" * 16, words={"volume": "%"}
)  # fmt: skip
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


def test_figures_stand_under_the_part_that_mentions_them_and_name_their_parts() -> None:
    one = Figure("one", "Items", Decimal(2), parts=(Part("a", Decimal(1)), Part("b", Decimal(1))), where="Chapter one")
    two = Figure(
        "two", "Targets", Decimal(5), parts=(Part("a", Decimal(2)), Part("b", Decimal(3))), where="Chapter two"
    )
    unsaid = Figure("unsaid", "Never mentioned", Decimal(2), parts=one.parts)
    told = [Paragraph(words(Run(str(figure.value), figure=figure.key))) for figure in (one, two)]
    entries = (Entry("a", "Plant", (), label="1.1"), Entry("b", "Road", (), label="1.2"))
    blocks = (Heading(1, "First part"), told[0], Heading(1, "Second part"), told[1], *entries)
    data = data_of(Document("T", "en", blocks, {each.key: each for each in (one, two, unsaid)}), OUTPUT)
    assert [(group["title"], [line["label"] for line in group["lines"]]) for group in data["figures"]] == [
        ("First part", ["Chapter one · Items"]), ("Second part", ["Chapter two · Targets"]),
    ]  # fmt: skip
    assert [(part["name"], part["value"]) for part in data["figures"][1]["lines"][0]["parts"]] == [
        ("1.1", " (2)"), ("1.2", " (3)"),
    ]  # fmt: skip


def test_a_number_made_of_one_thing_leads_straight_to_it() -> None:
    figure = Figure("only", "Gap", Decimal(3), parts=(Part("r", Decimal(3)),))
    blocks = (Paragraph(words(Run("3", figure="only"))),)
    data = data_of(Document("T", "en", blocks, {"only": figure}, {"r": Record("r", "Report")}), OUTPUT)
    assert (data["blocks"][0]["runs"][0]["to"], data["figures"]) == (data["records"][0]["id"], [])


def test_only_figures_of_far_too_many_parts_are_told_by_their_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_figures.most_parts_shown, "__defaults__", (14,))
    document = answer_sheet(entries=12, projects=6)
    lines = {line["label"]: line for group in data_of(document, OUTPUT)["figures"] for line in group["lines"]}
    counts = [(line["count"], len(line["parts"])) for line in lines.values()]
    assert (12, 0) in counts
    assert any(count and count == shown for count, shown in counts)


def test_a_column_is_never_narrower_than_its_dates() -> None:
    columns = (Column("A", 30), Column("Due", 1))
    table = Table(columns, ((words("x"), words("due 2023年12月31日")),))
    dated = data_of(Document("题", "zh-hans", (table,)), OUTPUT)["blocks"][0]["columns"]
    assert (dated[0]["points"], 80 < dated[1]["points"] < 120) == (0, True)
    assert "2023年12月31日" in text_of(written(Document("题", "zh-hans", (table,)))).replace(" ", "")


def test_quotation_marks_of_english_text_are_no_wider_than_letters() -> None:
    wide = PdfReader(BytesIO(written(Document("T", "en", (Paragraph(words("n“n" * 25)),))))).pages[0].extract_text()
    assert any(line.count("“") == 25 for line in wide.splitlines())


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


def test_a_large_document_is_an_archive_of_volumes_that_hold_every_block_once(monkeypatch: pytest.MonkeyPatch) -> None:
    document = answer_sheet(entries=12, projects=6)
    volumes = volumes_of(document, most=5)
    assert [len(list(volume.entries())) for volume in volumes] == [5, 5, 2]
    entries = [entry.key for volume in volumes for entry in volume.entries()]
    assert entries == [entry.key for entry in document.entries()]
    others = [block for volume in volumes for block in volume.blocks if not isinstance(block, (Entry, Heading))]
    assert others == [block for block in document.blocks if not isinstance(block, (Entry, Heading))]
    for volume in volumes:
        assert {fault.code for fault in volume.check()} <= {"part_unknown"}
    monkeypatch.setattr(pdf_volumes.volumes_of, "__defaults__", (5,))
    with ZipFile(BytesIO(written(document))) as archive:
        texts = [compact(text_of(archive.read(name))) for name in archive.namelist()]
    assert all(f"{number}/3" in text for number, text in enumerate(texts, start=1))


def pages_of(*blocks: Block, **head: Any) -> list[str]:
    file = written(Document("题目", "zh-hans", blocks, **head))
    return [compact(page.extract_text()) for page in PdfReader(BytesIO(file)).pages]


def lines(count: int) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(words(f"第{number}行。")) for number in range(1, count + 1))


@pytest.mark.parametrize("count", range(14, 22))
@pytest.mark.parametrize("attachments", [(), ("名单",)])
def test_no_page_holds_a_signature_alone(count: int, attachments: tuple[str, ...]) -> None:
    pages = pages_of(*lines(count), Signature("督查室", "2023年10月8日"), attachments=attachments)
    assert "督查室" in pages[-1]
    assert f"第{count}行。" in pages[-1]


def test_wide_tables_in_a_row_share_a_page() -> None:
    table = Table((Column("栏"),), ((words("甲"),),), is_wide=True)
    pages = pages_of(Heading(1, "一、调入"), table, Heading(1, "二、调出"), table, Paragraph(words("完。")))
    assert [("调入" in page, "调出" in page, "完" in page) for page in pages] == [
        (False, False, False), (True, True, False), (False, False, True)
    ]  # fmt: skip


@pytest.mark.parametrize("is_listed", [True, False])
def test_a_short_paper_leaves_the_parts_of_its_figures_to_the_screen(is_listed: bool) -> None:
    figure = Figure("all", "总数", Decimal(2), parts=(Part("a", Decimal(1)), Part("b", Decimal(1))))
    records = {"a": Record("a", "甲项"), "b": Record("b", "乙项")}
    told = Paragraph(words("共", Run("2", figure="all"), "项。"))
    pages = pages_of(told, figures={"all": figure}, records=records, lists_figures=is_listed)
    assert ["甲项" in page for page in pages] == ([False, True] if is_listed else [False])


@pytest.mark.parametrize("addressee", ["各部门", "各部门：", "各部门:"])
def test_the_addressee_is_followed_by_one_colon(addressee: str) -> None:
    assert pages_of(*lines(1), addressee=addressee)[0].startswith("题目各部门：第1行。")


def test_an_empty_cell_leaves_room_to_write() -> None:
    def table(text: str) -> Table:
        return Table((Column("项目"), Column("填写")), tuple((words(text), words("")) for _row in range(60)))

    assert len(pages_of(table(""))) == len(pages_of(table("甲"))) > 1
