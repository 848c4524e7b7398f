"""Goals in Chinese text: walk over the figures, keep those that are goals, bound them and name what they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from zonekit.sheets.drafts import Bound, Target
from zonekit.sheets.goals.figures import Figure, Mark, read_figures
from zonekit.sheets.goals.subjects import Naming, Phrase
from zonekit.sheets.goals.verdicts import Context, is_goal, is_past_phrase
from zonekit.values.quantities import base_of, fold_digits

_AT_MOST_WORDS = (
    "不高于", "不超过", "不超", "不突破", "不大于", "不多于", "低于", "小于", "少于", "控制在", "控制到", "≤", "<", "＜", "最高", "最多",
)  # fmt: skip
_AT_LEAST_WORDS = (
    "不低于", "不少于", "不小于", "高于", "大于", "多于", "突破", "超过", "超", "逾", "至少", "最少", "最低", "≥", ">", "＞",
    "突破了", "超额",
)  # fmt: skip
_ABOUT_WORDS = ("约", "约为", "近", "接近", "大约", "将近")
_AT_LEAST_ANYWHERE = re.compile(r"至少|不少于|不低于")
_AT_MOST_ANYWHERE = re.compile(r"不超过|不高于|控制在")
_JOINT = re.compile(r"[、和与及,，\s]*(?:以及|和)?\s*\Z")
_REACH = 30


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure that is a goal, the words before it since the last goal or comma, and the words right after it."""

    figure: Figure
    gap: str
    bound: Bound | None
    after: str
    fresh: bool


class _Walk:
    """Where the reader stands in the text: the current clause, the words not yet used up, whether the past is told."""

    def __init__(self, text: str, year: int | None) -> None:
        self.text = text
        self.year = year
        self.clause = 0
        self.gap = 0
        self.fresh = True
        self.past = False
        self.bracket = -1
        self.reopened = (0, 0, True)

    def pass_mark(self, mark: Mark) -> None:
        if mark.kind == "open":
            self.reopened = (self.clause, self.gap, self.fresh)
            self.bracket = mark.end
        elif mark.kind == "close" and self.bracket >= 0:
            self.bracket = -1
            if self.gap <= mark.start:
                self.clause, self.gap, self.fresh = self.reopened
            return
        elif mark.kind in {"comma", "stop"}:
            clause = self.text[self.clause : mark.start]
            self.past = mark.kind == "comma" and is_past_phrase(clause, self.past, self.year)
        self.clause = self.gap = mark.end
        self.fresh = True

    def context(self, figure: Figure) -> Context:
        text = self.text
        clause = text[max(self.clause, figure.start - 60) : figure.start]
        return Context(
            gap=text[max(self.gap, figure.start - 60) : figure.start],
            clause=clause,
            after=text[figure.end : figure.end + _REACH],
            past=is_past_phrase(clause, self.past, self.year),
            whole_bracket=self.bracket == self.gap and text[figure.end : figure.end + 1] in {"）", ")", "】"},
        )

    def use(self, figure: Figure) -> None:
        self.gap = figure.end
        self.fresh = False


def read_chinese(text: str, *, year: int | None = None) -> tuple[Target, ...]:
    """Targets of a text, in order. `year`: the plan's year, so that figures of earlier years are told from goals."""
    naming = Naming()
    found: list[Target] = []
    for run in _runs(_goals(fold_digits(text), year)):
        run = _share_bounds(run)
        names = naming.name([Phrase(goal.gap, goal.after, goal.fresh) for goal in run])
        found.extend(_target(goal, name) for goal, name in zip(run, names, strict=True))
    return tuple(found)


def _goals(text: str, year: int | None) -> Iterator[Goal]:
    walk = _Walk(text, year)
    for token in read_figures(text):
        if isinstance(token, Mark):
            walk.pass_mark(token)
            continue
        context = walk.context(token)
        if is_goal(token, context):
            yield Goal(token, context.gap, _bound(token, context.gap), context.after, walk.fresh)
            walk.use(token)


def _bound(figure: Figure, gap: str) -> Bound | None:
    if figure.tail:
        return figure.tail
    before = gap.rstrip(" 　的为到了在")
    if before.endswith(_AT_MOST_WORDS) or (before + "在").endswith("控制在"):
        return "<="
    if before.endswith(_AT_LEAST_WORDS):
        return ">="
    if before.endswith(_ABOUT_WORDS):
        return "≈"
    if _AT_MOST_ANYWHERE.search(gap):
        return "<="
    if figure.upper is not None or _AT_LEAST_ANYWHERE.search(gap):
        return ">="
    return None


def _runs(goals: Iterator[Goal]) -> Iterator[list[Goal]]:
    """Goals that stand side by side with nothing but a joint between them (5.2%、8%) belong together."""
    run: list[Goal] = []
    for goal in goals:
        joined = run and not goal.fresh and _JOINT.match(goal.gap) and goal.figure.category == run[-1].figure.category
        if not joined and run:
            yield run
            run = []
        run.append(goal)
    if run:
        yield run


def _share_bounds(run: list[Goal]) -> list[Goal]:
    """A bound word behind the last of a run, or before its first, holds for all (分别为5.2%、8%左右)."""
    if len(run) == 1:
        return run
    bounds = {goal.bound for goal in run if goal.bound}
    if len(bounds) != 1:
        return run
    first, last = run[0].bound, run[-1].bound
    return [replace(goal, bound=goal.bound or last or first) for goal in run]


def _target(goal: Goal, name: str) -> Target:
    figure = goal.figure
    base = base_of(figure.unit)
    value = figure.upper if figure.upper is not None and goal.bound == "<=" else figure.value
    return Target(
        text=name,
        value=value,
        unit=figure.unit,
        bound=goal.bound,
        base_value=None if base is None else value * base.factor,
        base_unit=None if base is None else base.base_unit,
        start=figure.start,
        end=figure.end,
    )
