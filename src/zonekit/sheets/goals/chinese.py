"""Goals in Chinese text, clause by clause; a sentence that is not made of plain clauses is read figure by figure."""

from __future__ import annotations

from decimal import Decimal

from zonekit.sheets.drafts import Target
from zonekit.sheets.goals.clauses import (
    CLAUSE,
    LONGEST,
    RUNS_ACROSS_MARKS,
    STOPS,
    PlainClause,
    has_figure,
    read_plain_clause,
)
from zonekit.sheets.goals.sentences import Goal, find_goals, runs_of
from zonekit.sheets.goals.subjects import Naming
from zonekit.sheets.goals.verdicts import may_tell_past
from zonekit.values.quantities import base_of, fold_digits


def read_chinese(text: str, *, year: int | None = None) -> tuple[Target, ...]:
    """Targets of a text, in order. `year`: the plan's year, so that figures of earlier years are told from goals."""
    reader = ChineseReader(text, year)
    reader.read(0, len(text))
    return tuple(reader.targets)


class ChineseReader:
    """Reads stretches of one text in their order; what a figure is about can be named in a stretch before."""

    def __init__(self, text: str, year: int | None) -> None:
        self.text = fold_digits(text)
        self.year = year
        self.targets: list[Target] = []
        self.is_cut_at_marks = RUNS_ACROSS_MARKS.search(self.text) is None
        self._naming = Naming()

    def read(self, start: int, end: int) -> None:
        """Read a stretch of whole sentences."""
        if not self.is_cut_at_marks:
            self._read_figures(start, end)
            return
        clauses: list[tuple[PlainClause, str, int]] | None = []
        has_other = follows_count = False
        for found in CLAUSE.finditer(self.text, start, end):
            words, digits, ending, other, mark = found.groups()
            if clauses is None:
                pass
            elif digits:
                clause = read_plain_clause(words, ending) if len(words) <= LONGEST else None
                if clause is None or (follows_count and clause.is_sum):
                    clauses = None
                elif clause.is_goal:
                    clauses.append((clause, digits, found.start(2)))
                    follows_count = clause.is_count
                else:
                    has_other, follows_count = True, False
            elif other:
                has_other, follows_count = True, False
                clauses = None if has_figure(other) else clauses
            if mark in STOPS:
                self._end_sentence(clauses, start, found.end(), may_look_back=has_other)
                start, clauses = found.end(), []
                has_other = follows_count = False
        self._end_sentence(clauses, start, end, may_look_back=has_other)

    def _end_sentence(
        self, clauses: list[tuple[PlainClause, str, int]] | None, start: int, end: int, *, may_look_back: bool
    ) -> None:
        """Take the goals of the plain clauses of a sentence, or read it figure by figure where not all are plain."""
        if clauses and may_look_back and may_tell_past(self.text[start:end]):
            clauses = None
        if clauses is not None:
            for clause, digits, place in clauses:
                self.add(clause, digits, place)
        elif start < end:
            self._read_figures(start, end)

    def add(self, clause: PlainClause, digits: str, start: int) -> None:
        """Add the goal of a plain clause whose digits stand at `start`."""
        name = clause.own
        if clause.is_named:
            self._naming.take_name(name)
        else:
            name = self._naming.name_plain(name, arrives=clause.arrives)
        value, base, end = Decimal(digits), clause.base, start + len(digits) + clause.length
        if base is None:
            target = Target(name, value, clause.unit, clause.bound, None, None, None, start, end)
        else:
            target = Target(
                name, value, clause.unit, clause.bound, None, value * base.factor, base.base_unit, start, end
            )
        self.targets.append(target)

    def _read_figures(self, start: int, end: int) -> None:
        text = self.text if end - start == len(self.text) else self.text[start:end]
        for run in runs_of(find_goals(text, self.year)):
            names = self._naming.name([goal.context for goal in run])
            self.targets += [_target(goal, name, start) for goal, name in zip(run, names, strict=True)]


def _target(goal: Goal, name: str, offset: int) -> Target:
    figure, value, bound, _ = goal
    base = base_of(figure.unit)
    start, end = figure.start + offset, figure.end + offset
    if base is None:
        return Target(name, value, figure.unit, bound, None, None, None, start, end)
    return Target(name, value, figure.unit, bound, None, value * base.factor, base.base_unit, start, end)
