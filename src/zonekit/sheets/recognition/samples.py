"""How the columns of a table are filled, seen on its first rows."""

from __future__ import annotations

import re
from statistics import median

from zonekit.sheets.recognition.grids import Sheet
from zonekit.sheets.recognition.header_rows import HeaderBlock
from zonekit.sheets.recognition.numbering import parse_number_cell
from zonekit.sheets.recognition.wording import fold, text_of
from zonekit.values.quantities import base_of, parse_number

_ROWS = 300
_DIGIT = re.compile(r"\d")
_SENTENCE = re.compile(r"[。；，,;]")


class Sample:
    """How the columns of a table are filled, seen on its first rows."""

    def __init__(self, sheet: Sheet, block: HeaderBlock) -> None:
        self.sheet = sheet
        last = min(block.end, block.bottom + _ROWS)
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

    def is_figures_throughout(self, column: int, *, allow_empty: bool = False) -> bool:
        """Whether at least half of the filled cells of a column are numbers or begin with one (≥30, 30以上)."""
        values = [value for row in self.rows if text_of(value := self.sheet.rows[row][column])]
        numbers = sum(1 for value in values if isinstance(value, int | float) or begins_with_figure(text_of(value)))
        return numbers >= 0.5 * len(values) if values else allow_empty

    def is_numbers(self, column: int) -> bool:
        texts = [self.sheet.rows[row][column] for row in self.rows if text_of(self.sheet.rows[row][column])]
        return bool(texts) and sum(1 for value in texts if parse_number_cell(value)) >= 0.8 * len(texts)

    def holds_measure_units(self, column: int) -> bool:
        texts = self.texts(column)
        return bool(texts) and sum(1 for text in texts if base_of(text)) >= 0.5 * len(texts)


def begins_with_figure(text: str) -> bool:
    """Whether a cell states a figure, perhaps behind a sign for its bound.

    >>> begins_with_figure("≥30"), begins_with_figure("30以上"), begins_with_figure("—")
    (True, True, False)
    """
    folded = fold(text).lstrip("≥≤><=约")
    return bool(folded) and (folded[0].isdecimal() or parse_number(folded) is not None)
