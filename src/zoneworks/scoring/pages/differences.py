"""Two league tables side by side: score, rank and difference of each unit, and the lines that made it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from zonekit.scoring import Comparison, LeagueRow, UnitDifference
from zoneworks.scoring.pages.league import Change, change_words
from zoneworks.scoring.pages.shown import Shown
from zoneworks.scoring.words import points_text, signed_text

LINES_SHOWN = 12


@dataclass(frozen=True)
class LineDifferenceShown:
    name: str
    before: str
    after: str
    difference: str


@dataclass(frozen=True)
class Difference:
    unit: str
    before: str
    after: str
    rank_before: str
    rank_after: str
    difference: str
    change: Change | None
    is_changed: bool
    lines: tuple[LineDifferenceShown, ...]
    more: int


class DifferencePage:
    """`shown`: the scores after; names of lines come from there."""

    def __init__(self, shown: Shown, comparison: Comparison) -> None:
        self.shown, self.places = shown, shown.places
        rows = sorted(comparison.rows, key=lambda row: (row.rank_after is None, row.rank_after or 0, row.unit))
        self.rows = [self.row(row) for row in rows]
        self.changed = sum(row.is_changed for row in self.rows)

    def row(self, row: UnitDifference) -> Difference:
        changed = [line for line in row.lines if line.difference]
        changed.sort(key=lambda line: (-abs(line.difference), line.key))
        sheet = self.shown.scores.league.by_unit.get(row.unit)
        lines = {line.key: line for line in sheet.lines} if sheet else {}
        shown = tuple(
            LineDifferenceShown(
                self.shown.names.key_name(line.key, lines),
                self.text(line.before.points if line.before else None),
                self.text(line.after.points if line.after else None),
                signed_text(line.difference, self.places),
            )
            for line in changed[:LINES_SHOWN]
        )
        moved = LeagueRow(row.unit, row.score_after or Decimal(0), row.rank_after, row.rank_before)
        return Difference(
            unit=self.shown.scores.unit_name(row.unit),
            before=self.text(row.score_before),
            after=self.text(row.score_after),
            rank_before=str(row.rank_before or "–"),
            rank_after=str(row.rank_after or "–"),
            difference=signed_text(row.difference, self.places) if row.difference is not None else "–",
            change=change_words(moved),
            is_changed=bool(row.difference) or row.rank_before != row.rank_after,
            lines=shown,
            more=max(0, len(changed) - LINES_SHOWN),
        )

    def text(self, points: Decimal | None) -> str:
        return "–" if points is None else points_text(points, self.places)
