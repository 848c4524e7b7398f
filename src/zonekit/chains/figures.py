"""The figures of every node: who is there, what it supplies, what is asked of it, and what rests on it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zonekit.chains.flows import Flows, flows_of, local_demand, resting_output
from zonekit.chains.gap_rules import GapRules
from zonekit.chains.model import Chain
from zonekit.chains.placed import Floats, Ints, PlacedFirms, known, sums
from zonekit.chains.words import Basis


@dataclass(frozen=True, slots=True, eq=False)
class Figures:
    """One value for each node; NaN where it cannot be said.

    `firms`: placements; `counted`: their weights together; `known`: the part of these with a figure; `output` and
    `supply` in yuan a year (supply: capacity where it is known, else output); `coverage`: supply over demand.
    """

    firms: Ints
    counted: Floats
    doubted: Ints
    known: Floats
    output: Floats
    capacity: Floats
    supply: Floats
    largest: Floats
    foreign: Floats
    largest_share: Floats
    foreign_share: Floats
    hhi: Floats
    capacity_use: Floats
    demand: Floats
    coverage: Floats
    importance: Floats
    basis: Basis
    coverage_below: float
    usual: float


def figures_of(chain: Chain, placed: PlacedFirms, rules: GapRules) -> Figures:
    count = len(chain.nodes)
    node = placed.node
    if len(node) and not (node.min() >= 0 and node.max() < count):
        raise ValueError("a placement on a node that the chain does not have")
    weight = np.where(placed.weight < rules.counting.least_weight, 0.0, np.clip(placed.weight, 0.0, 1.0))
    made, capacity = known(placed.output) * placed.shares(), known(placed.capacity)
    supply_each = weight * np.where(np.isfinite(capacity), capacity, made)
    has_figure = np.isfinite(supply_each)
    supplies = np.where(has_figure, supply_each, 0.0)

    def added(values: Floats) -> Floats:
        return sums(node, values, count)

    counted, supply = added(weight), added(supplies)
    output = added(np.nan_to_num(weight * made))
    largest = np.zeros(count)
    np.maximum.at(largest, node, supplies)
    foreign = added(supplies * placed.is_foreign)
    by_count = _over(added(weight * placed.is_foreign), counted)
    both = np.isfinite(made) & np.isfinite(capacity)
    used, could = added(np.where(both, weight * made, 0.0)), added(np.where(both, weight * capacity, 0.0))
    known_part = _over(added(weight * has_figure), counted)
    flows = flows_of(chain, rules.input_rate)
    demand = local_demand(flows, output)
    coverage = np.where(known_part >= rules.figures_known_from, _over(supply, demand), np.nan)
    usual = _usual(coverage, rules)
    importance, basis = _importance(flows, output, counted)
    return Figures(
        firms=np.bincount(node, minlength=count),
        counted=counted,
        doubted=np.bincount(node[placed.weight < 1.0], minlength=count),
        known=known_part,
        output=output,
        capacity=could,
        supply=supply,
        largest=largest,
        foreign=foreign,
        largest_share=_over(largest, supply),
        foreign_share=np.where(supply > 0, _over(foreign, supply), by_count),
        hhi=_over(added(supplies**2), supply**2),
        capacity_use=_over(used, could),
        demand=demand,
        coverage=coverage,
        importance=importance,
        basis=basis,
        coverage_below=rules.coverage_below * usual,
        usual=usual,
    )


def _over(parts: Floats, wholes: Floats) -> Floats:
    """NaN where there is no whole."""
    shares: Floats = np.divide(parts, wholes, out=np.full(len(parts), np.nan), where=wholes > 0)
    return shares


def _usual(coverage: Floats, rules: GapRules) -> float:
    """The coverage that is usual in this chain, at most 1; 1 where too few nodes have one to speak of usual."""
    covered = coverage[np.isfinite(coverage)]
    if len(covered) < rules.usual_nodes_from:
        return 1.0
    return float(np.clip(np.median(covered), rules.usual_least, 1.0))


def _importance(flows: Flows, output: Floats, counted: Floats) -> tuple[Floats, Basis]:
    """The part of the chain's output here that rests on each node; without output, of its firms, or of its nodes."""
    candidates = ((output, Basis.OUTPUT), (counted, Basis.FIRMS), (np.ones(len(output)), Basis.STRUCTURE))
    own, basis = next((own, basis) for own, basis in candidates if own.sum() > 0)
    return np.clip(resting_output(flows, own) / own.sum(), 0.0, 1.0), basis
