"""Facts with two times: the day they are about and the day from which they are known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zonekit.plans import checks
from zonekit.plans.arrays import ALWAYS, NEVER, Bools, Days, Floats, Ints, freeze, last_marked
from zonekit.plans.errors import PlanError
from zonekit.plans.rows import MilestoneFact, ValueFact
from zonekit.plans.table import Keys, PlanTable
from zonekit.plans.words import Key
from zonekit.values.issues import Issue, Param

FACT_COLUMNS = ("subject", "about", "recorded", "known", "sequence", "value")


@dataclass(frozen=True, slots=True, eq=False)
class FactArrays:
    """One entry per fact. `subject`: index of the indicator or milestone. `known`: NEVER while unconfirmed.

    Of values, `about` is the day described and `value` is NaN for a withdrawal. Of milestones, `about` is the day it
    was reached, NEVER for a withdrawal, and `value` is not used.
    """

    keys: Keys
    subject: Ints
    about: Days
    recorded: Days
    known: Days
    sequence: Ints
    value: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Ledger:
    """Facts in the order in which a later one beats an earlier one, in runs per subject and per day described.

    `facts` are sorted by subject, (for values) about, known, recorded, sequence; `order` leads back to the order given.
    `runs` (r + 1,): where each group of facts about the same thing begins; `run_about` (r,): the day they are about.
    `runs_of` (n + 1,): runs of each subject; `subjects` (n + 1,): facts of each subject.
    `has_withdrawals`: some value is withdrawn (of milestones always False, their `about` says it).
    """

    facts: FactArrays
    order: Ints
    runs: Ints
    run_about: Days
    runs_of: Ints
    subjects: Ints
    has_withdrawals: bool

    @classmethod
    def of(cls, facts: FactArrays, n: int, *, per_day: bool) -> Ledger:
        thing = _paired(facts.subject, facts.about) if per_day else facts.subject
        order = np.lexsort((facts.sequence, _paired(facts.known, facts.recorded), thing)).astype(np.int64)
        facts = _reordered(facts, order)
        is_first = np.ones(len(order), dtype=np.bool_)
        is_first[1:] = facts.subject[1:] != facts.subject[:-1]
        if per_day:
            is_first[1:] |= facts.about[1:] != facts.about[:-1]
        begin = np.flatnonzero(is_first)
        return cls(
            facts,
            order,
            runs=np.append(begin, len(order)),
            run_about=facts.about[begin],
            runs_of=np.searchsorted(facts.subject[begin], np.arange(n + 1)).astype(np.int64),
            subjects=np.searchsorted(facts.subject, np.arange(n + 1)).astype(np.int64),
            has_withdrawals=bool(np.isnan(facts.value).any()),
        )

    def key(self, position: int) -> Key:
        """The caller's key of a fact."""
        return self.facts.keys[int(self.order[position])]

    def standing(self, known_on: int) -> Ints:
        """Of each run the fact that stands on a day (r,), -1 where none was known."""
        mask = self.facts.known <= known_on
        if len(self.runs) - 1 == len(mask):  # nothing was ever corrected
            return np.where(mask, np.arange(len(mask), dtype=np.int64), -1)
        return last_marked(mask, self.runs)

    def waiting(self, known_on: int, until: int) -> Ints:
        """Facts submitted by a day but not known on it, about no later than `until`."""
        facts = self.facts
        found = np.flatnonzero((facts.known > known_on) & (facts.recorded <= known_on))
        is_about_past = (facts.about[found] <= until) | (facts.about[found] == NEVER)
        waiting: Ints = found[is_about_past].astype(np.int64)
        return waiting

    def is_newer(self, candidate: Ints, used: Ints) -> Bools:
        """Whether each fact (positions) was recorded after the one in use; always so where none is in use (-1)."""
        facts, base = self.facts, np.maximum(used, 0)
        later = facts.recorded[candidate] > facts.recorded[base]
        same = facts.recorded[candidate] == facts.recorded[base]
        newer: Bools = (used < 0) | later | (same & (facts.sequence[candidate] > facts.sequence[base]))
        return newer


@dataclass(frozen=True, eq=False)
class FactTable:
    """All facts of a plan, confirmed or not; what is known on a day is chosen when it is asked for.

    >>> from zonekit.plans import IndicatorRow, ItemRow
    >>> plan = PlanTable.build([ItemRow("1")], [IndicatorRow("signed", "1", "cumulative", target=200)])
    >>> facts = FactTable.build(plan, values=[
    ...     ValueFact("r1", "signed", about=date(2023, 3, 31), known=date(2023, 4, 3), value=48),
    ...     ValueFact("r2", "signed", about=date(2023, 3, 31), known=date(2023, 5, 8), value=45),
    ... ])
    >>> [facts.values.facts.value[i] for i in facts.values.standing(date(2023, 4, 30).toordinal())]
    [np.float64(48.0)]
    """

    values: Ledger
    milestones: Ledger

    @classmethod
    def build(
        cls, plan: PlanTable, values: Sequence[ValueFact] = (), milestones: Sequence[MilestoneFact] = ()
    ) -> FactTable:
        """PlanError lists every fact about something the plan does not have, not finite, or known before recorded."""
        checks.refuse(_row_issues(plan, values, milestones))
        value_arrays = _arrays(
            values,
            [plan.indicator_index(fact.indicator) for fact in values],
            [fact.about.toordinal() for fact in values],
            [np.nan if fact.value is None else float(fact.value) for fact in values],
        )
        milestone_arrays = _arrays(
            milestones,
            [plan.milestone_index(fact.milestone) for fact in milestones],
            [NEVER if fact.done is None else fact.done.toordinal() for fact in milestones],
            [0.0] * len(milestones),
        )
        return cls.from_arrays(plan, value_arrays, milestone_arrays)

    @classmethod
    def from_arrays(cls, plan: PlanTable, values: FactArrays, milestones: FactArrays) -> FactTable:
        """Takes facts in any order; equal (subject, about, known, recorded, sequence) keep the order given."""
        n_values, n_milestones = len(plan.indicators.keys), len(plan.milestones.keys)
        issues = [*_array_issues("value_fact", values, n_values)]
        checks.refuse([*issues, *_array_issues("milestone_fact", milestones, n_milestones)])
        return cls(Ledger.of(values, n_values, per_day=True), Ledger.of(milestones, n_milestones, per_day=False))


