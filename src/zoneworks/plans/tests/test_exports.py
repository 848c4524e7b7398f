"""Workbooks that leave: what they say, and that nothing in them runs."""

from __future__ import annotations

import io
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from openpyxl.worksheet.worksheet import Worksheet

from zonekit.sheets.readers import read_source
from zonekit.sheets.recognition import read_plan
from zoneworks.plans import services
from zoneworks.plans.board import BoardFilters, build_board
from zoneworks.plans.choices import Duty
from zoneworks.plans.exports import export_actuals_xlsx, export_board_xlsx, export_plan_xlsx
from zoneworks.plans.exports_actuals import COLUMNS, column_of_head
from zoneworks.plans.models import Plan
from zoneworks.plans.queries import plan_or_none
from zoneworks.plans.services import NewItem, NewNode
from zoneworks.plans.tests.worlds import (
    QUARTERS,
    STRANGERS,
    TODAY,
    World,
    entry,
    indicator,
    leaf,
    make_plan,
    milestone,
    say,
)

SEPTEMBER = date(2023, 9, 30)
MIDNIGHT = datetime(2023, 9, 30)  # noqa: DTZ001 - a cell knows no time zone
FORMULA = '=cmd|"/C calc"!A0'


def sheet_of(data: bytes) -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]


def rows_of(data: bytes, first: int = 1) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet_of(data).iter_rows(min_row=first)]


def test_the_plan_leaves_in_the_layout_of_the_issued_table(plan: Plan, world: World) -> None:
    sheet = sheet_of(export_plan_xlsx(world.scope("administrator"), plan))
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]

    assert rows[0][0] == "甲开发区2023年重点工作任务分解表"
    assert rows[1][0] == "文号：甲开〔2023〕1号　　印发日期：2023年2月28日　　类别1个、重点项目2个、子项目4个"
    assert rows[2] == [
        "序号", "类别", "重点项目", "子项目", "工作目标", "一季度节点", "二季度节点", "三季度节点", "四季度节点",
        "牵头领导", "责任单位", "配合单位", "完成时限",
    ]  # fmt: skip
    assert rows[3] == [
        1, "高质量发展", "项目1", "子项目1.1", "全年签约优质项目101个，其中亿元以上项目1个。",
        "签约数累计达到1个", "签约数累计达到2个", "签约数累计达到3个", "签约数累计达到4个",
        "党工委书记", "投资促进部", "科技创新部", "2023年12月底",
    ]  # fmt: skip
    assert rows[4][:4] == [2, None, None, "子项目1.2"]
    assert sorted(str(area) for area in sheet.merged_cells.ranges) == ["A1:M1", "A2:M2", "B4:B7", "C4:C5", "C6:C7"]
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("E4", "$3:$3")


def test_the_plan_leaves_in_english_as_far_as_there_is_english(plan: Plan, world: World) -> None:
    rows = rows_of(export_plan_xlsx(world.scope("administrator"), plan, "en"))

    assert rows[1][0].startswith("Document No.: 甲开〔2023〕1号    Issued: 28 February 2023    Category: 1, ")
    assert rows[2][:5] == ["No.", "Category", "Key project", "Sub-project", "Goal"]
    assert rows[2][5:] == [
        "Q1 node", "Q2 node", "Q3 node", "Q4 node", "Lead leader", "Responsible unit", "Cooperating units", "Deadline",
    ]  # fmt: skip
    assert rows[3][1:4] == ["High-quality development", "Project 1", "Sub-project 1.1"]
    assert rows[3][-4:] == ["Secretary", "Investment", "Science", "2023-12-31"]


def shapes(data: bytes) -> list[tuple[object, ...]]:
    sheet = read_plan(read_source(data, "plan.xlsx"))
    assert [issue.code for issue in sheet.issues if issue.severity == "error"] == []
    return [
        (item.no, item.path, item.name, item.text, item.lead, item.responsible, item.cooperating, item.leaders,
         item.deadline, item.milestones, item.targets)
        for item in sheet.items
    ]  # fmt: skip


def test_the_exported_table_is_read_as_what_it_was(plan: Plan, world: World) -> None:
    scope = world.scope("supervision")
    services.set_duties(
        scope=scope,
        item=leaf(plan),
        duties=[
            (Duty.LEAD, world.investment),
            (Duty.RESPONSIBLE, world.investment),
            (Duty.RESPONSIBLE, world.section),
            (Duty.COOPERATING, world.science),
        ],
    )
    read = read_plan(read_source(export_plan_xlsx(scope, plan), "plan.xlsx"))

    assert (read.title, read.year, read.level_names) == (plan.title, 2023, ("类别", "重点项目", "子项目"))
    assert len(read.items) == 4
    first = read.items[0]
    assert (first.no, first.path, first.name) == ("1", ("高质量发展", "项目1"), "子项目1.1")
    assert (first.text, first.lead) == ("全年签约优质项目101个，其中亿元以上项目1个。", "投资促进部")
    assert (first.responsible, first.cooperating) == (("投资促进部", "招商一科"), ("科技创新部",))
    assert (first.leaders, first.deadline) == (("党工委书记",), date(2023, 12, 31))
    assert [(node.due, node.text) for node in first.milestones] == [
        (due, f"签约数累计达到{number}个") for number, due in enumerate(QUARTERS, start=1)
    ]


