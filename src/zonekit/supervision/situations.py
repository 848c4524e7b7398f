"""What the rules of the ladder look at: how long each item has shown its light when a month is over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
YELLOW, RED = 2, 3  # the codes of zonekit.plans.Light; engines do not import one another
THIRD_QUARTER, LAST_MONTH = 9, 12


@dataclass(frozen=True, slots=True)
class Situation:
    """One look at the lights of one month. Every measure of `rules.MEASURES` is an array in the order of `keys`.

    Months in a row end with the month looked at and begin in January at the earliest; a month without a light (grey)
    ends a run. `red_at_quarter`: 1 where the light is red at the end of the third quarter. `missed_year`: 1 where the
    year's task is not met in December.
    """

    year: int
    month: int
    keys: tuple[str, ...]
    yellow_months: Counts
    red_months: Counts
    warning_months: Counts
    not_started_months: Counts
    missing_reports: Counts
    red_at_quarter: Counts
    missed_year: Counts

    def measure(self, name: str) -> Counts:
        found: Counts = getattr(self, name)
        return found


def situation_of(
    keys: Sequence[str],
    light: NDArray[Any],
    start: NDArray[Any],
    missing: NDArray[Any],
    *,
    year: int,
    month: int,
    missed_year: NDArray[Any] | None = None,
) -> Situation:
    """The situation after a month. `light`, `start`: (n, 12) codes of the light and of the start light; `missing`:
    (n, 12) whether a report due was not handed in. `missed_year`: (n,) whether the year's task was not met, by default
    whether the light of December is yellow or red.

    >>> R, Y, G = 3, 2, 1
    >>> light = np.array([[G, Y, Y] + [0] * 9, [Y, G, R] + [0] * 9])
    >>> none = np.zeros((2, 12), dtype=int)
    >>> seen = situation_of(["1.01", "1.02"], light, none, none, year=2023, month=3)
    >>> seen.yellow_months.tolist(), seen.red_months.tolist(), seen.warning_months.tolist()
    ([2, 0], [0, 1], [2, 1])
    """
    is_red, is_warning = light == RED, light >= YELLOW
    last = is_warning[:, month - 1] if missed_year is None else missed_year.astype(np.bool_)
    never = np.zeros(len(keys), dtype=np.bool_)
    return Situation(
        year=year,
        month=month,
        keys=tuple(keys),
        yellow_months=_in_a_row(light == YELLOW, month),
        red_months=_in_a_row(is_red, month),
        warning_months=_in_a_row(is_warning, month),
        not_started_months=_in_a_row(start >= YELLOW, month),
        missing_reports=_in_a_row(missing.astype(np.bool_), month),
        red_at_quarter=(is_red[:, month - 1] if month == THIRD_QUARTER else never).astype(np.int64),
        missed_year=(last if month == LAST_MONTH else never).astype(np.int64),
    )


def _in_a_row(holds: NDArray[np.bool_], month: int) -> Counts:
    """How many months in a row, the month itself included, it held."""
    lasted = np.zeros(len(holds), dtype=np.int64)
    for position in range(month):
        lasted = np.where(holds[:, position], lasted + 1, 0)
    return lasted
