from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from bench.documents_made import SENTENCE, made_document, made_table
from docx import api
from docx.enum.section import WD_ORIENT
from docx.shared import Twips
from hypothesis import given, settings
from lxml import etree
from tests.zonekit.documents.drawn_documents import documents

from zonekit.documents import (
    Block,
    Chart,
    Document,
    Entry,
    Field,
    Heading,
    Output,
    PageBreak,
    Paragraph,
    Run,
    Signature,
    Tone,
    charts,
    words,
    write_docx,
)
from zonekit.documents.word_styles import styles_xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Sixteen dots by eight: the head of a PNG is all the writer looks at.
PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x10\x00\x00\x00\x08\x08\x00\x00\x00\x00"
OUTPUT = Output(
    fonts=Path(),
    made_at=datetime(2023, 10, 8, 9, 30, tzinfo=UTC),
    edition="WQDZ-2023-01",
    sha256="ab" * 32,
    words={"contents": "目录", "attachment": "附件", "edition": "定稿"},
)


@pytest.fixture(autouse=True)
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Chart]:
    seen: list[Chart] = []

    def fake(chart: Chart, *_: object) -> tuple[bytes, ...]:
        seen.append(chart)
        return (PICTURE,)

    monkeypatch.setattr(charts, "chart_pngs", fake)
    return seen


def file_of(document: Document, output: Output = OUTPUT) -> BytesIO:
    file = BytesIO()
    write_docx(document, file, output)
    file.seek(0)
    return file


def opened(*blocks: Block, language: str = "zh-hans", **more: Any) -> Any:
    return api.Document(file_of(Document(title="答卷", language=language, blocks=blocks, **more)))


def texts(word: Any, style: str = "") -> list[str]:
    return [each.text for each in word.paragraphs if each.text and (not style or each.style.name == style)]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_word_of_a_document_is_in_the_file_in_order(language: str) -> None:
    document = made_document(language, entries=3, rows=4)
    word = api.Document(file_of(document))
    assert texts(word, "Title") == [document.title]
    assert texts(word, "Subtitle") == [document.subtitle]
    assert texts(word, "Notice") == [document.notice]
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    assert [(each.style.name, each.text) for each in word.paragraphs if each.style.name.startswith("Heading")] == [
        (f"Heading {each.level}", each.text) for each in headings
    ]
    key, *cards, wide = word.tables
    assert [cell.text.split("\n")[1] for cell in key.rows[0].cells] == [
        each.label for each in document.figures.values()
    ]
    for card, entry in zip(cards, document.entries(), strict=True):
        assert entry.title in card.cell(0, 0).text
        assert [row.cells[0].text for row in card.rows[1:]] == [each.label for each in entry.fields]
        assert SENTENCE[language] in card.cell(1, 1).text
    assert len(wide.rows) == 1 + 4 + 1
    assert [cell.text for cell in wide.rows[0].cells] == [column.title for column in made_table(language, 1).columns]


def test_the_page_is_that_of_the_standard_and_wide_tables_are_turned() -> None:
    word = api.Document(file_of(made_document(entries=1, rows=1)))
    upright, turned, last = word.sections
    assert (upright.page_width, upright.page_height) == (Twips(11906), Twips(16838))
    margins = (upright.top_margin, upright.bottom_margin, upright.left_margin, upright.right_margin)
    assert margins == (Twips(2098), Twips(1984), Twips(1587), Twips(1474))
    assert (turned.orientation, turned.page_width) == (WD_ORIENT.LANDSCAPE, Twips(16838))
    assert last.orientation == WD_ORIENT.PORTRAIT
    grid = upright._sectPr.find(f"{W}docGrid")
    assert dict(grid.items()) == {
        f"{W}type": "linesAndChars",
        f"{W}linePitch": "579",
        f"{W}charSpace": "-848",
    }


def test_the_styles_are_those_of_the_standard() -> None:
    word = opened(Paragraph(words("正文")))
    styles = {each.name: each for each in word.styles}
    sizes = {"Title": 22, "Heading 1": 16, "Heading 2": 16, "Body Text": 16, "Page Number": 14}
    faces = {"Title": "方正小标宋简体", "Heading 1": "黑体", "Heading 2": "楷体_GB2312", "Heading 3": "仿宋_GB2312"}
    assert {name: styles[name].font.size.pt for name in sizes} == sizes
    for name, face in faces.items():
        fonts = styles[name].element.rPr.rFonts
        assert (fonts.get(f"{W}eastAsia"), fonts.get(f"{W}ascii")) == (face, "Times New Roman")
    body = styles["Body Text"].paragraph_format
    assert (body.line_spacing.pt, body.first_line_indent) == (28.95, Twips(640))


