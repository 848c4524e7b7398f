"""The JSON of a chain, the order of its nodes, and the circles that forbid one."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.zonekit.chains.sheets import line

from zonekit.chains import ChainError, chain_from_json, chain_to_json, load_chain, shipped_chains
from zonekit.chains.order import circles, depths, supply_order

GOOD: dict[str, Any] = chain_to_json(line("axle", "bogie"))


def changed(path: list[Any], value: Any) -> dict[str, Any]:
    data = copy.deepcopy(GOOD)
    at: Any = data
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    return data


@pytest.mark.parametrize("chain", shipped_chains(), ids=lambda chain: chain.code)
def test_a_chain_comes_back_from_its_json(chain: Any) -> None:
    assert chain_from_json(json.loads(json.dumps(chain_to_json(chain)))) == chain
    assert load_chain(chain.code) is chain


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        (["nodes", 1, "segment"], "middle", ("segment_unknown", "nodes[1].segment")),
        (["nodes", 1, "classes"], ["37141"], ("class_unreadable", "nodes[1].classes")),
        (["nodes", 0, "products"], {"zh": ["车轴、轮对"]}, ("product_with_separator", "nodes[0].products.zh")),
        (["nodes", 0, "products"], ["车轴"], ("two_languages_expected", "nodes[0].products")),
        (["nodes", 0, "input_rate"], 1.5, ("input_rate_out_of_range", "nodes[0].input_rate")),
        (["nodes", 0, "input_rate"], "x", ("input_rate_unreadable", "nodes[0].input_rate")),
        (["nodes", 0, "colour"], "red", ("field_unknown", "nodes[0].colour")),
        (["links", 0, "weight"], float("nan"), ("weight_unreadable", "links[0].weight")),
        (["links", 0, "customer"], "wheel", ("link_node_unknown", "links[0].customer")),
        (["valid_from"], "2023-02-30", ("date_unreadable", "valid_from")),
        (["is_confirmed"], "perhaps", ("flag_unreadable", "is_confirmed")),
        (["links"], {"supplier": "axle"}, ("list_expected", "links")),
        (["nodes"], [], ("nodes_missing", "code")),
        (["name"], None, ("chain_without_name", "code")),
    ],
)
def test_a_fault_of_the_json_is_named_by_its_path(path: list[Any], value: Any, expected: tuple[str, str]) -> None:
    with pytest.raises(ChainError) as caught:
        chain_from_json(changed(path, value))
    assert expected in [(issue.code, issue.where.cell) for issue in caught.value.issues]


@pytest.mark.parametrize("code", ["../gap_rules", "nothing", "", "rail transit"])
def test_only_shipped_chains_are_loaded(code: str) -> None:
    with pytest.raises(KeyError):
        load_chain(code)


def test_neighbours_of_a_node() -> None:
    chain = line("a", "b", "c")
    assert (chain.suppliers_of("b"), chain.customers_of("b")) == (("a",), ("c",))
    assert chain.node("b").tier == 2
    with pytest.raises(KeyError):
        chain.node("z")


@st.composite
def graphs(draw: st.DrawFn) -> tuple[int, list[tuple[int, int]]]:
    count = draw(st.integers(1, 12))
    ends = st.integers(0, count - 1)
    pairs = draw(st.lists(st.tuples(ends, ends), max_size=25, unique=True))
    return count, [(one, other) for one, other in pairs if one != other]


@given(graph=graphs())
def test_order_and_circles_agree_with_networkx(graph: tuple[int, list[tuple[int, int]]]) -> None:
    networkx = pytest.importorskip("networkx")
    count, links = graph
    whole = networkx.DiGraph()
    whole.add_nodes_from(range(count))
    whole.add_edges_from(links)
    knots = [knot for knot in networkx.strongly_connected_components(whole) if len(knot) > 1]
    order = supply_order(count, links)
    place = {node: at for at, node in enumerate(order)}
    assert (len(order) == count) == networkx.is_directed_acyclic_graph(whole)
    assert all(place[one] < place[other] for one, other in links if other in place)
    found = circles(count, links)
    assert len({place for way in found for place in way}) == sum(len(way) for way in found)
    assert all(any(set(way) <= knot for way in found) for knot in knots)
    for way in found:
        assert all(whole.has_edge(one, other) for one, other in zip(way, [*way[1:], way[0]], strict=True))
        assert any(set(way) <= knot for knot in knots)
    if not knots:
        longest = max(depths(count, links))
        assert longest == networkx.dag_longest_path_length(whole)
