"""How much rests on a node: rank, output and part agree with what the engine found, everywhere alike."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from zoneworks.chains.judging import judgement_of
from zoneworks.chains.models import Chain
from zoneworks.chains.tests.worlds import TODAY, World, fill, keep_gaps
from zoneworks.chains.weights import weights_of

Enter = Callable[[str], Client]
YEARLY = 100_000_000


def test_a_chain_without_a_version_has_no_weights() -> None:
    assert weights_of(None) == {}


def test_equals_share_the_better_rank_and_the_most_important_is_full(world: World, chain: Chain) -> None:
    fill(world, chain)
    judgement = judgement_of(chain, TODAY)
    assert judgement is not None
    weights = weights_of(judgement)
    assert len(weights) == len(judgement.nodes)
    for node in judgement.nodes:
        weight = weights[node.node]
        assert weight.rank == 1 + sum(other.importance > node.importance for other in judgement.nodes)
        assert weight.output == pytest.approx(node.importance * YEARLY * 3 * len(weights))
    assert max(weight.relative for weight in weights.values()) == 1


def test_without_output_nothing_is_said_of_amounts(world: World, chain: Chain) -> None:
    weights = weights_of(judgement_of(chain, TODAY))
    assert {weight.output for weight in weights.values()} == {None}
    assert not any("CNY" in weight.words for weight in weights.values())


@pytest.mark.parametrize(
    ("language", "said"), [("en", "In importance it ranks"), ("zh-hans", "重要度在全链5个环节中列第")]
)
def test_the_gap_says_its_weight_in_words(world: World, chain: Chain, enter: Enter, language: str, said: str) -> None:
    fill(world, chain, but=("signal",))
    gap = keep_gaps(world, chain)["signal"]
    with override(language):
        address = reverse("chains:gap", args=[gap.pk])
    assert said in enter("supervision").get(address).content.decode()
