"""What is wrong in a file is said once, at its place, and never stops the rest."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zonekit.sheets.drafts import PlanSheet
from zonekit.sheets.recognition import read_plan
from zonekit.sheets.source import Grid, Line, Merge, Source

HEADER = "序号|重点工作|牵头单位|责任单位|完成时限\n"


def codes(sheet: PlanSheet) -> list[tuple[str, str | None]]:
    return [(issue.code, issue.where.cell) for issue in sheet.issues]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("1||招商局||12月底\n2|签约项目|招商局||6月底", [("text_missing", "B2")]),
        ("1|签约|招商局||2月30日", [("date_impossible", "E2")]),
        ("1|签约|招商局||近期", [("deadline_unreadable", "E2")]),
        ("1|签约|招商局||\n1|开工|建设局||", [("number_duplicate", "B3")]),
        ("1|签约|招商局||\n4|开工|建设局||", [("number_missing", "B3")]),
        ("1|签约|招商局||\n2|开工|||", [("unit_missing", "B3")]),
    ],
)
def test_a_bad_row_is_reported_at_its_cell(
    rows: str, expected: list[tuple[str, str]], draw_table: Callable[..., Source]
) -> None:
    sheet = read_plan(draw_table(HEADER + rows), year=2023)
    assert codes(sheet) == expected
    assert sheet.items[-1].text in {"签约", "签约项目", "开工"}


def test_missing_numbers_and_first_places_are_named(draw_table: Callable[..., Source]) -> None:
    sheet = read_plan(draw_table(HEADER + "1|甲|A局||\n5|乙|A局||\n5|丙|A局||"))
    found = {issue.code: dict(issue.params) for issue in sheet.issues}
    assert found == {"number_missing": {"no": "2-4"}, "number_duplicate": {"no": "5", "first": "S!B3"}}


def test_a_goal_without_a_task_is_an_error(draw_table: Callable[..., Source]) -> None:
    sheet = read_plan(draw_table("序号|任务|年度目标|责任单位\n1|建厂房|3万平方米|甲局\n2||50家|乙局"))
    assert [(issue.code, issue.where.cell, issue.severity) for issue in sheet.issues] == [
        ("target_without_text", "C3", "error")
    ]


def test_a_missing_year_is_said_once_and_items_are_read(draw_table: Callable[..., Source]) -> None:
    sheet = read_plan(draw_table(HEADER + "1|签约|招商局||6月底\n2|开工|建设局||9月底"))
    assert codes(sheet) == [("year_missing", "E2")]
    assert [item.deadline for item in sheet.items] == [None, None]
    assert [item.deadline_raw for item in sheet.items] == ["6月底", "9月底"]


@pytest.mark.parametrize(
    "title", ["某区2023年任务", "二〇二三年任务", "某开发〔2023〕1号", "2021—2023年行动任务", "２０２３年任务"]
)
def test_the_year_stands_in_the_title_or_the_document_number(title: str, draw_table: Callable[..., Source]) -> None:
    sheet = read_plan(draw_table(f"{title}||||\n{HEADER}1|签约|招商局||6月底"))
    assert sheet.year == 2023
    assert codes(sheet) == []


def test_a_year_given_outweighs_the_title(draw_table: Callable[..., Source]) -> None:
    (item,) = read_plan(draw_table(f"2023年任务||||\n{HEADER}1|签约|招商局||6月底"), year=2025).items
    assert item.deadline is not None
    assert item.deadline.year == 2025


def test_unknown_columns_are_noted_with_their_words(draw_table: Callable[..., Source]) -> None:
    sheet = read_plan(draw_table("序号|任务|责任单位|星级\n1|建厂房|甲局|五星"))
    assert [(i.code, i.where.cell, i.params["header"], i.severity) for i in sheet.issues] == [
        ("column_unknown", "D1", "星级", "note")
    ]


def test_overlapping_merges_are_a_warning() -> None:
    rows = (("序号", "任务", "责任单位"), (1, "甲", "A局"), (2, "乙", "B局"), (3, "丙", "C局"))
    grid = Grid("S", rows, (Merge(1, 2, 2, 2), Merge(2, 2, 3, 2)))
    sheet = read_plan(Source("xlsx", "a", "", grids=(grid,)))
    assert codes(sheet) == [("merge_conflict", "C3")]
    assert len(sheet.items) == 3


def test_more_than_four_levels_are_folded(draw_text: Callable[[str], Source]) -> None:
    drawing = "第一部分 甲\n一、乙\n（一）丙\n1.丁\n（1）任务。（责任单位：发改局）\n（2）任务。（责任单位：财政局）"
    sheet = read_plan(draw_text(drawing))
    assert sheet.items[0].path == ("第一部分 甲", "一、乙", "（一）丙 / 1.丁")
    assert [(issue.code, issue.params["levels"]) for issue in sheet.issues] == [("level_too_deep", 5)]


def test_a_sheet_without_a_header_says_so(draw_table: Callable[..., Source]) -> None:
    sheet = read_plan(draw_table("姓名|电话\n张|1\n李|2"))
    assert sheet.items == ()
    assert sheet.shape is None
    assert [(issue.code, issue.severity) for issue in sheet.issues] == [("header_not_found", "error")]


@pytest.mark.parametrize(
    "source",
    [
        Source("xlsx", "a", "", grids=(Grid("S", ()),)),
        Source("xlsx", "a", "", grids=(Grid("S", ((None, " "), ("", None))),)),
        Source("text", "a", "", lines=(Line(1, "  "), Line(2, ""))),
        Source("unknown", "a", ""),
        Source("text", "a", "", lines=(Line(1, "这是一封信。"), Line(2, "没有任务。"))),
    ],
)
def test_a_file_without_a_plan_is_an_error_without_items(source: Source) -> None:
    sheet = read_plan(source)
    assert sheet.items == ()
    assert sheet.issues[-1].code == "nothing_recognised"


def test_formulas_are_text(draw_table: Callable[..., Source]) -> None:
    (item,) = read_plan(draw_table("序号|任务|责任单位\n1|=cmd|x")).items
    assert item.text == "=cmd"


CELLS = st.one_of(
    st.none(),
    st.integers(-3, 20),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.text(alphabet="一二、（）。：;；1234.% \n任务责单位牵头序号季度月底前年类别目标合计注①②", max_size=14),
    st.sampled_from(
        ["序号", "工作任务", "责任单位", "牵头单位", "完成时限", "一季度", "类别", "全市", "经开区", "项目名称"]
    ),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=4, max_size=4), max_size=10), st.lists(st.tuples(*[st.integers(0, 9)] * 4)))
def test_no_grid_breaks_the_reading(rows: list[list[object]], ranges: list[tuple[int, int, int, int]]) -> None:
    merges = [Merge(min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in ranges]
    inside = tuple(merge for merge in merges if merge.bottom < len(rows) and merge.right < 4)
    grid = Grid("S", tuple(tuple(row) for row in rows), inside)  # type: ignore[arg-type]
    sheet = read_plan(Source("xlsx", "a", "", grids=(grid,)))
    assert sum(sheet.counts.values()) >= len(sheet.items)
    assert all(item.text for item in sheet.items)
    assert all(len(item.path) <= 3 for item in sheet.items)


LINES = st.text(alphabet="一二三、（）()【】：:；。1234.% 牵头责任单位完成时限目标进度安排第季度附件", max_size=20)


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, max_size=14))
def test_no_text_breaks_the_reading(lines: list[str]) -> None:
    sheet = read_plan(Source("text", "a", "", lines=tuple(Line(n, text) for n, text in enumerate(lines, 1))))
    assert all(item.text for item in sheet.items)


@pytest.mark.parametrize(
    "text",
    ["）" * 16_000, "（局）" * 8_000, "局和" * 15_000, "牵头单位：" * 5_000, " " * 32_000 + "x", "各县、" * 8_000],
)
@pytest.mark.parametrize("place", ["line", "task", "unit"])
def test_the_longest_cells_take_no_time(text: str, place: str) -> None:
    row = (1, text if place == "task" else "建厂房", text if place == "unit" else "甲局")
    source = Source("xlsx", "a", "", grids=(Grid("S", (("序号", "任务", "责任单位"), row)),))
    if place == "line":
        source = Source("text", "a", "", lines=(Line(1, "1." + text), Line(2, "责任单位：甲局")))
    began = time.process_time()
    read_plan(source)
    assert time.process_time() - began < 2


def test_five_thousand_rows_are_read_in_a_moment() -> None:
    header = (
        "序号",
        "类别",
        "重点项目",
        "子项目",
        "工作目标",
        "一季度",
        "二季度",
        "三季度",
        "四季度",
        "牵头领导",
        "责任单位",
        "配合单位",
        "时限",
    )
    rows: list[tuple[str | int | None, ...]] = [header]
    for number in range(1, 5001):
        goal = f"签约项目{number % 95}个，投资{number % 60}亿元。"
        nodes = tuple(f"签约项目累计达到{number % 95 // quarter}个" for quarter in (4, 3, 2, 1))
        names = ("产业" if number == 1 else None, f"项目{number // 4}", f"子项目{number}")
        rows.append((number, *names, goal, *nodes, "分管副主任（招商）", "招商局", "经发局、财政局", "2023年12月底"))
    source = Source("xlsx", "a", "", grids=(Grid("S", tuple(rows)),))
    began = time.process_time()
    sheet = read_plan(source, propose=False)
    assert time.process_time() - began < 5
    assert (len(sheet.items), sheet.issues) == (5000, ())


def test_the_year_all_dated_deadlines_state_is_the_year_of_the_others(draw_table: Callable[..., Source]) -> None:
    sheet = read_plan(draw_table(HEADER + "1|签约|招商局||2026年6月底\n2|开工|建设局||9月底"))
    assert [item.deadline.isoformat() for item in sheet.items if item.deadline] == ["2026-06-30", "2026-09-30"]
