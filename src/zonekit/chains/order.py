"""The order of a chain: suppliers before their customers, and the circles that forbid one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence


def supply_order(count: int, links: Iterable[tuple[int, int]]) -> list[int]:
    """Places 0 to count-1 with every supplier before its customers; of several possible orders the one by place.

    Where links run in a circle, its places and what depends on them are left out.

    >>> supply_order(3, [(2, 0), (0, 1)])
    [2, 0, 1]
    >>> supply_order(3, [(0, 1), (1, 0)])
    [2]
    """
    customers: dict[int, list[int]] = {}
    waiting = [0] * count
    for supplier, customer in links:
        customers.setdefault(supplier, []).append(customer)
        waiting[customer] += 1
    ready = [place for place in range(count) if not waiting[place]]
    order: list[int] = []
    for place in ready:  # grows while it is walked
        order.append(place)
        for customer in customers.get(place, ()):
            waiting[customer] -= 1
            if not waiting[customer]:
                ready.append(customer)
    return order


def depths(count: int, links: Sequence[tuple[int, int]]) -> list[int]:
    """How many links the longest way from a first material to each place has; 0 for places in a circle.

    >>> depths(4, [(0, 1), (1, 2), (0, 2)])
    [0, 1, 2, 0]
    """
    depth = [0] * count
    suppliers: dict[int, list[int]] = {}
    for supplier, customer in links:
        suppliers.setdefault(customer, []).append(supplier)
    for place in supply_order(count, links):
        depth[place] = max((depth[supplier] + 1 for supplier in suppliers.get(place, ())), default=0)
    return depth


def circles(count: int, links: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Circles that share no place, at least one for every knot of places that supply one another, each from its lowest.

    >>> circles(5, [(0, 1), (1, 2), (2, 1), (3, 4), (4, 3)])
    [[1, 2], [3, 4]]
    """
    customers: dict[int, list[int]] = {}
    for supplier, customer in links:
        customers.setdefault(supplier, []).append(customer)
    in_order = set(supply_order(count, links))
    seen: set[int] = set()
    found = []
    for start in range(count):
        if start in in_order or start in seen:
            continue
        way = _way_back(start, customers)
        if way and not seen.intersection(way):
            found.append(way)
            seen.update(way)
    return found


def _way_back(start: int, customers: Mapping[int, Sequence[int]]) -> list[int]:
    """The shortest way along links from a place back to itself, without the return; empty where there is none."""
    came_from: dict[int, int] = {}
    wave = [start]
    while wave:
        later = []
        for place in wave:
            for customer in customers.get(place, ()):
                if customer == start:
                    way = [place]
                    while way[-1] != start:
                        way.append(came_from[way[-1]])
                    return way[::-1]
                if customer not in came_from:
                    came_from[customer] = place
                    later.append(customer)
        wave = later
    return []
