"""How good scores of entry are: the area under the curve within each region, and how sure its mean is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.stats import rankdata

from zonekit.chains.relatedness import Bools, Floats, density, presence, rca


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean over regions and the bounds between which 95 % of resampled means lie."""

    mean: float
    low: float
    high: float
    regions: int


def auc_by_region(scores: Floats, absent: Bools, came: Bools) -> Floats:
    """Chance that an industry that came scores above one that did not, ties half; NaN where only one kind is.

    >>> auc_by_region(np.array([[0.9, 0.5, 0.5, 0.1]]), np.ones((1, 4), bool), np.array([[1, 1, 0, 0]]) > 0).tolist()
    [0.875]
    """
    found = np.full(len(scores), np.nan)
    for place, (row, asked, hits) in enumerate(zip(scores, absent, came, strict=True)):
        hit = hits[asked]
        many, few = len(hit) - hit.sum(), hit.sum()
        if many and few:
            found[place] = (rankdata(row[asked])[hit].sum() - few * (few + 1) / 2) / (few * many)
    return found


def mean_interval(values: Floats, draws: int = 10_000, seed: int = 1962) -> Interval:
    """Mean and bootstrap interval (Efron 1979) over regions; NaN are left out. The same seed gives the same interval.

    >>> mean_interval(np.array([1.0, 1.0, np.nan]))
    Interval(mean=1.0, low=1.0, high=1.0, regions=2)
    """
    known = values[np.isfinite(values)]
    if not len(known):
        return Interval(float("nan"), float("nan"), float("nan"), 0)
    random = np.random.default_rng(seed)
    means = known[random.integers(0, len(known), (draws, len(known)))].mean(axis=1)
    low, high = np.quantile(means, (0.025, 0.975))
    return Interval(float(known.mean()), float(low), float(high), len(known))


def popularity(values: Floats) -> Floats:
    """Baseline: in how many regions an industry is strong, the same in every region."""
    return np.broadcast_to(presence(rca(values)).sum(axis=0).astype(float), values.shape)


def density_baseline(values: Floats) -> Floats:
    """Baseline: density around the industry (Hidalgo 2007)."""
    return density(presence(rca(values)))
