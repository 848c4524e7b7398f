"""The six curated chains hold together: sizes, classes, both languages, order, shares."""

from __future__ import annotations

import re

import pytest

from zonekit.chains import shipped_chains
from zonekit.chains.model import Chain, Segment
from zonekit.registry.industry import industry

CODES = ["biomedicine", "electronics", "equipment", "hq_services", "new_energy_vehicles", "rail_transit"]
CHINESE = re.compile(r"[\u4e00-\u9fff]")
SEGMENTS = list(Segment)

chains = pytest.mark.parametrize("chain", shipped_chains(), ids=lambda chain: chain.code)


def test_the_six_chains_that_the_plan_speaks_of_are_shipped() -> None:
    assert [chain.code for chain in shipped_chains()] == CODES


@chains
def test_each_chain_has_20_to_40_nodes_in_every_segment(chain: Chain) -> None:
    assert 20 <= len(chain.nodes) <= 40
    assert {node.segment for node in chain.nodes} == set(Segment)
    assert 3 <= sum(node.is_key for node in chain.nodes) <= len(chain.nodes) / 3


@chains
def test_each_chain_says_that_its_experts_have_still_to_confirm_it(chain: Chain) -> None:
    assert not chain.is_confirmed
    assert chain.note
    assert "待" in chain.note.zh
    assert "to be confirmed" in chain.note.en


@chains
def test_every_class_stands_in_the_classification(chain: Chain) -> None:
    assert all(industry(code).code == code for node in chain.nodes for code in node.classes)
    assert all(node.classes for node in chain.nodes)


@chains
def test_names_and_product_words_are_complete_in_both_languages(chain: Chain) -> None:
    for node in chain.nodes:
        assert CHINESE.search(node.name.zh)
        assert not CHINESE.search(node.name.en)
        assert len(node.products) == len(node.products_en) >= 3
        assert not any(CHINESE.search(word) for word in node.products_en)


@chains
def test_links_run_down_the_chain_and_join_every_node(chain: Chain) -> None:
    nodes = {node.code: node for node in chain.nodes}
    for link in chain.links:
        supplier, customer = nodes[link.supplier], nodes[link.customer]
        assert supplier.tier < customer.tier
        assert SEGMENTS.index(supplier.segment) <= SEGMENTS.index(customer.segment)
        assert link.products
        assert set(link.products) <= set(supplier.products)
    reached = {chain.nodes[0].code}
    for _ in chain.nodes:
        reached |= {
            end for link in chain.links for end in (link.supplier, link.customer)
            if {link.supplier, link.customer} & reached
        }  # fmt: skip
    assert reached == set(nodes)


@chains
def test_what_is_not_downstream_has_customers_and_what_is_not_upstream_has_suppliers(chain: Chain) -> None:
    for node in chain.nodes:
        assert node.segment is Segment.DOWNSTREAM or chain.customers_of(node.code)
        assert node.segment is Segment.UPSTREAM or chain.suppliers_of(node.code)


@chains
def test_shares_of_a_customer_come_to_no_more_than_all_its_inputs(chain: Chain) -> None:
    for node in chain.nodes:
        assert sum(link.weight or 0 for link in chain.links if link.customer == node.code) <= 1
    assert all(link.weight for link in chain.links)
