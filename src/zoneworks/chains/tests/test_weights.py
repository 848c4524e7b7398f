"""How much rests on a node, and what a gap's page and a version say of it: in words, and in the reader's language."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from zonekit.chains import Node
from zonekit.chains.model import Segment
from zonekit.values.texts import Text
from zoneworks.chains.judging import judgement_of
from zoneworks.chains.models import Chain
from zoneworks.chains.services import find_gaps
from zoneworks.chains.tests.worlds import TODAY, World, fill, keep_gaps, make_enterprise, place
from zoneworks.chains.weights import weights_of
from zoneworks.chains.words import product_words, region_words

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


def test_a_gap_leads_to_placing_an_enterprise_and_says_when_closed_who_closed_it(
    world: World, chain: Chain, enter: Enter
) -> None:
    fill(world, chain, but=("signal",))
    gap = keep_gaps(world, chain)["signal"]
    address = reverse("chains:gap", args=[gap.pk])
    place_address = reverse("chains:place", args=[chain.pk]) + "?node=signal"
    assert place_address in enter("officer").get(address).content.decode()
    assert place_address not in enter("leader").get(address).content.decode()
    for name in ("信号甲企业", "信号乙企业", "信号丙企业"):
        place(world, chain, "signal", make_enterprise(world, name, output=YEARLY), today=TODAY)
    find_gaps(scope=world.scope("supervision"), chain=chain, today=TODAY)
    text = enter("officer").get(address).content.decode()
    assert "found as" in text
    assert any(name in text for name in ("信号甲企业", "信号乙企业", "信号丙企业"))
    assert place_address not in text
    assert "target_brief" not in text, "nobody is to be won for a gap that is closed"


def test_the_first_version_lists_its_nodes(world: World, chain: Chain, enter: Enter) -> None:
    text = enter("officer").get(reverse("chains:version", args=[chain.pk, 1])).content.decode()
    assert "5 nodes, 0 of them key nodes; 4 links." in text
    assert "Signalling" in text


@pytest.mark.parametrize(
    ("language", "region", "words"), [("en", "Hefei", "IGBT modules, 晶圆"), ("zh-hans", "合肥市", "IGBT模块、晶圆")]
)
def test_regions_and_product_words_are_said_in_the_reader_s_language(language: str, region: str, words: str) -> None:
    node = Node("power", Text("功率器件", "Power devices"), Segment.UPSTREAM, 1, (), ("IGBT模块",), ("IGBT modules",))
    with override(language):
        assert region_words("合肥市") == region
        assert region_words("Lyon") == "Lyon"
        assert product_words("igbt模块、晶圆", node) == words
