"""Old Excel workbooks (.xls), read by calamine in a process of its own.

The binary format cannot be measured before it is read, so its reader gets little memory and little time; a workbook
that needs more must be saved as .xlsx first.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

from zonekit.sheets.readers.cells import GridBuilder
from zonekit.sheets.readers.refusals import Refusal
from zonekit.sheets.source import Grid, Limits, Merge
from zonekit.values.issues import Issue, Where

_WORKER = Path(__file__).with_name("old_excel_worker.py")
_SECONDS = 20


def read_old_workbook(data: bytes, limits: Limits) -> tuple[list[Grid], list[Issue]]:
    """The visible sheets that hold anything, as grids.

    Raises Refusal: `password_protected`; `old_excel_format` when it cannot be read within memory and time.
    """
    answer = _ask_worker(data, limits)
    grids, issues = [], []
    if answer["sheets"] > limits.sheets:
        issues.append(Issue("too_many_sheets", params={"sheets": answer["sheets"], "limit": limits.sheets}))
    for sheet in answer["read"]:
        top, left = sheet["origin"]
        builder = GridBuilder(sheet["name"], limits, top, left)
        builder.report_overflow(sheet["height"], sheet["width"])
        for row in sheet["rows"]:
            builder.add(_value(value) for value in row)
        merges = [Merge(t - top, c - left, b - top, r - left) for (t, c), (b, r) in sheet["merges"]]
        grid = builder.grid(merges)
        issues += builder.issues
        if grid.rows:
            grids.append(grid)
    issues += [Issue("sheet_hidden", Where(name), {}, "note") for name in answer["hidden"]]
    return grids, issues


def _ask_worker(data: bytes, limits: Limits) -> dict[str, Any]:
    figures = [str(limits.rows), str(limits.columns), str(limits.sheets)]
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(_WORKER), *figures],
            input=data,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Refusal("old_excel_format") from error
    try:
        answer = json.loads(done.stdout)
    except ValueError as error:
        raise Refusal("old_excel_format") from error
    if not isinstance(answer, dict) or "problem" in answer:
        raise Refusal(answer["problem"] if isinstance(answer, dict) else "old_excel_format")
    return answer


def _value(value: object) -> object:
    """Dates travel as {"date": ...}, all other values as themselves."""
    if not isinstance(value, dict):
        return value
    text = value["date"]
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
