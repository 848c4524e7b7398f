"""The heights of places in columns whose order is fixed: near their neighbours, never in each other's way."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from zonekit.chains.crossings import Net

PASSES = 8
STRAIGHT = 4.0


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


def _mean(places: Sequence[int], at: Sequence[float], default: float) -> float:
    return sum(map(at.__getitem__, places)) / len(places) if places else default
