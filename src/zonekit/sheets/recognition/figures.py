"""Figures in cells of their own: the unit stands in the row label or in a column beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from zonekit.sheets.drafts import Bound, Target
from zonekit.sheets.recognition.wording import clean, fold, split_last_bracket, text_of, without_brackets
from zonekit.sheets.source import CellValue
from zonekit.values.quantities import base_of, parse_number

_FIGURE = re.compile(
    r"(?P<before>≥|>=|>|≤|<=|<|约|不低于|不少于|不小于|大于|高于|不高于|不超过|不大于|低于|小于|控制在|达到|达|增长|增幅|下降|新增|完成|力争)*"
    r"(?P<number>[+-]?\d[\d,]*(?:\.\d+)?)(?P<unit>[^\d,，。；;以左（(]{0,8}?)(?P<after>以上|以内|以下|左右|及以上)?$"
)
_LOWER, _UPPER = (
    ("≥", ">=", ">", "不低于", "不少于", "不小于", "大于", "高于"),
    ("≤", "<=", "<", "不高于", "不超过", "不大于", "低于", "小于", "控制在"),
)


def split_measure_unit(label: str) -> tuple[str, str]:
    """A row label and the unit in its closing bracket.

    >>> split_measure_unit("固定资产投资（亿元）"), split_measure_unit("项目（含续建）")
    (('固定资产投资', '亿元'), ('项目（含续建）', ''))
    """
    parts = split_last_bracket(label)
    if parts and parts[0] and len(parts[1]) <= 10:
        unit = parts[1].removeprefix("单位：").removeprefix("单位:").strip()
        if base_of(unit) is not None or unit in ("名次", "位", "级"):
            return parts[0], unit
    return label, ""


_STATES_GROWTH = re.compile(r"(?:增速|增长率?|增幅|涨幅|降幅|下降率?|降低率?|率|比重|占比)$")


def growth_name(label: str) -> str:
    """What the growth of an indicator is called.

    >>> growth_name("工业投资"), growth_name("工业投资增速")
    ('工业投资增速', '工业投资增速')
    """
    return label if _STATES_GROWTH.search(label) else f"{label}增速"


_SHEET_UNIT = re.compile(r"(?:计量|金额|计价)?单位\s*[：:]\s*([^\s、，,；;（）()]{1,8})")


def find_sheet_unit(texts: Iterable[str]) -> str:
    """The unit of all figures of a sheet that a note above the header states, "" when none does.

    >>> find_sheet_unit(["任务分解表", "（单位：亿元）"]), find_sheet_unit(["制表单位：督查室"])
    ('亿元', '')
    """
    for text in texts:
        found = _SHEET_UNIT.search(text)
        if found and base_of(found[1]) is not None:
            return found[1]
    return ""


def read_measure(label: str, unit: str, value: CellValue, area: str | None = None) -> Target | None:
    """The target a cell states for the row `label`, in the unit beside it or its own; None when it states no figure.

    >>> target = read_measure("新增企业", "家", "≥１０")
    >>> target.value, target.unit, target.bound
    (Decimal('10'), '家', '>=')
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _target(label, Decimal(str(value)), unit, None, area)
    found = _FIGURE.fullmatch(fold(text_of(value)))
    if found is None:
        return None
    number = parse_number(found["number"])
    if number is None:
        return None
    return _target(label, number, clean(found["unit"]) or unit, _bound(found), area)


def read_amount(printed: str, unit: str, value: CellValue) -> Target | None:
    """What is to be invested this year under the header `printed`; None without a figure above 0 and its unit.

    >>> target = read_amount("年度计划投资（万元）", "万元", 18000)
    >>> target.text, str(target.value), target.unit
    ('年度计划投资', '18000', '万元')
    """
    target = read_measure(without_brackets(printed)[0].strip(), unit, value)
    return target if target is not None and target.value > 0 and target.unit else None


def _bound(found: re.Match[str]) -> Bound | None:
    before, after = found["before"] or "", found["after"] or ""
    if before in _LOWER or after in ("以上", "及以上"):
        return ">="
    if before in _UPPER or after in ("以内", "以下"):
        return "<="
    return "≈" if before == "约" or after == "左右" else None


def _target(label: str, number: Decimal, unit: str, bound: Bound | None, area: str | None) -> Target:
    base = base_of(unit) if unit else None
    return Target(
        label,
        number,
        unit,
        bound,
        area,
        number * base.factor if base else None,
        base.base_unit if base else None,
    )
