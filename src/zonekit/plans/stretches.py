"""A year judged by several versions of the plan: each month by the one that was in force at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from zonekit.plans.arrays import Bools, Codes, Ints
from zonekit.plans.runs import run_lengths
from zonekit.plans.words import Light

ABSENT = -1  # in place of a light: the version had no such row


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """Months that an earlier version judged. `light` (m, 12): of its own rows; `months` (12,): which of them it judged;
    `place` (n,): which of its rows each row of the present version was, -1 where it had none."""

    light: Codes
    months: Bools
    place: Ints


@dataclass(frozen=True, slots=True, eq=False)
class JoinedYear:
    """`light`, `runs` (n, 12) as those of one version; `is_there` (n, 12): the row stood in the version that judged."""

    light: Codes
    runs: Ints
    is_there: Bools


def joined(light: Codes, is_reached: Bools, stretches: Sequence[Stretch]) -> JoinedYear:
    """The year of the present version's rows, with the months that others judged as those judged them.

    A run goes on from one version to the next; months before a row was moved in are grey and belong to no run.

    >>> Y, G = Light.YELLOW, Light.GREEN
    >>> now = np.full((2, 12), G, dtype=np.int8)
    >>> then = np.full((1, 12), Y, dtype=np.int8)
    >>> half = np.arange(12) < 6
    >>> year = joined(now, np.ones(12, dtype=np.bool_), [Stretch(then, half, np.array([0, -1]))])
    >>> year.light[:, 4:8].tolist(), year.runs[0, :8].tolist(), year.is_there[1, 4:8].tolist()
    ([[2, 2, 1, 1], [0, 0, 1, 1]], [1, 2, 3, 4, 5, 6, 0, 0], [False, False, True, True])
    """
    found = light.copy()
    for stretch in stretches:
        judged = np.where(stretch.place[:, None] >= 0, stretch.light[stretch.place], ABSENT)
        found = np.where(stretch.months[None, :], judged, found).astype(np.int8)
    is_there = found != ABSENT
    runs = np.where(is_there, run_lengths(found, is_reached), 0)
    return JoinedYear(np.where(is_there, found, Light.GREY).astype(np.int8), runs, is_there)
