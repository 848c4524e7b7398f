"""Columns that hold nothing but figures: areas of a matrix, growth beside a value, what is to be invested this year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from zonekit.sheets.recognition.figures import split_measure_unit
from zonekit.sheets.recognition.header_rows import ColumnHeader, is_area
from zonekit.sheets.recognition.headers import TEXTUAL, is_header_wording, read_header
from zonekit.sheets.recognition.samples import Sample
from zonekit.sheets.recognition.unit_names import ORGANISATION
from zonekit.sheets.recognition.wording import clean, fold, without_brackets
from zonekit.values.quantities import base_of

FigureKind = Literal["value", "growth", "amount"]

_LONGEST_AREA = 12
_NO_AREA = re.compile(
    r"(?:面积|里程|长度|数量?|人口|产值|排名|名次|位次|占比|比重|系数|差额|增减|年份|金额|价格|得分|合计数)$|[%％]"
)
_YEAR = re.compile(r"20\d\d")


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """A column of figures. `name`: what an amount is called; `unit`: stated in the header, "" when it states none."""

    column: int
    kind: FigureKind
    area: str | None = None
    unit: str = ""
    name: str = ""


def find_figure_columns(headers: Sequence[ColumnHeader], sample: Sample, sheet_unit: str) -> list[FigureColumn]:
    """The columns of figures among all columns; what they stand for follows from their headers and from their place.

    Areas need no known name: columns of figures under strange words beside the names of indicators are areas.
    """
    areas = _area_names(headers, sample, sheet_unit)
    unit_of_money = sheet_unit or _unit_of_investment(headers)
    found = []
    for header in headers:
        kind = _kind(header)
        area = areas.get(header.column)
        if area is not None:
            found.append(FigureColumn(header.column, "growth" if kind == "growth" else "value", area, _unit(header)))
        elif kind == "growth":
            found.append(FigureColumn(header.column, "growth", None, _unit(header)))
        elif kind == "amount" and (unit := _unit(header, unit_of_money)):
            found.append(FigureColumn(header.column, "amount", None, unit, _amount_name(header)))
    return _of_the_last_year(found, headers)


def _kind(header: ColumnHeader) -> FigureKind | None:
    for words in (header.header, read_header(header.above) if header.above else None):
        if words is not None and words.meaning == "growth":
            return "growth"
    return "amount" if header.header is not None and header.header.meaning == "amount" else None


def _unit(header: ColumnHeader, otherwise: str = "") -> str:
    """The unit in the bracket of a header: 增速（%）."""
    for text in (header.lowest, header.above):
        note = without_brackets(clean(text))[1].removeprefix("单位：").removeprefix("单位:")
        if note and base_of(note) is not None:
            return note
    return otherwise


def _unit_of_investment(headers: Sequence[ColumnHeader]) -> str:
    """The unit that another column of investment states: 总投资（万元）."""
    units = (_unit(header) for header in headers if "投资" in header.printed)
    return next((unit for unit in units if unit), "")


def _amount_name(header: ColumnHeader) -> str:
    """2024年计划投资, also where 投资 stands above 2024年计划."""
    words = without_brackets(clean(header.lowest))[0]
    return words if "投资" in words else words + without_brackets(clean(header.above))[0]


def _area_names(headers: Sequence[ColumnHeader], sample: Sample, sheet_unit: str) -> dict[int, str]:
    """Column -> area. The columns of a matrix are those that words name as areas, and their like."""
    spanned = {header.column: header.area for header in headers if header.area}
    if spanned:
        return spanned
    named = {header.column: header.lowest for header in headers if is_area(header.lowest)}
    strange = {
        header.column: header.lowest for header in headers if header.column not in named and _may_name_area(header)
    }
    strange = {column: name for column, name in strange.items() if sample.is_figures_throughout(column)}
    bodies = {column: name for column, name in strange.items() if ORGANISATION.search(name)}
    first = _first_text(headers)
    if len(named) + len(strange) < 2:
        return {}
    if len(named) >= 1 or len(bodies) >= 2 or _states_units(headers, sample, sheet_unit):
        areas = named | {column: name for column, name in strange.items() if column > first}
        figures = [column for column in areas if sample.is_figures_throughout(column, allow_empty=True)]
        return areas if len(figures) >= 2 else {}
    return {}


def _may_name_area(header: ColumnHeader) -> bool:
    """Whether words over a column could be the name of an area: short, not the words of a table, nothing measured."""
    words = fold(header.lowest)
    outside, note = without_brackets(words)
    if is_header_wording(header.lowest) or len(outside) > _LONGEST_AREA or _NO_AREA.search(outside):
        return False
    return not note or base_of(note) is None


def _first_text(headers: Sequence[ColumnHeader]) -> int:
    """The column of the names of indicators, the first worded one; areas stand right of it."""
    worded = [
        header.column
        for header in headers
        if header.header is not None and header.header.meaning in TEXTUAL and is_header_wording(header.lowest)
    ]
    return min(worded, default=-1)


def _states_units(headers: Sequence[ColumnHeader], sample: Sample, sheet_unit: str) -> bool:
    """Whether the rows are indicators: their units stand above the table, in a column or behind most of the names."""
    if sheet_unit:
        return True
    for header in headers:
        if header.header is None:
            continue
        if header.header.meaning in ("unit", "measure_unit") and sample.holds_measure_units(header.column):
            return True
        if header.header.meaning in TEXTUAL:
            labels = sample.texts(header.column)
            if labels and sum(1 for label in labels if split_measure_unit(clean(label))[1]) >= 0.5 * len(labels):
                return True
    return False


def _of_the_last_year(found: Sequence[FigureColumn], headers: Sequence[ColumnHeader]) -> list[FigureColumn]:
    """Growth and amounts without those of a year before the last that the headers name."""
    printed = {header.column: header.printed for header in headers}
    years = {column: max(map(int, _YEAR.findall(text)), default=0) for column, text in printed.items()}
    last = max(years.values(), default=0)
    return [each for each in found if each.kind == "value" or years[each.column] in (0, last)]
