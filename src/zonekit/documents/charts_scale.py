"""Values to places: an axis with round steps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor, log10

STEPS = (1, 2, 5, 10)


@dataclass(frozen=True, slots=True)
class Scale:
    """`low` and `high` are the first and the last of `ticks`."""

    ticks: tuple[Decimal, ...]

    @property
    def low(self) -> float:
        return float(self.ticks[0])

    @property
    def high(self) -> float:
        return float(self.ticks[-1])

    def share(self, value: float) -> float:
        """0 at the low end, 1 at the high end."""
        return (value - self.low) / (self.high - self.low)


def scale_of(values: Iterable[Decimal | None], steps: int = 4) -> Scale:
    """From zero (below it where values are negative) to a round number, in about `steps` round steps.

    >>> scale_of([Decimal(12), Decimal(88)]).ticks
    (Decimal('0'), Decimal('50'), Decimal('100'))
    """
    known = [float(value) for value in values if value is not None]
    low, high = min([0.0, *known]), max([0.0, *known])
    if low == high:
        high = 1.0
    step = round_step((high - low) / steps)
    size = float(step)
    first, last = floor(low / size + 1e-9), ceil(high / size - 1e-9)
    return Scale(tuple(step * number for number in range(first, last + 1)))


def round_step(wanted: float) -> Decimal:
    """The next of 1, 2, 5 times a power of ten."""
    power = floor(log10(wanted))
    size = Decimal(10) ** power
    return next(size * factor for factor in STEPS if float(size * factor) >= wanted * (1 - 1e-9))