def test_english_text_is_as_large_as_in_the_pdf() -> None:
    assert '<w:sz w:val="24"/>' in style_of("Words", styles_xml(is_chinese=False))
    assert '<w:sz w:val="32"/>' in style_of("Words", styles_xml(is_chinese=True))


def style_of(code: str, styles: str) -> str:
    return next(part for part in styles.split("<w:style ") if f'w:styleId="{code}"' in part)


def test_heads_of_tables_are_repeated_and_only_long_rows_may_break() -> None:
    fields = (Field("短", (words("短"),)), Field("长", (words("长" * 500),)))
    card = opened(Entry("a", "甲", fields)).tables[0]
    marks = [{child.tag for child in row._tr.trPr} if row._tr.trPr is not None else set() for row in card.rows]
    assert marks == [{f"{W}cantSplit", f"{W}tblHeader"}, {f"{W}cantSplit"}, set()]
    wide = opened(made_table("zh-hans", 2)).tables[0]
    assert [row._tr.trPr.find(f"{W}tblHeader") is not None for row in wide.rows] == [True, False, False, False]


@pytest.mark.parametrize(
    ("tone", "mark"), [(Tone.GREEN, "●"), (Tone.YELLOW, "▲"), (Tone.RED, "■"), (Tone.GREY, "○"), (Tone.QUIET, "")]
)
def test_a_light_is_told_by_its_shape_and_its_word(tone: Tone, mark: str) -> None:
    word = opened(Paragraph((Run("灯", tone=tone),)), Entry("a", "甲", (), light=Run("灯", tone=tone)))
    assert texts(word, "Body Text") == [f"{mark}灯"]
    assert word.tables[0].cell(0, 0).text.endswith(f"{mark}灯")


def test_the_head_of_an_official_document_is_there_only_when_given() -> None:
    plain = opened(Paragraph(words("x")))
    assert not texts(plain, "Agency Mark")
    assert not [each for each in plain.paragraphs if each.style.name == "Red Rule"]
    given = {
        "agency": "武清开发区",
        "number": "武开〔2023〕9号",
        "copy_no": "000001",
        "secrecy": "内部",
        "urgency": "特急",
    }
    head = opened(Paragraph(words("x")), **given)
    assert texts(head)[:5] == ["000001", "内部", "特急", "武清开发区", "武开〔2023〕9号"]
    assert [each for each in head.paragraphs if each.style.name == "Red Rule"]


def test_attachments_stand_between_the_text_and_the_signature() -> None:
    signed = (Paragraph(words("正文")), Signature("督查室", "2023年10月8日", ("签收：",)))
    told = texts(opened(*signed, attachments=("明细", "清单")))
    assert told == ["答卷", "正文", "附件：\t1.明细", "\t2.清单", "签收：", "督查室", "2023年10月8日"]
    assert texts(opened(*signed[:1], attachments=("明细",)))[-1] == "附件：\t明细"


def test_the_date_ends_four_characters_from_the_right_and_the_agency_is_centred_on_it() -> None:
    word = opened(Signature("督查室", "2023年10月8日"))
    boxes = {
        each.text: each.paragraph_format.left_indent for each in word.paragraphs if each.style.name == "Signature Line"
    }
    # 6.5 characters of date and four on each side of it.
    expected = Twips(8845 - round(14.5 * 8845 / 28))
    assert (boxes["督查室"], boxes["2023年10月8日"]) == (expected, expected)


def test_the_contents_are_filled_in_and_lead_to_the_headings() -> None:
    word = opened(Heading(1, "一、总体"), Heading(2, "（一）其一"), Heading(3, "1. 其二"), has_contents=True)
    listed = [each for each in word.paragraphs if each.style.name.startswith("toc ")]
    assert [each.text for each in listed] == ["一、总体", "（一）其一"]
    anchors = [link.get(f"{W}anchor") for link in word.element.iter(f"{W}hyperlink")]
    names = [mark.get(f"{W}name") for mark in word.element.iter(f"{W}bookmarkStart")]
    assert set(anchors) <= set(names)
    settings = word.settings.element
    assert settings.find(f"{W}updateFields") is None
    assert settings.find(f"{W}evenAndOddHeaders") is not None


