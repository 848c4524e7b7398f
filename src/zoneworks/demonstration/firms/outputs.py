"""How much each node of a chain makes in the demonstration zone, so that nodes come out as strong as the data says."""

from __future__ import annotations

from random import Random
from typing import Any

from zonekit.chains.model import Chain

Json = dict[str, Any]
YI = 100_000_000
INPUT_RATE = 0.7
# Of the local demand, what the enterprises of a node supply.
COVERED = {
    "strong": (1.4, 2.2), "present": (0.9, 1.25), "weak": (0.12, 0.2), "single": (0.4, 0.7), "foreign": (0.9, 1.2),
    "closing": (0.95, 1.2), "missing": (0.0, 0.0),
}  # fmt: skip
FIRMS = {
    "strong": (4, 6), "present": (2, 2), "weak": (2, 2), "single": (1, 1), "foreign": (2, 2), "closing": (2, 2),
    "missing": (0, 0),
}  # fmt: skip
LEAST = 0.004  # of the chain's revenue, for a node that hardly anybody here buys from


def standing_of(told: Json, closings: list[Json], chain: str) -> dict[str, str]:
    """Node -> how it stands; what is told of none is present."""
    standing = {node: word for word in ("strong", "weak", "single", "foreign", "missing") for node in told[word]}
    return standing | {row["node"]: "closing" for row in closings if row["chain"] == chain}


def node_outputs(chain: Chain, told: Json, standing: dict[str, str], dice: Random) -> dict[str, float]:
    """Yuan in 2022 for each node: customers first, each supplier the wanted part of what they buy from it."""
    total = told["revenue"] * YI
    order = sorted(chain.nodes, key=lambda node: -node.tier)
    rate = {node.code: INPUT_RATE if node.input_rate is None else node.input_rate for node in chain.nodes}
    made: dict[str, float] = {}
    for node in order:
        links = [link for link in chain.links if link.supplier == node.code]
        demand = sum((link.weight or 0) * rate[link.customer] * made[link.customer] for link in links)
        word = standing.get(node.code, "present")
        part = dice.uniform(*COVERED[word])
        elsewhere = told["sold_elsewhere"].get(node.code, 0) * YI
        least = 0.0 if word in ("missing", "weak", "single") else total * LEAST * dice.uniform(0.6, 1.6)
        made[node.code] = 0.0 if word == "missing" else max(demand * part or total * LEAST * 0.1, elsewhere, least)
    scale = total / sum(made.values())
    return {code: value * scale for code, value in made.items()}


def parts_of(output: float, count: int, word: str, dice: Random) -> list[float]:
    """A node's output among its enterprises; in a strong node nobody has more than half of it."""
    if not count:
        return []
    weights = [dice.uniform(0.7, 1.6) for _ in range(count)]
    if word in ("strong", "closing"):
        weights = [dice.uniform(0.8, 1.2) for _ in range(count)]
    return [output * weight / sum(weights) for weight in weights]
