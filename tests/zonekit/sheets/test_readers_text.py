"""Delimited files, text and pasted text: encodings, delimiters, quotes, and what a file is whatever its name."""

import io

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonekit.sheets.readers import read_source
from zonekit.sheets.readers.delimited import find_delimiter
from zonekit.sheets.source import Limits, Line

TABLE = "序号,任务,责任单位\n1,建成厂房,经发局\n2,签约项目,招商局\n"
ROWS = (("序号", "任务", "责任单位"), ("1", "建成厂房", "经发局"), ("2", "签约项目", "招商局"))


def xlsx() -> bytes:
    workbook = openpyxl.Workbook()
    workbook.active.append(["任务"])
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def word() -> bytes:
    document = docx.Document()
    document.add_paragraph("任务")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
        ("gb2312", "gb18030"),
        ("utf-16", "utf-16"),
    ],
)
def test_the_encoding_is_found_and_named(codec, name):
    source = read_source(TABLE.encode(codec), "计划.csv")
    assert (source.kind, source.encoding, source.grids[0].sheet) == ("csv", name, "计划")
    assert (source.grids[0].rows, source.issues) == (ROWS, ())
    assert read_source("一、工业".encode(codec), "a.txt").encoding == name


def test_utf_16_of_the_other_byte_order_is_read():
    data = b"\xfe\xff" + TABLE.encode("utf-16-be")
    assert read_source(data, "a.csv").grids[0].rows == ROWS


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_the_delimiter_is_found(delimiter, newline):
    data = TABLE.replace(",", delimiter).replace("\n", newline).encode()
    assert read_source(data, "a.csv").grids[0].rows == ROWS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("标题\n序号;任务,目标\n1;a,b\n2;c", ";"),
        ("标题,,\n序号,任务,单位\n1,a;b,c\n2,d;e,f", ","),
        ("一段没有分隔的文字\n又一段", None),
        ("a\tb,c\nd\te,f\n", "\t"),
        ('"a,b";c\n"d,e";f', ";"),
        ("", None),
    ],
)
def test_the_delimiter_is_the_one_that_cuts_records_alike(text, expected):
    assert find_delimiter(text) == expected


def test_quoted_line_breaks_delimiters_and_quotes_stay_in_the_cell():
    text = '任务,单位\n"建成""一期"", 投产","经发局\r\n招商局"\n'
    assert read_source(text.encode(), "a.csv").grids[0].rows == (
        ("任务", "单位"),
        ('建成"一期", 投产', "经发局\n招商局"),
    )


def test_a_quote_that_never_closes_loses_no_row_and_is_told():
    source = read_source(b'a,b\n1,"open\n2,x\n3,y\n', "a.csv")
    assert len(source.grids[0].rows) >= 2
    assert "y" in str(source.grids[0].rows)
    assert [(issue.code, issue.severity) for issue in source.issues] == [("quote_unclosed", "warning")]


def test_records_of_different_width_become_a_rectangle():
    assert read_source("标题\na,b,c\n1\n\n2,3\n".encode(), "a.csv").grids[0].rows == (
        ("标题", None, None),
        ("a", "b", "c"),
        ("1", None, None),
        (None, None, None),
        ("2", "3", None),
    )


def test_a_cell_of_forty_thousand_characters_is_cut_and_told():
    source = read_source(f"任务,单位\n{'长' * 40_000},甲\n".encode(), "a.csv")
    (issue,) = source.issues
    assert (issue.code, str(issue.where)) == ("cell_too_long", "a!A2")
    assert issue.params == {"characters": 40_000, "limit": 32_767}
    assert (len(source.grids[0].rows[1][0]), source.grids[0].rows[1][1]) == (32_767, "甲")


def test_a_field_beyond_the_limit_of_the_csv_module_is_no_problem():
    source = read_source(f'a,b\n"{"x" * 200_000}",1\n2,3\n'.encode(), "a.csv")
    assert (source.grids[0].rows[2], [issue.code for issue in source.issues]) == (("2", "3"), ["cell_too_long"])


def test_rows_and_columns_beyond_the_limits_are_told():
    source = read_source("\n".join(["a,b,c"] * 9).encode(), "a.csv", Limits(rows=4, columns=2))
    assert source.grids[0].rows == (("a", "b"),) * 4
    assert [(issue.code, issue.params) for issue in source.issues] == [
        ("too_many_rows", {"rows": 9, "limit": 4}),
        ("too_many_columns", {"columns": 3, "limit": 2}),
    ]


@pytest.mark.parametrize("name", ["", "pasted.txt", "a.txt"])
def test_text_becomes_lines_numbered_as_editors_do(name):
    source = read_source("一、工业\r\n\r\n1. 建成，投产，达产\r（二）\n".encode(), name)
    assert (source.kind, source.grids, source.issues) == ("text", (), ())
    assert source.lines[:4] == (Line(1, "一、工业"), Line(2, ""), Line(3, "1. 建成，投产，达产"), Line(4, "（二）"))


