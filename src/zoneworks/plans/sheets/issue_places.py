"""Which row of the table each issue of the sheet belongs to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from zonekit.sheets.drafts import ItemDraft
from zonekit.values.issues import Issue, Where

_ROW = re.compile(r"[A-Z]+(\d+)\Z")


def spread_issues(issues: Iterable[Issue], items: Sequence[ItemDraft]) -> tuple[list[Issue], dict[int, list[Issue]]]:
    """Issues of the sheet as a whole, and those of each item by its place in `items`."""
    at = Places(items)
    whole: list[Issue] = []
    own: dict[int, list[Issue]] = defaultdict(list)
    for issue in issues:
        place = at.find(issue.where)
        if place is None:
            whole.append(issue)
        else:
            own[place].append(issue)
    return whole, own


class Places:
    """Finds the item on whose row, or in whose lines, a place lies."""

    def __init__(self, items: Sequence[ItemDraft]) -> None:
        self.rows: dict[tuple[str | None, str], int] = {}
        for index, item in enumerate(items):
            self._add(item.where, index)
        for index, item in enumerate(items):
            for where in item.cells.values():
                self._add(where, index)
        starts = [(item.where.line, index) for index, item in enumerate(items) if item.where.line is not None]
        self.starts = sorted(starts)

    def _add(self, where: Where, index: int) -> None:
        row = row_of(where)
        if row:
            self.rows.setdefault((where.sheet, row), index)

    def find(self, where: Where) -> int | None:
        if where.line is not None:
            place = bisect_right(self.starts, (where.line, len(self.starts))) - 1
            return self.starts[place][1] if place >= 0 else None
        row = row_of(where)
        return self.rows.get((where.sheet, row)) if row else None


def row_of(where: Where) -> str | None:
    """The number of the row of a cell.

    >>> row_of(Where("S", "B12")), row_of(Where("S"))
    ('12', None)
    """
    match = _ROW.match(where.cell or "")
    return match[1] if match else None
