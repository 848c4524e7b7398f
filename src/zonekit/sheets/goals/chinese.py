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
        sentence = _Sentence(start)
        for found in CLAUSE.finditer(self.text, start, end):
            words, digits, ending, other, mark = found.groups()
            if digits is None:
                sentence.pass_other(other)
            elif sentence.is_plain:
                sentence.pass_plain(words, digits, ending, found.start(2))
            if mark in STOPS:
                self._end(sentence, found.end())
                sentence = _Sentence(found.end())
        self._end(sentence, end)

    def read_part(self, start: int, end: int) -> tuple[str, str, str] | None:
        """Read a stretch; the words, digits and ending of it when it is one plain clause."""
        found = CLAUSE.match(self.text, start, end) if self.is_cut_at_marks else None
        if found is None or found.end() != end or found[2] is None or len(found[1]) > LONGEST:
            self.read(start, end)
            return None
        words, digits, ending, _, _ = found.groups()
        clause = read_plain_clause(words, ending)
        if clause is None:
            self._read_figures(start, end)
            return None
        if clause.is_goal:
            self._add(clause, digits, found.start(2))
        return words, digits, ending

    def _end(self, sentence: _Sentence, end: int) -> None:
        is_plain = sentence.is_plain
        if is_plain and sentence.clauses and sentence.has_other:
            is_plain = not may_tell_past(self.text[sentence.start : end])
        if is_plain:
            for clause, digits, start in sentence.clauses:
                self._add(clause, digits, start)
        elif sentence.start < end:
            self._read_figures(sentence.start, end)

    def _add(self, clause: PlainClause, digits: str, start: int) -> None:
        name = self._naming.name_plain(clause.own, arrives=clause.arrives)
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


class _Sentence:
    """The clauses of a sentence as far as they are plain."""

    __slots__ = ("clauses", "follows_count", "has_other", "is_plain", "start")

    def __init__(self, start: int) -> None:
        self.start = start
        self.clauses: list[tuple[PlainClause, str, int]] = []
        self.is_plain = True
        self.has_other = False
        self.follows_count = False

    def pass_other(self, words: str) -> None:
        if words:
            self.has_other = True
            self.follows_count = False
            if self.is_plain and has_figure(words):
                self.is_plain = False

    def pass_plain(self, words: str, digits: str, ending: str, start: int) -> None:
        clause = read_plain_clause(words, ending) if len(words) <= LONGEST else None
        if clause is None or (self.follows_count and clause.is_sum):
            self.is_plain = False
            return
        self.follows_count = clause.is_goal and clause.is_count
        if clause.is_goal:
            self.clauses.append((clause, digits, start))
        else:
            self.has_other = True


def _target(goal: Goal, name: str, offset: int) -> Target:
    figure, value, bound, _ = goal
    base = base_of(figure.unit)
    start, end = figure.start + offset, figure.end + offset
    if base is None:
        return Target(name, value, figure.unit, bound, None, None, None, start, end)
    return Target(name, value, figure.unit, bound, None, value * base.factor, base.base_unit, start, end)
