"""Rows of a table to leaves: headings in rows of their own or in columns, merges, rows that go on, totals, notes."""

from __future__ import annotations

from zonekit.sheets.recognition.columns import Columns
from zonekit.sheets.recognition.grids import Sheet
from zonekit.sheets.recognition.header_rows import HeaderBlock
from zonekit.sheets.recognition.labels import take_duty_brackets
from zonekit.sheets.recognition.leaf_rows import LeafMaker
from zonekit.sheets.recognition.leaves import Duty, Leaf, duty_of
from zonekit.sheets.recognition.numbering import HAN_PAREN, NumberCell, Numbering, parse_number_cell, parse_numbering
from zonekit.sheets.recognition.sections import Heading, Sections, heading_text, is_footer, is_total
from zonekit.sheets.recognition.table_headings import Above
from zonekit.sheets.recognition.wording import clean, fold, text_of
from zonekit.values.issues import Issue

_LONGEST_HEADING = 60


class TableReader:
    """Reads the rows under one header. `leaves` and `issues` grow row by row; a bad row never stops the rest."""

    def __init__(self, sheet: Sheet, block: HeaderBlock, columns: Columns, above: Above, *, is_delimited: bool) -> None:
        self.sheet = sheet
        self.block = block
        self.columns = columns
        self.leaves: list[Leaf] = []
        self.issues: list[Issue] = []
        self.sections = Sections()
        self.above = above
        self.inherited: list[Duty] = list(above.duties)
        self._memory: dict[int, str] = {}
        self._asides: set[int | None] = {*columns.ignored, columns.weight, columns.measure_unit}
        self._duty_columns = frozenset(column for column, _ in columns.duties)
        self._content = self._duty_columns | {*columns.due, *columns.goals, *columns.schedules}
        self._content |= {column for column, _, _ in columns.nodes} | {figures.column for figures in columns.figures}
        self._has_numbers = columns.no is not None and any(
            text_of(sheet.rows[row][columns.no]) for row in range(block.bottom + 1, block.end + 1)
        )
        self._is_matrix = bool(columns.areas)
        self._continues_blanks = self._has_numbers or is_delimited
        self._maker = LeafMaker(sheet, columns, has_numbers=self._has_numbers)

    def read(self) -> None:
        """Read every row."""
        self._open_part()
        for row in range(self.block.bottom + 1, self.block.end + 1):
            if row in self.block.repeated:
                continue
            filled = [column for column in self.sheet.filled(row) if column not in self._asides]
            if filled:
                self._read_row(row, filled)

    def is_followed_by(self, sheet: Sheet, block: HeaderBlock) -> bool:
        """Whether the numbers under a header of another sheet run on from the last one here: the next page."""
        no = self.columns.no
        numbers = [leaf.no for leaf in self.leaves if leaf.no and leaf.no.isdecimal()]
        if no is None or not numbers or no >= sheet.width():
            return False
        for row in range(block.bottom + 1, block.end + 1):
            number = parse_number_cell(sheet.rows[row][no])
            if number is not None and number.label.isdecimal():
                return int(number.label) == int(numbers[-1]) + 1
        return False

    def go_on_from(self, reader: TableReader) -> None:
        """Keep the headings that are open at the end of the table on the page before."""
        self.sections.headings = list(reader.sections.headings)
        self.inherited = list(self.above.duties or reader.inherited)
        if [kind for _, kind in self.columns.paths] == [kind for _, kind in reader.columns.paths]:
            self._memory = dict(reader._memory)

    def _read_row(self, row: int, filled: list[int]) -> None:
        first = clean(text_of(self.sheet.rows[row][filled[0]]))
        if len(filled) > 1 and is_footer(first):
            return
        if is_total(fold(first)) or (len(filled) > 1 and is_total(fold(self._text(row, filled[1])))):
            return
        if self._content.isdisjoint(filled):
            if len(filled) == 1 and (row, filled[0]) not in self.sheet.continued:
                if self._read_lone(row, filled[0], first):
                    return
            elif self._is_heading_row(row, filled):
                return
        if self._is_outer_row(row):
            return
        self._read_item(row, filled)

    def _open_part(self) -> None:
        """Where every page has a part heading and the header again, the part above the first header counts too."""
        if not self.block.repeated or self.block.top == 0:
            return
        above = [self._lone_heading(row - 1) for row in (self.block.top, min(self.block.repeated))]
        if above[0] and above[1] and above[0][1].rank == above[1][1].rank:
            self.sections.open(Heading(above[0][1].rank, heading_text(above[0][0])))

    def _lone_heading(self, row: int) -> tuple[str, Numbering] | None:
        texts = self.sheet.texts(row)
        numbering = parse_numbering(texts[0]) if len(texts) == 1 else None
        return (texts[0], numbering) if numbering else None

    def _text(self, row: int, column: int | None) -> str:
        return "" if column is None else text_of(self.sheet.rows[row][column])

    def _number(self, row: int) -> NumberCell | None:
        no = self.columns.no
        if no is None or (row, no) in self.sheet.continued:
            return None
        return parse_number_cell(self.sheet.rows[row][no])

    def _next_row(self, row: int) -> int | None:
        """The next row that holds something beside asides."""
        for following in range(row + 1, min(self.block.end, row + 12) + 1):
            if following not in self.block.repeated and self.sheet.filled(following):
                return following
        return None

    # -- rows that are no items ---------------------------------------------------------------------------------

    def _read_lone(self, row: int, column: int, text: str) -> bool:
        """Read a row with a single text; False when it is an item all the same."""
        if is_footer(text) or text.isdecimal():
            if text.isdecimal() and column == self.columns.no:
                self._report("text_missing", row, column, no=text)
            return True
        numbering = parse_numbering(text)
        is_wide = self.sheet.widths.get((row, column), 1) > 1
        if column in [path for path, _ in self.columns.paths] and not is_wide:
            self._remember(column, text)
            return True
        if column == self.columns.text and not is_wide and not self._is_heading_text(row, text, numbering):
            return False
        if column == self.columns.name and not is_wide:
            return False
        if numbering is None and len(text) > _LONGEST_HEADING and text.endswith("。"):
            return True
        self._open(row, heading_text(self._text(row, column)), numbering)
        return True

    def _is_heading_text(self, row: int, text: str, numbering: Numbering | None) -> bool:
        """Whether a lone text in the task column is a heading over the rows that follow."""
        following = self._next_row(row)
        if following is None or not self._duty_columns:
            return (
                numbering is not None
                and numbering.rank <= HAN_PAREN
                and following is not None
                and bool(self._next_rank(following) and (self._next_rank(following) or 0) > numbering.rank)
            )
        if numbering is not None:
            rank = self._next_rank(following)
            return numbering.rank <= HAN_PAREN or (rank is not None and rank > numbering.rank)
        is_sentence = text.endswith(("。", "；", ";", ".")) or len(text) > 40
        return not is_sentence and not self._duty_columns.isdisjoint(self.sheet.filled(following))

    def _next_rank(self, row: int) -> float | None:
        """The rank of the number a row begins with, in its number column or in its text."""
        number = self._number(row)
        if number is not None:
            return number.rank
        filled = self.sheet.filled(row)
        numbering = parse_numbering(text_of(self.sheet.rows[row][filled[0]])) if filled else None
        if numbering is None:
            numbering = parse_numbering(self._text(row, self.columns.text))
        return numbering.rank if numbering else None

    def _open(self, row: int, text: str, numbering: Numbering | None) -> None:
        following = self._next_row(row)
        if numbering is not None:
            rank = numbering.rank
        else:
            filled = self.sheet.filled(following) if following is not None else []
            lone = parse_numbering(self._text(following or 0, filled[0])) if len(filled) == 1 else None
            rank = self.sections.rank_unnumbered(lone)
        heading, labels = take_duty_brackets(text)
        labels = tuple(label for label in labels if label.raw)
        self.sections.open(Heading(rank, heading if labels else text))
        self._memory.clear()
        self.inherited = [duty for label in labels if (duty := duty_of(label))] or list(self.above.duties)

    def _is_heading_row(self, row: int, filled: list[int]) -> bool:
        """Read a row of a number and a title without duties; False when it is an item."""
        number, text = self._number(row), self._text(row, self.columns.text)
        if number is None or not text or not set(filled) <= {self.columns.no, self.columns.text}:
            return False
        following = self._next_row(row)
        rank = self._next_rank(following) if following is not None else None
        if rank is None or rank <= number.rank:
            return False
        self._open_numbered(row, number, text)
        return True

    def _is_outer_row(self, row: int) -> bool:
        """Read a row with duties that stands above the rows numbered under it (一 above 1, 1 above 1.1)."""
        number, text = self._number(row), clean(self._text(row, self.columns.text))
        following = self._next_row(row)
        if number is None or not text or following is None or self._is_matrix:
            return False
        below = self._number(following)
        if below is None or below.rank <= number.rank:
            return False
        if number.rank > HAN_PAREN and not below.label.startswith((f"{number.label}.", f"{number.label}-")):
            return False
        self._open_numbered(row, number, text)
        self.inherited = self._maker.duties(row)
        return True

    def _open_numbered(self, row: int, number: NumberCell, text: str) -> None:
        printed = clean(self._text(row, self.columns.no))
        self.sections.open(Heading(number.rank, f"{printed} {clean(text)}", by_item=True))
        self._memory.clear()
        self.inherited = list(self.above.duties)

    # -- items --------------------------------------------------------------------------------------------------

    def _read_item(self, row: int, filled: list[int]) -> None:
        columns = self.columns
        number = self._number(row)
        anchors = [column for column in (columns.name, columns.text) if column is not None]
        self._remember_paths(row)
        if self.leaves and all((row, column) in self.sheet.continued for column in anchors):
            self._maker.go_on(self.leaves[-1], row)
            return
        text, name = self._text(row, columns.text), self._text(row, columns.name)
        if not text and name:
            text, name = name, ""
        if not text:
            self._read_textless(row, filled, number)
            return
        if number is not None:
            self.sections.close_for(number.rank)
        leaf = self._maker.make(row, self._path(), number, (text, name))
        self._inherit(leaf, number)
        self.leaves.append(leaf)

    def _read_textless(self, row: int, filled: list[int], number: NumberCell | None) -> None:
        """A row without a task: unit names that go on from the row above, or something to report."""
        figures = [each.column for each in self.columns.figures]
        goals = [column for column in filled if column in self.columns.goals or column in figures]
        if goals:
            self._report("target_without_text", row, goals[0], value=self._text(row, goals[0])[:60])
        elif number is not None:
            self._report("text_missing", row, self.columns.text, no=number.label)
        elif self.leaves and self._duty_columns.issuperset(filled):
            self.leaves[-1].duties += self._maker.duties(row)
        elif not self._content.isdisjoint(filled):
            self._report("text_missing", row, self.columns.text, no="")

    def _report(self, code: str, row: int, column: int, **params: str) -> None:
        self.issues.append(Issue(code, self.sheet.where(row, column), params))

    def _inherit(self, leaf: Leaf, number: NumberCell | None) -> None:
        """Where merges are lost, a row without number goes on with the units and the deadline of the row above."""
        above = self.leaves[-1] if self.leaves else None
        if self._continues_blanks and number is None and above is not None and above.path == leaf.path:
            source = above.duties
            leaf.due = above.due if leaf.due is None else leaf.due
        else:
            source = self.inherited
        leaders = [duty for duty in leaf.duties if duty.role == "leaders"]
        has_units = len(leaders) < len(leaf.duties)
        leaf.duties += [duty for duty in source if not (leaders if duty.role == "leaders" else has_units)]

    # -- headings in columns ------------------------------------------------------------------------------------

    def _remember(self, column: int, text: str) -> None:
        """A heading in a column holds until the next one; headings right of it end with it."""
        if self._memory.get(column) != text:
            for other in [place for place in self._memory if place > column]:
                del self._memory[other]
            self._memory[column] = text

    def _remember_paths(self, row: int) -> None:
        for column, _ in self.columns.paths:
            text = clean(self._text(row, column))
            if text:
                self._remember(column, text)

    def _path(self) -> tuple[str, ...]:
        columns = [self._memory[column] for column, _ in self.columns.paths if column in self._memory]
        return (*self.above.path, *self.sections.path(), *columns)

    def is_numbered_heading(self, text: str) -> bool:
        """Whether a heading carries a number of its own."""
        return parse_numbering(text) is not None or parse_number_cell(text.split(" ", maxsplit=1)[0]) is not None
