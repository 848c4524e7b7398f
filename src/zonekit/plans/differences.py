"""What differs between two versions of a plan: rows in and out, what changed of the others, amounts before and after.

Rows, indicators and milestones are told apart by the key under which they first appeared, so the order in which they
are given, their numbers as printed and the keys of the version at hand do not matter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar

Value = Hashable
Schedule = tuple[tuple[date, Decimal], ...]


@dataclass(frozen=True, slots=True)
class AmountAt:
    """An indicator in one version. `fields`: all that is compared besides target and schedule (name, unit ...)."""

    key: Hashable
    target: Decimal | None = None
    schedule: Schedule = ()
    fields: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StepAt:
    """A milestone in one version."""

    key: Hashable
    fields: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RowAt:
    """A row in one version. `parent`: the key of the heading it stands below; `fields`: all that is compared of it
    (name, goal, deadline, units ...), whatever can be compared for being the same."""

    key: Hashable
    level: int
    parent: Hashable | None = None
    is_leaf: bool = True
    fields: Mapping[str, Value] = field(default_factory=dict)
    amounts: tuple[AmountAt, ...] = ()
    steps: tuple[StepAt, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldChange:
    name: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class DueChange:
    """The value due at a date; None where the version schedules nothing for it."""

    due: date
    before: Decimal | None
    after: Decimal | None


@dataclass(frozen=True, slots=True)
class AmountChange:
    """An indicator that is new (`before` None), gone (`after` None) or not what it was."""

    before: AmountAt | None
    after: AmountAt | None
    fields: tuple[FieldChange, ...]
    schedule: tuple[DueChange, ...]

    @property
    def is_adjusted(self) -> bool:
        """The annual target or what is due at a date is another, or counts for the first or no longer for any time."""
        targets = (self.before and self.before.target, self.after and self.after.target)
        return targets[0] != targets[1] or bool(self.schedule)


@dataclass(frozen=True, slots=True)
class StepChange:
    before: StepAt | None
    after: StepAt | None
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row of both versions that is not the same. `is_moved`: it stands below another heading."""

    before: RowAt
    after: RowAt
    fields: tuple[FieldChange, ...]
    amounts: tuple[AmountChange, ...]
    steps: tuple[StepChange, ...]

    @property
    def key(self) -> Hashable:
        return self.after.key

    @property
    def is_moved(self) -> bool:
        return self.before.parent != self.after.parent

    @property
    def is_adjusted(self) -> bool:
        return any(amount.is_adjusted for amount in self.amounts)


@dataclass(frozen=True, slots=True)
class Difference:
    """`moved_in`, `moved_out`, `changed`: rows by key; `adjusted` are those of the changed whose amounts are others.
    `counts_before`, `counts_after`: rows of each level that either version has, the outermost first."""

    moved_in: tuple[RowAt, ...]
    moved_out: tuple[RowAt, ...]
    changed: tuple[RowChange, ...]
    counts_before: tuple[int, ...]
    counts_after: tuple[int, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.moved_in or self.moved_out or self.changed)

    @property
    def adjusted(self) -> tuple[RowChange, ...]:
        return tuple(change for change in self.changed if change.is_adjusted)


Kept = TypeVar("Kept", RowAt, AmountAt, StepAt)


def difference(before: Iterable[RowAt], after: Iterable[RowAt]) -> Difference:
    """What has to be said to turn one version into the other; ValueError where a version has a key twice.

    >>> old = [RowAt("1", 1, is_leaf=False), RowAt("1.1", 2, "1", amounts=(AmountAt("signed", Decimal(100)),))]
    >>> new = [RowAt("1", 1, is_leaf=False), RowAt("1.1", 2, "1", amounts=(AmountAt("signed", Decimal(120)),)),
    ...        RowAt("1.2", 2, "1")]
    >>> found = difference(old, new)
    >>> [row.key for row in found.moved_in], [change.key for change in found.adjusted], found.counts_after
    (['1.2'], ['1.1'], (1, 2))
    """
    old, new = by_key(before), by_key(after)
    depth = max((row.level for row in (*old.values(), *new.values())), default=0)
    changes = (row_change(old[key], new[key]) for key in sorted(old.keys() & new.keys(), key=order))
    return Difference(
        moved_in=only_in(new, old),
        moved_out=only_in(old, new),
        changed=tuple(change for change in changes if change is not None),
        counts_before=counts(old.values(), depth),
        counts_after=counts(new.values(), depth),
    )


