"""Made-up zones of which the gaps are known: well-served chains from which firms are taken away, and misplaced ones.

What the rules assume is not what is true here: input rates differ from what the chain says, unknown weights are not
even, a tenth of the classes is wrong and a tenth is missing, and not every scope names a product.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from zonekit.chains import Chain, Firms, GapRules, Link, Node, Placed, PlacedFirms, Segment, Status, judge, settle
from zonekit.values.texts import Text

Generator = np.random.Generator
WRONG_CLASS, NO_CLASS, HAS_WORD, OTHER_WORD = 0.1, 0.1, 0.6, 0.1


@dataclass(frozen=True, slots=True)
class MadeFirm:
    """`truth`: the node it belongs to; `placed`: the node somebody put it on."""

    name: str
    industry_class: str
    scope: str
    truth: int
    placed: int
    output: float
    capacity: float


@dataclass(frozen=True, slots=True)
class World:
    chain: Chain
    firms: tuple[MadeFirm, ...]
    planted: dict[int, Status]


@dataclass(frozen=True, slots=True)
class Found:
    """How much of what was planted was found, how much of what was found had been planted, how much by its own name."""

    precision: float
    recall: float
    named: float


def made_chain(rng: Generator, nodes: int, tiers: int = 6, suppliers: int = 4) -> Chain:
    """A random chain in tiers; a quarter of the nodes share their class with another."""
    tier = np.sort(rng.integers(1, tiers + 1, nodes))
    tier[0], tier[-1] = 1, tiers
    segments = [Segment.UPSTREAM, Segment.MIDSTREAM, Segment.DOWNSTREAM]
    made = [
        Node(
            f"n{i}", Text(f"环节{i}", f"Node {i}"), segments[min(int(tier[i] - 1) * 3 // tiers, 2)], int(tier[i]),
            classes=(f"{1300 + (i - 1 if i % 4 == 3 else i)}",), products=(f"甲{i}号件", f"乙{i}号料"),
        )
        for i in range(nodes)
    ]  # fmt: skip
    links = []
    for i in range(nodes):
        earlier = np.flatnonzero(tier < tier[i])
        chosen = rng.choice(earlier, min(len(earlier), int(rng.integers(1, suppliers + 1))), replace=False)
        weights = rng.dirichlet(np.full(len(chosen) + 1, 2.0))
        for j, weight in zip(chosen.tolist(), weights.tolist(), strict=False):
            links.append(Link(f"n{j}", f"n{i}", weight=round(float(weight), 3) or 0.001))
    return Chain("made", Text("样例链", "Made chain"), tuple(made), tuple(links))


def made_world(
    chain: Chain, seed: int, *, planted_each: float = 0.1, misplaced: float = 0.0, firms: float = 8
) -> World:
    """A zone on a chain: every node well served, then a part missing, a part with one supplier, a part too small."""
    rng = np.random.default_rng(seed)
    weight = true_weights(chain, rng)
    planted = plant(chain, weight, rng, planted_each)
    count = len(chain.nodes)
    rate = np.array([(node.input_rate or 0.65) * rng.uniform(0.75, 1.25) for node in chain.nodes])
    output = served_output(chain, weight, rate, planted, rng)
    made: list[MadeFirm] = []
    for node in range(count):
        several = int(rng.poisson(firms - 4)) + 4
        size = {Status.MISSING: 0, Status.BROKEN: 1}.get(planted.get(node, Status.PRESENT), several)
        parts = rng.lognormal(0.0, 0.8, size)
        for part in (parts / parts.sum()).tolist() if size else ():
            made.append(made_firm(chain, node, float(part * output[node]), rng, len(made)))
    for place in rng.choice(len(made), round(misplaced * len(made)), replace=False).tolist():
        others = [node for node in range(count) if node != made[place].truth]
        made[place] = replace(made[place], placed=int(rng.choice(others)))
    return World(chain, tuple(made), planted)


def true_weights(chain: Chain, rng: Generator) -> dict[tuple[int, int], float]:
    """Shares of inputs: the stated ones a quarter off, the unknown ones random parts of what the others leave."""
    places = chain.positions()
    weights: dict[tuple[int, int], float] = {}
    for customer in chain.nodes:
        links = [link for link in chain.links if link.customer == customer.code]
        stated = sum(link.weight or 0.0 for link in links)
        unknown = [link for link in links if link.weight is None]
        parts = iter(rng.dirichlet(np.full(len(unknown), 4.0)) * max(0.0, 1 - stated)) if unknown else iter(())
        for link in links:
            share = float(link.weight * rng.uniform(0.75, 1.25)) if link.weight is not None else float(next(parts))
            weights[places[link.supplier], places[customer.code]] = share
    return weights


def plant(chain: Chain, weight: dict[tuple[int, int], float], rng: Generator, each: float) -> dict[int, Status]:
    """Which nodes get which gap. Only a node with local customers that stay as they are can be too small."""
    count = len(chain.nodes)
    wanted = max(1, round(each * count))
    order = rng.permutation(count).tolist()
    planted = dict.fromkeys(order[:wanted], Status.MISSING) | dict.fromkeys(order[wanted : 2 * wanted], Status.BROKEN)
    rest = [node for node in order[2 * wanted :] if has_steady_customers(node, weight, planted)]
    weak: set[int] = set()
    for node in rest:
        if len(weak) < wanted and not any((node, other) in weight for other in weak):
            weak.add(node)
    return planted | dict.fromkeys(sorted(weak), Status.WEAK)


def has_steady_customers(node: int, weight: dict[tuple[int, int], float], planted: dict[int, Status]) -> bool:
    customers = [customer for supplier, customer in weight if supplier == node]
    return bool(customers) and not any(customer in planted for customer in customers)


def served_output(
    chain: Chain, weight: dict[tuple[int, int], float], rate: np.ndarray, planted: dict[int, Status], rng: Generator
) -> np.ndarray:  # fmt: skip
    """What each node makes: from the end of the chain on so much that demand is covered nearly twice, or too little."""
    count = len(chain.nodes)
    output = np.zeros(count)
    waiting = {node: {customer for supplier, customer in weight if supplier == node} for node in range(count)}
    done: set[int] = set()
    while len(done) < count:
        node = next(node for node in range(count) if node not in done and waiting[node] <= done)
        demand = sum(weight[node, customer] * rate[customer] * output[customer] for customer in waiting[node])
        full = demand * rng.uniform(1.0, 1.8) or rng.uniform(0.5, 2.0) * 1e9
        single = {Status.BROKEN: rng.uniform(0.2, 1.5), Status.MISSING: 0.0, Status.WEAK: rng.uniform(0.15, 0.45)}
        gap = planted.get(node)
        output[node] = full if gap is None else single[gap] * (demand or full)
        done.add(node)
    return output


def made_firm(chain: Chain, node: int, output: float, rng: Generator, number: int) -> MadeFirm:
    own = chain.nodes[node]
    other = chain.nodes[int(rng.integers(len(chain.nodes)))]
    draw = rng.random(4)
    code = class_of(own, rng)
    if draw[0] < WRONG_CLASS:
        code = class_of(other, rng) if draw[1] < 0.5 else "5179"
    elif draw[0] < WRONG_CLASS + NO_CLASS:
        code = ""
    words = ["机械设备", "技术咨询"]
    if draw[2] < HAS_WORD and own.products:
        words.append(str(rng.choice(own.products)))
    if draw[3] < OTHER_WORD and other.products:
        words.append(str(rng.choice(other.products)))
    scope = "；".join(f"{word}的研发、销售" for word in words)
    return MadeFirm(f"样例{number}公司", code, scope, node, node, output, output / float(rng.uniform(0.7, 0.95)))


def class_of(node: Node, rng: Generator) -> str:
    branch = str(rng.choice(node.classes)) if node.classes else ""
    if len(branch) in (0, 4):
        return branch
    return branch + "".join(str(rng.integers(1, 10)) for _ in range(4 - len(branch)))


def columns(world: World) -> Firms:
    return Firms(
        [firm.industry_class for firm in world.firms],
        [firm.name for firm in world.firms],
        [firm.scope for firm in world.firms],
    )


def placed_as_given(world: World) -> PlacedFirms:
    nodes = world.chain.nodes
    rows = (Placed(f.name, nodes[f.placed].code, output=f.output, capacity=f.capacity) for f in world.firms)
    return PlacedFirms.of(rows, world.chain.positions())


def placed_as_settled(world: World, rules: GapRules) -> PlacedFirms:
    given = placed_as_given(world)
    settled = settle(world.chain, columns(world), given.node, rules)
    return replace(given, node=settled.node, weight=settled.weight)


def compared(world: World, placed: PlacedFirms, rules: GapRules) -> Found:
    judged = judge(world.chain, placed, rules).nodes
    found = {place: node.status for place, node in enumerate(judged) if node.is_gap}
    right = set(found) & set(world.planted)
    named = sum(found.get(place) == status for place, status in world.planted.items())
    return Found(len(right) / max(len(found), 1), len(right) / len(world.planted), named / len(world.planted))
