"""A chain of any size is judged and listed in the same number of statements; large registers go to the worker."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache

from zoneworks.chains.judging import judge_chain, judgement_of
from zoneworks.chains.models import Chain, Placement
from zoneworks.chains.panels import counts_of
from zoneworks.chains.queries_evidence import placements_of, with_names
from zoneworks.chains.services import ask_for_proposals, find_gaps, proposing
from zoneworks.chains.tests.worlds import TODAY, World, fill, keep_gaps, make_enterprise, make_output, place
from zoneworks.common.errors import Refused


def counted(deed: Callable[[], object], most: Any) -> int:
    with most as captured:
        deed()
    return len(captured)


def test_statements_do_not_grow_with_the_chain(world: World, chain: Chain, django_assert_max_num_queries: Any) -> None:
    scope = world.scope("officer")

    def everything() -> list[int]:
        cache.clear()
        return [
            counted(deed, django_assert_max_num_queries(most))
            for deed, most in (
                (lambda: judge_chain(chain, TODAY), 12),
                (lambda: judgement_of(chain, TODAY), 18),
                (lambda: judgement_of(chain, TODAY), 6),
                (lambda: with_names(scope, world.zone, placements_of(chain, TODAY)), 3),
                (lambda: counts_of([chain], 2023, TODAY), 1),
            )
        ]

    fill(world, chain, each=1)
    few = everything()
    fill(world, chain, each=6)
    assert everything() == few


def test_finding_gaps_takes_the_same_statements_for_many(
    world: World, chain: Chain, django_assert_max_num_queries: Any
) -> None:
    """All five nodes are gaps; the record's seals come after the commit."""
    with django_assert_max_num_queries(30):
        find_gaps(scope=world.scope("officer"), chain=chain, today=TODAY)


def test_a_judgement_kept_is_that_of_its_day(world: World, chain: Chain) -> None:
    fill(world, chain, but=("signal",))
    later = TODAY + timedelta(days=1)
    assert judgement_of(chain, TODAY).by_code["signal"].status == "missing"
    for _number in range(3):
        place(world, chain, "signal", today=later)
    assert judgement_of(chain, TODAY).by_code["signal"].status == "missing"
    assert judgement_of(chain, later).by_code["signal"].status == "strong"


def test_a_figure_withdrawn_no_longer_counts(world: World, chain: Chain) -> None:
    firm = make_enterprise(world, output=5_000_000)
    place(world, chain, "steel", firm)
    withdrawn = make_output(firm, 0, on=TODAY)
    withdrawn.value = None
    withdrawn.save()
    assert judgement_of(chain, TODAY - timedelta(days=1)).by_code["steel"].figures["output"] == 5_000_000
    assert judgement_of(chain, TODAY).by_code["steel"].figures["output"] == 0


def test_revenue_stands_in_where_no_output_is_known(world: World, chain: Chain) -> None:
    firm = make_enterprise(world)
    place(world, chain, "steel", firm)
    fact = make_output(firm, 3_000_000)
    fact.kind = "revenue"
    fact.save()
    assert judgement_of(chain, TODAY).by_code["steel"].figures["output"] == 3_000_000
    make_output(firm, 1_000_000)
    assert judgement_of(chain, TODAY).by_code["steel"].figures["output"] == 1_000_000


def test_the_latest_full_year_counts(world: World, chain: Chain) -> None:
    firm = make_enterprise(world)
    place(world, chain, "steel", firm)
    make_output(firm, 1_000_000, year=2021)
    assert judgement_of(chain, TODAY).by_code["steel"].figures["output"] == 1_000_000
    make_output(firm, 2_000_000, year=2022)
    assert judgement_of(chain, TODAY).by_code["steel"].figures["output"] == 2_000_000


def test_a_large_register_is_left_to_the_worker(world: World, chain: Chain, monkeypatch: pytest.MonkeyPatch) -> None:
    """Here the task runs at once, as the person who asked."""
    for _number in range(3):
        make_enterprise(world, class_code="3451", scope="轴承制造")
    monkeypatch.setattr(proposing, "MOST_AT_HAND", 2)
    monkeypatch.setattr(proposing, "is_in_background", lambda: True)
    asked = ask_for_proposals(scope=world.scope("officer"), chain=chain, today=TODAY)
    assert (asked.enterprises, asked.waits) == (3, True)
    assert Placement.objects.filter(state="proposed").count() == 3


def test_who_only_reads_asks_for_no_proposals(world: World, chain: Chain) -> None:
    with pytest.raises(Refused):
        ask_for_proposals(scope=world.scope("section_officer"), chain=chain, today=TODAY)


def test_gaps_kept_before_are_found_again(world: World, chain: Chain) -> None:
    assert len(keep_gaps(world, chain)) == 5
    assert len(keep_gaps(world, chain)) == 5
