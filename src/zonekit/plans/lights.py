"""Bands: what turns a measure into a colour. Data decides the bounds, this module only compares."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zonekit.plans.arrays import Bools, Codes
from zonekit.plans.words import Light


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of a measure with one colour. `low`, `high`: bounds, None is open; `is_inferred`: not published but
    needed to leave no gap, marked as the product's own.

    >>> Band("behind", Light.YELLOW, low=-30.0, high=-10.0).holds(-10.0)
    True
    >>> Band("behind", Light.YELLOW, low=-30.0, high=-10.0, includes_high=False).holds(-10.0)
    False
    """

    code: str
    light: Light
    low: float | None = None
    high: float | None = None
    includes_low: bool = True
    includes_high: bool = True
    is_inferred: bool = False

    def holds(self, value: float) -> bool:
        return bool(self.mask(np.array([value]))[0])

    def mask(self, values: NDArray[Any]) -> Bools:
        inside: Bools = ~np.isnan(values)
        if self.low is not None:
            inside &= (values >= self.low) if self.includes_low else (values > self.low)
        if self.high is not None:
            inside &= (values <= self.high) if self.includes_high else (values < self.high)
        return inside


@dataclass(frozen=True, slots=True)
class Banding:
    """The bands of one light, from the lowest values up; together they hold every number exactly once.

    >>> far = Band("far_behind", Light.RED, high=-30.0, includes_high=False)
    >>> rule = Banding("gap_points", (far, Band("on_schedule", Light.GREEN, low=-30.0)))
    >>> rule.lights(np.array([-30.1, -30.0, np.nan])).tolist()
    [3, 1, 0]
    """

    measure: str
    bands: tuple[Band, ...]

    def band_index(self, values: NDArray[Any]) -> Codes:
        """Index of the band of each value, -1 where the value is NaN."""
        index = np.full(len(values), -1, dtype=np.int8)
        for i, band in enumerate(self.bands):
            index[band.mask(values)] = i
        return index

    def lights(self, values: NDArray[Any]) -> Codes:
        colours = np.array([*(band.light for band in self.bands), Light.GREY], dtype=np.int8)
        found: Codes = colours[self.band_index(values)]  # -1 picks the grey at the end
        return found

    def band_of(self, value: float) -> Band:
        """The band that holds a value; the value must be a number."""
        return next(band for band in self.bands if band.holds(value))


def worst_of(lights: Codes, owner: NDArray[Any], n: int) -> Codes:
    """Worst light of each owner (n,), grey where it has none known.

    >>> worst_of(np.array([1, 3, 0], dtype=np.int8), np.array([0, 0, 2]), 3).tolist()
    [3, 0, 0]
    """
    counted = np.bincount(owner.astype(np.int64) * 4 + lights, minlength=n * 4).reshape(n, 4) > 0
    worst = np.where(counted[:, 3], 3, np.where(counted[:, 2], 2, np.where(counted[:, 1], 1, 0)))
    return worst.astype(np.int8)


def overall_of(start: Codes, progress: Codes, milestones: Codes, expects_report: Bools) -> Codes:
    """Worst of an item's lights: red, then yellow, then "not reported", then green.

    An item that has indicators of which none was reported is not green because a milestone is: it stays grey. Grey
    never hides a yellow or a red, and a light the item does not have says nothing.
    """
    worst = np.maximum(np.maximum(start, milestones), progress)
    is_silent = expects_report & (progress == Light.GREY) & (worst <= Light.GREEN)
    return np.where(is_silent, Light.GREY, worst).astype(np.int8)


def gaps_and_overlaps(bands: tuple[Band, ...]) -> list[tuple[str, float | None]]:
    """Faults of bands given from the lowest values up: (code, the bound where it happens). Empty when all is well."""
    faults: list[tuple[str, float | None]] = []
    if not bands:
        return [("light_rule_without_bands", None)]
    if bands[0].low is not None:
        faults.append(("light_band_gap", bands[0].low))
    if bands[-1].high is not None:
        faults.append(("light_band_gap", bands[-1].high))
    for band in bands:
        if band.low is not None and band.high is not None and band.low > band.high:
            faults.append(("light_band_reversed", band.low))
    for lower, upper in pairwise(bands):
        faults.extend(_seam(lower, upper))
    return faults


def _seam(lower: Band, upper: Band) -> list[tuple[str, float | None]]:
    if lower.high is None or upper.low is None:
        return [("light_band_overlap", upper.low if lower.high is None else lower.high)]
    if lower.high > upper.low or (lower.high == upper.low and lower.includes_high and upper.includes_low):
        return [("light_band_overlap", upper.low)]
    if lower.high < upper.low or not (lower.includes_high or upper.includes_low):
        return [("light_band_gap", lower.high)]
    return []
