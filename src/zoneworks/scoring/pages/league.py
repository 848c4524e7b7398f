"""The league table as a page shows it: rank, change, score, groups, bars, and who is not ranked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from zonekit.scoring import LeagueRow, ScoreSheet, total_bounds
from zoneworks.scoring.pages.shown import Shown
from zoneworks.scoring.pages.stakes import left_out, stake_words
from zoneworks.scoring.rulebooks import said
from zoneworks.scoring.words import points_text, why_unranked
from zoneworks.ui.parts import FigureCell

UP, DOWN, SAME = "▲", "▼", "＝"


@dataclass(frozen=True)
class Change:
    """Arrow and word: the arrow never stands alone."""

    arrow: str
    words: str
    tone: str


@dataclass(frozen=True)
class Row:
    code: str
    unit: str
    rank: str
    change: Change | None
    score: str
    share: Decimal
    groups: tuple[str, ...]
    grade: str
    url: str
    is_own: bool = False


@dataclass(frozen=True)
class Unranked:
    unit: str
    why: str
    url: str
    score: str = ""


@dataclass(frozen=True)
class GroupHead:
    name: str
    points: str


class LeaguePage:
    """`own`: codes of the person's units, whose rows stand out."""

    def __init__(self, request: HttpRequest, shown: Shown, own: frozenset[str] = frozenset()) -> None:
        self.request, self.shown, self.own = request, shown, own
        league = shown.scores.league
        self.ranks = Counter(row.rank for row in league.rows if row.rank is not None)
        self.most = total_bounds(shown.book)[1]
        sheets = league.sheets
        self.heads = [GroupHead(said(group.name), stake_words(sheets, group.code)) for group in shown.book.groups]
        self.left_out = list(left_out(shown.book, sheets))
        self.rows = [self.row(row) for row in league.rows if row.rank is not None]
        self.unranked = list(self.not_ranked())
        self.has_grades = shown.book.awards is not None

    def row(self, row: LeagueRow) -> Row:
        sheet = self.shown.scores.league.by_unit[row.unit]
        return Row(
            code=row.unit,
            unit=self.shown.scores.unit_name(row.unit),
            rank=rank_words(row.rank, self.ranks[row.rank or 0]),
            change=change_words(row),
            score=points_text(row.score, self.shown.places),
            share=max(Decimal(0), row.score / self.most) if self.most else Decimal(0),
            groups=tuple(self.group_points(sheet)),
            grade=grade_words(self.shown, sheet),
            url=self.shown.sheet_url(self.request, row.unit),
            is_own=row.unit in self.own,
        )

    def group_points(self, sheet: ScoreSheet) -> Iterator[str]:
        for group in self.shown.book.groups:
            yield points_text(sheet.groups.get(group.code, Decimal(0)), self.shown.places)

    def not_ranked(self) -> Iterator[Unranked]:
        scores = self.shown.scores
        for row in scores.league.rows:
            if row.rank is None:
                sheet = scores.league.by_unit[row.unit]
                why = why_unranked(self.shown.book, sheet.unranked_for)
                url = self.shown.sheet_url(self.request, row.unit)
                yield Unranked(scores.unit_name(row.unit), why, url, points_text(row.score, self.shown.places))
        for code in scores.empty:
            why = _("It leads no item of the plan and is responsible for none.")
            yield Unranked(scores.unit_name(code), why, "")

    def figures(self) -> list[FigureCell]:
        rows = [row for row in self.shown.scores.league.rows if row.rank is not None]
        scored = [row.score for row in rows]
        mean = (sum(scored, Decimal(0)) / len(scored)) if scored else None
        places = self.shown.places
        cells = [
            FigureCell(_("Units ranked"), len(rows)),
            FigureCell(pgettext("scores", "Highest"), max(scored, default=None), digits=places),
            FigureCell(pgettext("scores", "Mean"), mean, digits=places),
            FigureCell(pgettext("scores", "Lowest"), min(scored, default=None), digits=places),
        ]
        return [*cells, FigureCell(_("Not ranked"), len(self.unranked), url="#unranked" if self.unranked else "")]


def rank_words(rank: int | None, count: int) -> str:
    """Those who share a rank are told so."""
    if rank is None:
        return "–"
    return _("%(rank)d (shared)") % {"rank": rank} if count > 1 else str(rank)


def change_words(row: LeagueRow) -> Change | None:
    """Against the period before; nothing where one of the two has no rank."""
    change = row.change
    if change is None:
        return None
    if change == 0:
        return Change(SAME, _("unchanged"), "")
    if change > 0:
        return Change(UP, ngettext("up %(count)d", "up %(count)d", change) % {"count": change}, "up")
    return Change(DOWN, ngettext("down %(count)d", "down %(count)d", -change) % {"count": -change}, "down")


def grade_words(shown: Shown, sheet: ScoreSheet) -> str:
    if shown.book.awards is None or sheet.award is None:
        return ""
    names = {grade.code: said(grade.name) for grade in shown.book.awards.grades}
    return names.get(sheet.award.grade, pgettext("grade", "none"))
