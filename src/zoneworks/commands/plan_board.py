"""The plan with its lights, as a table for people or a tree of rows for programs."""

from __future__ import annotations

import argparse
import math
import sys
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zonekit.values.issues import Issue
from zoneworks.commands.columns import Column, table_lines
from zoneworks.commands.operators import OperatorScope, zone_named
from zoneworks.commands.plan import REFUSED, print_json
from zoneworks.commands.plan_json import day_text, issue_json
from zoneworks.common.errors import Refused
from zoneworks.plans.board import Board, BoardRow, build_board
from zoneworks.plans.board_rows import Figure
from zoneworks.plans.queries import current_plan
from zoneworks.ui.lights import WORDS
from zoneworks.units.queries import profile_of

Json = dict[str, Any]


def show(options: argparse.Namespace) -> int:
    """0: shown; 1: refused with a sentence (no such zone, no plan, no such date)."""
    try:
        board = board_asked_for(options)
    except Refused as refused:
        if options.json:
            print_json({**NO_BOARD, "issues": [issue_json(Issue(refused.code), str(refused))]})
        print(str(refused), file=sys.stderr)
        return REFUSED
    if options.json:
        print_json(board_json(board))
    else:
        print("\n".join(report(board)))
    return 0


NO_BOARD: Json = {"plan": None, "as_of": None, "rule_set": None, "levels": [], "totals": {}, "items": [], "issues": []}


def board_asked_for(options: argparse.Namespace) -> Board:
    zone = zone_named(options.zone)
    scope, today = OperatorScope(zone), profile_of(zone).today
    as_of = day_asked(options.as_of, today)
    plan = current_plan(scope, zone, options.year, as_of)
    if plan is None:
        raise Refused("plan_missing", _("There is no plan to show. Import its table with `zoneworks plan import`."))
    return build_board(scope, plan, as_of)


def day_asked(text: str | None, today: date) -> date:
    if not text:
        return today
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise Refused("date_unreadable", _("“%(text)s” is not a date such as 2023-06-30.") % {"text": text}) from error
    if day > today:
        raise Refused(
            "date_in_future", _("%(day)s has not come yet; today is %(today)s.") % {"day": day, "today": today}
        )
    return day


def board_json(board: Board) -> Json:
    plan, totals = board.plan, board.totals
    return NO_BOARD | {
        "plan": {
            "zone": plan.zone.code,
            "year": plan.year,
            "version": plan.version,
            "state": plan.state,
            "title": plan.title,
            "title_en": plan.title_en,
            "document_no": plan.document_no,
        },
        "as_of": board.as_of.isoformat(),
        "rule_set": board.rules.code,
        "levels": [{"level": one.level, "name": one.name, "count": one.total} for one in totals.levels],
        "totals": {"leaves": totals.all_leaves, "lights": totals.all_lights, "overdue": totals.overdue},
        "items": [row_json(row) for row in board.window()],
    }


def row_json(row: BoardRow) -> Json:
    """`progress` and `scheduled` are shares of the year's whole, `gap` is in percentage points."""
    return {
        "id": row.item,
        "parent": row.parent,
        "level": row.level,
        "is_leaf": row.is_leaf,
        "no": row.label,
        "title": row.title,
        "light": row.lights.overall,
        "lights": {
            "start": row.lights.start,
            "progress": row.lights.progress,
            "milestones": row.lights.milestones,
        },
        "progress": rounded(row.progress),
        "scheduled": rounded(row.scheduled),
        "gap": rounded(row.gap),
        "leaves": row.leaves,
        "is_overdue": row.is_overdue,
        "lead": [unit.name for unit in row.lead],
        "responsible": [unit.name for unit in row.responsible],
        "cooperating": [unit.name for unit in row.cooperating],
        "leaders": [post.name for post in row.leaders],
        "deadline": day_text(row.deadline),
        "indicators": [figure_json(figure) for figure in row.figures],
        "milestones": [
            {"text": one.text, "due": day_text(one.due), "done": day_text(one.done), "state": one.state}
            for one in row.diamonds
        ],
    }


def figure_json(figure: Figure) -> Json:
    return {
        "name": figure.name,
        "unit": figure.unit,
        "kind": figure.kind,
        "value": rounded(figure.value),
        "about": day_text(figure.about),
        "scheduled": rounded(figure.scheduled),
        "target": rounded(figure.target),
        "gap": rounded(figure.gap),
        "light": figure.light,
    }


def rounded(value: float | None) -> int | float | None:
    if value is None or not math.isfinite(value):
        return None
    near = round(float(value), 6)
    return int(near) if near.is_integer() else near


def report(board: Board) -> list[str]:
    """Title and date, how many of what, then a line for each row."""
    totals = board.totals
    counts = [f"{level.total} {level.name}" for level in totals.levels]
    lights = [f"{WORDS[code]} {count}" for code, count in totals.all_lights.items() if code in WORDS]
    columns = (
        Column(_("No."), 8),
        Column(_("Item"), 46),
        Column(_("Light"), 12),
        Column(pgettext("column", "Progress"), 9, is_number=True),
        Column(pgettext("column", "Schedule"), 9, is_number=True),
        Column(pgettext("column", "Gap, pp"), 8, is_number=True),
        Column(_("Units"), 26),
    )
    head = [f"{board.plan.title_shown} · {board.as_of.isoformat()}", " · ".join(counts), "  ".join(lights)]
    return [*head, *table_lines(columns, [cells(row) for row in board.window()])]


def cells(row: BoardRow) -> tuple[str, ...]:
    units = [unit.title for unit in (*row.lead, *row.responsible)]
    return (
        row.label,
        "  " * (row.level - 1) + row.title,
        str(WORDS.get(row.lights.overall, row.lights.overall)),
        percent(row.progress),
        percent(row.scheduled),
        "" if row.gap is None else f"{row.gap:+.1f}",
        "、".join(units),
    )


def percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.1f}%"
