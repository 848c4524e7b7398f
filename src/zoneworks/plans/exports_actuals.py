"""A sheet of every indicator and milestone to be filled with what was reached by a date, and imported again.

The first column holds the key of the thing, so that a renamed or moved row is still known: `I<number>` an indicator,
`M<number>` a milestone, both the number under which facts are kept in all versions of the plan. Heads are in both
languages, whatever the language of the reader.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import isnan
from typing import Literal

from zonekit.plans import Reference, assess, schedule_at
from zoneworks.accounts.access import Scope
from zoneworks.plans.board import Board, build_board
from zoneworks.plans.board_rows import Diamond, Figure
from zoneworks.plans.bridge import tables_of
from zoneworks.plans.exports_book import Book
from zoneworks.plans.models import Indicator, Milestone, Plan
from zoneworks.plans.services.reporting import reportable_items

Kind = Literal["key", "shown", "fill"]
HEAD_ROW = 2
INDICATOR_MARK, MILESTONE_MARK = "I", "M"


@dataclass(frozen=True, slots=True)
class Column:
    """`code`: the column's meaning for the importer. `kind`: the key, something to read, something to fill."""

    code: str
    chinese: str
    english: str
    width: float
    kind: Kind = "shown"
    style: str = "text"

    @property
    def head(self) -> str:
        return f"{self.chinese} {self.english}"


COLUMNS = (
    Column("key", "识别码", "Key", 11, "key"),
    Column("item_code", "编号", "Code", 9),
    Column("item", "任务项", "Item", 30),
    Column("indicator", "指标", "Indicator", 26),
    Column("unit", "计量单位", "Unit", 9),
    Column("target", "年度目标", "Annual target", 12, style="number"),
    Column("scheduled", "序时目标", "Scheduled value", 12, style="number"),
    Column("confirmed", "已核定完成值", "Confirmed value", 12, style="number"),
    Column("about", "截至日期", "As of", 12, "fill", "fill_date"),
    Column("value", "完成值", "Actual value", 12, "fill", "fill"),
    Column("numerator", "分子", "Numerator", 10, "fill", "fill"),
    Column("denominator", "分母", "Denominator", 10, "fill", "fill"),
    Column("milestone", "里程碑", "Milestone", 34),
    Column("due", "应完成日期", "Due", 12, style="date"),
    Column("done_on", "实际完成日期", "Reached on", 12, "fill", "fill_date"),
    Column("note", "说明", "Note", 30, "fill", "fill_text"),
)
Line = dict[str, str | float | date | None]


def export_actuals_xlsx(scope: Scope, plan: Plan, period: date, today: date) -> bytes:
    """The rows on which the person may report: what is scheduled by the period's end, and what is confirmed of it so
    far."""
    board = build_board(scope, plan, today)
    leaves = [key for key, is_leaf in zip(board.core.keys, board.core.is_leaf, strict=True) if is_leaf]
    mine = reportable_items(scope, plan, leaves)
    book = Book("完成值 Actuals", lean=True)
    book.widths([column.width for column in COLUMNS])
    book.sheet.freeze_panes(HEAD_ROW + 1, 4)
    book.sheet.repeat_rows(HEAD_ROW)
    book.text(0, 0, plan.title_shown, "note")
    book.text(1, 0, f"截至日期 As of: {period.isoformat()}", "note")
    for place, column in enumerate(COLUMNS):
        book.text(HEAD_ROW, place, column.head, "head")
    for at, line in enumerate(lines_of(board, mine, period), start=HEAD_ROW + 1):
        for place, column in enumerate(COLUMNS):
            write(book, at, place, line.get(column.code), column)
    return book.done()


def lines_of(board: Board, mine: set[int], period: date) -> Iterator[Line]:
    """Of each row its indicators, then the milestones that are not confirmed as reached."""
    plan = board.plan
    indicators, milestones = keys_of(Indicator, plan), keys_of(Milestone, plan)
    values = values_at(board, period)
    for row in board.window():
        if row.item not in mine:
            continue
        named: Line = {"item_code": row.label, "item": row.title}
        for figure in row.figures:
            key = figure.indicator
            yield named | indicator_line(figure, indicators[key], period) | values[key]
        for diamond in row.diamonds:
            if diamond.done is None:
                yield named | milestone_line(diamond, milestones[diamond.milestone])


def values_at(board: Board, period: date) -> dict[int, Line]:
    """Of each indicator the value and the schedule of the period's end, with what is known today.

    The schedule is the period's own also before its report is due: it is what the report will be compared with.
    """
    tables, year = tables_of(board.plan), board.plan.year
    state = assess(tables.plan, tables.facts, at=period, known_on=board.as_of, rules=board.rules, year=year)
    scheduled = schedule_at(tables.plan.indicators, Reference.of(period, year), tables.plan.point_position).tolist()
    values = state.indicators.value.tolist()
    return {
        int(str(key)): {"confirmed": None if isnan(value) else value, "scheduled": due}
        for key, value, due in zip(tables.plan.indicators.keys, values, scheduled, strict=True)
    }


def keys_of(model: type[Indicator] | type[Milestone], plan: Plan) -> dict[int, int]:
    pairs = model.objects.filter(item__plan=plan).values_list("pk", "origin_id")
    return {key: origin or key for key, origin in pairs}


def indicator_line(figure: Figure, facts_id: int, period: date) -> Line:
    return {
        "key": f"{INDICATOR_MARK}{facts_id}",
        "indicator": figure.name,
        "unit": figure.unit,
        "target": figure.target,
        "about": period,
    }


def milestone_line(diamond: Diamond, facts_id: int) -> Line:
    return {"key": f"{MILESTONE_MARK}{facts_id}", "milestone": diamond.text, "due": diamond.due}


def write(book: Book, row: int, column: int, value: str | float | date | None, shape: Column) -> None:
    if isinstance(value, str):
        book.text(row, column, value)
    elif isinstance(value, date):
        book.date(row, column, value, shape.style if shape.style == "fill_date" else "date")
    else:
        book.number(row, column, value, shape.style)


def column_of_head(head: str) -> Column | None:
    """The column a head means: both languages, or one of them alone.

    >>> column_of_head("完成值 Actual value").code, column_of_head("Reached on").code, column_of_head("备注")
    ('value', 'done_on', None)
    """
    said = " ".join(head.split()).casefold()
    known = {name.casefold(): column for column in COLUMNS for name in (column.head, column.chinese, column.english)}
    return known.get(said)
