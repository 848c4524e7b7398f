"""Which column is what: out of the headers, and out of how the columns are filled."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from zonekit.sheets.recognition.grids import Sheet
from zonekit.sheets.recognition.header_rows import ColumnHeader, HeaderBlock, is_area
from zonekit.sheets.recognition.headers import PERIODS, TEXTUAL, Header
from zonekit.sheets.recognition.numbering import parse_number_cell
from zonekit.sheets.recognition.unit_names import ORGANISATION
from zonekit.sheets.recognition.wording import fold, text_of
from zonekit.values.quantities import base_of, parse_number

_SAMPLE = 300
_NAMES: frozenset[str] = frozenset({"project", "sub_project", "task"})
_DIGIT = re.compile(r"\d")
_SENTENCE = re.compile(r"[。；，,;]")


@dataclass(slots=True)
class Columns:
    """The columns of a table by what they hold; positions are 0-based.

    `paths`: headings above the item, outermost first, each with its kind; `duties`: units and leaders with their role.
    """

    text: int
    text_kind: str
    no: int | None = None
    name: int | None = None
    name_kind: str = ""
    paths: list[tuple[int, str]] = field(default_factory=list)
    goals: list[int] = field(default_factory=list)
    duties: list[tuple[int, str]] = field(default_factory=list)
    due: list[int] = field(default_factory=list)
    weight: int | None = None
    nodes: list[tuple[int, str, Header]] = field(default_factory=list)
    schedules: list[int] = field(default_factory=list)
    stages: list[int] = field(default_factory=list)
    measure_unit: int | None = None
    sheet_unit: str = ""
    areas: list[tuple[int, str]] = field(default_factory=list)
    ignored: set[int] = field(default_factory=set)
    unknown: list[ColumnHeader] = field(default_factory=list)
    printed: dict[int, str] = field(default_factory=dict)


class _Sample:
    """How the columns of a table are filled, seen on its first rows."""

    def __init__(self, sheet: Sheet, block: HeaderBlock) -> None:
        self.sheet = sheet
        last = min(block.end, block.bottom + _SAMPLE)
        self.rows = [
            row for row in range(block.bottom + 1, last + 1) if row not in block.repeated and len(sheet.filled(row)) > 1
        ]

    def texts(self, column: int) -> list[str]:
        return [text for row in self.rows if (text := text_of(self.sheet.rows[row][column]))]

    def is_repeating(self, column: int) -> bool:
        """Whether one value of the column stands for several rows: merged, left blank below, or written again."""
        previous = None
        blanks = 0
        for row in self.rows:
            value = text_of(self.sheet.rows[row][column])
            if (row, column) in self.sheet.continued or (value and value == previous):
                return True
            blanks += previous is not None and not value
            previous = value or previous
        return blanks > 0 and blanks >= 0.15 * len(self.rows)

    def is_wordy(self, column: int, than: int) -> bool:
        """Whether a column holds sentences where the other holds short names."""
        these, those = self.texts(column), self.texts(than)
        if not these or not those:
            return False
        sentences = sum(1 for text in those if len(text) > 24 or _SENTENCE.search(text))
        return median(map(len, these)) > median(map(len, those)) and sentences <= 0.3 * len(those)

    def is_figures(self, column: int) -> bool:
        """Whether a column holds mostly figures or a word with a figure (10家, 8%以上)."""
        texts = self.texts(column)
        return bool(texts) and sum(1 for text in texts if len(text) <= 8 and _DIGIT.search(text)) > 0.7 * len(texts)

    def is_measured(self, column: int) -> bool:
        """Whether a good part of a column are bare figures, as beside the names of indicators."""
        values = [self.sheet.rows[row][column] for row in self.rows]
        filled = [value for value in values if text_of(value)]
        bare = sum(
            1 for value in filled if isinstance(value, int | float) or parse_number(text_of(value).rstrip("%％"))
        )
        return bool(filled) and bare >= 0.25 * len(filled)

    def is_numbers(self, column: int) -> bool:
        texts = [self.sheet.rows[row][column] for row in self.rows if text_of(self.sheet.rows[row][column])]
        return bool(texts) and sum(1 for value in texts if parse_number_cell(value)) >= 0.8 * len(texts)

    def holds_measure_units(self, column: int) -> bool:
        texts = self.texts(column)
        return bool(texts) and sum(1 for text in texts if base_of(text)) >= 0.5 * len(texts)


def assign_columns(sheet: Sheet, block: HeaderBlock) -> Columns | None:
    """The columns of a table; None when no column holds the tasks."""
    sample = _Sample(sheet, block)
    headers = list(block.columns)
    columns = Columns(text=-1, text_kind="")
    columns.printed = {header.column: header.printed for header in headers}
    textual: list[tuple[int, str]] = []
    for header in headers:
        _assign_plain(columns, header, sample, textual)
    _assign_unnamed(columns, sheet, block, sample)
    _assign_areas(columns, sample)
    if not textual:
        textual = _longest_unknown(columns, sample)
    if not textual:
        return None
    _assign_texts(columns, sorted(textual), sample)
    return columns


def _assign_plain(columns: Columns, header: ColumnHeader, sample: _Sample, textual: list[tuple[int, str]]) -> None:
    column, meaning = header.column, header.header.meaning if header.header else None
    if meaning == "unit":
        meaning = "measure_unit" if sample.holds_measure_units(column) else "responsible"
    if header.header is None or meaning is None:
        columns.unknown.append(header)
    elif meaning == "no" or (meaning in TEXTUAL and columns.no is None and not textual and sample.is_numbers(column)):
        if columns.no is None:
            columns.no = column
        else:
            columns.ignored.add(column)
    elif meaning in TEXTUAL:
        textual.append((column, meaning))
    else:
        _assign_other(columns, column, header.lowest, header.header, meaning)


def _assign_other(columns: Columns, column: int, printed: str, header: Header, meaning: str) -> None:
    """Columns that are neither the number nor worded."""
    if meaning in ("lead", "responsible", "cooperating", "leaders", "assessor"):
        columns.duties.append((column, meaning))
    elif meaning == "deadline":
        columns.due.append(column)
    elif meaning in PERIODS:
        columns.nodes.append((column, printed, header))
    elif meaning == "schedule":
        columns.schedules.append(column)
    elif meaning == "stage":
        columns.schedules.append(column)
        columns.stages.append(column)
    elif meaning == "weight" and columns.weight is None:
        columns.weight = column
    elif meaning == "measure_unit":
        columns.measure_unit = column
    else:
        columns.ignored.add(column)


def _assign_unnamed(columns: Columns, sheet: Sheet, block: HeaderBlock, sample: _Sample) -> None:
    """A column without a header: numbers at the left are the numbers, everything else is left out."""
    named = {header.column for header in block.columns}
    for column in range(len(sheet.rows[block.top])):
        if column in named:
            continue
        if columns.no is None and column == 0 and sample.is_numbers(column):
            columns.no = column
        else:
            columns.ignored.add(column)


def _assign_areas(columns: Columns, sample: _Sample) -> None:
    """Columns headed by areas, or by bodies with figures of their own, make the table a matrix."""
    areas = [header for header in columns.unknown if is_area(header.lowest)]
    if not areas:
        areas = [header for header in columns.unknown if ORGANISATION.search(header.lowest)]
    figures = [header for header in areas if _holds_figures(sample, header.column)]
    if len(figures) >= 2:
        columns.areas = [(header.column, header.lowest) for header in areas]
        columns.unknown = [header for header in columns.unknown if header not in areas]


def _holds_figures(sample: _Sample, column: int) -> bool:
    values = [sample.sheet.rows[row][column] for row in sample.rows]
    values = [value for value in values if text_of(value)]
    numbers = sum(1 for value in values if isinstance(value, int | float) or _begins_with_figure(text_of(value)))
    return not values or numbers >= 0.5 * len(values)


def _begins_with_figure(text: str) -> bool:
    folded = fold(text).lstrip("≥≤><=约")
    return bool(folded) and (parse_number(folded) is not None or folded[0].isdecimal())


def _longest_unknown(columns: Columns, sample: _Sample) -> list[tuple[int, str]]:
    """Without a known task column, the wordiest unknown one."""
    lengths = [(sum(map(len, sample.texts(header.column))), header) for header in columns.unknown]
    if not lengths or max(length for length, _ in lengths) == 0:
        return []
    longest = max(lengths, key=lambda pair: pair[0])[1]
    columns.unknown.remove(longest)
    return [(longest.column, "task")]


def _assign_texts(columns: Columns, textual: Sequence[tuple[int, str]], sample: _Sample) -> None:
    """Share out the worded columns: headings above, short name, the text of the task, goals beside it."""
    textual = [pair for pair in textual if sample.texts(pair[0])] or list(textual)
    above = [pair for pair in textual if pair[1] in ("category", "group")]
    names = [pair for pair in textual if pair[1] in _NAMES]
    goals = [pair for pair in textual if pair[1] == "goal"]
    if len(names) > 1 and sample.is_measured(names[-1][0]):
        goals.append(names.pop())
    measures = [pair for pair in textual if pair[1] == "measures"]
    columns.paths = list(above)
    rest = goals or measures
    if not names:
        columns.text, columns.text_kind = (rest or above)[0] if rest else above[-1]
        columns.paths = [pair for pair in above if pair[0] != columns.text]
        goals = [pair for pair in goals if pair[0] != columns.text]
    else:
        _assign_names(columns, names, goals, measures, sample)
        goals = [pair for pair in goals if pair[0] != columns.text]
    columns.goals = [column for column, _ in goals] + columns.stages
    columns.ignored.update(column for column, _ in measures if column != columns.text)
    columns.paths.sort()


def _assign_names(
    columns: Columns,
    names: Sequence[tuple[int, str]],
    goals: Sequence[tuple[int, str]],
    measures: Sequence[tuple[int, str]],
    sample: _Sample,
) -> None:
    last = names[-1]
    outer = list(names[:-1])
    right = [pair for pair in goals if not sample.is_repeating(pair[0]) or sample.is_repeating(last[0])]
    wordy = [pair for pair in right if not (sample.is_figures(pair[0]) or sample.is_measured(pair[0]))]
    if sample.is_repeating(last[0]) and (wordy or measures) and not _repeats_too(sample, (wordy or list(measures))[0]):
        outer.append(last)
        columns.text, columns.text_kind = (wordy or list(measures))[0]
    elif wordy and (last[1] in ("project", "sub_project") or sample.is_wordy(wordy[0][0], last[0])):
        columns.name, columns.name_kind = last
        columns.text, columns.text_kind = wordy[0]
    else:
        columns.text, columns.text_kind = last
    is_plain = columns.name is None and columns.text == last[0] and last[1] == "task"
    if outer and is_plain and not sample.is_repeating(outer[-1][0]):
        columns.name, columns.name_kind = outer.pop()
    columns.paths += outer


def _repeats_too(sample: _Sample, pair: tuple[int, str]) -> bool:
    return sample.is_repeating(pair[0])