def test_a_plan_of_goals_alone_has_no_column_of_names(world: World) -> None:
    scope = world.scope("supervision")
    plan = services.create_plan(scope=scope, zone=world.zone, year=2023, title="责任清单")
    goals = ["盘活存量土地400亩", "清理僵尸企业10家"]
    services.add_items(
        scope=scope,
        plan=plan,
        items=[
            NewItem({"no": str(no), "goal": goal}, duties=[(Duty.RESPONSIBLE, world.investment)])
            for no, goal in enumerate(goals, start=1)
        ],
    )
    data = export_plan_xlsx(scope, plan)

    assert rows_of(data, 3)[0] == ["序号", "工作目标", "牵头领导", "责任单位", "配合单位", "完成时限"]
    assert [(item[0], item[3]) for item in shapes(data)] == [("1", goals[0]), ("2", goals[1])]


@pytest.mark.parametrize(
    ("dues", "heads"),
    [
        ([date(2023, 6, 30), date(2023, 12, 31)], ["二季度节点", "四季度节点"]),
        ([date(2023, 5, 31), date(2023, 6, 30)], ["5月节点", "6月节点"]),
        ([], []),
    ],
)
def test_node_columns_are_those_the_plan_has(draft: Plan, world: World, dues: list[date], heads: list[str]) -> None:
    scope = world.scope("supervision")
    for item in draft.items.filter(is_leaf=True):
        services.set_nodes(scope=scope, item=item, nodes=[NewNode(due, "完成") for due in dues])

    assert rows_of(export_plan_xlsx(scope, draft), 3)[0][5:-4] == heads


def test_text_that_looks_like_a_formula_stays_text(draft: Plan, world: World) -> None:
    scope = world.scope("supervision")
    services.change_item(scope=scope, item=leaf(draft), name=FORMULA, name_en="", goal="@SUM(A1)", no="+1")
    for data in (
        export_plan_xlsx(scope, draft),
        export_board_xlsx(build_board(scope, draft, TODAY)),
        export_actuals_xlsx(scope, draft, SEPTEMBER, TODAY),
    ):
        cells = [cell for row in sheet_of(data).iter_rows() for cell in row]
        assert any(str(cell.value).strip() == FORMULA for cell in cells)
        assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n", "d"}
        assert all(cell.quotePrefix for cell in cells if str(cell.value).startswith("="))
    assert shapes(export_plan_xlsx(scope, draft))[0][2] == FORMULA


def test_a_text_longer_than_a_cell_is_cut_where_it_can_be_seen(draft: Plan, world: World) -> None:
    services.change_item(scope=world.scope("supervision"), item=leaf(draft), goal="长" * 40_000)

    goal = rows_of(export_plan_xlsx(world.scope("supervision"), draft), 4)[0][4]
    assert len(goal) == 32_767
    assert goal.endswith("长…")


@pytest.mark.parametrize("persona", STRANGERS)
def test_a_stranger_gets_no_workbook(plan: Plan, world: World, persona: str) -> None:
    scope = world.scope(persona)
    for export in (
        lambda: export_plan_xlsx(scope, plan),
        lambda: export_board_xlsx(build_board(scope, plan, TODAY)),
        lambda: export_actuals_xlsx(scope, plan, SEPTEMBER, TODAY),
    ):
        with pytest.raises(Http404):
            export()


@pytest.fixture
def reported(plan: Plan, world: World) -> Plan:
    say(world, "supervision", indicator(plan), SEPTEMBER, 48)
    one = indicator(plan, name="到位率")
    services.record_actual(
        scope=world.scope("supervision"), indicator=one, today=TODAY,
        entry=entry(one, SEPTEMBER, None, numerator=Decimal(9), denominator=Decimal(21)),
    )  # fmt: skip
    plan.refresh_from_db()
    return plan