def reversed_difference(found: Difference) -> Difference:
    """The way back: `difference(b, a)`."""
    return Difference(
        moved_in=found.moved_out,
        moved_out=found.moved_in,
        changed=tuple(reversed_row(change) for change in found.changed),
        counts_before=found.counts_after,
        counts_after=found.counts_before,
    )


def reversed_row(change: RowChange) -> RowChange:
    return RowChange(
        change.after,
        change.before,
        reversed_fields(change.fields),
        tuple(
            AmountChange(
                one.after,
                one.before,
                reversed_fields(one.fields),
                tuple(DueChange(value.due, value.after, value.before) for value in one.schedule),
            )
            for one in change.amounts
        ),
        tuple(StepChange(one.after, one.before, reversed_fields(one.fields)) for one in change.steps),
    )


def reversed_fields(fields: Iterable[FieldChange]) -> tuple[FieldChange, ...]:
    return tuple(FieldChange(one.name, one.after, one.before) for one in fields)


def order(key: Hashable) -> tuple[int, str]:
    """Numbers as numbers, texts by length and letter: the same whatever order the rows came in."""
    text = str(key)
    return len(text), text


def by_key(things: Iterable[Kept]) -> dict[Hashable, Kept]:
    found: dict[Hashable, Kept] = {}
    for thing in things:
        if thing.key in found:
            raise ValueError(f"{thing.key!r} stands twice in one version")
        found[thing.key] = thing
    return found


def only_in(these: Mapping[Hashable, RowAt], others: Mapping[Hashable, RowAt]) -> tuple[RowAt, ...]:
    return tuple(these[key] for key in sorted(these.keys() - others.keys(), key=order))


def counts(rows: Iterable[RowAt], depth: int) -> tuple[int, ...]:
    counted = Counter(row.level for row in rows)
    return tuple(counted[level] for level in range(1, depth + 1))


def row_change(before: RowAt, after: RowAt) -> RowChange | None:
    """None where nothing differs."""
    old_amounts, new_amounts = by_key(before.amounts), by_key(after.amounts)
    old_steps, new_steps = by_key(before.steps), by_key(after.steps)
    amounts = (
        amount_change(old_amounts.get(key), new_amounts.get(key))
        for key in sorted(old_amounts.keys() | new_amounts.keys(), key=order)
    )
    steps = (
        step_change(old_steps.get(key), new_steps.get(key))
        for key in sorted(old_steps.keys() | new_steps.keys(), key=order)
    )
    change = RowChange(
        before,
        after,
        field_changes(before.fields, after.fields),
        tuple(one for one in amounts if one is not None),
        tuple(one for one in steps if one is not None),
    )
    return change if change.fields or change.amounts or change.steps or change.is_moved else None


def amount_change(before: AmountAt | None, after: AmountAt | None) -> AmountChange | None:
    fields = field_changes(before.fields if before else {}, after.fields if after else {})
    schedule = due_changes(before.schedule if before else (), after.schedule if after else ())
    change = AmountChange(before, after, fields, schedule)
    is_same = before is not None and after is not None and not fields and not change.is_adjusted
    return None if is_same else change


def step_change(before: StepAt | None, after: StepAt | None) -> StepChange | None:
    fields = field_changes(before.fields if before else {}, after.fields if after else {})
    return StepChange(before, after, fields) if fields or before is None or after is None else None


def field_changes(before: Mapping[str, Value], after: Mapping[str, Value]) -> tuple[FieldChange, ...]:
    """In alphabetical order; a field that one version does not have is None there."""
    names = sorted(before.keys() | after.keys())
    pairs = ((name, before.get(name), after.get(name)) for name in names)
    return tuple(FieldChange(name, old, new) for name, old, new in pairs if old != new)


def due_changes(before: Schedule, after: Schedule) -> tuple[DueChange, ...]:
    old, new = dict(before), dict(after)
    changes = (DueChange(due, old.get(due), new.get(due)) for due in sorted(old.keys() | new.keys()))
    return tuple(change for change in changes if change.before != change.after)
