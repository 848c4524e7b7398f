"""The rows of a sheet of the month: what each says, with the place of every cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Final

from zonekit.sheets.matching import folded
from zonekit.sheets.readers import read_source
from zonekit.sheets.source import CellValue, Grid, Source
from zonekit.values.dates import parse_deadline
from zonekit.values.issues import Issue, Where
from zonekit.values.quantities import fold_digits
from zoneworks.plans.services.limits import GREATEST, SMALLEST_STEP
from zoneworks.plans.sheets.actuals.columns import ALIASES
from zoneworks.plans.sheets.actuals.reading import amount_of
from zoneworks.reports.exports_month import COLUMNS, INDICATOR_MARK, KINDS, MILESTONE_MARK, REPORT_MARK
from zoneworks.reports.months import month_named
from zoneworks.reports.own_lights import light_named

HEADER_ROWS: Final = 30
NUMBERS: Final = ("value", "numerator", "denominator")
WORDS: Final = ("progress", "problems", "next_steps")
FILLED: Final = (*NUMBERS, "done_on", "note", *WORDS, "own_light")
_MONTH: Final = re.compile(r"(20\d\d)\s*(?:年|[-/.])\s*(\d{1,2})(?:\s*月|\b)")
_BRACKET: Final = re.compile(r"[（(].*?[)）]")
OWN: Final = {folded(name): one.code for one in COLUMNS for name in (one.head, one.chinese, one.english)}
OTHERS: Final = {folded(alias): code for code, aliases in ALIASES.items() for alias in aliases}


@dataclass
class MonthLine:
    """One row of the sheet. `texts`: as written; `numbers`, `done_on`, `own_light`: as understood; `places`: of its
    cells."""

    where: Where
    texts: dict[str, str]
    places: dict[str, Where]
    numbers: dict[str, Decimal] = field(default_factory=dict)
    unit: str = ""
    done_on: date | None = None
    own_light: str = ""
    issues: list[Issue] = field(default_factory=list)

    @property
    def mark(self) -> str:
        """What the row is about: by its key, else by its kind, else by what is filled in."""
        key = self.texts.get("key", "")[:1].upper()
        if key in KINDS:
            return key
        kind = self.texts.get("kind", "")
        for mark, words in KINDS.items():
            if kind and any(folded(kind) == folded(word) for word in (words, *words.split(" ", 1))):
                return mark
        if self.texts.get("indicator") or any(name in self.texts for name in NUMBERS):
            return INDICATOR_MARK
        if self.texts.get("milestone") or "done_on" in self.texts:
            return MILESTONE_MARK
        return REPORT_MARK

    def place(self, name: str) -> Where:
        return self.places.get(name, self.where)


@dataclass(frozen=True)
class MonthSheet:
    source: Source
    lines: tuple[MonthLine, ...]
    issues: tuple[Issue, ...]
    about: date | None
    columns: dict[str, str]


def read_month_sheet(data: bytes, filename: str) -> MonthSheet:
    source = read_source(data, filename)
    issues, columns = list(source.issues), dict[str, str]()
    lines: list[MonthLine] = []
    about: date | None = None
    for grid in source.grids:
        header = find_header(grid)
        if header is None:
            continue
        row, places = header
        above = " ".join(str(cell) for cells in grid.rows[:row] for cell in cells if cell is not None)
        about = about or month_in(above) or month_in(grid.sheet)
        columns |= {str(grid.rows[row][place]): code for code, place in places.items()}
        lines += list(lines_of(grid, row, places, about.year if about else None))
    if not columns and source.kind != "unknown":
        issues.append(Issue("month_header_not_found"))
    elif about is None and source.kind != "unknown":
        issues.append(Issue("month_not_named"))
    return MonthSheet(source, tuple(lines), tuple(issues), about, columns)


def find_header(grid: Grid) -> tuple[int, dict[str, int]] | None:
    """The first row that names what can be filled in, and what it is of."""
    for row, cells in enumerate(grid.rows[:HEADER_ROWS]):
        places: dict[str, int] = {}
        for column, cell in enumerate(cells):
            code = meaning_of(str(cell)) if cell is not None else None
            if code:
                places.setdefault(code, column)
        if set(places) & {"value", "done_on", "own_light", *WORDS} and set(places) & {"key", "item", "item_code"}:
            return row, places
    return None


def meaning_of(head: str) -> str | None:
    """The column a head means: in both languages, in one of them, or as people call it.

    >>> meaning_of("完成值 Actual value"), meaning_of("next steps"), meaning_of("累计完成（亿元）"), meaning_of("天气")
    ('value', 'next_steps', 'value', None)
    """
    bare = folded(_BRACKET.sub("", head))
    return OWN.get(folded(head)) or OWN.get(bare) or OTHERS.get(folded(head)) or OTHERS.get(bare)


def month_in(text: str) -> date | None:
    """The last day of the month named above the table.

    >>> month_in("月份 Month: 2023-09"), month_in("二〇二三年度"), month_in("２０２３年９月月报")
    (datetime.date(2023, 9, 30), None, datetime.date(2023, 9, 30))
    """
    match = _MONTH.search(fold_digits(text))
    return month_named(f"{match[1]}-{int(match[2]):02d}") if match else None


def lines_of(grid: Grid, header: int, columns: dict[str, int], year: int | None) -> Iterator[MonthLine]:
    """Rows below the header that say what they are of; a sub-project named once counts for the rows below it."""
    carried: dict[str, str] = {}
    for row in range(header + 1, len(grid.rows)):
        cells = {code: grid.rows[row][column] for code, column in columns.items()}
        texts = {code: text for code, cell in cells.items() if (text := text_of(cell))}
        if not texts:
            continue
        named = {code: texts[code] for code in texts if code in {"item", "item_code"}}
        carried = named or carried
        places = {code: grid.where(row, column) for code, column in columns.items()}
        line = MonthLine(places[next(iter(texts))], {**carried, **texts}, places)
        read_cells(line, cells, year)
        yield line


def read_cells(line: MonthLine, cells: dict[str, CellValue], year: int | None) -> None:
    for name in NUMBERS:
        if name not in line.texts:
            continue
        number, unit = read_number(cells[name])
        if number is None:
            line.issues.append(Issue("value_unreadable", line.place(name), {"value": line.texts[name][:60]}))
            continue
        line.numbers[name] = number
        line.unit = unit if name == "value" else line.unit
    if "own_light" in line.texts:
        line.own_light = light_named(line.texts["own_light"])
        if not line.own_light:
            found = {"value": line.texts["own_light"][:60]}
            line.issues.append(Issue("month_light_unreadable", line.place("own_light"), found))
    if "done_on" in line.texts:
        line.done_on = read_day(cells["done_on"], year)
        if line.done_on is None:
            line.issues.append(
                Issue("month_day_unreadable", line.place("done_on"), {"value": line.texts["done_on"][:60]})
            )
    elif line.mark == MILESTONE_MARK and "note" in line.texts:
        line.issues.append(Issue("month_note_without_day", line.place("note"), severity="note"))


def read_number(cell: CellValue) -> tuple[Decimal | None, str]:
    """Number and unit of a cell, as finely as values are kept.

    >>> read_number("１,２３４"), read_number("2.5亿元"), read_number(0.1 + 0.2), read_number("约三十")
    ((Decimal('1234.0000'), ''), (Decimal('2.5000'), '亿元'), (Decimal('0.3000'), ''), (None, ''))
    """
    number, unit = amount_of(cell)
    if number is None or not number.is_finite():
        return None, ""
    try:
        return (number.quantize(SMALLEST_STEP) if abs(number) < GREATEST else number), unit
    except InvalidOperation:
        return None, ""


def read_day(cell: CellValue, year: int | None) -> date | None:
    """A single day: a date, or a text that names one.

    >>> read_day("9月28日", 2023), read_day("2023.9.28", None), read_day("９／２８", 2023), read_day("上旬", 2023)
    (datetime.date(2023, 9, 28), datetime.date(2023, 9, 28), datetime.date(2023, 9, 28), None)
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = fold_digits(str(cell)).strip()
    short = re.fullmatch(r"(\d{1,2})\s*[/.／-]\s*(\d{1,2})", text)
    text = f"{short[1]}月{short[2]}日" if short else text
    return parse_deadline(text, year).due if re.search(r"\d\s*日?\Z", text) else None


def text_of(cell: CellValue) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
