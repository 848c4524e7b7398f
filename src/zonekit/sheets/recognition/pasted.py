"""Tables pasted into a text with bars between the cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zonekit.sheets.source import Grid, Line

_RULE = re.compile(r"[\s|:+=-]*")


def bar_table(lines: Sequence[Line]) -> Grid | None:
    """The table of a text whose lines are mostly cells between bars, else None. Cell addresses count from line 1.

    >>> lines = [Line(1, "序号|任务|责任单位"), Line(2, "---|---|---"), Line(3, "1|建成厂房|建设局")]
    >>> bar_table(lines).rows[2]
    ('1', '建成厂房', '建设局')
    """
    filled = [line for line in lines if line.text.strip()]
    barred = [line for line in filled if line.text.strip().strip("|").count("|") >= 1]
    if len(barred) < 3 or len(barred) < 0.6 * len(filled):
        return None
    cells = {line.number: _cells(line.text) for line in filled}
    width = max(map(len, cells.values()))
    rows = [cells.get(number, ()) for number in range(1, max(cells) + 1)]
    return Grid("", tuple(row + (None,) * (width - len(row)) for row in rows))


def _cells(text: str) -> tuple[str | None, ...]:
    if _RULE.fullmatch(text):
        return ()
    return tuple(cell.strip() or None for cell in text.strip().strip("|").split("|"))
