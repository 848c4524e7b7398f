"""What a node of a chain needs here: who would buy, for how much, and what the zone's industries are near to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from zonekit.chains.figures import figures_of
from zonekit.chains.flows import flows_of
from zonekit.chains.gap_rules import GapRules
from zonekit.chains.model import Chain
from zonekit.chains.placed import PlacedFirms
from zonekit.chains.pool import Pool
from zonekit.chains.relatedness import density, presence, rca
from zonekit.chains.targets_model import Customer, NodeNeed

DIVISION = 2
FEWEST_REGIONS, FEWEST_DIVISIONS = 5, 8


def need_of(
    chain: Chain,
    node: str,
    placed: PlacedFirms,
    rules: GapRules,
    *,
    at: tuple[float, float] | None = None,
    relatedness: Mapping[str, float] | None = None,
) -> NodeNeed:
    """The need of a node (KeyError for an unknown one) beside the enterprises placed here.

    A customer is a node further down with enterprises here; its demand is share of inputs x inputs per output x output,
    not known where none of its enterprises states an output. `at`: longitude and latitude of the zone.
    """
    wanted = chain.node(node)
    figures, flows = figures_of(chain, placed, rules), flows_of(chain, rules.input_rate)
    customers = []
    for link, customer, weight in zip(chain.links, flows.customer.tolist(), flows.weight.tolist(), strict=True):
        if link.supplier == node and figures.firms[customer]:
            bought = float(weight * flows.rate[customer] * figures.output[customer])
            customers.append(
                Customer(
                    node=link.customer,
                    amount=bought if figures.output[customer] > 0 else None,
                    products=(*link.products, *link.products_en),
                    firms=int(figures.firms[customer]),
                )
            )
    longitude, latitude = at or (None, None)
    return NodeNeed(
        node=node,
        name=wanted.name.zh,
        classes=wanted.classes,
        products=(*wanted.products, *wanted.products_en),
        customers=tuple(customers),
        longitude=longitude,
        latitude=latitude,
        relatedness=relatedness or {},
    )


def relatedness_of_zone(classes: Sequence[str], pool: Pool) -> dict[str, float]:
    """Division (two digits) -> how near it is to what the zone has, 0..1, beside the regions of a pool.

    Firms are counted by region and division, the zone being one more region; the value is the rank of the division's
    density (Hidalgo et al. 2007) in the zone among all divisions. Empty where the pool has too few regions or
    divisions to tell, or the zone no enterprise with a class.
    """
    cells = Counter(zip(pool.regions, (code[:DIVISION] for code in pool.classes), strict=True))
    here = Counter(code[:DIVISION] for code in classes if len(code) >= DIVISION)
    cells = Counter({cell: count for cell, count in cells.items() if cell[0] and len(cell[1]) == DIVISION})
    regions = sorted({region for region, _ in cells})
    divisions = sorted({division for _, division in cells} | set(here))
    if len(regions) < FEWEST_REGIONS or len(divisions) < FEWEST_DIVISIONS or not here:
        return {}
    table = np.zeros((len(regions) + 1, len(divisions)))
    for row, region in enumerate(regions):
        table[row] = [cells[region, division] for division in divisions]
    table[-1] = [here[division] for division in divisions]
    near = density(presence(rca(table)))[-1]
    below = (near[:, None] > near).sum(axis=1) + ((near[:, None] == near).sum(axis=1) - 1) / 2
    return dict(zip(divisions, (below / (len(divisions) - 1)).tolist(), strict=True))
