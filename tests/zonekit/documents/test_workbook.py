from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from bench.documents_made import made_document
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from tests.zonekit.documents.drawn_documents import PLAIN_BLOCKS, charts, documents

from zonekit.documents import (
    Align,
    Block,
    Column,
    Document,
    Entry,
    Field,
    Figure,
    KeyFigures,
    Output,
    Paragraph,
    Part,
    Run,
    Table,
    Tone,
    words,
    write_xlsx,
)
from zonekit.documents.workbook_sheets import LONGEST_TEXT, read_number

OUTPUT = Output(
    fonts=Path(), made_at=datetime(2023, 10, 8, tzinfo=UTC), edition="WQDZ-2023-01", sha256="ab" * 32,
    words={"entries": "末级任务", "figures": "数据", "records": "来源"},
)  # fmt: skip
RISKY = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "{=A1}",
    "http://example.org/",
    "internal:'数据'!A1",
    "mailto:a@b",
    "1e5",
    "\t=1",
]


def file_of(document: Document) -> BytesIO:
    file = BytesIO()
    write_xlsx(document, file, OUTPUT)
    file.seek(0)
    return file


def opened(*blocks: Block, **more: Any) -> Any:
    return load_workbook(file_of(Document(title="答卷", language="zh-hans", blocks=blocks, **more)))


def values(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.rows]


def test_a_workbook_has_a_sheet_for_each_thing() -> None:
    document = made_document(entries=5, rows=3)
    book = load_workbook(file_of(document))
    assert book.sheetnames == [
        "2023年度武清开发区工作答卷", "末级任务", "各战场进度", "各战场进度 (2)", "末级任务一览表", "数据", "来源",
    ]  # fmt: skip
    first = [row[0] for row in values(book.worksheets[0])]
    assert first[:5] == [
        document.title,
        document.subtitle,
        document.notice,
        "edition WQDZ-2023-01",
        f"SHA-256 {'ab' * 32}",
    ]
    assert [len(sheet._charts) for sheet in book.worksheets] == [0, 0, 1, 1, 0, 0, 0]


def test_entries_are_rows_and_labels_of_fields_are_columns() -> None:
    light = Run("黄灯", tone=Tone.YELLOW)
    one = Entry(
        "a", "甲", (Field("目标", (words("10家"), words("20家"))), Field("实绩", (words("9家"),))), "1.1", "重点", light
    )
    two = Entry(
        "b", "乙", (Field("实绩", (words("3家"),)), Field("评语", (words("好"),)), Field("评语", (words("快"),)))
    )
    assert values(opened(one, two)["末级任务"]) == [
        ["label", "title", "group", "light", "目标", "实绩", "评语"],
        ["1.1", "甲", "重点", "黄灯", "10家\n20家", "9家", None],
        [None, "乙", None, None, None, "3家", "好\n快"],
    ]


@pytest.mark.parametrize("risky", RISKY)
def test_no_text_is_a_formula_a_link_or_a_number(risky: str) -> None:
    entry = Entry(risky, risky, (Field(risky, (words(risky),)),), label=risky, group=risky, light=Run(risky))
    table = Table((Column(risky),), ((words(risky),),), name="表", totals=(words(risky),))
    figure = Figure("f", risky, Decimal(0), risky)
    book = opened(entry, table, Paragraph(words(risky)), KeyFigures(("f",)), figures={"f": figure}, notice=risky)
    cells = [cell for sheet in book.worksheets for row in sheet.rows for cell in row if cell.value == risky]
    assert len(cells) >= 9
    assert {cell.data_type for cell in cells} == {"s"}
    assert not [cell for cell in cells if cell.hyperlink]


def test_numbers_of_a_table_are_numbers_and_show_as_they_were_written() -> None:
    column = Column("值", align=Align.RIGHT, is_number=True)
    rows = tuple((words(each),) for each in ("1,234.50", "−3.5", "+2", "85.3%", "约3", ""))
    sheet = opened(Table((column,), rows, name="表", totals=(words("7"),)))["表"]
    cells = [row[0] for row in sheet.rows][1:]
    assert [cell.value for cell in cells] == [1234.5, -3.5, 2, 0.853, "约3", None, 7]
    assert [cell.number_format for cell in cells[:4]] == ["#,##0.00", "#,##0.0", "+#,##0;-#,##0;0", "0.0%"]
    assert cells[-1].font.b
    assert opened(Table((Column("序号"),), ((words("1"),),), name="表"))["表"]["A2"].value == "1"


