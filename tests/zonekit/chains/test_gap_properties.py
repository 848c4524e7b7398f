"""What holds of every judgement, whatever the chain and whoever stands where."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from bench.chains_made import made_chain, made_world, placed_as_given
from hypothesis import given
from hypothesis import strategies as st

from zonekit.chains import ChainJudgement, PlacedFirms, Status, judge, load_gap_rules
from zonekit.chains.placed import Floats

RULES = load_gap_rules()
PRESENCE = {Status.MISSING: 0, Status.BROKEN: 1}
seeds = st.integers(0, 10_000)


def world_of(seed: int) -> tuple[PlacedFirms, ChainJudgement]:
    world = made_world(made_chain(np.random.default_rng(seed), 3 + seed % 25), seed, misplaced=0.2)
    placed = placed_as_given(world)
    return placed, judge(world.chain, placed, RULES)


def judged_again(seed: int, placed: PlacedFirms) -> ChainJudgement:
    return judge(made_chain(np.random.default_rng(seed), 3 + seed % 25), placed, RULES)


def taken(placed: PlacedFirms, rows: Floats) -> PlacedFirms:
    return PlacedFirms(*(getattr(placed, name)[rows] for name in placed.__slots__))


@given(seed=seeds)
def test_shares_and_importances_lie_between_none_and_all(seed: int) -> None:
    _, judgement = world_of(seed)
    for node in judgement.nodes:
        assert 0 <= node.importance <= 1
        for name in ("largest_share", "foreign_share", "hhi"):
            assert 0 <= node.figures.get(name, 0) <= 1 + 1e-9
        assert node.figures["counted"] <= node.figures["firms"]
        assert node.reasons
        assert node.is_gap == bool(node.closing)


@given(seed=seeds)
def test_a_missing_node_has_nobody_who_counts_and_only_it(seed: int) -> None:
    _, judgement = world_of(seed)
    for node in judgement.nodes:
        assert (node.status == Status.MISSING) == (node.figures["counted"] < RULES.missing_below)


@given(seed=seeds, shuffled=seeds)
def test_the_order_of_the_placements_does_not_matter(seed: int, shuffled: int) -> None:
    placed, judgement = world_of(seed)
    other = judged_again(seed, taken(placed, np.random.default_rng(shuffled).permutation(len(placed))))
    assert [node.status for node in other.nodes] == [node.status for node in judgement.nodes]
    assert [node.importance for node in other.nodes] == pytest.approx([node.importance for node in judgement.nodes])


@given(seed=seeds, at=st.integers(0, 1000))
def test_one_more_firm_never_makes_a_node_scarcer(seed: int, at: int) -> None:
    placed, judgement = world_of(seed)
    node = at % len(judgement.nodes)
    extra = taken(placed, np.array([0]))
    extra = replace(extra, node=np.array([node]), firm=np.array([int(placed.firm.max()) + 1]))
    more = PlacedFirms(*(np.concatenate([getattr(placed, n), getattr(extra, n)]) for n in placed.__slots__))
    before, after = judgement.nodes[node], judged_again(seed, more).nodes[node]
    assert after.figures["counted"] == pytest.approx(before.figures["counted"] + 1)
    assert PRESENCE.get(after.status, 2) >= min(PRESENCE.get(before.status, 2), 1)


@given(seed=seeds, factor=st.floats(0.001, 1000))
def test_the_unit_of_money_does_not_matter(seed: int, factor: float) -> None:
    placed, judgement = world_of(seed)
    other = judged_again(seed, replace(placed, output=placed.output * factor, capacity=placed.capacity * factor))
    assert [node.importance for node in other.nodes] == pytest.approx([node.importance for node in judgement.nodes])
    assert [node.figures.get("coverage") for node in other.nodes] == [
        pytest.approx(node.figures["coverage"]) if "coverage" in node.figures else None for node in judgement.nodes
    ]


@given(seed=seeds)
def test_who_counts_for_nothing_changes_nothing(seed: int) -> None:
    placed, judgement = world_of(seed)
    keep = np.arange(len(placed)) % 5 > 0
    faint = replace(placed, weight=np.where(keep, 1.0, 0.009))
    for one, other in zip(judged_again(seed, faint).nodes, judged_again(seed, taken(placed, keep)).nodes, strict=True):
        assert (one.status, one.importance) == (other.status, pytest.approx(other.importance))
    assert len(judgement.nodes) == len(judged_again(seed, faint).nodes)
