"""Fictitious enterprises elsewhere in China that the demonstration zone may want to win."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from zonekit.chains import load_chain
from zonekit.chains.model import Node
from zoneworks.demonstration.files import read
from zoneworks.demonstration.firms.making import unused_code
from zoneworks.demonstration.firms.outputs import YI, standing_of
from zoneworks.demonstration.firms.words import Brands, chance, full_name, scope_of, trade_of

Json = dict[str, Any]
FEN = 100
# How often a firm of the pool belongs to a node, by how the node stands in the zone.
WANTED = {"missing": 14, "single": 10, "foreign": 9, "weak": 8, "closing": 4, "present": 2, "strong": 1}


@dataclass(frozen=True, slots=True)
class PoolFirm:
    """`chain` and `node` say what it was made for and are not told to anybody."""

    credit_code: str
    name: str
    name_en: str
    class_code: str
    products: tuple[str, ...]
    scope: str
    region: str
    longitude: float
    latitude: float
    capital_fen: int
    revenue_fen: int
    staff: int
    established_on: date
    is_listed: bool
    chain: str
    node: str


@cache
def pool_firms() -> tuple[PoolFirm, ...]:
    places, brands = read("pool_cities.json"), Brands("pool")
    nodes = wanted_nodes()
    return tuple(one_firm(number, nodes, places["cities"], brands) for number in range(1, places["firms"] + 1))


def wanted_nodes() -> list[tuple[str, Node, int]]:
    """Chain, node and weight of every node of the six chains."""
    told, found = read("firm_chains.json"), []
    for code, row in told["chains"].items():
        standing = standing_of(row, told["closings"], code)
        found += [(code, node, WANTED[standing.get(node.code, "present")]) for node in load_chain(code).nodes]
    return found


def one_firm(
    number: int, nodes: Sequence[tuple[str, Node, int]], cities: Sequence[Json], brands: Brands
) -> PoolFirm:  # fmt: skip
    dice = chance("pool", number)
    chain, node, _ = dice.choices(nodes, [weight for _, _, weight in nodes])[0]
    city = dice.choices(cities, [row["weight"] for row in cities])[0]
    class_code = node.classes[0] if dice.random() < 0.8 else dice.choice(node.classes)
    products, products_en = list(node.products), list(node.products_en)
    trade = trade_of(class_code, products, products_en, dice)
    name, name_en = full_name((city["zh"].removesuffix("市"), city["en"]), brands.next(), trade, dice)
    revenue = min(60.0, dice.lognormvariate(0.4, 1.1)) * YI
    made = dice.sample(products, dice.randint(2, len(products)))
    return PoolFirm(
        credit_code=unused_code(city["district"], "Y", number * 37),
        name=name,
        name_en=name_en,
        class_code=class_code,
        products=tuple(made),
        scope=scope_of(class_code, made, dice),
        region=city["zh"],
        longitude=round(city["longitude"] + dice.uniform(-0.15, 0.15), 4),
        latitude=round(city["latitude"] + dice.uniform(-0.12, 0.12), 4),
        capital_fen=round(revenue * dice.uniform(0.1, 0.4) / 1_000_000) * 1_000_000 * FEN,
        revenue_fen=round(revenue / 10_000) * 10_000 * FEN,
        staff=max(12, round(revenue / dice.uniform(700_000, 1_500_000))),
        established_on=date(1998, 1, 1) + timedelta(days=dice.randint(0, 8400)),
        is_listed="股份" in name and revenue > 5 * YI,
        chain=chain,
        node=node.code,
    )
