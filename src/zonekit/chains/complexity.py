"""How much a region can do, and how much an industry asks for: three published measures, sign and scale stated.

Sources: fitness, Tacchella, Cristelli, Caldarelli, Gabrielli, Pietronero (2012), "A New Metrics for Countries' Fitness
and Products' Complexity"; reflections, Hidalgo and Hausmann (2009), "The building blocks of economic complexity";
eigenvalues, Mealy, Farmer, Teytelboym (2019), "Interpreting economic complexity".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from zonekit.chains.relatedness import Floats

Method = Literal["fitness", "eigenvalues", "reflections"]
ROUNDS = 19


@dataclass(frozen=True, slots=True)
class Complexity:
    """`regions` (ECI) and `industries` (PCI), in the order of the matrix; NaN for an empty row or column."""

    regions: Floats
    industries: Floats
    method: Method


def complexity(present: npt.ArrayLike, method: Method = "fitness", rounds: int = ROUNDS) -> Complexity:
    """Complexity of regions (ECI) and of industries (PCI) from presence, regions x industries.

    - `fitness`: positive, each with mean 1, larger is more complex. 19 rounds equal `iterations = 20` of the R package
      economiccomplexity, whose first is the start.
    - `eigenvalues`: mean 0, standard deviation 1 (n - 1), larger is more complex: the sign is the one under which ECI
      goes with the number of industries a region has, and PCI is the mean ECI of the regions with the industry, scaled.
    - `reflections`: mean 0, standard deviation 1, larger is more complex: regions after an even number of rounds,
      industries after the odd one that follows.

    >>> found = complexity([[1, 1, 1], [1, 1, 0], [1, 0, 0]], rounds=2)
    >>> found.regions.round(3).tolist(), found.industries.round(3).tolist()
    ([1.833, 0.833, 0.333], [0.345, 0.759, 1.897])
    """
    table = np.asarray(np.asarray(present, dtype=bool), dtype=np.float64)
    rows, columns = table.sum(axis=1) > 0, table.sum(axis=0) > 0
    regions, industries = np.full(len(rows), np.nan), np.full(len(columns), np.nan)
    if rows.any():
        work = {"fitness": _fitness, "eigenvalues": _eigenvalues, "reflections": _reflections}[method]
        regions[rows], industries[columns] = work(table[np.ix_(rows, columns)], rounds)
    return Complexity(regions, industries, method)


def _fitness(found: Floats, rounds: int) -> tuple[Floats, Floats]:
    regions, industries = np.ones(found.shape[0]), np.ones(found.shape[1])
    strong = csr_array(found != 0).astype(np.float64)  # sparse: many small products, no threads to wait for
    owners = strong.T
    for _ in range(rounds):
        # 1e-300: fitness of regions with only common industries may sink to nothing after many rounds
        after, then = strong @ industries, 1 / (owners @ (1 / np.maximum(regions, 1e-300)))
        regions, industries = after / after.mean(), then / then.mean()
    return regions, industries


def _reflections(found: Floats, rounds: int) -> tuple[Floats, Floats]:
    diversity, ubiquity = found.sum(axis=1), found.sum(axis=0)
    regions, industries = diversity, ubiquity
    for _ in range((rounds - 1) // 2 * 2):
        regions, industries = found @ industries / diversity, found.T @ regions / ubiquity
    return _standard(regions), _standard(found.T @ regions / ubiquity)


def _eigenvalues(found: Floats, rounds: int) -> tuple[Floats, Floats]:
    """The second eigenvector, on the smaller side: D^-1/2 M U^-1 M' D^-1/2 is symmetric and has the same values."""
    diversity, ubiquity = found.sum(axis=1), found.sum(axis=0)
    scaled = found / np.sqrt(diversity)[:, None] / np.sqrt(ubiquity)
    if len(diversity) < 2 or len(ubiquity) < 2:
        return np.zeros(len(diversity)), np.zeros(len(ubiquity))
    if len(diversity) <= len(ubiquity):
        vector = np.linalg.eigh(scaled @ scaled.T)[1][:, -2]
        regions = vector / np.sqrt(diversity)
    else:
        vector = np.linalg.eigh(scaled.T @ scaled)[1][:, -2]
        regions = found @ (vector / np.sqrt(ubiquity)) / diversity
    if (_standard(regions) * _standard(diversity)).sum() < 0:
        regions = -regions
    return _standard(regions), _standard(found.T @ regions / ubiquity)


def _standard(values: Floats) -> Floats:
    spread = values.std(ddof=1) if len(values) > 1 else 0.0
    centred: Floats = values - values.mean()
    return centred / spread if spread > 0 else centred
