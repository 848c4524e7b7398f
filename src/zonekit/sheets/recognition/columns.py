"""Which column is what: out of the headers, and out of how the columns are filled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from zonekit.sheets.recognition.figure_columns import FigureColumn, find_figure_columns
from zonekit.sheets.recognition.grids import Sheet
from zonekit.sheets.recognition.header_rows import ColumnHeader, HeaderBlock
from zonekit.sheets.recognition.headers import PERIODS, TEXTUAL, Header
from zonekit.sheets.recognition.samples import Sample

_NAMES: frozenset[str] = frozenset({"project", "sub_project", "task"})


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
    figures: list[FigureColumn] = field(default_factory=list)
    ignored: set[int] = field(default_factory=set)
    unknown: list[ColumnHeader] = field(default_factory=list)
    printed: dict[int, str] = field(default_factory=dict)

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas of a matrix in the order of its columns, none for a table of another shape."""
        return tuple(dict.fromkeys(column.area for column in self.figures if column.area is not None))


def assign_columns(sheet: Sheet, block: HeaderBlock, sheet_unit: str = "") -> Columns | None:
    """The columns of a table; None when no column holds the tasks. `sheet_unit`: the unit stated above the table."""
    sample = Sample(sheet, block)
    columns = Columns(text=-1, text_kind="", sheet_unit=sheet_unit)
    columns.printed = {header.column: header.printed for header in block.columns}
    columns.figures = find_figure_columns(block.columns, sample, sheet_unit)
    taken = {figures.column for figures in columns.figures}
    textual: list[tuple[int, str]] = []
    for header in block.columns:
        if header.column not in taken:
            _assign_plain(columns, header, sample, textual)
    _assign_unnamed(columns, sheet, block, sample)
    if not textual:
        textual = _longest_unknown(columns, sample)
    if not textual:
        return None
    _assign_texts(columns, sorted(textual), sample)
    return columns


def _assign_plain(columns: Columns, header: ColumnHeader, sample: Sample, textual: list[tuple[int, str]]) -> None:
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


def _assign_unnamed(columns: Columns, sheet: Sheet, block: HeaderBlock, sample: Sample) -> None:
    """A column without a header: numbers at the left are the numbers, everything else is left out."""
    named = {header.column for header in block.columns}
    for column in range(len(sheet.rows[block.top])):
        if column in named:
            continue
        if columns.no is None and column == 0 and sample.is_numbers(column):
            columns.no = column
        else:
            columns.ignored.add(column)


def _longest_unknown(columns: Columns, sample: Sample) -> list[tuple[int, str]]:
    """Without a known task column, the wordiest unknown one."""
    lengths = [(sum(map(len, sample.texts(header.column))), header) for header in columns.unknown]
    if not lengths or max(length for length, _ in lengths) == 0:
        return []
    longest = max(lengths, key=lambda pair: pair[0])[1]
    columns.unknown.remove(longest)
    return [(longest.column, "task")]


def _assign_texts(columns: Columns, textual: Sequence[tuple[int, str]], sample: Sample) -> None:
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
    sample: Sample,
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


def _repeats_too(sample: Sample, pair: tuple[int, str]) -> bool:
    return sample.is_repeating(pair[0])
