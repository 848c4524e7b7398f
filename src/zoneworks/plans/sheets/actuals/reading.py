"""The lines of a sheet of values: what each says, with the place of every cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from zonekit.sheets.readers import read_source
from zonekit.sheets.source import CellValue, Grid, Source
from zonekit.values.dates import parse_deadline
from zonekit.values.issues import Issue, Where
from zonekit.values.quantities import fold_digits, parse_number
from zoneworks.plans.sheets.actuals.columns import FILLED, Header, find_header

_SPAN = re.compile(r"\d{1,2}\s*月?\s*[-—–~至到]\s*(\d{1,2})\s*月")
_MONTH = re.compile(r"(20\d\d)[-/.](\d{1,2})\Z")
_AMOUNT = re.compile(r"([+-]?\s*[\d,]+(?:\.\d+)?)\s*(\D*)\Z")
_YEAR: Final = re.compile(r"(20\d\d)\s*(?:年|[-/.])")


@dataclass
class ValueLine:
    """One line with something filled in. Texts as written; `issues` are what could not be read."""

    where: Where
    texts: dict[str, str]
    about: date | None = None
    value: Decimal | None = None
    unit: str = ""
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    done_on: date | None = None
    issues: list[Issue] = field(default_factory=list)

    @property
    def is_of_milestone(self) -> bool:
        key = self.texts.get("key", "")
        return key.startswith("M") or (not key and bool(self.texts.get("milestone")) and not self.texts.get("value"))


@dataclass(frozen=True)
class ValueSheet:
    source: Source
    lines: tuple[ValueLine, ...]
    issues: tuple[Issue, ...]
    year: int | None
    columns: dict[str, str]


def read_values(data: bytes, filename: str, options: dict[str, Any], usual_year: int | None = None) -> ValueSheet:
    """Every line in which a value or a day of completion is filled in.

    A month without a year is one of `options["year"]`, else of the year named above the table, else of `usual_year`.
    """
    source = read_source(data, filename)
    issues = list(source.issues)
    lines: list[ValueLine] = []
    columns: dict[str, str] = {}
    year, day = options.get("year"), None
    for grid in source.grids:
        header = find_header(grid)
        if header is None:
            issues.append(Issue("values_header_not_found", Where(grid.sheet), {}, "note" if lines else "error"))
            continue
        above = " ".join(str(cell) for row in grid.rows[: header.row] for cell in row if cell is not None)
        year = year or year_in(above)
        day = day_in(above, year or usual_year)
        columns |= {str(grid.rows[header.row][place]): code for code, place in header.columns.items()}
        lines += lines_of(grid, header, year or usual_year, day)
    if not lines and source.kind != "unknown" and not any(issue.severity == "error" for issue in issues):
        issues.append(Issue("values_none_filled"))
    if not source.grids and source.kind != "unknown":
        issues.append(Issue("values_header_not_found"))
    return ValueSheet(source, tuple(lines), tuple(issues), year or year_of(lines) or usual_year, columns)


def lines_of(grid: Grid, header: Header, year: int | None, day: date | None) -> Iterator[ValueLine]:
    """Lines below the header; what stands once above several lines counts for each of them."""
    carried: dict[str, str] = {}
    for row in range(header.row + 1, len(grid.rows)):
        cells = {code: grid.rows[row][column] for code, column in header.columns.items()}
        texts = {code: text for code, cell in cells.items() if (text := text_of(cell))}
        for code in ("item", "item_code", "no"):
            if texts.get(code):
                carried = {} if code == "item" else carried
                carried[code] = texts[code]
        if not any(texts.get(code) for code in FILLED):
            continue
        if "key" not in texts and not texts.get("item") and not texts.get("item_code"):
            texts = {**carried, **texts}
        place = next(code for code in FILLED if texts.get(code))
        line = ValueLine(grid.where(row, header.columns[place]), texts)
        read_line(line, cells, year, day, {code: grid.where(row, column) for code, column in header.columns.items()})
        yield line


def read_line(
    line: ValueLine, cells: dict[str, CellValue], year: int | None, day: date | None, places: dict[str, Where]
) -> None:
    for name in ("value", "numerator", "denominator"):
        if line.texts.get(name):
            number, unit = amount_of(cells[name])
            setattr(line, name, number)
            line.unit = unit if name == "value" and unit else line.unit
            if number is None:
                params = {"value": line.texts[name][:60]}
                line.issues.append(Issue("value_unreadable", places[name], params))
    line.unit = line.unit or line.texts.get("unit", "")
    for name in ("about", "done_on"):
        if line.texts.get(name):
            found = day_of(cells[name], year)
            setattr(line, name, found)
            if found is None:
                params = {"value": line.texts[name][:60]}
                line.issues.append(Issue("value_date_unreadable", places[name], params))
    if line.about is None and not line.texts.get("about") and not line.is_of_milestone:
        line.about = day
        if day is None:
            line.issues.append(Issue("value_date_missing", line.where))


def text_of(cell: CellValue) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def amount_of(cell: CellValue) -> tuple[Decimal | None, str]:
    """Number and unit of a cell: 120, "1,200", "2.5亿元", "45%".

    >>> amount_of("2.5亿元"), amount_of(120), amount_of("许多")
    ((Decimal('2.5'), '亿元'), (Decimal('120'), ''), (None, ''))
    """
    if isinstance(cell, bool) or cell is None:
        return None, ""
    if isinstance(cell, int | float):
        number = Decimal(str(cell))
        return (number if number.is_finite() else None), ""
    text = fold_digits(str(cell)).strip()
    match = _AMOUNT.match(text)
    if match:
        return Decimal(match[1].replace(",", "").replace(" ", "")), match[2].strip()
    return parse_number(text), ""


def day_of(cell: CellValue, year: int | None) -> date | None:
    """The day a value is about: a date, or the last day of a month, quarter or span of months.

    >>> day_of("1-9月", 2023), day_of("三季度", 2023), day_of("2023-06", None)
    (datetime.date(2023, 9, 30), datetime.date(2023, 9, 30), datetime.date(2023, 6, 30))
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = fold_digits(str(cell)).strip()
    month = _MONTH.match(text)
    if month:
        text = f"{month[1]}年{month[2]}月"
    text = _SPAN.sub(lambda found: f"{found[1]}月", text)
    return parse_deadline(text, year).due


def year_in(text: str) -> int | None:
    match = _YEAR.search(fold_digits(text))
    return int(match[1]) if match else None


def day_in(text: str, year: int | None) -> date | None:
    """A day named above the table: 截至日期 As of: 2023-09-30."""
    match = re.search(r"(?:截至|截止|as of)[^0-9]{0,12}([0-9年月日/.\-底]{4,12})", fold_digits(text), re.IGNORECASE)
    return day_of(match[1], year) if match else None


def year_of(lines: list[ValueLine]) -> int | None:
    days = [day for line in lines for day in (line.about, line.done_on) if day]
    return max((day.year for day in days), default=None)
