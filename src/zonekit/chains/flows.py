"""What flows along the links: shares of inputs, local demand, and how much output rests on each node."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zonekit.chains.model import Chain
from zonekit.chains.order import supply_order
from zonekit.chains.placed import Floats, Ints, sums


@dataclass(frozen=True, slots=True, eq=False)
class Flows:
    """The links as arrays; `order`: the nodes with suppliers before customers; `rate`: inputs as a part of output."""

    supplier: Ints
    customer: Ints
    weight: Floats
    order: tuple[int, ...]
    rate: Floats


def flows_of(chain: Chain, input_rate: float) -> Flows:
    """Links whose weight is not known share evenly what the known ones leave of their customer's inputs."""
    places = chain.positions()
    supplier = np.array([places[link.supplier] for link in chain.links], dtype=np.int64)
    customer = np.array([places[link.customer] for link in chain.links], dtype=np.int64)
    stated = np.array([np.nan if link.weight is None else link.weight for link in chain.links], dtype=np.float64)
    is_known = np.isfinite(stated)
    count = len(chain.nodes)
    rest = np.clip(1.0 - np.bincount(customer[is_known], stated[is_known], count), 0.0, 1.0)
    others = np.bincount(customer[~is_known], minlength=count)
    weight = np.where(is_known, stated, (rest / np.maximum(others, 1))[customer])
    order = supply_order(count, zip(supplier.tolist(), customer.tolist(), strict=True))
    if len(order) < count:
        raise ValueError("the links of the chain run in a circle")
    rates = [input_rate if node.input_rate is None else node.input_rate for node in chain.nodes]
    return Flows(supplier, customer, weight, tuple(order), np.array(rates, dtype=np.float64))


def local_demand(flows: Flows, output: Floats) -> Floats:
    """What the local enterprises one link further buy from each node in a year."""
    bought = flows.weight * (flows.rate * output)[flows.customer]
    return sums(flows.supplier, bought, len(output))


def resting_output(flows: Flows, output: Floats) -> Floats:
    """How much of the output further down rests on each node: along every way the shares of inputs are multiplied.

    The shares of one customer come to 1 at most, so no output is counted beyond itself.
    """
    customers: dict[int, list[tuple[int, float]]] = {}
    ends = zip(flows.supplier.tolist(), flows.customer.tolist(), flows.weight.tolist(), strict=True)
    for supplier, customer, weight in ends:
        customers.setdefault(supplier, []).append((customer, weight))
    own = output.tolist()
    resting = [0.0] * len(own)
    for place in reversed(flows.order):
        for customer, weight in customers.get(place, ()):
            resting[place] += weight * (own[customer] + resting[customer])
    return np.array(resting, dtype=np.float64)
