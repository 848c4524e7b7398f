"""Sentences figure by figure: which are goals, what bounds them, which stand side by side.

The walk knows everything around a figure. `goals.chinese` spares it for clauses that need less.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from zonekit.sheets.drafts import Bound
from zonekit.sheets.goals.figures import Figure, Mark, read_figures
from zonekit.sheets.goals.verdicts import GOAL, Context, is_past_phrase, judge, may_recur, may_tell_past
from zonekit.sheets.goals.wording import ABOUT_BEFORE, AT_LEAST_BEFORE, AT_MOST_BEFORE, ENDS_PHRASE, PER_HEAD, RECURS

_JOINT = re.compile(r"(?:[、和与及,，\s]|以及)*\Z")
_BESIDE_GIVEN = re.compile(r"[^，。；、\d]{0,8}[、和与及]\s*\Z")
_BESIDE_SIZE = re.compile(r"[^，。；、\d]{0,8}[、和与及][^，。；、\d的]{0,4}\Z")
_FROM = ("由", "从", "自")
_SIGNS_BEFORE_FIGURE = " 　了的为到在"
_JOINT_REACH = 14
_REACH_BACK = 60
_REACH_AHEAD = 30


class Goal(NamedTuple):
    """A figure that is a goal: its value (of a range, the one that binds), its bound, and the words around it."""

    figure: Figure
    value: Decimal
    bound: Bound | None
    context: Context


class _Walk:
    """Where the reader stands: the current clause, the words not yet used up, whether the past is told."""

    def __init__(self, text: str, year: int | None) -> None:
        self.text = text
        self.year = year
        self.clause = 0
        self.gap = 0
        self.fresh = True
        self.past = False
        self.may_tell_past = may_tell_past(text)
        self.may_recur = may_recur(text)
        self.bracket = -1
        self.given_end = -1
        self.size_end = -1
        self.limit_end = -1
        self.count_end = -2
        self.before_bracket = (0, 0, True)

    def pass_mark(self, mark: Mark) -> None:
        if mark.kind == "close":
            # A bracket without a goal is part of the name around it: 科技领军（培育）企业达到5家.
            if self.bracket >= 0 and self.gap <= mark.start and self.fresh:
                self.clause, self.gap, self.fresh = self.before_bracket
            self.bracket = -1
            return
        if mark.kind == "open":
            self.before_bracket = (self.clause, self.gap, self.fresh)
            self.bracket = mark.end
        elif self.may_tell_past:
            clause = self.text[max(self.clause, mark.start - _REACH_BACK) : mark.start]
            self.past = mark.kind == "comma" and is_past_phrase(clause, self.past, self.year)
        if mark.kind == "stop":
            self.count_end = -2
        self.clause = self.gap = mark.end
        self.fresh = True

    def context(self, figure: Figure) -> Context:
        text, start, end = self.text, figure.start, figure.end
        clause = text[max(self.clause, start - _REACH_BACK) : start]
        after = text[end : end + _REACH_AHEAD]
        return Context(
            text[max(self.gap, start - _REACH_BACK) : start],
            clause,
            after,
            self.fresh,
            ENDS_PHRASE.match(after) is not None,
            self.may_tell_past and is_past_phrase(clause, self.past, self.year),
            self.may_recur and RECURS.search(clause) is not None and PER_HEAD.search(clause) is None,
            self.bracket == self.gap and after.startswith(("）", ")", "】")),
            self.given_end >= 0 and self._stands_beside(self.given_end, start, _BESIDE_GIVEN),
            self.size_end >= 0 and self._stands_beside(self.size_end, start, _BESIDE_SIZE),
            self.limit_end >= self.clause,
            self.count_end in (self.clause - 1, self.gap),
        )

    def _stands_beside(self, end: int, start: int, joint: re.Pattern[str]) -> bool:
        return end >= 0 and start <= end + _JOINT_REACH and joint.match(self.text[end:start]) is not None

    def pass_figure(self, figure: Figure, verdict: str) -> None:
        if verdict == GOAL:
            self.gap = figure.end
            self.fresh = False
            if figure.category == "duration":
                self.limit_end = figure.end
            elif figure.category == "count":
                self.count_end = figure.end
        elif verdict == "given":
            self.given_end = figure.end
        elif verdict == "size":
            self.size_end = figure.end


def find_goals(text: str, year: int | None) -> Iterator[Goal]:
    """The goals of a folded text in order. `year`: the plan's year, to tell figures of earlier years from goals."""
    walk = _Walk(text, year)
    for token in read_figures(text):
        if isinstance(token, Mark):
            walk.pass_mark(token)
            continue
        context = walk.context(token)
        verdict = judge(token, context)
        if verdict == GOAL:
            bound = _bound(token, context)
            yield Goal(token, _value(token, bound, context), bound, context)
        walk.pass_figure(token, verdict)


def _bound(figure: Figure, context: Context) -> Bound | None:
    if figure.tail:
        return figure.tail
    before = context.gap.rstrip(_SIGNS_BEFORE_FIGURE)
    if figure.upper is not None and before.endswith(_FROM):
        return None
    if before.endswith(AT_MOST_BEFORE) and not before.endswith(("不低于", "不少于", "不小于")):
        return "<="
    if before.endswith(AT_LEAST_BEFORE):
        return ">="
    return _bound_in_clause(figure, context, before)


def _bound_in_clause(figure: Figure, context: Context, before: str) -> Bound | None:
    """约 right before the figure, or a bound word further away: 至少培育2个小镇、1个集聚区."""
    if before.endswith(ABOUT_BEFORE):
        return "≈"
    gap = context.gap
    if "控制在" in gap or "不超过" in gap or "不高于" in gap:
        return "<="
    return ">=" if figure.upper is not None or "至少" in context.clause or "最少" in context.clause else None


def _value(figure: Figure, bound: Bound | None, context: Context) -> Decimal:
    """Of a range the figure that binds: the lower one as a minimum (3-5家), the upper one as a limit or an arrival."""
    if figure.upper is not None and (bound == "<=" or context.gap.rstrip().endswith(_FROM)):
        return figure.upper
    return figure.value


def runs_of(goals: Iterable[Goal]) -> Iterator[list[Goal]]:
    """Goals that stand side by side with nothing but a joint between them (5.2%、8%) belong together."""
    run: list[Goal] = []
    for goal in goals:
        if run and not (_is_joined(goal) and goal.figure.category == run[-1].figure.category):
            yield _share_bounds(run)
            run = []
        run.append(goal)
    if run:
        yield _share_bounds(run)


def _is_joined(goal: Goal) -> bool:
    return not goal.context.fresh and _JOINT.match(goal.context.gap) is not None


def _share_bounds(run: list[Goal]) -> list[Goal]:
    """A bound word behind the last of a run, or before its first, holds for all (分别为5.2%、8%左右)."""
    if len(run) == 1:
        return run
    bounds = {goal.bound for goal in run if goal.bound}
    if len(bounds) != 1 or not (run[0].bound or run[-1].bound):
        return run
    return [goal._replace(bound=next(iter(bounds))) for goal in run]
