"""What the parts of the gathering hand on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

SIX = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Span:
    """The days a score is about, and the day whose knowledge counts."""

    first: date
    last: date
    known_on: date

    @property
    def months(self) -> tuple[date, date]:
        return self.first, self.last


@dataclass(frozen=True, slots=True)
class Recorded:
    """Up to when checks and what is entered by hand count: the day, and the very moment of it.

    Registers are settled when a day is over; these are told apart by the moment, so that what is recorded later on the
    day of publication does not change what was published.
    """

    on: date
    at: datetime


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Something that happened once: a late report, an overdue order. `subject`: kind and key of what it happened to.

    `unit`: the key of the unit it counts for.
    """

    measure: str
    unit: int
    on: date
    subject: tuple[str, str]
    amount: Decimal = Decimal(1)

    @property
    def ref(self) -> str:
        return ":".join(self.subject)


def exact(value: float) -> Decimal:
    """A share as the engine of plans computed it, to six decimals: the same on every machine.

    >>> exact(0.1 + 0.2)
    Decimal('0.300000')
    """
    return Decimal(repr(round(value, 6))).quantize(SIX)
