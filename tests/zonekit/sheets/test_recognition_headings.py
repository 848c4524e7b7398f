"""Headings in the paragraphs of a Word document above its tables."""

import io
from collections.abc import Sequence

import docx
import pytest

from zonekit.sheets.drafts import PlanSheet
from zonekit.sheets.readers import read_source
from zonekit.sheets.recognition import read_plan

HEADER = ("序号", "重点任务", "责任单位")


def plan_of(*blocks: str | Sequence[tuple[str, ...]]) -> PlanSheet:
    """The plan of a document made of paragraphs and of tables (rows below the usual header)."""
    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        rows = (HEADER, *block)
        table = document.add_table(len(rows), len(HEADER))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    saved = io.BytesIO()
    document.save(saved)
    return read_plan(read_source(saved.getvalue(), "a.docx"))


INVESTMENT, CONSUMPTION = [("1", "招引企业10家", "招商局")], [("2", "举办展会5场", "商务局")]
TITLE = "某区2024年重点工作任务分解表"


def paths(sheet: PlanSheet) -> list[tuple[str, ...]]:
    return [item.path for item in sheet.items]


def test_numbered_paragraphs_stand_over_the_tables_below_them() -> None:
    sheet = plan_of(TITLE, "一、招商引资", INVESTMENT, "二、商贸消费", CONSUMPTION)
    assert paths(sheet) == [("一、招商引资",), ("二、商贸消费",)]
    assert sheet.levels == ("category", "task")
    assert [item.no for item in sheet.items] == ["1", "2"]


def test_headings_nest_and_stay_open_over_several_tables() -> None:
    sheet = plan_of(TITLE, "一、经济发展", "（一）招商引资", INVESTMENT, "（二）商贸消费", CONSUMPTION)
    assert paths(sheet) == [("一、经济发展", "（一）招商引资"), ("一、经济发展", "（二）商贸消费")]


def test_headings_in_rows_stand_below_those_in_paragraphs() -> None:
    rows = [("一、签约", "", ""), *INVESTMENT]
    assert paths(plan_of(TITLE, "第一部分 经济", rows)) == [("第一部分 经济", "一、签约")]


def test_bare_words_count_where_every_table_has_one() -> None:
    sheet = plan_of(TITLE, "招商引资", INVESTMENT, "商贸消费", CONSUMPTION)
    assert paths(sheet) == [("招商引资",), ("商贸消费",)]


@pytest.mark.parametrize(
    "above",
    [
        ("一、总体要求", "要坚持稳中求进。"),
        ("一、高度重视", "要加强领导。", "要压实责任。", "要按月报送。"),
        ("一、招商引资", "附件：任务分解表"),
        ("一、招商引资", "某区2024年任务分解表"),
        ("办公室",),
        ("单位：亿元",),
        ("（2024年2月）",),
    ],
)
def test_a_covering_letter_and_notes_are_no_headings(above: tuple[str, ...]) -> None:
    assert paths(plan_of(TITLE, *above, INVESTMENT)) == [()]


def test_duties_in_a_heading_answer_for_its_rows_without_units() -> None:
    rows = [("1", "招引企业10家", ""), ("2", "举办展会5场", "商务局")]
    sheet = plan_of(TITLE, "一、招商引资（牵头单位：招商局）", rows)
    assert paths(sheet) == [("一、招商引资",), ("一、招商引资",)]
    assert [(item.lead, item.responsible) for item in sheet.items] == [("招商局", ()), (None, ("商务局",))]
