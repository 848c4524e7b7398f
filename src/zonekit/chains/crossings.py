"""Places in columns with links between neighbouring columns: an order with few crossings, then heights."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

SWEEPS = 12
PASSES = 8
STRAIGHT = 4.0


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
    rows = [list(column) for column in net.columns]
    best, least = [list(row) for row in rows], crossings(net, rows)
    at = _positions(net, rows)
    for sweep in range(SWEEPS):
        if not least:
            break
        forward = sweep % 2 == 0
        numbers = range(1, len(rows)) if forward else range(len(rows) - 2, -1, -1)
        for number in numbers:
            _sort(rows[number], net.before if forward else net.after, at)
        found = crossings(net, rows)
        if found < least:
            best, least = [list(row) for row in rows], found
    return best


def _positions(net: Net, rows: Sequence[Sequence[int]]) -> list[float]:
    at = [0.0] * len(net.before)
    for row in rows:
        _note(row, at)
    return at


def _note(row: Sequence[int], at: list[float]) -> None:
    for number, place in enumerate(row):
        at[place] = (number + 0.5) / len(row)


def _sort(row: list[int], neighbours: Sequence[Sequence[int]], at: list[float]) -> None:
    """Who has no neighbours on that side keeps the row it has."""
    means = {place: _mean(neighbours[place], at, at[place]) for place in row}
    row.sort(key=means.__getitem__)
    _note(row, at)


def _mean(places: Sequence[int], at: Sequence[float], default: float) -> float:
    return sum(map(at.__getitem__, places)) / len(places) if places else default


def crossings(net: Net, rows: Sequence[Sequence[int]]) -> int:
    """How many pairs of links between neighbouring columns cross."""
    row_of = [0] * len(net.before)
    for row in rows:
        for number, place in enumerate(row):
            row_of[place] = number
    total = 0
    for row in rows:
        ends: list[int] = []
        for place in row:
            for end in sorted(map(row_of.__getitem__, net.after[place])):
                position = bisect_right(ends, end)
                total += len(ends) - position
                ends.insert(position, end)
    return total


def heights_of(
    net: Net, rows: Sequence[Sequence[int]], tall: Sequence[float], between: float, trunk: float
) -> list[float]:
    """The middle of every place: near the middles of its neighbours, in the order of its column, never too close.

    No column reaches further down than the fullest one needs.
    """
    size = [*tall, *([trunk] * (len(net.before) - net.nodes))]
    middle = [0.0] * len(size)
    offsets = [_offsets(row, size, net.nodes, between) for row in rows]
    room = max((offset[-1] for offset in offsets if offset), default=0.0)
    for row, offset in zip(rows, offsets, strict=True):
        for place, down in zip(row, offset, strict=True):
            middle[place] = down + (room - offset[-1]) / 2
    for turn in range(PASSES):
        asked = _asked(net, turn)
        numbers = range(len(rows)) if turn % 2 == 0 else range(len(rows) - 1, -1, -1)
        for number in numbers:
            _settle(rows[number], offsets[number], asked, net.nodes, middle, room)
    return middle


def _asked(net: Net, turn: int) -> Callable[[int], Sequence[int]]:
    """Whose middles count in a pass: those before, those after, in the last two both."""
    if turn >= PASSES - 2:
        return lambda place: (*net.before[place], *net.after[place])
    return net.before.__getitem__ if turn % 2 == 0 else net.after.__getitem__


def _offsets(row: Sequence[int], size: Sequence[float], nodes: int, between: float) -> list[float]:
    """How far below the first each place of a column must at least be."""
    found: list[float] = []
    for number, place in enumerate(row):
        if not number:
            found.append(0.0)
            continue
        above = row[number - 1]
        room = between if place < nodes and above < nodes else between / 2 if min(place, above) < nodes else 0.0
        found.append(found[-1] + (size[place] + size[above]) / 2 + room)
    return found


def _settle(
    row: Sequence[int],
    offset: Sequence[float],
    asked: Callable[[int], Sequence[int]],
    nodes: int,
    middle: list[float],
    room: float,
) -> None:
    """Move a column as little as possible from where its places would like to be (pooling of those in each other's
    way: isotonic regression), between the top and `room`.
    """
    pools: list[tuple[float, float, int]] = []
    for place, down in zip(row, offset, strict=True):
        weight = STRAIGHT if place >= nodes else 1.0
        wish, count = _mean(asked(place), middle, middle[place]) - down, 1
        while pools and pools[-1][0] > wish:
            earlier, heavy, many = pools.pop()
            wish = (earlier * heavy + wish * weight) / (heavy + weight)
            weight, count = weight + heavy, count + many
        pools.append((wish, weight, count))
    start = 0
    for wish, _weight, count in pools:
        held = max(0.0, min(wish, room - offset[-1]))
        for number in range(start, start + count):
            middle[row[number]] = held + offset[number]
        start += count
