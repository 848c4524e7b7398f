"""Places in columns with links between neighbouring columns, in an order with few crossings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from zonekit.chains.placed import Floats, Ints

SWEEPS = 12
# Sweeps to and fro without any gain, after which hardly any comes.
IN_VAIN = 4
# Links compared with one another at a time: bounded memory, however many there are.
AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Net:
    """`columns`: the places of each column, nodes first, then trunks; `before` and `after`: a place's neighbours.

    A link over several columns passes each by a place of its own; the links of one supplier share these: its trunk.
    """

    nodes: int
    columns: tuple[tuple[int, ...], ...]
    before: tuple[tuple[int, ...], ...]
    after: tuple[tuple[int, ...], ...]
    trunks: Mapping[int, Mapping[int, int]]

    @classmethod
    def of(cls, column: Sequence[int], links: Sequence[tuple[int, int]]) -> Net:
        columns: list[list[int]] = [[] for _ in range(max(column, default=-1) + 1)]
        for place, number in enumerate(column):
            columns[number].append(place)
        after: list[list[int]] = [[] for _ in column]
        before: list[list[int]] = [[] for _ in column]
        trunks: dict[int, dict[int, int]] = {}
        for supplier, customer in links:
            start = supplier
            trunk = trunks.setdefault(supplier, {})
            for number in range(column[supplier] + 1, column[customer]):
                if number not in trunk:
                    trunk[number] = len(after)
                    columns[number].append(trunk[number])
                    after.append([])
                    before.append([start])
                    after[start].append(trunk[number])
                start = trunk[number]
            if column[customer] > column[supplier]:
                after[start].append(customer)
                before[customer].append(start)
        return cls(len(column), _fixed(columns), _fixed(before), _fixed(after), trunks)


def _fixed(rows: Sequence[Sequence[int]]) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(row) for row in rows)


def fewest_crossings(net: Net) -> list[list[int]]:
    """The places of each column from top to bottom, after sweeps to and fro by the mean row of neighbours.

    >>> net = Net.of([0, 0, 1, 1], [(0, 3), (1, 2)])
    >>> rows = fewest_crossings(net)
    >>> crossings(net, rows)
    0
    """
    rows = [np.array(column, dtype=np.int64) for column in net.columns]
    pairs = _pairs(net)
    sides = _sides(net.columns, net.after), _sides(net.columns, net.before)
    at = np.zeros(len(net.before))
    for row in rows:
        at[row] = _evenly(len(row))
    best, least, found_in = list(rows), _crossed(pairs, at), 0
    for sweep in range(SWEEPS):
        if not least or sweep - found_in >= IN_VAIN:
            break
        is_forward = sweep % 2 == 0
        for number in range(1, len(rows)) if is_forward else range(len(rows) - 2, -1, -1):
            rows[number] = _sorted(rows[number], sides[is_forward][number], at)
        found = _crossed(pairs, at)
        if found < least:
            best, least, found_in = list(rows), found, sweep
    return [row.tolist() for row in best]


def crossings(net: Net, rows: Sequence[Sequence[int]]) -> int:
    """How many pairs of links between neighbouring columns cross."""
    at = np.zeros(len(net.before))
    for row in rows:
        at[np.array(row, dtype=np.int64)] = _evenly(len(row))
    return _crossed(_pairs(net), at)


@dataclass(frozen=True, slots=True)
class _Side:
    """Those of a column who have neighbours on one side; the neighbours of all of them in a row, where each one's
    begin, and how many each has.
    """

    places: Ints
    neighbours: Ints
    begin: Ints
    count: Ints


def _sides(columns: Sequence[Sequence[int]], neighbours: Sequence[Sequence[int]]) -> list[_Side]:
    found = []
    for column in columns:
        places = [place for place in column if neighbours[place]]
        count = np.array([len(neighbours[place]) for place in places], dtype=np.int64)
        flat = list(chain.from_iterable(neighbours[place] for place in places))
        found.append(_Side(_ints(places), _ints(flat), np.cumsum(count) - count, count))
    return found


def _ints(places: Sequence[int]) -> Ints:
    return np.array(places, dtype=np.int64)


def _evenly(count: int) -> Floats:
    """The heights of so many in a column, between 0 and 1."""
    found: Floats = (np.arange(count) + 0.5) / max(count, 1)
    return found


def _sorted(row: Ints, side: _Side, at: Floats) -> Ints:
    """A column by the mean height of neighbours; who has none on that side keeps the height it has."""
    if len(side.places):
        wished = at.copy()
        wished[side.places] = np.add.reduceat(at[side.neighbours], side.begin) / side.count
        row = row[np.argsort(wished[row], kind="stable")]
        at[row] = _evenly(len(row))
    return row


def _pairs(net: Net) -> list[tuple[Ints, Ints]]:
    """The links from each column to the next: suppliers and customers."""
    return [
        (
            _ints([place for place in column for _customer in net.after[place]]),
            _ints(list(chain.from_iterable(net.after[place] for place in column))),
        )
        for column in net.columns
    ]


def _crossed(pairs: Sequence[tuple[Ints, Ints]], at: Floats) -> int:
    return sum(_inversions(_ends(at[suppliers], at[customers])) for suppliers, customers in pairs)


def _ends(begins: Floats, ends: Floats) -> Floats:
    """Where links end, from the one that begins at the top on; of one beginning, from the one that ends there on."""
    return ends[np.lexsort((ends, begins))]


def _inversions(values: Floats) -> int:
    """How many pairs stand in the wrong order."""
    total = 0
    for start in range(0, len(values), AT_ONCE):
        block = values[start : start + AT_ONCE]
        later = values[start + AT_ONCE :]
        total += int(np.count_nonzero(np.triu(block[:, None] > block)))
        total += len(block) * len(later) - int(np.searchsorted(np.sort(block), later, side="right").sum())
    return total