def test_the_board_leaves_with_the_rows_that_are_seen(reported: Plan, world: World) -> None:
    board = build_board(world.scope("leader"), reported, TODAY, filters=BoardFilters(unit="A-INV", text="1.1"))
    rows = rows_of(export_board_xlsx(board))
    head = {name: place for place, name in enumerate(rows[2])}

    assert "State on 8 Oct 2023" in rows[1][0]
    assert "Sub-project: 1 of 4" in rows[1][0]
    assert [str(row[head["Item"]]).strip() for row in rows[3:]] == [
        "High-quality development", "Project 1", "Sub-project 1.1", "Sub-project 1.1",
    ]  # fmt: skip
    first, second = rows[5], rows[6]
    figures = ["Indicator", "Unit of measure", "Actual value", "Scheduled value", "Annual target"]
    assert [first[head[name]] for name in figures] == ["签约数", "projects", 48, 75, 100]
    assert first[head["Gap of the indicator (points)"]] == -27
    assert first[head["Overall light"]] == "Far behind"
    assert first[head["Date of the value"]] == MIDNIGHT
    assert [second[head[name]] for name in ("Actual value", "Numerator", "Denominator")] == [42.8571, 9, 21]
    assert second[head["Overall light"]] is None
    with translation.override("zh-hans"):
        chinese = rows_of(export_board_xlsx(build_board(world.scope("leader"), reported, TODAY)))
    assert (chinese[2][head["Overall light"]], chinese[5][head["Item"]].strip()) == ("综合灯", "子项目1.1")


def test_the_sheet_to_be_filled_lists_what_the_person_reports_on(reported: Plan, world: World) -> None:
    rows = rows_of(export_actuals_xlsx(world.scope("section_officer"), reported, SEPTEMBER, TODAY))
    place = {column.code: number for number, column in enumerate(COLUMNS)}

    assert rows[2] == [column.head for column in COLUMNS]
    lines = rows[3:]
    assert {line[place["item_code"]] for line in lines} == {"1.01.2", "1.02.2"}
    assert [line[place["key"]] for line in lines[:4]] == [
        f"I{indicator(reported, '1.01.2').pk}",
        f"I{indicator(reported, '1.01.2', '到位率').pk}",
        f"M{milestone(reported, '1.01.2').pk}",
        f"M{milestone(reported, '1.01.2', '年度评价').pk}",
    ]
    assert [lines[0][place[code]] for code in ("target", "scheduled", "confirmed", "value")] == [100, 75, None, None]
    assert lines[0][place["about"]] == MIDNIGHT
    assert lines[2][place["due"]].date() == date(2023, 4, 15)
    whole = rows_of(export_actuals_xlsx(world.scope("supervision"), reported, SEPTEMBER, TODAY), 4)
    assert len(whole) == 16
    assert whole[0][place["confirmed"]] == 48
    assert rows_of(export_actuals_xlsx(world.scope("cooperating"), reported, SEPTEMBER, TODAY), 4) == []


def test_the_sheet_to_be_filled_says_what_is_due_by_its_own_day_before_the_report_is(plan: Plan, world: World) -> None:
    data = export_actuals_xlsx(world.scope("supervision"), plan, date(2023, 6, 30), date(2023, 7, 3))
    place = {column.code: number for number, column in enumerate(COLUMNS)}

    assert [rows_of(data, 4)[0][place[code]] for code in ("indicator", "scheduled")] == ["签约数", 50]


def test_keys_of_the_sheet_outlive_a_new_version(plan: Plan, world: World) -> None:
    scope = world.scope("supervision")
    keys = [row[0] for row in rows_of(export_actuals_xlsx(scope, plan, SEPTEMBER, TODAY), 4)]
    copy = services.issue_plan(
        scope=scope, plan=services.draft_next_version(scope=scope, plan=plan), today=date(2023, 7, 1)
    )

    assert [row[0] for row in rows_of(export_actuals_xlsx(scope, copy, SEPTEMBER, TODAY), 4)] == keys


def test_every_head_of_the_sheet_is_known_in_either_language() -> None:
    for column in COLUMNS:
        for head in (column.head, column.chinese, column.english.upper(), f" {column.english} "):
            assert column_of_head(head) == column
    assert column_of_head("备注") is None


def test_exports_take_a_fixed_number_of_statements(world: World) -> None:
    counts = []
    scope = world.scope("supervision")
    for projects in (2, 6):
        plan = make_plan(world, projects=projects)
        assert plan_or_none(scope, plan.pk) == plan  # the scope is known before counting
        assert plan.zone == world.zone
        with CaptureQueriesContext(connection) as queries:
            export_plan_xlsx(scope, plan)
            export_board_xlsx(build_board(scope, plan, TODAY))
            export_actuals_xlsx(scope, plan, SEPTEMBER, TODAY)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_a_saved_workbook_opens_from_disk(plan: Plan, world: World, tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(export_plan_xlsx(world.scope("leader"), plan))

    assert openpyxl.load_workbook(path).sheetnames == ["任务分解表"]
