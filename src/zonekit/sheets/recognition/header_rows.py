"""Where the header of a table stands: one row or two, anywhere in the sheet, perhaps repeated on every page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from zonekit.sheets.recognition.grids import Sheet
from zonekit.sheets.recognition.headers import DUTY, PERIODS, TEXTUAL, Header, is_header_wording, read_header
from zonekit.sheets.recognition.wording import clean, fold, text_of, without_brackets
from zonekit.values.quantities import parse_number

_DEEPEST_FIRST_HEADER = 60
_ROWS_BELOW = 12
_LONGEST_NAME = 12
_AREA = re.compile(
    r"全[市区县省州旗域]|全[市区县]?合计|合计|总计|[市区县省]本级|(?!(?:园|县|市|街|镇|片|功能|地|辖|属)区$|区县$|乡镇$|街镇$)[\u4e00-\u9fff]{1,8}(?:市|区|县|旗|州|盟|镇|乡|街道|街办|园区|园|开发区|新区|新城|功能区|管委会|办事处|示范区|组团|片区)"
)


@dataclass(frozen=True, slots=True)
class ColumnHeader:
    """The header of one column: as printed (all rows joined by a space), and what it means.

    `lowest`, `above`: the words of its last row and of the row over it; `area`: where these say what is stated of an
    area (城东区 over 目标 and 增速), the area.
    """

    column: int
    printed: str
    header: Header | None
    lowest: str = ""
    above: str = ""
    area: str = ""


@dataclass(frozen=True, slots=True)
class HeaderBlock:
    """A header: its first and last row, its columns, and the last row of what stands under it."""

    top: int
    bottom: int
    columns: tuple[ColumnHeader, ...]
    end: int
    repeated: frozenset[int] = frozenset()


def is_area(text: str) -> bool:
    """Whether a header names an area or a body that has figures of its own in a matrix.

    >>> is_area("经开区"), is_area("全市"), is_area("责任园区")
    (True, True, False)
    """
    head = without_brackets(fold(text))[0]
    return _AREA.fullmatch(head) is not None and (read_header(text) is None or not is_header_wording(text))


def find_headers(sheet: Sheet) -> list[HeaderBlock]:
    """Every header of a sheet, top to bottom, each with the rows it governs."""
    tops: list[int] = []
    repeats: dict[int, set[int]] = {}
    for row in range(len(sheet.rows)):
        if not _may_be_header(sheet, row) or (not tops and row > _DEEPEST_FIRST_HEADER):
            continue
        if tops and _is_same(sheet, tops[-1], row):
            repeats.setdefault(tops[-1], set()).add(row)
        elif _is_header(sheet, row) and not (tops and row == _bottom(sheet, tops[-1])):
            tops.append(row)
    blocks = []
    for place, top in enumerate(tops):
        end = tops[place + 1] - 1 if place + 1 < len(tops) else len(sheet.rows) - 1
        bottom = _bottom(sheet, top)
        skipped = {row + extra for row in repeats.get(top, ()) for extra in range(bottom - top + 1)}
        blocks.append(HeaderBlock(top, bottom, _columns(sheet, top, bottom), end, frozenset(skipped)))
    return blocks


def _may_be_header(sheet: Sheet, row: int) -> bool:
    """A cheap look: the first or second cell that holds something is made of header words."""
    seen = 0
    for value in sheet.grid.rows[row]:
        if value is None:
            continue
        text = value.strip() if isinstance(value, str) else "0"
        if not text:
            continue
        if len(text) > 60 or text.isdecimal():
            return False
        if is_header_wording(text):
            return True
        seen += 1
        if seen == 2:
            return False
    return False


def _is_header(sheet: Sheet, row: int) -> bool:
    texts = sheet.texts(row)
    if len(texts) < 2 or any(len(text) > 60 for text in texts):
        return False
    meanings = [header.meaning for text in texts if is_header_wording(text) and (header := read_header(text))]
    areas = sum(1 for text in texts if is_area(text))
    known = len(meanings) + areas
    kinds: set[str] = set(meanings)
    if areas >= 2:
        kinds.add("area")
    if len(kinds) >= 2 and known < len(texts) * 0.5:
        known += _strange_over_figures(sheet, row)
    if len(kinds) < 2 or known < 2 or known < len(texts) * 0.5:
        return False
    return bool(kinds & TEXTUAL) or ("no" in kinds and bool(kinds & DUTY))


def _strange_over_figures(sheet: Sheet, row: int) -> int:
    """How many cells of a row hold strange words over columns of figures, as the areas of a matrix do."""
    return sum(
        1
        for column, value in enumerate(sheet.grid.rows[row])
        if (text := text_of(value)) and not is_header_wording(text) and not is_area(text)
        if _stands_over_figures(sheet, row, column)
    )


def _stands_over_figures(sheet: Sheet, row: int, column: int) -> bool:
    below = [text for other in sheet.grid.rows[row + 1 : row + _ROWS_BELOW] if (text := text_of(other[column]))]
    figures = sum(1 for text in below if parse_number(text.rstrip("%％").lstrip("≥≤><=约")) is not None)
    return figures >= 1 and figures >= 0.5 * len(below)


def _is_same(sheet: Sheet, top: int, row: int) -> bool:
    """Whether a row repeats a header, as on the next page."""
    first, again = sheet.grid.rows[top], sheet.grid.rows[row]
    pairs = [
        (fold(text_of(a)), fold(text_of(b)))
        for a, b in zip(first, again, strict=True)
        if a is not None or b is not None
    ]
    return len(pairs) >= 2 and sum(a == b for a, b in pairs) >= 0.8 * len(pairs)


def _bottom(sheet: Sheet, top: int) -> int:
    bottom = top
    while bottom - top < 2 and bottom + 1 < len(sheet.rows) and _is_second_row(sheet, top, bottom + 1):
        bottom += 1
    return bottom


def _is_second_row(sheet: Sheet, top: int, row: int) -> bool:
    """Whether a row refines the header above it: words under a heading that spans several columns."""
    above, below = sheet.grid.rows[row - 1], sheet.grid.rows[row]
    cells = [(column, text_of(value)) for column, value in enumerate(below) if text_of(value)]
    if not cells or any(len(text) > 20 for _, text in cells):
        return False
    under = [column for column, _ in cells if not text_of(above[column]) or sheet.widths.get((row - 1, column))]
    if not under or len(cells) - len(under) > len(cells) / 2:
        return False
    worded = sum(1 for _, text in cells if is_header_wording(text) or is_area(text) or _is_month_digit(text))
    if worded < len(cells) and not (len(under) == len(cells) >= 2 and _names_columns(sheet, row, cells)):
        return False
    return len(cells) >= 2 or sheet.widths.get((row - 1, cells[0][0])) is not None


def _names_columns(sheet: Sheet, row: int, cells: Sequence[tuple[int, str]]) -> bool:
    """Whether strange words under one heading name columns of figures: the parks of a zone under 园区."""
    if any(len(text) > _LONGEST_NAME or text[0].isdecimal() or text[-1] in "。；" for _, text in cells):
        return False
    return 0 not in dict(cells) and all(_stands_over_figures(sheet, row, column) for column, _ in cells)


def _is_month_digit(text: str) -> bool:
    return text.isdecimal() and 1 <= int(text) <= 12


def _columns(sheet: Sheet, top: int, bottom: int) -> tuple[ColumnHeader, ...]:
    printed = [_printed_row(sheet, row, is_last=row == bottom) for row in range(top, bottom + 1)]
    columns = []
    for column in range(len(sheet.rows[top])):
        parts = list(dict.fromkeys(row[column] for row in printed if row[column]))
        if parts:
            above = parts[-2] if len(parts) > 1 else ""
            columns.append(ColumnHeader(column, " ".join(parts), _meaning(parts), parts[-1], above))
    return _with_areas(columns)


def _with_areas(columns: Sequence[ColumnHeader]) -> tuple[ColumnHeader, ...]:
    """The columns with the areas that stand over the same few words again and again: 城东区 over 目标 and 增速."""
    below: dict[str, list[str]] = {}
    for column in columns:
        if column.above and column.header is not None and column.header.meaning in ("goal", "growth"):
            below.setdefault(column.above, []).append(column.lowest)
    areas = {above for above in below if is_area(above)}
    repeated = [above for above, words in below.items() if list(below.values()).count(words) > 1]
    areas |= {above for above in repeated if not is_header_wording(above)}
    return tuple(
        replace(column, area=column.above) if column.above in areas and column.lowest in below[column.above] else column
        for column in columns
    )


def _printed_row(sheet: Sheet, row: int, *, is_last: bool) -> list[str]:
    """The words over each column: a heading that spans columns stands over all of them."""
    values = sheet.grid.rows[row]
    printed = [clean(text_of(value)) for value in values]
    for column, text in enumerate(list(printed)):
        if not text:
            continue
        width = sheet.widths.get((row, column), 1)
        reach = column + width
        if width == 1 and not is_last:
            while (
                reach < len(printed)
                and not printed[reach]
                and _has_words_below(sheet, row, reach)
                and _has_words_below(sheet, row, column)
            ):
                reach += 1
        for other in range(column + 1, min(reach, len(printed))):
            printed[other] = text
    return printed


def _has_words_below(sheet: Sheet, row: int, column: int) -> bool:
    return bool(text_of(sheet.grid.rows[row + 1][column]))


def _meaning(parts: list[str]) -> Header | None:
    """What the words over a column mean together; the lowest say most, unless they only refine a period."""
    child = parts[-1]
    if is_area(child):
        return None
    if len(parts) == 1:
        return read_header(child)
    return Header("month", int(child)) if _is_month_digit(child) else _joint_meaning(parts[-2], child)


def _joint_meaning(parent: str, child: str) -> Header | None:
    above, below = read_header(parent), read_header(child)
    if above and above.meaning in PERIODS and not (below and below.meaning in ("progress", "ignore")):
        return above
    reverse = read_header(child + parent)
    if reverse is not None and reverse.meaning == "amount":
        return reverse
    if below is None or below.meaning in ("unit", "goal", "task"):
        return read_header(parent + child) or below or above
    return below
