"""Matrices with an area in each row and an indicator in each column."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zonekit.sheets.recognition.figures import find_sheet_unit, growth_name, read_measure, split_measure_unit
from zonekit.sheets.recognition.grids import Sheet
from zonekit.sheets.recognition.headers import TEXTUAL, is_header_wording, read_header
from zonekit.sheets.recognition.leaves import Leaf, Reading
from zonekit.sheets.recognition.sections import is_footer
from zonekit.sheets.recognition.wording import clean, fold, text_of, without_brackets

_DEEPEST_HEADER = 20
_FEWEST_INDICATORS = 2
_MOST_ROWS = 500
_AREAS = re.compile(
    r"(?:责任|考核|目标|任务|所属|各)*(?:单位|部门|园区|县区|区县|县市区|市县|镇街|街镇|镇街道|街道|乡镇|镇乡|镇|地区|区域|属地|板块|片区|功能区|主体)"
    r"(?:名称)?|areas?|districts?|parks?|units?"
)


@dataclass(frozen=True, slots=True)
class _Header:
    row: int
    area: int
    indicators: tuple[tuple[int, str, str], ...]


def read_transposed(sheet: Sheet) -> Reading | None:
    """The indicators of such a sheet, each with its targets by area; None when it is none.

    It is one when a row holds a word for areas, at least two names with measuring units in brackets and no word for
    tasks, and areas with figures stand below.
    """
    header = next(
        (found for row in range(min(_DEEPEST_HEADER, len(sheet.rows))) if (found := _header(sheet, row))), None
    )
    if header is None or len(sheet.rows) > _MOST_ROWS:
        return None
    rows = [row for row in range(header.row + 1, len(sheet.rows)) if _area(sheet, row, header)]
    areas = tuple(dict.fromkeys(_area(sheet, row, header) for row in rows))
    leaves = [_leaf(sheet, header, rows, indicator) for indicator in header.indicators]
    if len(areas) < 2 or not all(leaf.targets for leaf in leaves):
        return None
    printed = {clean(text_of(sheet.grid.rows[header.row][column])): "text" for column, _, _ in header.indicators}
    return Reading(
        "matrix",
        leaves,
        ("indicator",),
        column_map={clean(text_of(sheet.grid.rows[header.row][header.area])): "area", **printed},
        areas=areas,
        front=[text for row in range(header.row) for text in sheet.texts(row)],
        has_duties=False,
        where=sheet.where(header.row, 0),
    )


def _header(sheet: Sheet, row: int) -> _Header | None:
    area: int | None = None
    indicators: list[tuple[int, str, str]] = []
    unit_above = find_sheet_unit(text for above in range(row) for text in sheet.texts(above))
    for column, value in enumerate(sheet.grid.rows[row]):
        text = clean(text_of(value))
        words = read_header(text) if is_header_wording(text) else None
        if not text or (words is not None and words.meaning in ("no", "ignore", "progress")):
            continue
        label, unit = split_measure_unit(text)
        if area is None and _AREAS.fullmatch(without_brackets(fold(text))[0]):
            area = column
        elif unit and not (words is not None and words.meaning in TEXTUAL):
            indicators.append((column, _full_name(label, indicators), unit))
        elif words is None and unit_above and area is not None:
            indicators.append((column, text, unit_above))
        else:
            return None
    if area is None or len(indicators) < _FEWEST_INDICATORS or indicators[0][0] < area:
        return None
    return _Header(row, area, tuple(indicators))


def _full_name(label: str, before: list[tuple[int, str, str]]) -> str:
    """增速 behind 固定资产投资 is the growth of the investment."""
    words = read_header(label) if is_header_wording(label) else None
    return growth_name(before[-1][1]) if before and words is not None and words.meaning == "growth" else label


def _area(sheet: Sheet, row: int, header: _Header) -> str:
    """The area a row is about, "" when it is about none."""
    name = clean(text_of(sheet.rows[row][header.area]))
    if not name or is_footer(name) or len(name) > 20:
        return ""
    return name if any(text_of(sheet.rows[row][column]) for column, _, _ in header.indicators) else ""


def _leaf(sheet: Sheet, header: _Header, rows: list[int], indicator: tuple[int, str, str]) -> Leaf:
    column, name, unit = indicator
    where = sheet.where(header.row, column)
    measured = (read_measure(name, unit, sheet.rows[row][column], _area(sheet, row, header)) for row in rows)
    targets = [target for target in measured if target is not None]
    return Leaf(where, text=name, targets=targets, cells={"text": where})
