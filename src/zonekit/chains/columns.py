"""The column of each node of a map: by segment, then by tier, then after its suppliers; no column too tall."""

from __future__ import annotations

import math
from collections.abc import Sequence

from zonekit.chains.model import Node, Segment
from zonekit.chains.order import supply_order

Links = Sequence[tuple[int, int]]
FEWEST_ROWS = 14
# Rows of a column against all nodes, so that a map is about half as high again as a screen is wide.
ROWS_PER_NODE = 2.5


def column_keys(nodes: Sequence[Node], links: Links) -> list[tuple[int, int, int]]:
    """Segment, tier, and steps behind suppliers of that tier. A customer is in no lower tier than a supplier of its
    segment, whatever it says; where a link runs back against the segments, the segments stand.
    """
    segments = [list(Segment).index(node.segment) for node in nodes]
    tiers = [node.tier for node in nodes]
    steps = [0] * len(nodes)
    suppliers: dict[int, list[int]] = {}
    for supplier, customer in links:
        if segments[supplier] == segments[customer]:
            suppliers.setdefault(customer, []).append(supplier)
    for place in supply_order(len(nodes), links):
        before = suppliers.get(place, ())
        tiers[place] = max([tiers[place], *(tiers[supplier] for supplier in before)])
        steps[place] = max((steps[one] + 1 for one in before if tiers[one] == tiers[place]), default=0)
    return list(zip(segments, tiers, steps, strict=True))


def columns_of(keys: Sequence[tuple[int, int, int]], links: Links) -> list[int]:
    """A column for each place, those with one key together, parted evenly where they would stand too high.

    >>> columns_of([(0, 1, 0), (1, 1, 0), (0, 1, 0)], [])
    [0, 1, 0]
    """
    most = max(FEWEST_ROWS, round(math.sqrt(ROWS_PER_NODE * len(keys))))
    groups: dict[tuple[int, int, int], list[int]] = {}
    for place, key in enumerate(keys):
        groups.setdefault(key, []).append(place)
    used = {customer for _supplier, customer in links}
    column = [0] * len(keys)
    here = 0
    for key in sorted(groups):
        # Those that wait for nobody stand in front, so that fewer links pass their neighbours.
        members = sorted(groups[key], key=lambda place: (place in used, place))
        parts = math.ceil(len(members) / most)
        for number, place in enumerate(members):
            column[place] = here + number * parts // len(members)
        here += parts
    return column
