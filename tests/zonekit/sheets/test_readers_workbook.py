"""Excel workbooks as people and programs make them."""

import io
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
import xlsxwriter

from zonekit.sheets.readers import read_source
from zonekit.sheets.source import Limits, Merge, Source


def written(fill, **options) -> bytes:
    """A workbook made by XlsxWriter: `fill(workbook, first sheet)`."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, **options}) as workbook:
        fill(workbook, workbook.add_worksheet("任务分解"))
    return buffer.getvalue()


def saved(fill) -> bytes:
    """A workbook made by openpyxl."""
    workbook = openpyxl.Workbook()
    fill(workbook, workbook.active)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def codes(source: Source) -> list[str]:
    return [issue.code for issue in source.issues]


def only_cell(data: bytes):
    source = read_source(data, "a.xlsx")
    assert len(source.grids) == 1
    return source.grids[0].rows[0][0]


def test_a_sheet_keeps_its_values_its_place_and_its_merges():
    def fill(_, sheet):
        sheet["B2"] = "序号"
        sheet["C2"] = "任务"
        sheet["B3"] = 1
        sheet["C4"] = "建成厂房"
        sheet.merge_cells("B3:B4")

    source = read_source(saved(fill), "a.xlsx")
    (grid,) = source.grids
    assert grid.rows == (("序号", "任务"), (1, None), (None, "建成厂房"))
    assert grid.merges == (Merge(1, 0, 2, 0),)
    assert grid.where(2, 1).cell == "C4"
    assert (source.kind, source.encoding, source.issues) == ("xlsx", None, ())
    assert len(source.sha256) == 64


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (12.0, 12),
        (0.5, 0.5),
        (-3, -3),
        (1e20, 1e20),
        (True, True),
        ("=1+1 是文本", "=1+1 是文本"),
        ("@导入", "@导入"),
        ("+增长", "+增长"),
        ("a\r\nb", "a\nb"),
        ("　全角　", "　全角　"),
        ("１２", "１２"),
        (date(2023, 6, 30), date(2023, 6, 30)),
        (datetime(2023, 6, 30, 0, 0), date(2023, 6, 30)),  # noqa: DTZ001 - cells have no zone
        (datetime(2023, 6, 30, 9, 30), datetime(2023, 6, 30, 9, 30)),  # noqa: DTZ001
        (time(9, 30), "09:30"),
        (timedelta(hours=30), "30 h"),
    ],
)
def test_a_value_is_handed_on_as_what_it_is(value, expected):
    def fill(workbook, sheet):
        formats = {date: "yyyy-mm-dd", datetime: "yyyy-mm-dd hh:mm", time: "hh:mm", timedelta: "[h]:mm"}
        if isinstance(value, str):
            sheet.write_string(0, 0, value)
        else:
            sheet.write(0, 0, value, workbook.add_format({"num_format": formats.get(type(value), "General")}))

    found = only_cell(written(fill))
    assert (found, type(found)) == (expected, type(expected))


@pytest.mark.parametrize(
    ("number", "form", "expected"),
    [
        (45078, 'yyyy"年"m"月"', "2023年6月"),
        (45078, '[$-804]yyyy"年"m"月";@', "2023年6月"),
        (45078, "mmm-yy", "2023年6月"),
        (45078, 57, "2023年6月"),
        (45078, 'yyyy"年"m"月"d"日"', date(2023, 6, 1)),
        (45078, 31, date(2023, 6, 1)),
        (45078, "General", 45078),
        (0.08, "0%", "8%"),
        (0.075, "0.00%", "7.5%"),
        (200, '0"家"', "200家"),
        (2.5, '0.00"亿元"', "2.5亿元"),
        (3, '"第"0"项"', "第3项"),
        (1234, "#,##0", 1234),
        (1234, "0.00", 1234),
        (1234, "#,##0.00_);[Red]\\(#,##0.00\\)", 1234),
    ],
)
def test_what_the_number_format_shows_is_what_is_read(number, form, expected):
    def fill(workbook, sheet):
        cell_format = workbook.add_format()
        cell_format.set_num_format(form)
        sheet.write_number(0, 0, number, cell_format)

    assert only_cell(written(fill)) == expected


def test_dates_counted_from_1904_are_the_same_days():
    def fill(workbook, sheet):
        sheet.write_datetime(0, 0, date(2023, 6, 30), workbook.add_format({"num_format": "yyyy-mm-dd"}))

    assert only_cell(written(fill, date_1904=True)) == date(2023, 6, 30)


def test_a_formula_gives_the_value_it_was_saved_with():
    assert only_cell(written(lambda _, sheet: sheet.write_formula(0, 0, "=1+1", None, 2))) == 2


def test_a_formula_saved_without_a_value_is_text_and_is_told():
    source = read_source(saved(lambda _, sheet: sheet.append(["任务", "=cmd|'/C calc'!A0"])), "a.xlsx")
    assert source.grids[0].rows == (("任务", "=cmd|'/C calc'!A0"),)
    assert [(issue.code, issue.where.cell, issue.severity) for issue in source.issues] == [
        ("formula_without_value", "B1", "warning")
    ]


def test_an_error_value_is_empty_and_is_told():
    def fill(_, sheet):
        sheet.write_row(1, 1, ["任务", "数量", "单位"])
        sheet.write_formula(2, 2, "=1/0", None, "#DIV/0!")
        sheet.write_string(2, 3, "个")

    source = read_source(written(fill), "a.xlsx")
    assert source.grids[0].rows == (("任务", "数量", "单位"), (None, None, "个"))
    (issue,) = source.issues
    assert (issue.code, issue.where.cell, issue.params["value"]) == ("cell_error_value", "C3", "#DIV/0!")


def test_an_error_typed_as_text_stays_text():
    assert only_cell(written(lambda _, sheet: sheet.write_string(0, 0, "#N/A"))) == "#N/A"


def test_an_escaped_line_break_of_excel_is_a_line_break():
    def fill(_, sheet):
        sheet["A1"] = "a_x000D_\nb"

    assert only_cell(saved(fill)) == "a\nb"


def test_rich_text_is_read_without_its_formatting():
    def fill(workbook, sheet):
        sheet.write_rich_string(0, 0, "年内", workbook.add_format({"bold": True}), "建成", "投产")

    assert only_cell(written(fill)) == "年内建成投产"


def test_control_characters_are_dropped_but_tabs_and_line_breaks_kept():
    assert only_cell(written(lambda _, sheet: sheet.write_string(0, 0, "a\x07b\tc\nd\u200b"))) == "ab\tc\nd\u200b"


def test_empty_sheets_are_left_out_and_hidden_ones_named():
    def fill(workbook, sheet):
        sheet["A1"] = "任务"
        workbook.create_sheet("空")
        hidden = workbook.create_sheet("参数")
        hidden["A1"] = "下拉"
        hidden.sheet_state = "hidden"

    source = read_source(saved(fill), "a.xlsx")
    assert [grid.sheet for grid in source.grids] == ["Sheet"]
    assert [(issue.code, issue.where.sheet, issue.severity) for issue in source.issues] == [
        ("sheet_hidden", "参数", "note")
    ]


def test_a_chart_sheet_is_passed_over():
    def fill(workbook, sheet):
        sheet.write_row(0, 0, [1, 2, 3])
        chart = workbook.add_chart({"type": "line"})
        chart.add_series({"values": "=任务分解!$A$1:$C$1"})
        workbook.add_chartsheet("图").set_chart(chart)

    source = read_source(written(fill), "a.xlsx")
    assert [grid.rows for grid in source.grids] == [((1, 2, 3),)]


def test_a_workbook_without_any_content_is_empty():
    source = read_source(saved(lambda _workbook, _sheet: None), "a.xlsx")
    assert (source.kind, source.grids, codes(source)) == ("xlsx", (), ["file_empty"])


def test_merges_are_cut_at_the_last_value():
    def fill(_, sheet):
        sheet["A1"] = "标题"
        sheet.merge_cells("A1:M1")
        sheet["A2"], sheet["B2"] = "序号", "任务"
        sheet.merge_cells("A2:A9")
        sheet.merge_cells("D5:F9")

    (grid,) = read_source(saved(fill), "a.xlsx").grids
    assert grid.merges == (Merge(0, 0, 0, 1),)


def test_rows_columns_sheets_and_long_cells_beyond_the_limits_are_told_with_figures():
    def fill(workbook, sheet):
        for row in range(6):
            sheet.write_row(row + 2, 1, [f"r{row}c{column}" for column in range(5)])
        sheet.write_string(3, 2, "长" * 30)
        workbook.add_worksheet("第二").write(0, 0, "x")
        workbook.add_worksheet("第三").write(0, 0, "x")

    source = read_source(written(fill), "a.xlsx", Limits(rows=4, columns=3, sheets=2, cell_characters=10))
    grid = source.grids[0]
    assert (len(grid.rows), len(grid.rows[0]), grid.rows[3][2]) == (4, 3, "r3c2")
    assert grid.rows[1][1] == "长" * 10
    found = {issue.code: (str(issue.where), dict(issue.params)) for issue in source.issues}
    assert found == {
        "too_many_rows": ("任务分解", {"rows": 6, "limit": 4}),
        "too_many_columns": ("任务分解", {"columns": 5, "limit": 3}),
        "cell_too_long": ("任务分解!C4", {"characters": 30, "limit": 10}),
        "too_many_sheets": ("", {"sheets": 3, "limit": 2}),
    }
    assert len(source.grids) == 2


def test_far_cells_that_are_only_formatted_do_not_count():
    def fill(_, sheet):
        sheet["A1"] = "任务"
        sheet["XFD1"].number_format = "0%"
        sheet["A1048576"].number_format = "0%"

    source = read_source(saved(fill), "a.xlsx")
    assert (source.grids[0].rows, source.issues) == ((("任务",),), ())
