"""Outlines of every shape: numbers and labels on lines, in brackets, in sentences; prose that is no task."""

from collections.abc import Callable

import pytest
from tests.zonekit.sheets.drawn_outlines import OUTLINES

from zonekit.sheets.drafts import PlanSheet
from zonekit.sheets.recognition import read_plan
from zonekit.sheets.source import Line, Source


@pytest.mark.parametrize("name", OUTLINES)
def test_a_drawn_outline_is_read_as_drawn(
    name: str, draw_text: Callable[[str], Source], write_items: Callable[[PlanSheet], list[str]]
) -> None:
    drawing, expected = OUTLINES[name]
    assert write_items(read_plan(draw_text(drawing))) == expected.strip("\n").split("\n")


def test_a_title_over_two_lines_is_one_title(draw_text: Callable[[str], Source]) -> None:
    drawing = """
某区人民政府文件
某政发〔2023〕2号

某区政府2023年重点工作
任务分解和责任分工方案

一、目标
1.产值增长5%。
责任单位：发改局
"""
    sheet = read_plan(draw_text(drawing))
    assert sheet.title == "某区政府2023年重点工作任务分解和责任分工方案"
    assert sheet.document_no == "某政发〔2023〕2号"
    assert sheet.year == 2023
    assert [item.path for item in sheet.items] == [("一、目标",)]


def test_levels_follow_the_depth_of_the_headings(draw_text: Callable[[str], Source]) -> None:
    drawing = "一、甲\n（一）乙\n小标题\n1.任务。（责任单位：发改局）\n2.任务二。（责任单位：财政局）"
    sheet = read_plan(draw_text(drawing))
    assert sheet.levels == ("category", "direction", "group", "task")
    assert sheet.counts == {"category": 1, "direction": 1, "group": 1, "task": 2}


def test_styled_headings_of_a_document_are_headings() -> None:
    lines = (
        Line(1, "招商引资", "heading 1"),
        Line(2, "签约项目10个。（责任单位：招商局）"),
        Line(3, "项目建设", "标题 1"),
    )
    lines += (Line(4, "开工项目6个。（责任单位：建设局）"),)
    sheet = read_plan(Source("docx", "a.docx", "", lines=lines))
    assert [(item.path, item.text) for item in sheet.items] == [
        (("招商引资",), "签约项目10个。"),
        (("项目建设",), "开工项目6个。"),
    ]


def test_a_task_without_unit_among_others_is_an_item_with_a_warning(draw_text: Callable[[str], Source]) -> None:
    sheet = read_plan(draw_text("一、目标\n1.甲任务。\n责任单位：甲局\n2.乙任务。\n3.丙任务。\n责任单位：丙局"))
    assert [item.no for item in sheet.items] == ["1", "2", "3"]
    assert [(issue.code, str(issue.where)) for issue in sheet.issues] == [("unit_missing", "line 4")]


def test_staged_dates_in_a_sentence_are_milestones_and_no_deadline(draw_text: Callable[[str], Source]) -> None:
    drawing = "2024年任务\n1.建设中心，6月底前开工建设，2025年9月底前投用。\n责任单位：建设局"
    (item,) = read_plan(draw_text(drawing)).items
    assert item.deadline is None
    assert [(m.raw, m.due.isoformat() if m.due else None, m.text) for m in item.milestones] == [
        ("6月底前", "2024-06-30", "开工建设"),
        ("2025年9月底前", "2025-09-30", "投用。"),
    ]
