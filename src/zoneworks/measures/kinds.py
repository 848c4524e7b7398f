"""What registers can count: apps declare their measures here, plans bind indicators to them by code.

A measure is a pure question about what was known on a date, so that a value asked for today about June of what was
known in July is the value of that July.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.functional import Promise

from zoneworks.units.models import Unit

Arguments = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day of what is asked about. A level is asked about the last day alone."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Evidence:
    """One record behind a value: a subject by kind and key (accounts.subjects), the day it counts from, its share."""

    kind: str
    key: str
    on: date
    amount: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Measured:
    """`value` None: the register does not know. A rate states what it was computed from."""

    value: Decimal | None
    unit: str
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument word of a measure, and what may stand there: value and word; none: free text or a number."""

    code: str
    label: str | Promise
    choices: Callable[[Unit], tuple[tuple[str, str | Promise], ...]] | None = None


@dataclass(frozen=True, slots=True)
class MeasureKind:
    """A declared measure. `unit`: the base unit of its values ("count", "cny", "percent", "people" ...), which an
    indicator's own unit and factor turn into what the plan shows. `count(zone, arguments, period, known_on)` raises
    UnknownArgumentError for an argument it does not have.
    """

    code: str
    label: str | Promise
    unit: str
    count: Callable[[Unit, Arguments, Period, date], Measured]
    arguments: tuple[Argument, ...] = field(default=())


class UnknownArgumentError(ValueError):
    """A measure was asked with an argument, or a value of one, that it does not know."""

    def __init__(self, code: str, argument: str, value: object) -> None:
        super().__init__(f"measure {code}: no argument {argument}={value!r}")
        self.code, self.argument, self.value = code, argument, value


_kinds: dict[str, MeasureKind] = {}


def register(kind: MeasureKind) -> None:
    """Declare a measure; the same code declared again replaces the earlier one."""
    _kinds[kind.code] = kind


def kind_or_none(code: str) -> MeasureKind | None:
    return _kinds.get(code)


def all_kinds() -> tuple[MeasureKind, ...]:
    return tuple(_kinds.values())


def measure(code: str, arguments: Arguments, zone: Unit, period: Period, known_on: date) -> Measured | None:
    """The value of a measure; None where no register declares it."""
    kind = _kinds.get(code)
    if kind is None:
        return None
    known = {argument.code for argument in kind.arguments}
    for name, value in arguments.items():
        if name not in known:
            raise UnknownArgumentError(code, name, value)
    return kind.count(zone, arguments, period, known_on)
