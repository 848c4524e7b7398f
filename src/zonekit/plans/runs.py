"""How long a light has lasted: months in a row that ended with the same one."""

from __future__ import annotations

import numpy as np

from zonekit.plans.arrays import Bools, Codes, Ints
from zonekit.plans.months import MonthStrip
from zonekit.plans.words import Light


def runs_of(strip: MonthStrip) -> Ints:
    """(n items, 12): at each month that has ended, how many months in a row, itself included, ended with its light.

    Green needs no counting and months not reached have nothing to count: both are 0.
    """
    return run_lengths(strip.light, strip.is_reached)


def run_lengths(light: Codes, is_reached: Bools) -> Ints:
    """The same for bare columns.

    >>> Y, R, G = Light.YELLOW, Light.RED, Light.GREEN
    >>> light = np.array([[G, Y, Y, R, R, R], [R, G, R, R, Y, Y]], dtype=np.int8)
    >>> run_lengths(light, np.array([True] * 5 + [False])).tolist()
    [[0, 1, 2, 1, 2, 0], [1, 0, 1, 2, 1, 0]]
    """
    lasted = np.zeros(light.shape, dtype=np.int64)
    before = np.zeros(light.shape[0], dtype=np.int64)
    for month in np.flatnonzero(is_reached):
        goes_on = light[:, month] == light[:, month - 1] if month else np.zeros(len(light), dtype=np.bool_)
        before = np.where(goes_on, before + 1, 1)
        lasted[:, month] = np.where(light[:, month] == Light.GREEN, 0, before)
    return lasted
