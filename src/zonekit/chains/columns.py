"""The column of each node of a map: in the band of its segment, by its tier, behind its suppliers; none too tall."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from zonekit.chains.model import Node, Segment
from zonekit.chains.order import supply_order

Links = Sequence[tuple[int, int]]
FEWEST_ROWS = 14
# Rows of a column against all nodes, so that a large map is about as high as it is wide.
ROWS_PER_NODE = 2.5
# A segment shows at least so many of its tiers apart; more only where links demand it, or the map grows too wide.
TIERS_APART = 2


def columns_of(nodes: Sequence[Node], links: Links) -> list[int]:
    """A column for each node; every link between nodes of one segment, or on to a later one, leads to a later column.

    A link back against the segments does not move its nodes out of their bands.
    """
    segments = [list(Segment).index(node.segment) for node in nodes]
    steps = [0] * len(nodes)
    order = supply_order(len(nodes), links)
    for segment in sorted(set(segments)):
        members = [place for place in order if segments[place] == segment]
        in_order = set(members)
        members += [place for place, own in enumerate(segments) if own == segment and place not in in_order]
        steps_here = _steps(members, [nodes[place].tier for place in members], links)
        for place, step in steps_here.items():
            steps[place] = step
    return _parted(list(zip(segments, steps, strict=True)), {customer for _supplier, customer in links})


def _steps(members: Sequence[int], tiers: Sequence[int], links: Links) -> Mapping[int, int]:
    """Steps to the right within a segment; `members` in the order of supply. As few as links demand, by tier where
    they leave a choice.
    """
    inside = set(members)
    suppliers: dict[int, list[int]] = {place: [] for place in members}
    customers: dict[int, list[int]] = {place: [] for place in members}
    rank = {place: number for number, place in enumerate(members)}
    for supplier, customer in links:
        if supplier in inside and customer in inside and rank[supplier] < rank[customer]:
            suppliers[customer].append(supplier)
            customers[supplier].append(customer)
    behind: dict[int, int] = {}
    for place in reversed(members):
        behind[place] = max((behind[one] + 1 for one in customers[place]), default=0)
    known = sorted(set(tiers))
    count = max(max(behind.values()) + 1, min(len(known), TIERS_APART))
    steps: dict[int, int] = {}
    for place, tier in zip(members, tiers, strict=True):
        wished = known.index(tier) * count // max(len(known), count)
        earliest = max((steps[one] + 1 for one in suppliers[place]), default=0)
        steps[place] = max(earliest, min(wished, count - 1 - behind[place]))
    return steps


def _parted(keys: Sequence[tuple[int, int]], supplied: set[int]) -> list[int]:
    """Columns for segment and step; one that would be too tall is parted evenly."""
    most = max(FEWEST_ROWS, round(math.sqrt(ROWS_PER_NODE * len(keys))))
    groups: dict[tuple[int, int], list[int]] = {}
    for place, key in enumerate(keys):
        groups.setdefault(key, []).append(place)
    column = [0] * len(keys)
    here = 0
    for key in sorted(groups):
        # Those that wait for nobody stand in front, so that fewer links pass their neighbours.
        members = sorted(groups[key], key=lambda place: (place in supplied, place))
        parts = math.ceil(len(members) / most)
        for number, place in enumerate(members):
            column[place] = here + number * parts // len(members)
        here += parts
    return column