def test_the_feet_hold_the_page_number_and_the_edition() -> None:
    section = opened(Paragraph(words("x"))).sections[0]
    for foot in (section.footer, section.even_page_footer):
        number, edition = foot.paragraphs
        assert number.text.startswith("— ")
        assert edition.text == f"定稿 WQDZ-2023-01　SHA-256 {'ab' * 32}"


def test_the_edition_is_kept_in_the_properties() -> None:
    document = Document(title="答卷", language="zh-hans", blocks=(), agency="督查室", facts={"as_of": "2023-09-30"})
    core = api.Document(file_of(document)).core_properties
    assert (core.title, core.author, core.version, core.identifier) == (
        "答卷", "督查室", "WQDZ-2023-01", f"sha256:{'ab' * 32}",
    )  # fmt: skip
    custom = ZipFile(file_of(document)).read("docProps/custom.xml").decode()
    assert 'name="sha256"' in custom
    assert 'name="as_of"><vt:lpwstr>2023-09-30<' in custom


def test_a_chart_is_a_picture_with_its_description(drawn: list[Chart]) -> None:
    document = made_document(entries=0, rows=1)
    word = api.Document(file_of(document))
    assert drawn == [block for block in document.blocks if isinstance(block, Chart)]
    assert [shape._inline.docPr.get("descr") for shape in word.inline_shapes] == [each.alt for each in drawn]
    assert [round(shape.height / shape.width, 3) for shape in word.inline_shapes] == [0.5, 0.5]


def test_forbidden_characters_are_dropped_and_special_ones_kept() -> None:
    nasty = "a\x00\x0b\ud800\ufffe<b>&\"'\n下一行\t完"
    document = Document(title=nasty, language="zh-hans", blocks=(Paragraph(words(nasty)),), agency=nasty)
    assert texts(api.Document(file_of(document)), "Body Text") == ["a<b>&\"'\n下一行\t完"]


def test_page_breaks_begin_a_page_without_leaving_an_empty_one() -> None:
    word = opened(PageBreak(), PageBreak(), Paragraph(words("a")), PageBreak(), made_table("en", 1), PageBreak())
    breaks = [each for each in word.paragraphs if each.paragraph_format.page_break_before]
    assert len(breaks) == 1  # the turned section and the end begin or need no page of their own


def test_the_same_document_gives_the_same_bytes() -> None:
    document = made_document(entries=2, rows=2)
    assert file_of(document).getvalue() == file_of(document).getvalue()


def test_work_is_told_and_may_be_stopped() -> None:
    told: list[tuple[int, int]] = []
    document = made_document(entries=5, rows=1)
    file_of(document, Output(fonts=Path(), made_at=OUTPUT.made_at, tell=lambda *step: told.append(step)))
    assert told[-1] == (len(document.blocks), len(document.blocks))
    assert told == sorted(told)

    def stop(_done: int, _total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        file_of(document, Output(fonts=Path(), made_at=OUTPUT.made_at, tell=stop))


def parts_of(file: BytesIO) -> Iterator[tuple[str, bytes]]:
    with ZipFile(file) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                yield name, archive.read(name)


@settings(max_examples=60, deadline=None)
@given(documents())
def test_any_document_gives_parts_that_parse_and_a_file_that_opens(document: Document) -> None:
    file = file_of(document)
    assert all(etree.fromstring(content) is not None for _, content in parts_of(file))
    tables = sum(isinstance(block, Entry) for block in document.blocks)
    assert len(api.Document(file).tables) >= tables


def test_memory_does_not_grow_with_the_number_of_entries() -> None:
    def peak(document: Document) -> int:
        with Path("/dev/null").open("wb") as out:
            tracemalloc.start()
            write_docx(document, out, OUTPUT)
            highest = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        return highest

    few, many = made_document(entries=300, rows=1), made_document(entries=1200, rows=1)
    peak(few)
    assert peak(many) < 1.5 * peak(few)
