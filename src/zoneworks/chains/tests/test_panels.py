"""Chains on the pages of enterprises and of the plan, and on the desk - for those who open them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from zoneworks.chains.models import Chain, Gap
from zoneworks.chains.services import propose_placements, take_gap
from zoneworks.chains.tests.worlds import BEGUN, TODAY, World, fill, keep_gaps, make_enterprise, place
from zoneworks.plans.models import Indicator
from zoneworks.plans.tests.worlds import indicator, leaf, make_plan

Enter = Callable[[str], Client]


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("persona", ["officer", "leader", "supervision"])
def test_an_enterprise_s_page_says_where_it_stands(world: World, chain: Chain, enter: Enter, persona: str) -> None:
    firm = make_enterprise(world, "轴承企业", class_code="3451", scope="轴承制造")
    place(world, chain, "steel", firm, share_bp=4000)
    propose_placements(scope=world.scope("officer"), chain=chain, today=TODAY)
    page = text_of(enter(persona), reverse("enterprises:enterprise", args=[firm.pk]))
    assert "Rail transit · Axle steel" in page
    assert "Rail transit · Bearings" in page
    earlier = text_of(
        enter(persona), reverse("enterprises:enterprise", args=[firm.pk]) + f"?as_of={BEGUN - timedelta(1)}"
    )
    assert "Rail transit · " not in earlier


def test_who_opens_no_chain_is_shown_no_position(world: World, chain: Chain, enter: Enter) -> None:
    firm = make_enterprise(world, unit=world.science)
    place(world, chain, "steel", firm)
    assert "Rail transit · " not in text_of(enter("cooperating"), reverse("enterprises:enterprise", args=[firm.pk]))


def test_a_row_of_the_plan_shows_the_gaps_behind_it(world: World, chain: Chain, enter: Enter) -> None:
    plan = make_plan(world)
    bound = indicator(plan)
    Indicator.objects.filter(pk=bound.pk).update(register="chain.gap_closed_count", register_args={"chain": "rail"})
    fill(world, chain, but=("signal", "bearing"))
    keep_gaps(world, chain)
    for _number in range(2):
        place(world, chain, "signal", today=TODAY)
    address = reverse("plans:item", args=[leaf(plan).pk])
    assert 'id="chain-gaps"' in text_of(enter("officer"), address)
    assert 'id="chain-gaps"' not in text_of(enter("cooperating"), address)


def test_a_gap_that_closes_feeds_the_plan(
    world: World, chain: Chain, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    plan = make_plan(world)
    bound = indicator(plan)
    Indicator.objects.filter(pk=bound.pk).update(register="chain.gap_closed_count", register_args={"chain": "rail"})
    fill(world, chain, but=("signal",))
    keep_gaps(world, chain)
    with django_capture_on_commit_callbacks(execute=True):
        for _number in range(2):
            place(world, chain, "signal", today=TODAY)
    assert bound.actuals.order_by("-pk").first().value == Decimal(1)


def test_a_leader_s_desk_has_the_chains_the_person_leads_with_their_gaps(
    world: World, chain: Chain, enter: Enter
) -> None:
    fill(world, chain, but=("signal",))
    gap = keep_gaps(world, chain)["signal"]
    Gap.objects.filter(pk=gap.pk).update(unit=world.science, due=BEGUN)
    text = text_of(enter("leader"), reverse("desk:home"))
    table = text[text.index('id="chains-led"') :]
    assert reverse("chains:bench", args=[chain.pk]) in table
    assert "Chain leader" in table
    assert table.index("tag") < table.index("</section>"), "the overdue gap is marked"
    for other in ("officer", "supervision", "outsider"):
        assert 'id="chains-led"' not in text_of(enter(other), reverse("desk:home"))


def test_the_owner_s_desk_has_the_gap(world: World, chain: Chain, enter: Enter) -> None:
    gap = keep_gaps(world, chain)["signal"]
    assert 'id="chain-gaps"' not in text_of(enter("cooperating"), reverse("desk:home"))
    take_gap(scope=world.scope("officer"), gap=gap, unit=world.science, due=TODAY, today=TODAY)
    assert "Rail transit · Signalling" in text_of(enter("cooperating"), reverse("desk:home"))
    assert 'id="chain-gaps"' not in text_of(enter("section_officer"), reverse("desk:home"))