def test_a_cell_that_shows_a_figure_holds_its_exact_value() -> None:
    table = Table((Column("值", is_number=True),), (((Run("1.2万", figure="f"),),),), name="表")
    book = opened(table, figures={"f": Figure("f", "投资", Decimal("12345.67"), "元", (), 2)})
    assert book["表"]["A2"].value == 12345.67


def test_every_figure_stands_over_its_parts_and_their_sum() -> None:
    entries = [Entry(key, f"项{key}", (), label=key) for key in "ab"]
    parts = (Part("a", Decimal("1.5")), Part("b", Decimal(2)))
    figures = {"s": Figure("s", "合计", Decimal("3.5"), "亿元", parts, 1), "k": Figure("k", "前", Decimal(0))}
    book = opened(KeyFigures(("k", "s")), *entries, figures=figures)
    assert values(book["数据"]) == [
        ["title", "value", "unit", "made_of"],
        ["前", 0, None, None],
        ["合计", 3.5, "亿元", "=SUM(B4:B5)"],
        ["a 项a", 1.5, None, None],
        ["b 项b", 2, None, None],
    ]
    assert [book["数据"].row_dimensions[row].outlineLevel for row in (3, 4, 5)] == [0, 1, 1]
    links = [cell.hyperlink.location for row in book.worksheets[0].rows for cell in row if cell.hyperlink]
    assert links == ["'数据'!A2", "'数据'!A3"]


def test_heads_are_frozen_and_repeated_in_print() -> None:
    sheet = opened(Table((Column("a"),), ((words("1"),),), name="表"))["表"]
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.page_setup.orientation) == ("A2", "$1:$1", "landscape")


@pytest.mark.parametrize("name", ["a/b[c]:d*e?f\\g", "'quoted'", "History", "", "长" * 60, "数据", "\x01"])
def test_any_name_of_a_table_becomes_a_sheet(name: str) -> None:
    table = Table((Column("a"),), ((words("1"),),), name=name)
    names = opened(table, table).sheetnames
    assert len(names) == len({each.lower() for each in names}) == 3
    assert all(1 <= len(each) <= 31 for each in names)


def test_a_text_too_long_for_a_cell_ends_with_an_ellipsis() -> None:
    book = opened(Entry("a", "甲", (Field("长", (words("字" * 40_000),)), Field("表情", (words("😀" * 20_000),)))))
    cells = values(book["末级任务"])[1]
    assert cells[4] == "字" * (LONGEST_TEXT - 1) + "…"
    assert cells[5] == "😀" * (LONGEST_TEXT // 2) + "…"


def test_the_edition_is_kept_in_the_properties() -> None:
    book = opened(facts={"as_of": "2023-09-30"})
    assert {each.name: each.value for each in book.custom_doc_props.props} == {
        "as_of": "2023-09-30",
        "edition": "WQDZ-2023-01",
        "sha256": "ab" * 32,
    }


def test_charts_have_their_numbers_beside_them() -> None:
    sheet = load_workbook(file_of(made_document(entries=0, rows=1)))["各战场进度"]
    assert values(sheet) == [["亿元", "实际", "序时"], ["主战场", 30, 28], ["新战场", 22.5, 24], ["大战场", None, 9]]


@given(st.decimals(-(10**9), 10**9, places=2), st.sampled_from(["", "%"]))
def test_a_number_is_read_as_it_was_written(value: Decimal, ending: str) -> None:
    read = read_number(f"{value:,f}".replace("-", "−") + ending)
    assert read is not None
    assert read[0] == (value / 100 if ending else value)


@settings(max_examples=40, deadline=None)
@given(documents(st.one_of(PLAIN_BLOCKS, charts())))
def test_any_document_gives_a_workbook_that_opens(document: Document) -> None:
    sheets = load_workbook(file_of(document)).sheetnames
    assert len(sheets) == len({name.casefold() for name in sheets}) >= 1
