"""Where nodes and links stand on a map."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zonekit.chains.crossings import Net, crossings, fewest_crossings
from zonekit.chains.layout import Layout, lay_out
from zonekit.chains.layout_json import layout_from_json, layout_to_json
from zonekit.chains.model import Chain, Link, Node, Segment
from zonekit.chains.wrapping import text_width, wrapped
from zonekit.values.texts import Text

UP, MID, DOWN = Segment


def node(code: str, segment: Segment = UP, tier: int = 1, name: str = "") -> Node:
    return Node(code, Text(name or code, name or code), segment, tier)


def chain_of(nodes: list[Node], links: list[tuple[str, str]]) -> Chain:
    return Chain("c", Text("链", "chain"), tuple(nodes), tuple(Link(*ends) for ends in links))


@st.composite
def chains(draw: st.DrawFn) -> Chain:
    """Chains whose links follow the segments; tiers may say anything."""
    count = draw(st.integers(1, 24))
    segments = sorted(draw(st.lists(st.sampled_from([0, 1, 2]), min_size=count, max_size=count)))
    names = draw(st.lists(st.text("环节轮对 axle", min_size=1, max_size=30), min_size=count, max_size=count))
    nodes = [node(f"n{i:02d}", list(Segment)[s], draw(st.integers(1, 4)), names[i]) for i, s in enumerate(segments)]
    pairs = [(a.code, b.code) for a, b in combinations(nodes, 2)]
    links = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=50)) if pairs else []
    return chain_of(nodes, links)


def overlaps(layout: Layout) -> list[tuple[str, str]]:
    return [
        (a.code, b.code)
        for a, b in combinations(layout.boxes, 2)
        if a.x < b.right and b.x < a.right and a.y < b.y + b.height and b.y < a.y + a.height
    ]


@settings(max_examples=150, deadline=None)
@given(chains(), st.sampled_from(["zh", "en"]))
def test_boxes_never_overlap_and_everything_is_inside(chain: Chain, language: str) -> None:
    layout = lay_out(chain, language)
    assert len(layout.boxes) == len(chain.nodes)
    assert not overlaps(layout)
    for box in layout.boxes:
        assert box.x >= 0
        assert box.right <= layout.width
        assert box.y >= 0
        assert box.y + box.height <= layout.height
    assert all(0 <= x <= layout.width and 0 <= y <= layout.height for line in layout.lines for x, y in line.points)


@settings(max_examples=150, deadline=None)
@given(chains())
def test_every_link_goes_from_left_to_right(chain: Chain) -> None:
    layout = lay_out(chain)
    assert {(line.supplier, line.customer) for line in layout.lines} == {
        (link.supplier, link.customer) for link in chain.links
    }
    for line in layout.lines:
        assert not line.is_return
        assert all(left[0] < right[0] for left, right in pairwise(line.points))
        supplier, customer = layout.box(line.supplier), layout.box(line.customer)
        assert (line.points[0][0], line.points[-1][0]) == (supplier.right, customer.x)
        assert abs(line.points[0][1] - supplier.middle) < 0.11
        assert abs(line.points[-1][1] - customer.middle) < 0.11


@settings(max_examples=60, deadline=None)
@given(chains(), st.sampled_from(["zh", "en"]))
def test_a_layout_kept_as_json_is_the_same(chain: Chain, language: str) -> None:
    layout = lay_out(chain, language)
    assert layout_from_json(json.loads(json.dumps(layout_to_json(layout)))) == layout


@settings(max_examples=100, deadline=None)
@given(chains(), st.randoms(use_true_random=False))
def test_the_order_in_which_a_chain_is_given_does_not_matter(chain: Chain, dice: random.Random) -> None:
    nodes, links = list(chain.nodes), list(chain.links)
    dice.shuffle(nodes)
    dice.shuffle(links)
    assert lay_out(replace(chain, nodes=tuple(nodes), links=tuple(links))) == lay_out(chain)


@settings(max_examples=100, deadline=None)
@given(chains())
def test_no_link_runs_through_a_box(chain: Chain) -> None:
    layout = lay_out(chain)
    for line in layout.lines:
        for box in layout.boxes:
            if box.code in (line.supplier, line.customer):
                continue
            level = [y for (x1, y), (x2, _y) in pairwise(line.points) if x1 == box.x and x2 == box.right]
            assert all(not box.y < y < box.y + box.height for y in level), (line, box)


@settings(max_examples=100, deadline=None)
@given(chains())
def test_bands_hold_their_segments_in_order(chain: Chain) -> None:
    layout = lay_out(chain)
    segments = {one.code: one.segment for one in chain.nodes}
    bands = {band.segment: band for band in layout.bands}
    assert [band.segment for band in layout.bands] == [one for one in Segment if one in segments.values()]
    for box in layout.boxes:
        band = bands[segments[box.code]]
        assert band.x <= box.x
        assert box.right <= band.x + band.width
    assert all(left.x + left.width <= right.x for left, right in pairwise(layout.bands))


def test_tiers_are_columns() -> None:
    layout = lay_out(chain_of([node("a", UP, 1), node("b", UP, 1), node("c", UP, 2), node("d", MID, 1)], []))
    assert {box.code: box.column for box in layout.boxes} == {"a": 0, "b": 0, "c": 1, "d": 2}


def test_a_customer_of_its_own_tier_stands_further_right() -> None:
    layout = lay_out(chain_of([node("a"), node("b"), node("c", UP, 2)], [("a", "b")]))
    assert layout.box("a").column < layout.box("b").column


def test_a_link_against_the_segments_is_marked_and_the_segments_stand() -> None:
    layout = lay_out(chain_of([node("a", UP), node("b", DOWN)], [("b", "a")]))
    assert layout.lines[0].is_return
    assert layout.box("a").column < layout.box("b").column


def test_a_link_given_twice_is_one_line() -> None:
    assert len(lay_out(chain_of([node("a"), node("b", MID)], [("a", "b"), ("a", "b")])).lines) == 1


def test_links_of_one_supplier_share_their_trunk() -> None:
    nodes = [node("a"), node("b", UP, 2), node("x", MID), node("y", MID)]
    lines = {line.customer: line.points for line in lay_out(chain_of(nodes, [("a", "x"), ("a", "y")])).lines}
    assert len(lines["x"]) == 4
    assert lines["x"][:-1] == lines["y"][:-1]


def test_a_crossing_that_need_not_be_is_undone() -> None:
    net = Net.of([0, 0, 0, 1, 1, 1], [(0, 5), (1, 4), (2, 3)])
    assert crossings(net, [list(column) for column in net.columns]) == 3
    assert crossings(net, fewest_crossings(net)) == 0


def test_two_that_serve_both_must_cross_once() -> None:
    net = Net.of([0, 0, 1, 1], [(0, 2), (0, 3), (1, 2), (1, 3)])
    assert crossings(net, fewest_crossings(net)) == 1


def test_a_tall_column_is_parted() -> None:
    layout = lay_out(chain_of([node(f"n{i:02d}") for i in range(40)], []))
    columns = [box.column for box in layout.boxes]
    assert max(columns) == 2
    assert max(columns.count(number) for number in set(columns)) <= 14


def test_a_box_holds_its_name() -> None:
    name = "城市轨道交通车辆牵引变流器与辅助电源系统集成"
    box = lay_out(chain_of([node("a", name=name)], [])).boxes[0]
    assert "".join(box.lines) == name
    assert max(text_width(line) for line in box.lines) * 13 + 20 <= box.width
    assert box.height >= 17 * len(box.lines) + 20


def test_500_nodes_stay_readable() -> None:
    dice = random.Random(5)
    nodes = [node(f"n{i:03d}", list(Segment)[i * 3 // 500], 1 + i * 9 // 500, f"第{i}号环节名称") for i in range(500)]
    links = {(nodes[max(0, i - dice.randint(1, 120))].code, nodes[i].code) for i in range(1, 500) for _ in range(2)}
    layout = lay_out(chain_of(nodes, sorted(links)))
    assert not overlaps(layout)
    assert layout.height < 4500
    assert min(box.height for box in layout.boxes) >= 40


@pytest.mark.parametrize(
    ("text", "widest", "most", "lines"),
    [
        ("", 5, 2, ("",)),
        ("轮对", 5, 2, ("轮对",)),
        ("车轴、轮对", 2, 3, ("车轴、", "轮对")),
        ("axle boxes and bearings", 6, 3, ("axle boxes", "and", "bearings")),
        ("电动汽车动力电池", 3, 2, ("电动汽", "车动…")),
        ("supercalifragilistic", 5.5, 3, ("supercalif", "ragilistic")),
    ],
)
def test_names_are_broken_where_the_language_allows(
    text: str, widest: float, most: int, lines: tuple[str, ...]
) -> None:
    assert wrapped(text, widest, most) == lines
