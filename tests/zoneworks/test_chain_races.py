"""Chains at which several people are at one moment: each thing happens once, and gaps are judged on all of it."""

from __future__ import annotations

import pytest

from tests.zoneworks.racing import at_once, need_real_concurrency, refused_in
from zoneworks.audit.models import Event
from zoneworks.chains.models import Chain, ChainVersion, Gap, Placement, PoolEnterprise
from zoneworks.chains.queries import draft_of
from zoneworks.chains.services import (
    PoolRow,
    confirm_placements,
    draw_up,
    end_placement,
    find_gaps,
    import_pool,
    place_enterprise,
    propose_placements,
    put_in_force,
    reject_placements,
)
from zoneworks.chains.tests.worlds import (
    LINKS,
    SOURCE,
    TODAY,
    World,
    content,
    fill,
    keep_gaps,
    make_chain,
    make_enterprise,
    make_world,
    place,
)

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _concurrent(db: None) -> None:
    need_real_concurrency()


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def chain(world: World) -> Chain:
    return make_chain(world)


def again(chain: Chain) -> Chain:
    """As another person's request has it."""
    return Chain.objects.select_related("zone").get(pk=chain.pk)


def proposed(world: World, chain: Chain, count: int = 3) -> list[int]:
    for _number in range(count):
        make_enterprise(world, class_code="3716", scope="信号设备", output=100_000_000)
    propose_placements(scope=world.scope("officer"), chain=chain, today=TODAY)
    return list(Placement.objects.filter(state="proposed").values_list("pk", flat=True))


@pytest.mark.parametrize("_round", range(3))
def test_the_same_placements_confirmed_at_once_are_confirmed_once(world: World, chain: Chain, _round: int) -> None:
    keys = proposed(world, chain)
    deeds = [
        lambda persona=persona: confirm_placements(
            scope=world.scope(persona), chain=again(chain), placements=keys, today=TODAY
        )
        for persona in ("officer", "supervision", "officer", "supervision")
    ]
    assert sorted(at_once(*deeds)) == [0, 0, 0, 3]
    assert Event.objects.filter(verb="confirm_placement").count() == 3


@pytest.mark.parametrize("_round", range(3))
def test_a_placement_confirmed_and_rejected_at_once_is_one_of_the_two(world: World, chain: Chain, _round: int) -> None:
    keys = proposed(world, chain, 1)
    done = at_once(
        lambda: confirm_placements(scope=world.scope("officer"), chain=again(chain), placements=keys, today=TODAY),
        lambda: reject_placements(scope=world.scope("supervision"), chain=again(chain), placements=keys, today=TODAY),
    )
    assert sorted(done) == [0, 1]


@pytest.mark.parametrize("_round", range(3))
def test_two_cures_that_come_at_once_close_the_gap_once(world: World, chain: Chain, _round: int) -> None:
    """Either alone is too little: the gap is judged on both, whoever was first."""
    fill(world, chain, but=("signal",))
    gap = keep_gaps(world, chain)["signal"]
    firms = [make_enterprise(world, output=100_000_000) for _number in range(2)]
    at_once(*[
        lambda firm=firm: place_enterprise(
            scope=world.scope("officer"), chain=again(chain), node_code="signal", enterprise=firm, today=TODAY
        )
        for firm in firms
    ])  # fmt: skip
    gap.refresh_from_db()
    assert gap.state == "closed"
    assert Event.objects.filter(verb="close_gap").count() == 1


@pytest.mark.parametrize("_round", range(3))
def test_gaps_are_found_while_placements_end(world: World, chain: Chain, _round: int) -> None:
    fill(world, chain, but=("signal",))
    placed = [place(world, chain, "signal") for _number in range(2)]
    keep_gaps(world, chain)
    at_once(
        lambda: end_placement(scope=world.scope("officer"), placement=placed[0], today=TODAY),
        lambda: find_gaps(scope=world.scope("supervision"), chain=again(chain), today=TODAY),
        lambda: end_placement(scope=world.scope("supervision"), placement=placed[1], today=TODAY),
    )
    assert Gap.objects.filter(node_code="signal", state="open").count() == 1


@pytest.mark.parametrize("_round", range(3))
def test_an_enterprise_placed_on_a_node_by_two_people_stands_there_once(
    world: World, chain: Chain, _round: int
) -> None:
    firm = make_enterprise(world)
    done = at_once(*[
        lambda persona=persona: place_enterprise(
            scope=world.scope(persona), chain=again(chain), node_code="steel", enterprise=firm, today=TODAY
        )
        for persona in ("officer", "supervision")
    ])  # fmt: skip
    assert not refused_in(done)
    assert Placement.objects.filter(enterprise=firm, until__isnull=True).count() == 1


@pytest.mark.parametrize("_round", range(3))
def test_a_draft_put_in_force_twice_at_once_stands_once(world: World, chain: Chain, _round: int) -> None:
    draw_up(scope=world.scope("officer"), chain=chain, content=content(links=LINKS[:3]), today=TODAY, source=SOURCE)
    key = draft_of(chain).pk
    deeds = [
        lambda persona=persona: put_in_force(
            scope=world.scope(persona),
            version=ChainVersion.objects.select_related("chain__zone").get(pk=key),
            today=TODAY,
        )
        for persona in ("officer", "supervision")
    ]
    assert not refused_in(at_once(*deeds))
    assert Event.objects.filter(verb="put_chain_in_force", details__number=2).count() == 1


@pytest.mark.parametrize("_round", range(3))
def test_two_drafts_drawn_up_at_once_leave_one(world: World, chain: Chain, _round: int) -> None:
    at_once(*[
        lambda links=links: draw_up(
            scope=world.scope("officer"), chain=again(chain), content=content(links=links), today=TODAY, source=SOURCE
        )
        for links in (LINKS[:3], LINKS[:2])
    ])  # fmt: skip
    assert ChainVersion.objects.filter(chain=chain, state="draft").count() == 1


@pytest.mark.parametrize("_round", range(3))
def test_one_pool_taken_in_twice_at_once_is_there_once(world: World, chain: Chain, _round: int) -> None:
    rows = [PoolRow(f"目标企业{number}", class_code="3716") for number in range(30)]
    done = at_once(*[
        lambda persona=persona: import_pool(scope=world.scope(persona), zone=world.zone, rows=rows, today=TODAY)
        for persona in ("officer", "supervision", "officer")
    ])  # fmt: skip
    assert sorted(pooled.created for pooled in done) == [0, 0, 30]
    assert PoolEnterprise.objects.count() == 30
