"""Goals in Chinese text: walk over the figures, keep those that are goals, bound them and name what they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from zonekit.sheets.drafts import Bound, Target
from zonekit.sheets.goals.figures import Figure, Mark, read_figures
from zonekit.sheets.goals.subjects import Naming, Phrase
from zonekit.sheets.goals.verdicts import GOAL, Context, is_past_phrase, judge
from zonekit.values.quantities import base_of, fold_digits

_BOUND_BEFORE = re.compile(
    r"(?:(?P<least>不[低少小]于|(?<!不)(?:高于|大于|多于|超过?|突破|逾)|至少|最少|不下|≥|>|＞)"
    r"|(?P<most>不[高大多]于|不超过?|不突破|(?<!不)(?:低于|小于|少于)|控制[在到]|最多|≤|<|＜)"
    r"|(?P<about>约为?|近|接近))了?[的为到在]?\s*\Z"
)
_BOUND_WORDS: dict[str, Bound] = {"least": ">=", "most": "<=", "about": "≈"}
_AT_LEAST_IN_CLAUSE = re.compile(r"至少|最少")
_HELD_WITHIN = re.compile(r"控制在|不超过|不高于")
_JOINT = re.compile(r"(?:[、和与及,，\s]|以及)*\Z")
_BESIDE = re.compile(r"[^，。；、\d]{0,8}[、和与及]\s*\Z")
_FROM = re.compile(r"[由从自]\s*\Z")
_REACH_BACK = 60
_REACH_AHEAD = 30


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure that is a goal, the words before it since the last goal or comma, and the words right after it."""

    figure: Figure
    value: Decimal
    bound: Bound | None
    phrase: Phrase


class _Walk:
    """Where the reader stands: the current clause, the words not yet used up, whether the past is told."""

    def __init__(self, text: str, year: int | None) -> None:
        self.text = text
        self.year = year
        self.clause = 0
        self.gap = 0
        self.fresh = True
        self.past = False
        self.bracket = -1
        self.given_end = -1
        self.before_bracket = (0, 0, True)

    def pass_mark(self, mark: Mark) -> None:
        if mark.kind == "open":
            self.before_bracket = (self.clause, self.gap, self.fresh)
            self.bracket = mark.end
        elif mark.kind == "close":
            # A bracket without a goal is part of the name around it: 科技领军（培育）企业达到5家.
            if self.bracket >= 0 and self.gap <= mark.start and self.fresh:
                self.clause, self.gap, self.fresh = self.before_bracket
            self.bracket = -1
            return
        else:
            clause = self.text[self.clause : mark.start]
            self.past = mark.kind == "comma" and is_past_phrase(clause, self.past, self.year)
        self.clause = self.gap = mark.end
        self.fresh = True

    def context(self, figure: Figure) -> Context:
        text, start, end = self.text, figure.start, figure.end
        clause = text[max(self.clause, start - _REACH_BACK) : start]
        beside = 0 <= self.given_end <= start and _BESIDE.match(text[self.given_end : start][:12])
        return Context(
            gap=text[max(self.gap, start - _REACH_BACK) : start],
            clause=clause,
            after=text[end : end + _REACH_AHEAD],
            past=is_past_phrase(clause, self.past, self.year),
            whole_bracket=self.bracket == self.gap and text[end : end + 1] in {"）", ")", "】"},
            beside_given=bool(beside),
        )

    def pass_figure(self, figure: Figure, verdict: str) -> None:
        if verdict == GOAL:
            self.gap = figure.end
            self.fresh = False
        elif verdict == "given":
            self.given_end = figure.end


def read_chinese(text: str, *, year: int | None = None) -> tuple[Target, ...]:
    """Targets of a text, in order. `year`: the plan's year, so that figures of earlier years are told from goals."""
    naming = Naming()
    found: list[Target] = []
    for joined in _runs(_goals(fold_digits(text), year)):
        run = _share_bounds(joined)
        names = naming.name([goal.phrase for goal in run])
        found.extend(_target(goal, name) for goal, name in zip(run, names, strict=True))
    return tuple(found)


def _goals(text: str, year: int | None) -> Iterator[Goal]:
    walk = _Walk(text, year)
    for token in read_figures(text):
        if isinstance(token, Mark):
            walk.pass_mark(token)
            continue
        context = walk.context(token)
        verdict = judge(token, context)
        if verdict == GOAL:
            bound = _bound(token, context)
            phrase = Phrase(context.gap, context.after, walk.fresh)
            yield Goal(token, _value(token, bound, context), bound, phrase)
        walk.pass_figure(token, verdict)


def _bound(figure: Figure, context: Context) -> Bound | None:
    if figure.tail:
        return figure.tail
    if figure.upper is not None and _FROM.search(context.gap):
        return None
    word = _BOUND_BEFORE.search(context.gap)
    if word and word.lastgroup:
        return _BOUND_WORDS[word.lastgroup]
    if _HELD_WITHIN.search(context.gap):
        return "<="
    return ">=" if figure.upper is not None or _AT_LEAST_IN_CLAUSE.search(context.clause) else None


def _value(figure: Figure, bound: Bound | None, context: Context) -> Decimal:
    """Of a range the figure that binds: the lower one as a minimum (3-5家), the upper one as a limit or an arrival."""
    if figure.upper is not None and (bound == "<=" or _FROM.search(context.gap)):
        return figure.upper
    return figure.value


def _runs(goals: Iterator[Goal]) -> Iterator[list[Goal]]:
    """Goals that stand side by side with nothing but a joint between them (5.2%、8%) belong together."""
    run: list[Goal] = []
    for goal in goals:
        if run and not (_is_joined(goal) and goal.figure.category == run[-1].figure.category):
            yield run
            run = []
        run.append(goal)
    if run:
        yield run


def _is_joined(goal: Goal) -> bool:
    return not goal.phrase.fresh and _JOINT.match(goal.phrase.before) is not None


def _share_bounds(run: list[Goal]) -> list[Goal]:
    """A bound word behind the last of a run, or before its first, holds for all (分别为5.2%、8%左右)."""
    bounds = {goal.bound for goal in run if goal.bound}
    if len(run) == 1 or len(bounds) != 1 or not (run[0].bound or run[-1].bound):
        return run
    return [replace(goal, bound=next(iter(bounds))) for goal in run]


def _target(goal: Goal, name: str) -> Target:
    base = base_of(goal.figure.unit)
    return Target(
        text=name,
        value=goal.value,
        unit=goal.figure.unit,
        bound=goal.bound,
        base_value=None if base is None else goal.value * base.factor,
        base_unit=None if base is None else base.base_unit,
        start=goal.figure.start,
        end=goal.figure.end,
    )
