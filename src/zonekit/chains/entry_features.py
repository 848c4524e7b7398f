"""What speaks for an absent industry to appear in a region: eight signals from one table, comparable between tables.

Each signal is turned into the industry's rank among those absent from the region, from -1/2 to 1/2 (equal ones share
the mean rank), so that weights learnt on one table hold on another of other size and unit. The share of regions less
diverse than this one (-1/2 to 1/2) is multiplied with some of them: what follows in a region that has everything
differs from what follows in one that has little.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import rankdata

from zonekit.chains.relatedness import Bools, Floats, Matrix, density, presence, rca

ABSENT_BELOW = 0.5
# Similar regions count with the fourth power of their cosine: close ones decide, distant ones nearly vanish.
SHARPNESS = 4

SIGNALS = ("similar_regions", "density", "popularity", "own_share", "threshold")
WITH_DIVERSITY = ("density", "popularity", "own_share")
BRANCH_SIGNALS = ("branch_advantage", "branch_strength")


def feature_names(has_branches: bool) -> tuple[str, ...]:
    """
    >>> feature_names(False)[-3:]
    ('density_x_diversity', 'popularity_x_diversity', 'own_share_x_diversity')
    """
    crossed = (*WITH_DIVERSITY, *(BRANCH_SIGNALS[1:] if has_branches else ()))
    plain = (*SIGNALS, *(BRANCH_SIGNALS if has_branches else ()))
    return (*plain, *(f"{name}_x_diversity" for name in crossed))


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """`planes`: one matrix regions x industries per name; 0 where the industry is not absent."""

    names: tuple[str, ...]
    planes: Floats
    absent: Bools


def features_of(values: Floats, branch: npt.NDArray[np.intp] | None = None) -> Features:
    """Signals of a table before entry; `branch`: number of each industry's branch, None where codes are words."""
    advantage = rca(values)
    absent = np.asarray(advantage < ABSENT_BELOW)
    present = presence(advantage)
    diversity = rankdata(present.sum(axis=1)) / len(present) - 0.5
    ranked = {name: ranks(plane, absent) for name, plane in _signals(values, advantage, branch)}
    names = feature_names(branch is not None)
    planes = np.empty((len(names), *values.shape))
    for place, name in enumerate(names):
        signal, _, crossed = name.partition("_x_")
        planes[place] = ranked[signal] * diversity[:, None] if crossed else ranked[signal]
    return Features(names, planes, absent)


def _signals(values: Floats, advantage: Floats, branch: npt.NDArray[np.intp] | None) -> Iterator[tuple[str, Floats]]:
    partly = np.minimum(advantage, 1)
    yield "similar_regions", in_similar_regions(partly)
    yield "density", density(presence(advantage))
    yield "popularity", np.broadcast_to((values > 0).sum(axis=0).astype(float), values.shape)
    yield "own_share", partly
    # A region needs `expected` of an industry for an RCA of 1: where that is one firm or less, any newcomer suffices.
    total = max(values.sum(), np.finfo(float).tiny)
    expected = np.outer(values.sum(axis=1), values.sum(axis=0) / total)
    yield "threshold", -np.maximum(expected, 1)
    if branch is not None:
        members = np.eye(branch.max() + 1)[branch]
        yield "branch_advantage", rca(values @ members)[:, branch]
        others = (partly @ members)[:, branch] - partly
        yield "branch_strength", others / members.sum(axis=0)[branch]


def in_similar_regions(partly: Floats) -> Floats:
    """Mean of min(RCA, 1) of the industry in other regions, weighted by likeness.

    >>> in_similar_regions(np.array([[1.0, 1, 0], [1, 1, 1], [0, 0, 1]])).round(2).tolist()
    [[1.0, 1.0, 1.0], [0.8, 0.8, 0.2], [1.0, 1.0, 1.0]]
    """
    lengths = np.sqrt((partly**2).sum(axis=1))
    direction = partly / np.where(lengths > 0, lengths, 1)[:, None]
    likeness = (direction @ direction.T) ** SHARPNESS
    np.fill_diagonal(likeness, 0)
    weight = likeness.sum(axis=1, keepdims=True)
    found: Floats = likeness @ partly / np.where(weight > 0, weight, 1)
    return found


def ranks(plane: Matrix, absent: Bools) -> Floats:
    """Rank among a region's absent industries, -1/2 to 1/2, ties at their mean.

    >>> ranks(np.array([[3.0, 1.0, 1.0, 9.0]]), np.array([[True, True, True, False]])).round(3).tolist()
    [[0.333, -0.167, -0.167, 0.0]]
    """
    found = np.zeros(plane.shape)
    plane = plane.astype(np.float32)  # sums of another order differ in their last bits: equal ones shall stay equal
    for row, asked, into in zip(plane, absent, found, strict=True):
        if asked.any():
            into[asked] = (rankdata(row[asked]) - 0.5) / asked.sum() - 0.5
    return found
