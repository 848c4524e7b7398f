"""Gaps of a chain: how fast they are judged and enterprises placed, and how many planted ones are found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import networkx
import numpy as np

from bench.chains_made import (
    Found,
    World,
    columns,
    compared,
    made_chain,
    made_world,
    placed_as_given,
    placed_as_settled,
)
from bench.measure import Measured, best_of
from zonekit.chains import Chain, Firms, PlacedFirms, judge, load_chain, load_gap_rules, propose, settle, shipped_chains
from zonekit.chains.flows import Flows, flows_of, resting_output

NODES, FIRMS, MANY = 500, 20_000, 100_000
SEEDS = 20
RULES = load_gap_rules()


def run() -> list[Measured]:
    world = large_world()
    placed = placed_as_given(world)
    judging = best_of(5, lambda: judge(world.chain, placed, RULES))
    flows, output = flows_of(world.chain, RULES.input_rate), np.ones(NODES)
    assert np.allclose(resting_output(flows, output), by_networkx(flows, output))
    resting = best_of(5, lambda: resting_output(flows, output))
    graph = best_of(1, lambda: by_networkx(flows, output))
    checking = best_of(2, lambda: settle(world.chain, columns(world), placed.node, RULES))
    chain, firms = load_chain("rail_transit"), many_firms()
    proposing = best_of(2, lambda: propose(chain, firms))
    plain = best_of(1, lambda: plainly_found(chain, firms))
    what = f"{NODES} nodes, {len(placed):,} placed firms"
    found = planted()
    return [
        Measured(f"gaps of a chain: {what}", judging, "networkx, importance alone", graph, 0.2),
        Measured(f"importance of {NODES} nodes", resting, "networkx, walking every node's customers", graph),
        Measured(f"placements checked: {what}", checking, "the judgement itself", judging),
        Measured(
            f"placements proposed: {MANY:,} firms x {len(chain.nodes)} nodes",
            proposing,
            "each word in each scope",
            plain,
        ),
        *found,
    ]


def large_world() -> World:
    """Exactly so many firms: those beyond are left out."""
    chain = made_chain(np.random.default_rng(3), NODES)
    world = made_world(chain, 1, firms=52)
    return replace(world, firms=world.firms[:FIRMS])


def many_firms() -> Firms:
    """Scopes of registered length, a tenth of them with a product of the chain."""
    chain, rng = load_chain("rail_transit"), np.random.default_rng(5)
    words = [word for node in chain.nodes for word in node.products]
    filler = (
        "机械设备、电子产品、五金交电、建筑材料的销售；货物及技术进出口；自有房屋租赁；技术开发、咨询、服务、转让；" * 3
    )
    chosen = rng.integers(0, len(words) * 10, MANY)
    scopes = [filler + (words[at] if at < len(words) else "") for at in chosen.tolist()]
    classes = ["", "3714", "5179", "3130"]
    return Firms([classes[i % 4] for i in range(MANY)], [f"样例{i}有限公司" for i in range(MANY)], scopes)


def by_networkx(flows: Flows, output: np.ndarray) -> np.ndarray:
    """The same sums on a graph of networkx: from the last customer back, each node's share of what follows."""
    graph = networkx.DiGraph()
    graph.add_nodes_from(range(len(output)))
    ends = zip(flows.supplier.tolist(), flows.customer.tolist(), flows.weight.tolist(), strict=True)
    graph.add_weighted_edges_from(ends)
    resting: dict[int, float] = {}
    for node in reversed(list(networkx.topological_sort(graph))):
        resting[node] = sum(
            data["weight"] * (output[customer] + resting[customer])
            for _, customer, data in graph.out_edges(node, data=True)
        )
    return np.array([resting[node] for node in range(len(output))])


def plainly_found(chain: Chain, firms: Firms) -> int:
    words = [word for node in chain.nodes for word in node.products]
    return sum(word in scope for scope in firms.scopes for word in words)


def planted() -> Iterator[Measured]:
    """Precision and recall stand in the words; the time is that of one zone, checked and judged."""
    chains = [*shipped_chains(), *(made_chain(np.random.default_rng(size), size) for size in (30, 60, 150))]
    for misplaced in (0.0, 0.2):
        worlds = [made_world(chain, seed, misplaced=misplaced) for chain in chains for seed in range(SEEDS)]
        checked = [compared(world, placed_as_settled(world, RULES), RULES) for world in worlds]
        blind = [compared(world, placed_as_given(world), RULES) for world in worlds]
        one = worlds[0]
        seconds = best_of(3, lambda one=one: judged_once(placed_as_settled(one, RULES), one))  # type: ignore[misc]
        bare = best_of(3, lambda one=one: judged_once(placed_as_given(one), one))  # type: ignore[misc]
        what = f"planted gaps, {misplaced:.0%} of the firms misplaced, {len(worlds)} zones: {said(checked)}"
        yield Measured(what, seconds, f"placements believed as they are: {said(blind)}", bare)


def judged_once(placed: PlacedFirms, world: World) -> None:
    judge(world.chain, placed, RULES)


def said(rates: list[Found]) -> str:
    """Means, and the lowest of any zone in brackets."""
    parts = []
    for name in ("precision", "recall"):
        values = np.array([getattr(one, name) for one in rates])
        half = 1.96 * values.std(ddof=1) / len(values) ** 0.5
        parts.append(f"{name} {values.mean():.3f} ± {half:.3f} (least {values.min():.2f})")
    return ", ".join(parts)


if __name__ == "__main__":
    for row in run():
        print(f"{row.what}: {row.seconds * 1000:,.1f} ms; {row.baseline}: {row.baseline_seconds * 1000:,.1f} ms")
