"""The workbook that goes back: notes in its bad cells, everything else as it was."""

import io
import zipfile

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment

from zonekit.sheets.notes import (
    FILL,
    NotesImpossibleError,
    annotate_workbook,
    issue_list_workbook,
)
from zonekit.sheets.readers import read_source
from zonekit.values.issues import Where

OPEN = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def sent() -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as workbook:
        sheet = workbook.add_worksheet("任务")
        bold = workbook.add_format({"bold": True, "font_color": "red"})
        sheet.merge_range("A1:C1", "标题", bold)
        sheet.write_row("A2", ["序号", "任务", "完成时限"], bold)
        sheet.write_row("A3", [1, "建成", "2月30日"])
        sheet.write_string("B4", "=cmd|'/C calc'!A0")
        sheet.write_rich_string("B5", "年内", bold, "建成", "投产")
        sheet.write_formula("A6", "=SUM(A3:A5)", None, 1)
        sheet.set_column("B:B", 44)
        workbook.add_worksheet("二").write("A1", "x")
    return buffer.getvalue()


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data), rich_text=True)


def test_a_bad_cell_gets_the_sentence_and_a_fill():
    sheet = opened(annotate_workbook(sent(), [(Where("任务", "C3"), "二月没有30日。")]))["任务"]
    assert sheet["C3"].comment.text == "二月没有30日。"
    assert sheet["C3"].fill.start_color.rgb.endswith(FILL)
    assert [cell.coordinate for row in sheet for cell in row if cell.comment] == ["C3"]


def test_everything_else_stays_as_it_was():
    returned = annotate_workbook(sent(), [(Where("任务", "C3"), "读不懂")])
    before, after = opened(sent()), opened(returned)
    for sheet in before.worksheets:
        found = after[sheet.title]
        assert [[cell.value for cell in row] for row in found] == [[cell.value for cell in row] for row in sheet]
        assert [[repr(cell.font) for cell in row] for row in found] == [
            [repr(cell.font) for cell in row] for row in sheet
        ]
        assert found.merged_cells.ranges == sheet.merged_cells.ranges
    assert after["任务"].column_dimensions["B"].width == before["任务"].column_dimensions["B"].width


def test_text_that_looks_like_a_formula_does_not_become_one():
    returned = annotate_workbook(sent(), [(Where("任务", "B4"), "像公式")])
    assert opened(returned)["任务"]["B4"].data_type == "s"
    assert read_source(returned, "a.xlsx").grids[0].rows[3][1] == "=cmd|'/C calc'!A0"


def test_several_sentences_share_one_note_and_none_is_said_twice():
    issues = [(Where("任务", "C3"), "甲"), (Where("任务", "C3"), "乙"), (Where("任务", "C3"), "甲")]
    once = annotate_workbook(sent(), issues)
    assert opened(once)["任务"]["C3"].comment.text == "甲\n乙"
    assert opened(annotate_workbook(once, issues))["任务"]["C3"].comment.text == "甲\n乙"


def test_a_note_that_was_there_stays():
    workbook = opened(sent())
    workbook["任务"]["C3"].comment = Comment("原有批注", "局长")
    buffer = io.BytesIO()
    workbook.save(buffer)
    found = opened(annotate_workbook(buffer.getvalue(), [(Where("任务", "C3"), "新")]))
    assert found["任务"]["C3"].comment.text == "原有批注\n新"


@pytest.mark.parametrize(
    ("where", "sheet", "cell", "is_filled"),
    [
        (Where("任务", "B1"), "任务", "A1", True),
        (Where("任务", "Z99"), "任务", "Z99", True),
        (Where("二"), "二", "A1", False),
        (Where(), "任务", "A1", False),
        (Where("没有这个表", "B2"), "任务", "A1", False),
        (Where("任务", "不是地址"), "任务", "A1", False),
        (Where("任务", "ZZZ9"), "任务", "A1", False),
        (Where("任务", "A9999999"), "任务", "A1", False),
        (Where(line=3), "任务", "A1", False),
    ],
)
def test_every_place_finds_a_cell(where, sheet, cell, is_filled):
    found = opened(annotate_workbook(sent(), [(where, "说明")]))[sheet][cell]
    assert found.comment.text == "说明"
    assert (found.fill.fill_type == "solid") is is_filled


def with_sheet(xml: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sent())) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, xml if name.endswith("sheet1.xml") else old.read(name))
    return buffer.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"a,b\n1,2",
        b"PK\x03\x04",
        sent()[:2000],
        with_sheet("<worksheet><sheetData>"),
        with_sheet(f'<!DOCTYPE a [<!ENTITY b "c">]>{OPEN}<sheetData/></worksheet>'),
        with_sheet(f'{OPEN}<sheetData/><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'),
        with_sheet(f'{OPEN}<sheetData><row r="x"><c r="??"/></row></sheetData></worksheet>'),
    ],
)
def test_a_workbook_that_cannot_carry_notes_says_so(data):
    with pytest.raises(NotesImpossibleError):
        annotate_workbook(data, [(Where("任务", "A1"), "说明")])


def test_a_list_of_findings_is_a_workbook_of_texts():
    data = issue_list_workbook([("第3行", "=1+1 是文本"), ("table 1!B4", "长" * 40_000)], headings=("位置", "问题"))
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    rows = [[cell.value for cell in row] for row in sheet]
    assert rows[:2] == [["位置", "问题"], ["第3行", "=1+1 是文本"]]
    assert (sheet["B2"].data_type, len(rows[2][1])) == ("s", 32_767)
    assert openpyxl.load_workbook(io.BytesIO(issue_list_workbook([("a", "b")]))).active["A1"].value == "a"