def test_cells_pasted_from_a_sheet_are_a_table():
    source = read_source('序号\t任务\n1\t"建成\n投产"\n'.encode(), "")
    assert (source.kind, source.grids[0].rows) == ("csv", (("序号", "任务"), ("1", "建成\n投产")))


def test_text_with_some_tabs_is_still_text():
    assert read_source("一、工业\n\t建成\n二、农业\n三、其他\n".encode(), "pasted.txt").kind == "text"


def test_too_many_and_too_long_lines_are_told():
    source = read_source(f"{'长' * 30}\nb\nc".encode(), "a.txt", Limits(rows=2, cell_characters=10))
    assert [line.text for line in source.lines] == ["长" * 10, "b"]
    assert [(issue.code, str(issue.where)) for issue in source.issues] == [
        ("cell_too_long", "line 1"),
        ("too_many_rows", ""),
    ]


@pytest.mark.parametrize(
    ("data", "name", "kind", "actual"),
    [
        (TABLE.encode("gb18030"), "a.xlsx", "csv", "csv"),
        (TABLE.encode(), "a.docx", "csv", "csv"),
        ("一、工业\n1. 建成".encode(), "a.xlsx", "text", "text"),
        ("一、工业\n1. 建成".encode(), "a.doc", "text", "text"),
        (xlsx(), "a.csv", "xlsx", "xlsx"),
        (xlsx(), "a.docx", "xlsx", "xlsx"),
        (xlsx(), "a.xls", "xlsx", "xlsx"),
        (word(), "a.xlsx", "docx", "docx"),
        (word(), "a.txt", "docx", "docx"),
        (TABLE.encode(), "a.xls", "csv", "csv"),
    ],
)
def test_a_file_is_read_as_what_it_is_and_its_wrong_name_is_told(data, name, kind, actual):
    source = read_source(data, name)
    (issue,) = source.issues
    assert (source.kind, issue.code, issue.severity) == (kind, "wrong_extension", "warning")
    assert issue.params == {"extension": name[1:], "actual": actual}


@pytest.mark.parametrize(
    ("data", "name"),
    [(xlsx(), "A.XLSX"), (xlsx(), "a.xlsm"), (xlsx(), ""), (word(), "任务"), (xlsx(), "C:\\桌面\\v1.2\\a.xlsx")],
)
def test_a_right_or_missing_extension_is_not_told(data, name):
    assert read_source(data, name).issues == ()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (b" \r\n\t", "file_empty"),
        (b"\xef\xbb\xbf\n", "file_empty"),
        (b"%PDF-1.7 abc", "format_unknown"),
        (b"\x89PNG\r\n\x1a\n123", "format_unknown"),
        (b"\xff\xd8\xff\xe0123", "format_unknown"),
        (b"{\\rtf1 abc}", "format_unknown"),
        (b"Rar!\x1a\x07", "format_unknown"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "format_unknown"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><a/>', "format_unknown"),
        (b"abc\x00\x01\x02\x03def", "format_unknown"),
        (bytes(range(1, 32)) * 3, "format_unknown"),
        ("abc 中".encode() + b"\xff\xff\xff", "encoding_unknown"),
        (b"\xff\xfe\x00\xd8\x41\x00", "encoding_unknown"),
        (b"PK\x03\x04 this is no zip", "file_corrupted"),
        (b"PK\x05\x06" + b"\x00" * 18, "file_empty"),
    ],
)
@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_what_cannot_be_used_is_refused_with_one_reason(data, code, name):
    source = read_source(data, name)
    assert (source.kind, source.grids, source.lines) == ("unknown", (), ())
    assert [(issue.code, issue.severity) for issue in source.issues] == [(code, "error")]


def test_a_file_cut_in_the_middle_of_a_character_is_still_utf_8():
    source = read_source("一、工业\n二、农业".encode()[:-1], "a.txt")
    assert (source.encoding, source.lines[1].text) == ("utf-8", "二、农")
    assert [issue.code for issue in source.issues] == ["text_cut_off"]


PLAIN = st.text(
    st.characters(codec="gb18030", exclude_categories=["Cc", "Cs", "Co", "Cn", "Zl", "Zp"]), min_size=1, max_size=20
)


@given(st.lists(st.tuples(PLAIN, PLAIN), min_size=1, max_size=6), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_quoted_cells_of_any_text_come_back_as_they_were(rows, codec):
    text = "甲,乙\n" + "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    found = read_source(text.encode(codec), "a.csv").grids[0].rows
    assert found == (("甲", "乙"), *(tuple(cell.replace("\ufeff", "") or None for cell in row) for row in rows))
