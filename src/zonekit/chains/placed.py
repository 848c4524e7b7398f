"""Which enterprise stands on which node, as arrays: one row for each placement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Placed:
    """One placement. `firm` names the enterprise, `node` the node's code.

    `output`: what the enterprise makes in a year, in yuan; `share`: the part of it that belongs to the node, None
    where it is not known (then its nodes share it evenly); `capacity`: what it could deliver on the node in a year, in
    yuan of output. `weight`: how much the placement counts, 1 for one that nobody doubts.
    """

    firm: str
    node: str
    output: float | None = None
    capacity: float | None = None
    share: float | None = None
    weight: float = 1.0
    is_foreign: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class PlacedFirms:
    """Placements as arrays of one length; NaN where a figure is not known. `firm` and `node` are places in lists."""

    firm: Ints
    node: Ints
    output: Floats
    capacity: Floats
    share: Floats
    weight: Floats
    is_foreign: Bools

    def __post_init__(self) -> None:
        lengths = {len(getattr(self, name)) for name in self.__slots__}
        if len(lengths) > 1:
            raise ValueError(f"arrays of different lengths: {sorted(lengths)}")

    def __len__(self) -> int:
        return len(self.node)

    @classmethod
    def of(cls, placed: Iterable[Placed], positions: Mapping[str, int]) -> PlacedFirms:
        """From single placements. KeyError where a node is none of the chain's (`chain.positions()`).

        >>> one = PlacedFirms.of([Placed("A", "tyre", output=5e6), Placed("B", "tyre")], {"tyre": 0})
        >>> one.firm.tolist(), one.node.tolist(), one.output.tolist()
        ([0, 1], [0, 0], [5000000.0, nan])
        """
        rows = list(placed)
        firms: dict[str, int] = {}
        return cls(
            firm=np.array([firms.setdefault(row.firm, len(firms)) for row in rows], dtype=np.int64),
            node=np.array([positions[row.node] for row in rows], dtype=np.int64),
            output=_floats([row.output for row in rows]),
            capacity=_floats([row.capacity for row in rows]),
            share=_floats([row.share for row in rows]),
            weight=np.array([row.weight for row in rows], dtype=np.float64),
            is_foreign=np.array([row.is_foreign for row in rows], dtype=np.bool_),
        )

    def shares(self) -> Floats:
        """The part of each enterprise's output that belongs to the node; where it is not said, what the others leave.

        >>> rows = [Placed("A", "x", share=0.6), Placed("A", "y"), Placed("A", "z"), Placed("B", "x")]
        >>> PlacedFirms.of(rows, {"x": 0, "y": 1, "z": 2}).shares().tolist()
        [0.6, 0.2, 0.2, 1.0]
        """
        is_said = np.isfinite(self.share) & (self.share >= 0)
        count = int(self.firm.max(initial=-1)) + 1
        said = np.bincount(self.firm[is_said], np.minimum(self.share[is_said], 1.0), count)
        unsaid = np.bincount(self.firm[~is_said], minlength=count)
        rest = np.clip(1.0 - said, 0.0, 1.0) / np.maximum(unsaid, 1)
        return np.where(is_said, np.minimum(self.share, 1.0), rest[self.firm])


def known(values: Floats) -> Floats:
    """Figures that can be used; NaN for what is not known, negative or beyond all numbers."""
    return np.where(np.isfinite(values) & (values >= 0), values, np.nan)


def sums(places: Ints, values: Floats, count: int) -> Floats:
    """The values added up at their places."""
    return np.bincount(places, values, count).astype(np.float64, copy=False)


def _floats(values: list[float | None]) -> Floats:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)
