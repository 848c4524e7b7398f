"""One row of a table to a leaf: its text, number, duties, deadline, nodes and figures."""

from __future__ import annotations

import re

from zonekit.sheets.recognition.columns import Columns
from zonekit.sheets.recognition.figures import growth_name, read_amount, read_measure, split_measure_unit
from zonekit.sheets.recognition.grids import Sheet
from zonekit.sheets.recognition.headers import DUTY
from zonekit.sheets.recognition.labels import parse_labels, take_duty_brackets
from zonekit.sheets.recognition.leaves import Duty, Leaf, Node
from zonekit.sheets.recognition.numbering import CIRCLED, DECIMAL, NumberCell, Numbering, parse_numbering
from zonekit.sheets.recognition.wording import clean, text_of, without_brackets
from zonekit.values.quantities import base_of, parse_number

_HAN_ORDER = "一二三四五六七八九十"
_COLON = re.compile(r"[:：]")
_MAY_CLOSE_WITH_DUTY = ("）", ")", "】", "]", "〕", "］", "。", "；")


class LeafMaker:
    """Makes leaves of the rows of one table. `has_numbers`: a number column holds numbers, so texts need none."""

    def __init__(self, sheet: Sheet, columns: Columns, *, has_numbers: bool) -> None:
        self.sheet = sheet
        self.columns = columns
        self.has_numbers = has_numbers
        self._roles = _roles(columns)
        self._measures = [column for column in columns.figures if column.kind != "amount"]
        self._amounts = [column for column in columns.figures if column.kind == "amount"]
        self._goal_units = {} if columns.measure_unit is not None else _units_in_headers(columns)
        self._is_matrix = bool(columns.areas)
        self._is_measured = bool(self._measures) or columns.measure_unit is not None

    def _text(self, row: int, column: int | None) -> str:
        return "" if column is None else text_of(self.sheet.rows[row][column])

    def make(self, row: int, path: tuple[str, ...], number: NumberCell | None, words: tuple[str, str]) -> Leaf:
        """The leaf of a row under `path`; `words` are its text and its short name."""
        text, name = words
        numbering = None if self._is_matrix else parse_numbering(text)
        if numbering and self._is_number(numbering, text):
            text = numbering.rest
        own = parse_numbering(name) if name else None
        printed = number.label if number else None
        if printed is None and not self.has_numbers:
            printed = own.label if own else numbering.label if numbering else None
        leaf = Leaf(
            self.sheet.where(row, self.columns.text), path, printed, own.rest if own and own.rest else name, text
        )
        leaf.cells["text"] = leaf.where
        self._fill_duties(leaf, row)
        self._fill_rest(leaf, row)
        if self._is_measured or self._is_figure_with_unit(leaf):
            self._fill_figures(leaf, row)
        self._fill_amounts(leaf, row)
        return leaf

    def _is_number(self, numbering: Numbering, text: str) -> bool:
        """Whether a text begins with its own number: not with a list inside it, nor with a figure (6.5 km of roads)."""
        if not numbering.rest or _begins_list(numbering, text):
            return False
        return not (self.has_numbers and numbering.rank == DECIMAL)

    def duties(self, row: int) -> list[Duty]:
        """What the row itself says of duties, merged cells of the rows above left out."""
        return [
            Duty(role, text)
            for column, role in self._roles
            if (text := self._text(row, column)) and (row, column) not in self.sheet.continued
        ]

    def go_on(self, leaf: Leaf, row: int) -> None:
        """A row whose task cell is merged with the one above adds what it has of its own."""
        leaf.duties += self.duties(row)
        for column, printed, header in self.columns.nodes:
            text = self._text(row, column)
            if text and (row, column) not in self.sheet.continued:
                leaf.nodes.append(Node(printed, header, text, self.sheet.where(row, column)))
        for column in self.columns.goals:
            text = self._text(row, column)
            if text and (row, column) not in self.sheet.continued:
                leaf.goals.append(text)

    def _fill_duties(self, leaf: Leaf, row: int) -> None:
        for column, role in self._roles:
            text = self._text(row, column)
            if text:
                leaf.duties.append(Duty(role, text))
                leaf.cells.setdefault(role, self.sheet.where(row, column))
        for column in self.columns.due:
            value = self.sheet.rows[row][column]
            if leaf.due is None and text_of(value):
                leaf.due = value
                leaf.cells["deadline"] = self.sheet.where(row, column)
        if leaf.text.endswith(_MAY_CLOSE_WITH_DUTY):
            _take_brackets(leaf)
        if not self._roles and _COLON.search(leaf.text):
            _take_lines(leaf)

    def _fill_rest(self, leaf: Leaf, row: int) -> None:
        columns, sheet = self.columns, self.sheet
        for column in columns.goals:
            text = self._text(row, column)
            if text:
                unit = self._goal_units.get(column)
                leaf.goals.append(text + unit if unit and parse_number(text) is not None else text)
                leaf.cells.setdefault("goal", sheet.where(row, column))
        for column, printed, header in columns.nodes:
            text = self._text(row, column)
            if text:
                leaf.nodes.append(Node(printed, header, text, sheet.where(row, column)))
        leaf.schedules = [(self._text(row, c), sheet.where(row, c)) for c in columns.schedules if self._text(row, c)]
        if columns.weight is not None and (row, columns.weight) not in sheet.continued:
            leaf.weight = parse_number(self._text(row, columns.weight).rstrip("分%％"))

    @staticmethod
    def _is_figure_with_unit(leaf: Leaf) -> bool:
        """Whether a goal is a bare figure whose unit stands behind the name of the indicator."""
        if len(leaf.goals) != 1 or parse_number(leaf.goals[0]) is None:
            return False
        return bool(split_measure_unit(clean(leaf.text))[1])

    def _fill_figures(self, leaf: Leaf, row: int) -> None:
        """Figures in columns of their own: areas of a matrix, growth, goals beside a column of measuring units."""
        label, unit = split_measure_unit(clean(leaf.text))
        leaf.text = label
        unit = clean(self._text(row, self.columns.measure_unit)) or unit or self.columns.sheet_unit
        measured = [(goal, read_measure(label, unit, goal)) for goal in leaf.goals]
        leaf.targets += [target for _, target in measured if target]
        for column in self._measures:
            is_growth = column.kind == "growth"
            name = growth_name(label) if is_growth else label
            value = self.sheet.rows[row][column.column]
            target = read_measure(name, column.unit or ("%" if is_growth else unit), value, column.area)
            if target is not None:
                leaf.targets.append(target)
        leaf.goals = [goal for goal, target in measured if target is None]
        for node in leaf.nodes:
            target = read_measure(label, unit, node.text)
            node.targets = (target,) if target else ()

    def _fill_amounts(self, leaf: Leaf, row: int) -> None:
        """What is to be invested this year, stated beside a project."""
        for column in self._amounts:
            target = read_amount(column.name, column.unit, self.sheet.rows[row][column.column])
            if target is not None:
                leaf.targets.append(target)


