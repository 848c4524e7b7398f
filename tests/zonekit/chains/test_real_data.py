"""Chains and placements on real data beside the checkout; nothing of it is kept here."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

import pytest
from tests.zonekit.chains.sheets import grid

from zonekit.chains import Chain, Firms, chain_sheets, judge, load_gap_rules, parse_chain, propose, shipped_chains
from zonekit.chains.placed import Placed, PlacedFirms


@pytest.fixture(scope="module")
def products(shared_data: Path) -> dict[str, list[str]]:
    """Products of a public supply-chain graph and what is made of them."""
    folder = shared_data / "kag_supplychain"
    if not folder.is_dir():
        pytest.skip("needs kag_supplychain, which is absent")
    with (folder / "Product.csv").open(encoding="utf-8", newline="") as stream:
        made: dict[str, list[str]] = {}
        for row in csv.DictReader(stream):
            made.setdefault(row["id"], []).extend(name for name in row["hasSupplyChain"].split(",") if name)
    return made


@pytest.fixture(scope="module")
def scopes(shared_data: Path) -> list[dict[str, str]]:
    file = shared_data / "enterprise_registry" / "tianjin_without_wuqing.csv.gz"
    if not file.is_file():
        pytest.skip("needs enterprise_registry, which is absent")
    with gzip.open(file, "rt", encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def chain_of(products: dict[str, list[str]]) -> Chain:
    names = list(dict.fromkeys([*products, *(name for made in products.values() for name in made)]))
    links = dict.fromkeys((name, made) for name, all_made in products.items() for made in all_made)
    nodes = [[name, "上游" if name in products else "下游", name.split("-")[-1]] for name in names]
    sheets = {"产业链": [["名称", "橡胶轮胎"]], "环节": [["环节名称", "上中下游", "产品词"], *nodes],
              "链接": [["供方环节", "需方环节"], *links]}  # fmt: skip
    read = parse_chain({name: grid(rows) for name, rows in sheets.items()})
    assert read.chain is not None, read.issues[:5]
    return read.chain


def test_a_public_graph_becomes_a_chain_and_is_judged(products: dict[str, list[str]]) -> None:
    chain = chain_of(products)
    assert (len(chain.nodes), len(chain.links)) == (357, 536)
    assert max(node.tier for node in chain.nodes) > 2  # found from the links
    again = parse_chain({name: grid(rows) for name, rows in chain_sheets(chain).items()})
    assert again.chain == chain
    rows = [Placed(str(at), node.code, output=1.0) for at, node in enumerate(chain.nodes) if at % 3]
    judgement = judge(chain, PlacedFirms.of(rows, chain.positions()), load_gap_rules())
    assert len(judgement.gaps()) > 0
    most = max(judgement.nodes, key=lambda node: node.importance)
    assert 0 < most.importance <= 1
    assert chain.customers_of(most.node)


def test_registered_firms_are_placed_sparingly(scopes: list[dict[str, str]]) -> None:
    """Without a class only clear words place a firm, and never one that has none of the node's words."""
    firms = Firms([""] * len(scopes), [row["name"] for row in scopes], [row["business_scope"] for row in scopes])
    for chain in shipped_chains():
        proposals = propose(chain, firms)
        assert 0 < len(proposals) < 0.1 * len(scopes)
        for one in proposals:
            row, node = scopes[one.firm], chain.node(one.node)
            text = (row["name"] + row["business_scope"]).lower()
            assert any(word.lower() in text for word in (*node.products, *node.products_en))
            assert one.score >= 0.5