def latest_values(ledger: Ledger, standing: Ints, after: int, until: int) -> Ints:
    """Of each indicator the standing fact about the latest day in (after, until], -1 where there is none.

    A day whose value was withdrawn counts as if nothing had been said about it.
    """
    if not len(standing):
        return np.full(len(ledger.runs_of) - 1, -1, dtype=np.int64)
    is_told = (standing >= 0) & (ledger.run_about <= until) & (ledger.run_about > after)
    if ledger.has_withdrawals:
        is_told[is_told] = ~np.isnan(ledger.facts.value[standing[is_told]])
    run = last_marked(is_told, ledger.runs_of)
    return np.where(run < 0, -1, standing[np.maximum(run, 0)])


def no_facts() -> FactArrays:
    days = np.empty(0, dtype=np.int32)
    numbers = np.empty(0, dtype=np.int64)
    return FactArrays((), numbers, days, days.copy(), days.copy(), numbers.copy(), np.empty(0))


def _arrays(
    rows: Sequence[ValueFact] | Sequence[MilestoneFact], subject: list[int], about: list[int], value: list[float]
) -> FactArrays:
    known = [NEVER if row.known is None else row.known.toordinal() for row in rows]
    recorded = [_recorded(row.recorded, row.known) for row in rows]
    return FactArrays(
        keys=tuple(row.key for row in rows),
        subject=np.array(subject, dtype=np.int64),
        about=np.array(about, dtype=np.int32),
        recorded=np.array(recorded, dtype=np.int32),
        known=np.array(known, dtype=np.int32),
        sequence=np.array([row.sequence for row in rows], dtype=np.int64),
        value=np.array(value, dtype=np.float64),
    )


def _recorded(recorded: date | None, known: date | None) -> int:
    if recorded is not None:
        return recorded.toordinal()
    return ALWAYS if known is None else known.toordinal()


def _paired(major: NDArray[Any], minor: NDArray[Any]) -> Ints:
    """Two columns as one sortable number; both are below 2 ** 31."""
    return (major.astype(np.int64) << 32) | minor.astype(np.int64)


def _reordered(facts: FactArrays, order: Ints) -> FactArrays:
    """The keys stay as given: turning millions of them would cost more than all the rest."""
    parts = {name: getattr(facts, name)[order] for name in FACT_COLUMNS}
    freeze(*parts.values())
    return FactArrays(facts.keys, **parts)


def _row_issues(plan: PlanTable, values: Sequence[ValueFact], milestones: Sequence[MilestoneFact]) -> Iterator[Issue]:
    indicators: set[Key] = set(plan.indicators.keys)
    steps: set[Key] = set(plan.milestones.keys)
    for fact in values:
        if fact.indicator not in indicators:
            yield Issue("value_fact_of_unknown_indicator", params={"fact": fact.key, "indicator": fact.indicator})
        if fact.value is not None and not np.isfinite(float(fact.value)):
            yield Issue("value_fact_not_finite", params={"fact": fact.key, "value": float(fact.value)})
    for step in milestones:
        if step.milestone not in steps:
            yield Issue("milestone_fact_of_unknown_milestone", params={"fact": step.key, "milestone": step.milestone})


def _array_issues(thing: str, facts: FactArrays, n: int) -> Iterator[Issue]:
    for name in FACT_COLUMNS:
        length = len(getattr(facts, name))
        if length != len(facts.keys):
            params: dict[str, Param] = {"array": f"{thing}s.{name}", "length": length, "expected": len(facts.keys)}
            raise PlanError([Issue("array_length_wrong", params=params)])
    for i in np.flatnonzero((facts.subject < 0) | (facts.subject >= n)).tolist():
        yield Issue(f"{thing}_subject_out_of_range", params={"fact": facts.keys[i], "subject": int(facts.subject[i])})
    for i in np.flatnonzero(np.abs(facts.value) > checks.LARGEST).tolist():
        code = f"{thing}_out_of_range" if np.isfinite(facts.value[i]) else f"{thing}_not_finite"
        yield Issue(code, params={"fact": facts.keys[i], "value": float(facts.value[i])})
    for i in np.flatnonzero(facts.known < facts.recorded).tolist():
        yield Issue(f"{thing}_known_before_recorded", params={"fact": facts.keys[i]})
