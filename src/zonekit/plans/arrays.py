"""Array types, days as ordinals, and the walks over runs of equal keys that every part shares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Days = NDArray[np.int32]
Codes = NDArray[np.int8]
Bools = NDArray[np.bool_]

NEVER = int(np.iinfo(np.int32).max)  # a day that no date reaches
ALWAYS = 0  # a day before every date
EPOCH = date(1970, 1, 1).toordinal()


def freeze(*arrays: NDArray[Any]) -> None:
    """A table handed out must not change under its readers."""
    for array in arrays:
        array.setflags(write=False)


def day_of(ordinal: int) -> date | None:
    return None if ordinal <= ALWAYS or ordinal >= NEVER else date.fromordinal(int(ordinal))


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """Rows grouped by an owner 0..n-1: `order` lists the rows owner by owner, `indptr` where each owner begins.

    >>> groups = Groups.by(np.array([2, 0, 2]), 3)
    >>> groups.order.tolist(), groups.indptr.tolist(), groups.of(2).tolist()
    ([1, 0, 2], [0, 1, 1, 3], [0, 2])
    """

    order: Ints
    indptr: Ints

    @classmethod
    def by(cls, owner: NDArray[Any], n: int) -> Groups:
        counts = np.bincount(owner, minlength=n)
        indptr = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        if np.all(owner[1:] >= owner[:-1]):
            order = np.arange(len(owner), dtype=np.int64)
        else:
            order = np.argsort(owner, kind="stable").astype(np.int64)
        return cls(order, indptr)

    def of(self, owner: int) -> Ints:
        return self.order[self.indptr[owner] : self.indptr[owner + 1]]


def last_marked(mask: Bools, indptr: Ints) -> Ints:
    """Position of the last True of each run `indptr[i]:indptr[i+1]`, -1 where there is none.

    >>> last_marked(np.array([True, False, True, True, False]), np.array([0, 2, 2, 5])).tolist()
    [0, -1, 3]
    """
    marked = np.flatnonzero(mask)
    if not len(marked):
        return np.full(len(indptr) - 1, -1, dtype=np.int64)
    last = marked[np.maximum(np.searchsorted(marked, indptr[1:]) - 1, 0)]
    is_inside = (last >= indptr[:-1]) & (last < indptr[1:])
    return np.where(is_inside, last, -1).astype(np.int64)
