"""One-page project cards laid out as tables: labels and values side by side, in two or four columns."""

from __future__ import annotations

from dataclasses import replace

from zonekit.sheets.recognition.figures import find_sheet_unit
from zonekit.sheets.recognition.grids import Sheet
from zonekit.sheets.recognition.headers import PERIODS, TEXTUAL, Header, is_header_wording, read_header, read_period
from zonekit.sheets.recognition.labels import DUE_WORDS, Label
from zonekit.sheets.recognition.leaves import Leaf, Reading, field_of
from zonekit.sheets.recognition.numbering import parse_number_cell
from zonekit.sheets.recognition.wording import clean, fold, text_of
from zonekit.values.issues import Where

_FEWEST_LABELS = 3
_NAMES = ("project", "sub_project", "task")


def find_grid_cards(sheet: Sheet) -> Reading | None:
    """The cards of a sheet, None when it is no card: fewer than three rows begin with a label and its value."""
    if len(sheet.rows) > 2000 or not _is_card(sheet):
        return None
    collector = _Collector(sheet)
    collector.read()
    leaves = [leaf for leaf in collector.leaves if leaf.text]
    if not leaves:
        return None
    levels = ("category", "project") if any(leaf.path for leaf in leaves) else ("project",)
    return Reading("card", leaves, levels, column_map=collector.column_map, front=collector.front)


def _label(value: object) -> Header | None:
    text = value.strip().rstrip("：:") if isinstance(value, str) else ""
    if not 2 <= len(text) <= 16 or not is_header_wording(text):
        return None
    header = read_header(text)
    is_day = header is not None and header.meaning in PERIODS and DUE_WORDS.fullmatch(fold(text)) is not None
    # 11月底 is what a deadline says; 一季度 may be either and counts as a label.
    return None if is_day and text.endswith(("底", "末", "前", "内")) else header


def _is_card(sheet: Sheet) -> bool:
    rows = [row for row in sheet.grid.rows if any(text_of(value) for value in row)]
    labelled = 0
    for row in rows:
        cells = [value for value in row if text_of(value)]
        if len(cells) >= 2 and _label(cells[0]) and _label(cells[1]) is None:
            labelled += 1
    return labelled >= _FEWEST_LABELS and labelled >= 0.5 * len(rows)


class _Collector:
    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.leaves: list[Leaf] = []
        self.front: list[str] = []
        self.column_map: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        self._is_progress = False
        self._unit = ""

    def read(self) -> None:
        for row in range(len(self.sheet.rows)):
            filled = self.sheet.filled(row)
            if filled:
                self._row(row, filled)
        self._finish()

    def _row(self, row: int, filled: list[int]) -> None:
        values = self.sheet.rows[row]
        if len(filled) == 1 and _label(values[filled[0]]) is None:
            if not self.leaves:
                self.front.append(text_of(values[filled[0]]))
                self._unit = self._unit or find_sheet_unit(self.front[-1:])
            return
        place = 0
        while place < len(filled):
            column = filled[place]
            header = _label(values[column])
            following = filled[place + 1] if place + 1 < len(filled) else None
            if header is None:
                place += 1
                continue
            if (row, column) in self.sheet.continued and following is not None and _label(values[following]):
                place += 1
                continue
            if header.meaning in ("schedule", "progress") and following is not None and _label(values[following]):
                self._is_progress = header.meaning == "progress"
                place += 1
                continue
            has_value = following is not None and self._is_value(header, values[following])
            self._pair(row, column, header, text_of(values[following]) if has_value and following is not None else "")
            place += 2 if has_value else 1

    @staticmethod
    def _is_value(header: Header, value: object) -> bool:
        """Whether a cell says what the label left of it asks for; a deadline may be the bare name of a period."""
        label = _label(value)
        return label is None or (header.meaning == "deadline" and label.meaning in PERIODS and not label.note)

    def _pair(self, row: int, column: int, header: Header, value: str) -> None:
        raw = clean(text_of(self.sheet.rows[row][column])).rstrip("：:")
        where = self.sheet.where(row, column)
        meaning = header.meaning
        if meaning == "amount" and not header.note:
            header = replace(header, note=self._unit)
        self.column_map.setdefault(raw, field_of(meaning))
        if meaning == "progress":
            period = read_period(raw)
            if period is None or self._is_progress:
                self._is_progress = True
                return
            header, meaning = period, period.meaning
        if meaning in PERIODS:
            if value and not self._is_progress:
                self._needed(where).take(Label(header, raw, value), where)
            return
        self._is_progress = False
        if meaning in TEXTUAL:
            self._text(meaning, value, where)
        elif meaning == "no":
            self._number(value, where)
        elif value:
            self._needed(where).take(Label(header, raw, value), where)

    def _number(self, value: str, where: Where) -> None:
        leaf = self._needed(where)
        if leaf.no is None and parse_number_cell(value) is not None:
            leaf.no = value

    def _text(self, meaning: str, value: str, where: Where) -> None:
        if meaning in _NAMES and (not self.leaves or meaning in self._texts):
            self._finish()
            self.leaves.append(Leaf(where))
        self._needed(where)
        if value:
            self._texts[meaning] = f"{self._texts[meaning]}\n{value}" if meaning in self._texts else value

    def _needed(self, where: Where) -> Leaf:
        if not self.leaves:
            self.leaves.append(Leaf(where))
        return self.leaves[-1]

    def _finish(self) -> None:
        """Name, goal and heading of the card read last."""
        if not self.leaves:
            return
        leaf, texts = self.leaves[-1], self._texts
        names = [texts[meaning] for meaning in ("project", "sub_project") if meaning in texts]
        contents = [texts[meaning] for meaning in ("task", "goal") if meaning in texts]
        title = names[0] if names else contents.pop(0) if contents else ""
        leaf.text = contents[0] if contents else title
        leaf.name = title if contents else None
        leaf.goals = contents[1:]
        if "category" in texts:
            leaf.path = (clean(texts["category"]),)
        leaf.cells["text"] = leaf.where
        self._texts = {}
