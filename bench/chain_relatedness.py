"""RCA, proximity, density and complexity beside ecomplexity, economic-complexity and networkx, on the same tables."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import partial
from unittest.mock import patch

import numpy as np

from bench.measure import Measured, apart, best_of
from zonekit.chains.complexity import complexity
from zonekit.chains.relatedness import Floats, density, presence, proximity, rca

REGIONS, INDUSTRIES = 200, 5_000
SMALL = 1_000


def run() -> list[Measured]:
    what = f"{REGIONS} regions x {INDUSTRIES:,} industries"
    seconds, peak = apart(all_of_large)
    table = made_table(REGIONS, INDUSTRIES)
    warm = best_of(5, lambda: all_of(table))
    small = made_table(REGIONS, SMALL)
    ours = best_of(5, lambda: all_of(small))
    peers = {"ecomplexity": by_ecomplexity, "economic-complexity": by_economic_complexity, "networkx": by_networkx}
    lines = [
        Measured(
            f"RCA, proximity, density, complexity: {what}", warm,
            f"{what.replace(f'{INDUSTRIES:,}', f'{SMALL:,}')}", ours, 0.3, peak, 400,
        ),
        Measured(f"the same in a fresh process, with its imports and the table: {what}", seconds, "warm", warm),
    ]  # fmt: skip
    for name, peer in peers.items():
        took = measured_if_installed(partial(peer, small))
        if took is not None:
            lines.append(Measured(f"the same beside {name}, {REGIONS} x {SMALL:,}", ours, name, took))
    return lines


def made_table(regions: int, industries: int) -> Floats:
    """Amounts as trade has them: few large ones, half of the cells empty."""
    random = np.random.default_rng(4)
    size = random.lognormal(0, 1.5, (regions, 1)) * random.lognormal(0, 1, industries)
    return np.where(
        random.random((regions, industries)) < 0.5, size * random.lognormal(0, 2, (regions, industries)), 0.0
    )


def all_of(table: Floats) -> None:
    found = presence(rca(table))
    proximity(found)
    density(found)
    complexity(found)


def all_of_large() -> None:
    all_of(made_table(REGIONS, INDUSTRIES))


def measured_if_installed(call: Callable[[], None]) -> float | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return best_of(1, call)
    except ImportError:
        return None


def by_ecomplexity(table: Floats) -> None:
    import pandas
    from ecomplexity import ecomplexity, proximity

    rows, columns = np.indices(table.shape)
    data = pandas.DataFrame({"year": 1, "loc": rows.ravel(), "prod": columns.ravel(), "val": table.ravel()})
    names = {"time": "year", "loc": "loc", "prod": "prod", "val": "val"}
    ecomplexity(data, names, check_logsupermodularity=False, verbose=False)
    proximity(data, names)


def by_economic_complexity(table: Floats) -> None:
    import economic_complexity
    import pandas

    frame = pandas.DataFrame(
        table, [f"r{row}" for row in range(len(table))], [f"i{at}" for at in range(table.shape[1])]
    )
    advantage = economic_complexity.rca(frame)
    with patch("economic_complexity.product_space.np.fill_diagonal", fill_diagonal):
        near = economic_complexity.proximity(advantage)
    economic_complexity.relatedness(advantage, proximities=near)
    economic_complexity.complexity(advantage)


def fill_diagonal(table: Floats, value: float) -> None:
    """pandas 3 hands out values that may not be written; the package writes into them."""
    table.setflags(write=True)
    table.flat[:: table.shape[1] + 1] = value


def by_networkx(table: Floats) -> None:
    """Only proximities, of every tenth industry: the graph of regions and industries projected on industries."""
    import networkx

    found = presence(rca(table))
    graph = networkx.Graph()
    graph.add_nodes_from(("region", row) for row in range(len(table)))
    graph.add_nodes_from(("industry", column) for column in range(table.shape[1]))
    graph.add_edges_from((("region", row), ("industry", column)) for row, column in np.argwhere(found).tolist())

    def shared(of: networkx.Graph, one: object, other: object) -> float:
        both = len(set(of[one]) & set(of[other]))
        return both / max(of.degree(one), of.degree(other))

    chosen = [("industry", column) for column in range(0, table.shape[1], 10)]
    networkx.bipartite.generic_weighted_projected_graph(graph, chosen, shared)
