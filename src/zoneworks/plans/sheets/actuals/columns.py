"""Columns of a sheet of values, found by their heads in either language, wherever the header stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from zonekit.sheets.matching import folded
from zonekit.sheets.source import Grid
from zoneworks.plans.exports_actuals import column_of_head

HEADER_ROWS: Final = 30
ALIASES: Final[dict[str, tuple[str, ...]]] = {
    "no": ("序号", "no.", "no", "number", "#"),
    "item_code": ("编号", "代码", "任务编号", "项目编号", "item code", "item no."),
    "item": (
        "任务项", "任务", "任务名称", "重点任务", "重点工作", "工作任务", "子项目", "项目", "项目名称", "重点项目",
        "task", "sub-project", "project", "item name",
    ),
    "indicator": ("指标", "指标名称", "考核指标", "指标内容", "indicator name", "measure"),
    "unit": ("计量单位", "指标单位", "单位", "unit of measure", "units"),
    "about": (
        "截至日期", "截止日期", "数据日期", "日期", "时间", "月份", "期间", "统计期", "报告期", "as of",
        "as-of", "as-of date", "date", "period", "month",
    ),
    "value": (
        "完成值", "实际值", "实际完成", "实际完成值", "完成数", "完成情况", "累计完成", "累计值", "累计完成值", "数值",
        "本期值", "actual", "value", "actuals", "cumulative", "achieved",
    ),
    "numerator": ("分子",),
    "denominator": ("分母",),
    "milestone": ("里程碑", "节点", "milestones"),
    "done_on": ("实际完成日期", "完成日期", "达成日期", "done on", "completed on", "completion date"),
    "note": ("说明", "备注", "notes", "remarks", "comment"),
}  # fmt: skip
KNOWN: Final = {folded(alias): code for code, aliases in ALIASES.items() for alias in aliases}
_BRACKET: Final = re.compile(r"[（(].*?[)）]")
FILLED: Final = ("value", "numerator", "denominator", "done_on")


@dataclass(frozen=True, slots=True)
class Header:
    """The row of the heads (0-based in the grid), column by meaning, and heads that mean nothing here."""

    row: int
    columns: dict[str, int]
    unknown: tuple[int, ...] = ()


def meaning_of(head: str) -> str | None:
    """What a head says: as the product exports it, or as people call it, a unit in brackets put aside.

    >>> meaning_of("完成值 Actual value"), meaning_of("累计完成（亿元）"), meaning_of("天气")
    ('value', 'value', None)
    """
    exported = column_of_head(head)
    if exported:
        return exported.code
    return KNOWN.get(folded(head)) or KNOWN.get(folded(_BRACKET.sub("", head)))


def find_header(grid: Grid) -> Header | None:
    """The first row that says where a value stands and what it is of."""
    for row, cells in enumerate(grid.rows[:HEADER_ROWS]):
        columns: dict[str, int] = {}
        unknown = []
        for column, cell in enumerate(cells):
            text = str(cell).strip() if cell is not None else ""
            code = meaning_of(text) if text else None
            if code:
                columns.setdefault(code, column)
            elif text:
                unknown.append(column)
        if is_enough(columns):
            return Header(row, columns, tuple(unknown))
    return None


def is_enough(columns: Sequence[str] | dict[str, int]) -> bool:
    """A value (or a day of completion) and something it is of."""
    found = set(columns)
    return bool(found & {"value", "numerator", "done_on"}) and bool(found & {"key", "indicator", "item", "item_code"})
