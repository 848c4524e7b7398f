"""The plan tree as levels of arrays, so that a roll-up is one pass per level."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zonekit.plans.arrays import Bools, Floats, Groups, Ints


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """The children at one depth, parent by parent: `parents[i]` owns `children[starts[i]:starts[i + 1]]`."""

    parents: Ints
    children: Ints
    starts: Ints

    def total(self, values: NDArray[Any]) -> NDArray[Any]:
        """Sum over each parent's children; `values` has one entry (or row) per child, in the order of `children`."""
        total: NDArray[Any] = np.add.reduceat(values, self.starts, axis=0)
        return total

    def greatest(self, values: NDArray[Any]) -> NDArray[Any]:
        """Greatest over each parent's children, `values` as for `total`."""
        greatest: NDArray[Any] = np.maximum.reduceat(values, self.starts, axis=0)
        return greatest


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """`parent` (n,): index or -1; `weight` (n,): share among the siblings, summing to 1; `levels`: deepest first.

    >>> tree = Tree.of(np.array([-1, 0, 0]), np.array([np.nan, 30.0, 10.0]))
    >>> tree.weight.tolist(), tree.is_leaf.tolist()
    ([1.0, 0.75, 0.25], [False, True, True])
    """

    parent: Ints
    depth: Ints
    weight: Floats
    is_leaf: Bools
    children: Groups
    levels: tuple[Level, ...]

    @classmethod
    def of(cls, parent: NDArray[Any], weight: Floats) -> Tree:
        """Expects a forest: parents in range and no cycle (see `depths`)."""
        parent = parent.astype(np.int64)
        n = len(parent)
        depth = depths(parent)
        owner = np.where(parent < 0, n, parent)  # the roots are siblings of each other
        children = Groups.by(owner, n + 1)
        is_leaf = np.diff(children.indptr[: n + 1]) == 0
        levels = tuple(_level(depth, parent, d) for d in range(int(depth.max(initial=0)), 0, -1))
        return cls(parent, depth, shares(weight, owner, n + 1), is_leaf, children, levels)

    def __len__(self) -> int:
        return len(self.parent)


def shares(weight: Floats, owner: NDArray[Any], n_owners: int) -> Floats:
    """Weights as shares of their owner. Equal shares where a weight is missing (NaN) or all are 0.

    >>> shares(np.array([1.0, 3.0, 0.0, 0.0, 5.0, np.nan]), np.array([0, 0, 1, 1, 2, 2]), 3).tolist()
    [0.25, 0.75, 0.5, 0.5, 0.5, 0.5]
    """
    missing = np.isnan(weight)
    has_gap = np.bincount(owner, weights=missing, minlength=n_owners) > 0
    total = np.bincount(owner, weights=np.where(missing, 0.0, weight), minlength=n_owners)
    is_equal = has_gap | (total <= 0)
    used = np.where(is_equal[owner], 1.0, weight)
    count = np.bincount(owner, minlength=n_owners)
    share: Floats = used / np.where(is_equal, count, total)[owner]
    return share


def depths(parent: Ints) -> Ints:
    """Depth of every item, 0 for roots, -1 for items that hang on a cycle."""
    depth = np.where(parent < 0, 0, -1)
    children = Groups.by(np.where(parent < 0, len(parent), parent), len(parent) + 1)
    first, last = children.indptr[:-1], children.indptr[1:]
    front = np.flatnonzero(parent < 0)
    level = 0
    while len(front):
        level += 1
        front = children.order[_spread(first[front], last[front])]
        depth[front] = level
    return depth


def _spread(first: Ints, last: Ints) -> Ints:
    """All positions of the runs first[i]:last[i], one after the other."""
    size = last - first
    offset = np.repeat(first - (np.cumsum(size) - size), size)
    positions: Ints = np.arange(int(size.sum()), dtype=np.int64) + offset
    return positions


def _level(depth: Ints, parent: Ints, at: int) -> Level:
    children = np.flatnonzero(depth == at)
    children = children[np.argsort(parent[children], kind="stable")]
    parents, starts = np.unique(parent[children], return_index=True)
    return Level(parents, children, starts.astype(np.int64))
