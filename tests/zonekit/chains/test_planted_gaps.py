"""Gaps planted in zones that are otherwise well served are found, also where a fifth of the firms is misplaced."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from bench.chains_made import Found, compared, made_chain, made_world, placed_as_given, placed_as_settled

from zonekit.chains import Chain, Status, judge, load_gap_rules, shipped_chains

RULES = load_gap_rules()
SEEDS = range(5)


@cache
def chains() -> tuple[Chain, ...]:
    made = (made_chain(np.random.default_rng(size), size) for size in (30, 60, 150))
    return (*shipped_chains(), *made)


def found(chain: Chain, misplaced: float) -> Found:
    """The mean over several zones on one chain."""
    worlds = [made_world(chain, seed, misplaced=misplaced) for seed in SEEDS]
    rates = [compared(world, placed_as_settled(world, RULES), RULES) for world in worlds]
    return Found(*(float(np.mean([getattr(one, name) for one in rates])) for name in Found.__slots__))


@pytest.mark.parametrize("misplaced", [0.0, 0.2])
def test_planted_gaps_are_found(misplaced: float) -> None:
    least = 0.75 if misplaced else 0.9
    rates = [found(chain, misplaced) for chain in chains()]
    assert np.mean([one.precision for one in rates]) >= least
    assert np.mean([one.recall for one in rates]) >= least
    # on every single chain, too
    assert min(one.precision for one in rates) >= least - 0.05
    assert min(one.recall for one in rates) >= least - 0.05
    # and by the right name
    assert np.mean([one.named for one in rates]) >= (0.65 if misplaced else 0.8)


def test_where_placements_are_right_they_are_believed() -> None:
    rates = [compared(world, placed_as_given(world), RULES) for world in (made_world(one, 7) for one in chains())]
    assert np.mean([one.precision for one in rates]) >= 0.95
    assert np.mean([one.recall for one in rates]) >= 0.95


def test_checking_placements_is_what_helps_against_misplaced_ones() -> None:
    worlds = [made_world(chain, 3, misplaced=0.2) for chain in chains()]
    blind = np.mean([compared(world, placed_as_given(world), RULES).recall for world in worlds])
    checked = np.mean([compared(world, placed_as_settled(world, RULES), RULES).recall for world in worlds])
    assert checked > blind + 0.1


def test_the_truth_is_what_it_says() -> None:
    world = made_world(chains()[0], 1)
    for node, status in world.planted.items():
        firms = [firm for firm in world.firms if firm.truth == node]
        assert len(firms) == {Status.MISSING: 0, Status.BROKEN: 1}.get(status, len(firms))
        assert status != Status.WEAK or len(firms) > 1
    assert sorted(set(world.planted.values())) == [Status.BROKEN, Status.MISSING, Status.WEAK]
    assert {firm.truth for firm in world.firms} == {firm.placed for firm in world.firms}
    noisy = made_world(chains()[0], 1, misplaced=0.2)
    assert sum(firm.truth != firm.placed for firm in noisy.firms) == round(0.2 * len(noisy.firms))


def test_a_well_served_zone_has_no_gaps() -> None:
    world = made_world(chains()[-1], 5)
    judgement = judge(world.chain, placed_as_given(world), RULES)
    spared = [node for place, node in enumerate(judgement.nodes) if place not in world.planted]
    assert sum(node.is_gap for node in spared) <= 0.02 * len(spared)