def _units_in_headers(columns: Columns) -> dict[int, str]:
    """Column of a goal -> the unit that its header states in brackets: 年度目标（亿元）."""
    notes = {column: without_brackets(columns.printed.get(column, ""))[1] for column in columns.goals}
    units = {column: clean(note).removeprefix("单位：").removeprefix("单位:") for column, note in notes.items() if note}
    return {column: unit for column, unit in units.items() if base_of(unit) is not None}


def _take_lines(leaf: Leaf) -> None:
    """Duties on lines of their own inside the task cell, where no column names any."""
    text, labels = parse_labels(leaf.text)
    if text.strip() and any(label.header.meaning in DUTY for label in labels):
        leaf.text = text
        for label in labels:
            leaf.take(label, leaf.where)


def _take_brackets(leaf: Leaf) -> None:
    """Duties in a closing bracket of the text: labelled ones always, bare units where no column names any."""
    text, labels = take_duty_brackets(leaf.text)
    if labels and (not leaf.has_unit() or any(label.raw for label in labels)):
        leaf.text = text
        for label in labels:
            leaf.take(label, leaf.where)


def _roles(columns: Columns) -> list[tuple[int, str]]:
    """Duty columns with their roles; who assesses answers only where nobody else is named."""
    named = any(role in ("lead", "responsible") for _, role in columns.duties)
    return [
        (column, "responsible" if role == "assessor" else role)
        for column, role in columns.duties
        if role != "assessor" or not named
    ]


def _begins_list(numbering: Numbering, text: str) -> bool:
    """Whether the number at the start of a text is the first of a list inside it: 1.… 2.…, （1）…（2）…, ①…②…."""
    following = _next_in_list(numbering)
    return following is not None and re.search(following, text) is not None


def _next_in_list(numbering: Numbering) -> str | None:
    """A pattern for the number that would come next in a list."""
    label = numbering.label
    if label.isdecimal():
        return rf"[\n；;。]\s*{int(label) + 1}\s*[.．、](?!\d)"
    if numbering.rank == CIRCLED:
        return re.escape(chr(ord(label) + 1))
    inner = label.strip("（()） ")
    if inner.isdecimal():
        return rf"[（(]?\s*{int(inner) + 1}\s*[）)]"
    place = _HAN_ORDER.find(inner) if len(inner) == 1 else -1
    return rf"[（(]\s*{_HAN_ORDER[place + 1]}\s*[）)]" if 0 <= place < len(_HAN_ORDER) - 1 else None
