"""What is seen on the board as a workbook: the rows that match, in the order of the table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zoneworks.plans.board import Board
from zoneworks.plans.board_rows import BoardRow, Figure
from zoneworks.plans.exports_book import Book
from zoneworks.plans.messages import day
from zoneworks.ui.lights import WORDS

Value = str | float | date | None
HEAD_ROW = 2
WINDOW = 500


@dataclass(frozen=True)
class Column:
    """A column of the sheet. `style`: how its values are written. `of_figure`: it speaks of one indicator."""

    head: str
    width: float
    style: str = "text"


def export_board_xlsx(board: Board) -> bytes:
    """One line per row, and below a leaf one per indicator beyond its first."""
    book = Book(pgettext("sheet", "Board"), lean=True)
    columns = columns_of()
    book.widths([column.width for column in columns])
    book.sheet.freeze_panes(HEAD_ROW + 1, 3)
    book.sheet.repeat_rows(HEAD_ROW)
    book.text(0, 0, board.plan.title_shown, "note")
    book.text(1, 0, note_row(board), "note")
    for place, column in enumerate(columns):
        book.text(HEAD_ROW, place, column.head, "head")
    at = HEAD_ROW + 1
    for line in lines_of(board):
        for place, (value, column) in enumerate(zip(line, columns, strict=True)):
            write(book, at, place, value, column.style)
        at += 1
    book.sheet.autofilter(HEAD_ROW, 0, max(at - 1, HEAD_ROW), len(columns) - 1)
    return book.done()


def note_row(board: Board) -> str:
    totals = board.totals
    parts = [
        _("State on %(date)s") % {"date": day(board.as_of)},
        _("Rules: %(rules)s") % {"rules": board.plan.rule_set if board.rules is None else rule_name(board)},
        *(
            _("%(level)s: %(shown)d of %(total)d") % {"level": level.name, "shown": level.shown, "total": level.total}
            for level in totals.levels
        ),
        *(f"{WORDS[word]}: {count}" for word, count in totals.lights.items()),
    ]
    return pgettext("between notes", "    ").join(parts)


def rule_name(board: Board) -> str:
    from zoneworks.common.text import in_language

    return in_language(board.rules.name.zh, board.rules.name.en)


def columns_of() -> list[Column]:
    return [
        Column(pgettext("column", "No."), 9),
        Column(pgettext("column", "Level"), 10),
        Column(pgettext("column", "Item"), 34),
        Column(_("Overall light"), 12),
        Column(_("Start light"), 12),
        Column(_("Progress light"), 12),
        Column(_("Milestone light"), 12),
        Column(pgettext("column", "Actual progress"), 11, "share"),
        Column(pgettext("column", "Scheduled progress"), 11, "share"),
        Column(pgettext("column", "Gap (points)"), 11, "points"),
        Column(pgettext("column", "Indicator"), 26),
        Column(pgettext("column", "Unit of measure"), 9),
        Column(pgettext("column", "Actual value"), 12, "number"),
        Column(pgettext("column", "Scheduled value"), 12, "number"),
        Column(pgettext("column", "Annual target"), 12, "number"),
        Column(pgettext("column", "Gap of the indicator (points)"), 11, "points"),
        Column(pgettext("column", "Date of the value"), 12, "date"),
        Column(pgettext("column", "Numerator"), 11, "number"),
        Column(pgettext("column", "Denominator"), 11, "number"),
        Column(pgettext("column", "Milestones done"), 10, "whole"),
        Column(pgettext("column", "Milestones due"), 10, "whole"),
        Column(pgettext("column", "Overdue"), 9),
        Column(pgettext("column", "Waiting for confirmation"), 10),
        Column(pgettext("column", "Lead leader"), 18),
        Column(pgettext("column", "Lead unit"), 18),
        Column(pgettext("column", "Responsible unit"), 18),
        Column(pgettext("column", "Cooperating units"), 24),
        Column(pgettext("column", "Battlefield"), 16),
        Column(pgettext("column", "Deadline"), 12, "date"),
    ]


def lines_of(board: Board) -> Iterator[list[Value]]:
    for begin in range(0, len(board), WINDOW):
        for row in board.window(begin, WINDOW):
            figures = row.figures or (None,)
            for number, figure in enumerate(figures):
                yield line_of(row, figure, is_first=number == 0)


def line_of(row: BoardRow, figure: Figure | None, *, is_first: bool) -> list[Value]:
    """A leaf's further indicators repeat what names the row, not its figures: sums over a column stay right."""
    return [
        row.label,
        row.level_name,
        "　" * (row.level - 1) + row.title,
        *(state_of(row) if is_first else [None] * 7),
        *(said_of(figure) if figure else [None] * 9),
        *(
            [row.counts["milestones_done"], row.counts["milestones_due"], yes(row.is_overdue), yes(row.is_hollow)]
            if is_first
            else [None] * 4
        ),
        joined(post.title for post in row.leaders),
        joined(unit.title for unit in row.lead),
        joined(unit.title for unit in row.responsible),
        joined(unit.title for unit in row.cooperating),
        joined(str(tag) for tag in row.battlefields),
        row.deadline,
    ]


def state_of(row: BoardRow) -> list[Value]:
    lights = row.lights
    words = [lights.overall, lights.start, lights.progress, lights.milestones]
    return [*(str(WORDS[word]) for word in words), row.progress, row.scheduled, row.gap]


def said_of(figure: Figure) -> list[Value]:
    return [
        figure.name, figure.unit, figure.value, figure.scheduled, figure.target, figure.gap, figure.about,
        figure.numerator, figure.denominator,
    ]  # fmt: skip


def yes(is_so: bool) -> str:
    return pgettext("in a sheet", "yes") if is_so else ""


def joined(names: Iterable[str]) -> str:
    return pgettext("between units", "; ").join(names)


def write(book: Book, row: int, column: int, value: Value, style: str) -> None:
    if isinstance(value, str):
        book.text(row, column, value)
    elif isinstance(value, date):
        book.date(row, column, value)
    else:
        book.number(row, column, value, style)
