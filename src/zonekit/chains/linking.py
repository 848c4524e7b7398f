"""The links of a chain as written: whom they join, what they weigh, and whether they run in a circle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from zonekit.chains.given import Given, Row, got, read_share
from zonekit.chains.model import Link, Node
from zonekit.chains.order import circles
from zonekit.values.issues import Issue, Param

if TYPE_CHECKING:
    from zonekit.chains.checks import Findings

WEIGHT_SLACK = 1e-6
SHOWN_OF_CIRCLE = 12


def read_links(rows: Sequence[Row], nodes: Sequence[Node], found: Findings) -> list[Link | None]:
    """A link for each row; None where its nodes are unknown."""
    names = _names(nodes)
    return [_link(row, names, found) for row in rows]


def link_issues(rows: Sequence[Row], nodes: Sequence[Node], links: Sequence[Link | None]) -> Iterator[Issue]:
    """What is wrong between links: the same twice, more than all inputs, against the tiers, in a circle."""
    yield from _twice(rows, links)
    yield from _too_heavy(rows, links)
    tiers = {node.code: node.tier for node in nodes}
    for row, link in zip(rows, links, strict=True):
        if link is not None and link.supplier != link.customer and tiers[link.supplier] > tiers[link.customer]:
            figures = {"supplier": tiers[link.supplier], "customer": tiers[link.customer]}
            yield Issue("link_against_tier", got(row, "supplier").where, figures, "warning")
    yield from _in_circles(rows, nodes, links)


def _names(nodes: Sequence[Node]) -> dict[str, str]:
    """Code, Chinese name and English name of a node -> its code; a code goes before a name."""
    names: dict[str, str] = {}
    for node in reversed(nodes):
        names[node.name.en.lower()] = names[node.name.zh.lower()] = node.code
    for node in nodes:
        names[node.code.lower()] = node.code
    return names


def _link(row: Row, names: dict[str, str], found: Findings) -> Link | None:
    ends = [_end(got(row, name), names, found) for name in ("supplier", "customer")]
    weight = _weight(got(row, "weight"), found)
    if not all(ends):
        return None
    if ends[0] == ends[1]:
        found.say("link_to_itself", got(row, "customer").where, node=ends[0])
    return Link(ends[0], ends[1], got(row, "products").words(), got(row, "products_en").words(), weight)


def _end(given: Given, names: dict[str, str], found: Findings) -> str:
    code = names.get(given.text.lower(), "")
    if given.is_empty:
        found.say("link_node_missing", given.where)
        return ""
    if not code:
        found.say("link_node_unknown", given.where, value=given.text[:60])
    return code


def _weight(given: Given, found: Findings) -> float | None:
    weight = found.read(given, read_share, "weight_unreadable")
    if weight is not None and not 0 < weight <= 1:
        found.say("weight_out_of_range", given.where, value=given.text[:60])
        return None
    return weight


def _twice(rows: Sequence[Row], links: Sequence[Link | None]) -> Iterator[Issue]:
    first: dict[tuple[str, str], int] = {}
    for place, link in enumerate(links):
        if link is None:
            continue
        earlier = first.setdefault((link.supplier, link.customer), place)
        if earlier != place:
            params = {"supplier": link.supplier, "customer": link.customer}
            where = str(got(rows[earlier], "supplier").where)
            yield Issue("link_twice", got(rows[place], "supplier").where, {**params, "first": where})


def _too_heavy(rows: Sequence[Row], links: Sequence[Link | None]) -> Iterator[Issue]:
    """Shares of one customer's inputs that come to more than all of them, said at the first weight that is too much."""
    sums: dict[str, float] = {}
    told: set[str] = set()
    for row, link in zip(rows, links, strict=True):
        if link is None or link.weight is None:
            continue
        sums[link.customer] = sums.get(link.customer, 0.0) + link.weight
        if sums[link.customer] > 1 + WEIGHT_SLACK and link.customer not in told:
            told.add(link.customer)
            params: dict[str, Param] = {"customer": link.customer, "sum": round(sums[link.customer], 4)}
            yield Issue("weights_over_one", got(row, "weight").where, params)


def _in_circles(rows: Sequence[Row], nodes: Sequence[Node], links: Sequence[Link | None]) -> Iterator[Issue]:
    places = {node.code: place for place, node in enumerate(nodes)}
    ends = [(places[link.supplier], places[link.customer]) if link else (-1, -1) for link in links]
    proper = [(supplier, customer) for supplier, customer in ends if supplier != customer]
    for circle in circles(len(nodes), proper):
        row = rows[ends.index((circle[-1], circle[0]))]
        names = [nodes[place].name.zh for place in [*circle, circle[0]]]
        if len(names) > SHOWN_OF_CIRCLE:
            names = [*names[: SHOWN_OF_CIRCLE - 1], "…", names[-1]]
        yield Issue("cycle", got(row, "customer").where, {"nodes": " → ".join(names), "count": len(circle)})
