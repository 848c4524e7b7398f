"""The parts of a rank for all firms of a pool at once: fits, pull of local demand, relatedness, size, distance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from zonekit.chains.places import kilometres, place_of
from zonekit.chains.pool import Pool
from zonekit.chains.relatedness import Bools, Floats
from zonekit.chains.targets_fit import ProductWorth, Worth, class_worth, product_worth
from zonekit.chains.targets_model import Figure, NodeNeed, PartCode
from zonekit.chains.targets_rules import SIZES, TargetRules

WORDS_SHOWN = 5


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """Values of all parts, firms x parts in the order of `PartCode`, and what explains them."""

    values: Floats
    known: Bools
    products: ProductWorth
    demand_share: Floats
    kilometres: Floats
    is_rough: Bools

    def figures(self, need: NodeNeed, pool: Pool, firm: int, part: PartCode) -> dict[str, Figure]:
        """The figures behind one value."""
        if part is PartCode.CLASS_FIT:
            return {"class": pool.classes[firm], "wanted": "、".join(need.classes)}
        if part is PartCode.PRODUCT_FIT:
            return {"words": "、".join(self.products.best_words(firm, WORDS_SHOWN)), "wanted": len(need.products)}
        if part is PartCode.DEMAND:
            return self._demand_figures(need, pool, firm)
        if part is PartCode.DISTANCE:
            return self._distance_figures(pool, firm)
        if part is PartCode.SIZE:
            columns = size_columns(pool).items()
            return {name: float(column[firm]) for name, column in columns if np.isfinite(column[firm])}
        return {"class": pool.classes[firm]}

    def _distance_figures(self, pool: Pool, firm: int) -> dict[str, Figure]:
        """`is_rough`: measured to the seat of the region."""
        figures: dict[str, Figure] = {"region": pool.regions[firm]}
        if np.isfinite(self.kilometres[firm]):
            figures |= {"km": round(float(self.kilometres[firm])), "is_rough": int(self.is_rough[firm])}
        return figures

    def _demand_figures(self, need: NodeNeed, pool: Pool, firm: int) -> dict[str, Figure]:
        amount = demand_of(need)
        return {
            "demand": amount,
            "served": float(self.demand_share[firm]) if amount else None,
            "customers": "、".join(customer.node for customer in need.customers),
            "firms": sum(customer.firms for customer in need.customers),
            "revenue": float(pool.revenues[firm]) if np.isfinite(pool.revenues[firm]) else None,
        }


def parts_of(need: NodeNeed, pool: Pool, rules: TargetRules) -> Parts:
    classes = class_worth(pool, need.classes, rules)
    in_class = classes.known & (classes.values >= rules.class_fit["group"])
    products = product_worth(pool, need.products, rules, in_class)
    demand, share = demand_worth(need, pool, rules)
    distance, far, rough = distance_worth(need, pool, rules)
    worths = {
        PartCode.CLASS_FIT: classes,
        PartCode.PRODUCT_FIT: products.worth,
        PartCode.DEMAND: demand,
        PartCode.RELATEDNESS: relatedness_worth(need.relatedness, pool, rules),
        PartCode.SIZE: size_worth(pool, rules),
        PartCode.DISTANCE: distance,
    }
    values = np.column_stack([worths[part].values for part in PartCode])
    known = np.column_stack([worths[part].known for part in PartCode])
    return Parts(values, known, products, share, far, rough)


def demand_of(need: NodeNeed) -> float | None:
    """Yuan a year that local firms buy of the node; None where no amount is known."""
    known = [customer.amount for customer in need.customers if customer.amount is not None]
    return sum(known) if known else None


def demand_worth(need: NodeNeed, pool: Pool, rules: TargetRules) -> tuple[Worth, Floats]:
    """Pull = share of the local demand the firm could serve x demand / (demand + a part of the firm's revenue).

    A customer's demand is served in full by firms that make what goes along the link, else by `words_missed` of it.
    The second factor says what the demand here is for a firm of that size: 1/2 where it equals `revenue_share` of its
    revenue; 1/2 as well where the revenue is not known.
    """
    demand = demand_of(need)
    if not demand:
        neutral = np.full(len(pool), rules.neutral[PartCode.DEMAND])
        nothing_bought = demand is not None
        values = np.zeros(len(pool)) if nothing_bought else neutral
        return Worth(values, np.full(len(pool), nothing_bought)), np.zeros(len(pool))
    served = np.zeros(len(pool))
    for customer in need.customers:
        part = np.full(len(pool), 1.0 if not customer.products else rules.demand["words_missed"])
        for word in customer.products:
            part[pool.mentions(word)] = 1.0
        served += part * ((customer.amount or 0.0) / demand)
    revenue = np.where(np.isfinite(pool.revenues), np.maximum(pool.revenues, 0), demand / rules.demand["revenue_share"])
    pull = demand / (demand + rules.demand["revenue_share"] * revenue)
    return Worth(served * pull, np.isfinite(pool.revenues)), served


def relatedness_worth(relatedness: Mapping[str, float], pool: Pool, rules: TargetRules) -> Worth:
    """By the longest head of the firm's class that is known."""
    kinds, found = pool.class_kinds, []
    for code in kinds.values:
        heads = (code[:digits] for digits in range(len(code), 1, -1))
        found.append(next((relatedness[head] for head in heads if head in relatedness), np.nan))
    values = kinds.spread(found)
    known = np.isfinite(values)
    return Worth(np.where(known, values, rules.neutral[PartCode.RELATEDNESS]), known)


def size_columns(pool: Pool) -> dict[str, Floats]:
    return {"revenue": pool.revenues, "employees": pool.employees, "capital": pool.capitals}


def size_worth(pool: Pool, rules: TargetRules) -> Worth:
    """On a logarithmic scale between the rule's bounds: by revenue, else by employees, else by capital."""
    values = np.full(len(pool), np.nan)
    for name in SIZES:
        low, high = rules.size[name]
        column = size_columns(pool)[name]
        usable = np.isfinite(column) & (column >= 0) & np.isnan(values)
        scaled = np.log(np.maximum(column[usable], low) / low) / np.log(high / low)
        values[usable] = np.minimum(scaled, 1)
    known = np.isfinite(values)
    return Worth(np.where(known, values, rules.neutral[PartCode.SIZE]), known)


def distance_worth(need: NodeNeed, pool: Pool, rules: TargetRules) -> tuple[Worth, Floats, Bools]:
    """1 here, 1/2 at `half_at_km`, 1/4 at twice that; by coordinates, else roughly by the region's seat."""
    usable = (np.abs(pool.longitudes) <= 180) & (np.abs(pool.latitudes) <= 90)
    kinds = pool.region_kinds
    seats = [place_of(region) for region in kinds.values]
    east = np.where(usable, pool.longitudes, kinds.spread(seat.longitude if seat else np.nan for seat in seats))
    north = np.where(usable, pool.latitudes, kinds.spread(seat.latitude if seat else np.nan for seat in seats))
    rough = ~usable & np.isfinite(east)
    if need.longitude is None or need.latitude is None:
        usable, rough = np.zeros_like(usable), np.zeros_like(rough)
    known = usable | rough
    far = np.full(len(pool), np.nan)
    if known.any() and need.longitude is not None and need.latitude is not None:
        far[known] = kilometres(east[known], north[known], need.longitude, need.latitude)
    values = np.where(known, 0.5 ** (far / rules.half_at_km), rules.neutral[PartCode.DISTANCE])
    return Worth(values, known), far, rough
