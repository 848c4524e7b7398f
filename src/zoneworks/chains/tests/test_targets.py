"""Targets of a gap: the zone's pool, ranked and explained; marks; what was known on a day."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from zoneworks.chains.choices import MarkKind
from zoneworks.chains.models import Chain, Gap, PoolEnterprise, TargetMark
from zoneworks.chains.services import PoolRow, import_pool, mark_target
from zoneworks.chains.targets import targets_of
from zoneworks.chains.tests.worlds import TODAY, World, fill, keep_gaps
from zoneworks.common.errors import Refused

POOL = (
    PoolRow(
        "沪信信号设备有限公司", class_code="3716", products=("信号设备", "联锁"), region="上海", revenue_fen=5 * 10**10
    ),
    PoolRow("石家庄通号电气有限公司", class_code="3716", region="河北", revenue_fen=10**10, staff=300),
    PoolRow("广州轨道电子有限公司", class_code="3974", products=("信号设备",), region="广东"),
    PoolRow("成都火锅底料有限公司", class_code="1469", products=("火锅底料",), region="四川"),
)


@pytest.fixture
def gap(world: World, chain: Chain) -> Gap:
    fill(world, chain, but=("signal",))
    return keep_gaps(world, chain)["signal"]


def pool(world: World, *rows: PoolRow, today=TODAY) -> int:
    return import_pool(scope=world.scope("officer"), zone=world.zone, rows=rows or POOL, today=today).created


def test_targets_fit_the_node_and_say_what_their_rank_is_made_of(world: World, gap: Gap) -> None:
    pool(world)
    found = targets_of(gap, TODAY)
    assert found.pooled == 4
    assert {row.pool.name for row in found.rows} == {row.name for row in POOL[:3]}
    assert [row.rank for row in found.rows] == [1, 2, 3]
    for row in found.rows:
        assert sum(part.share for part in row.parts) == pytest.approx(1)
    assert found.rows[0].would_change


def test_the_pull_of_local_demand_is_that_of_the_nodes_that_buy(world: World, gap: Gap) -> None:
    pool(world)
    need = targets_of(gap, TODAY).need
    assert [(one.node, one.firms) for one in need.customers] == [("train", 3)]
    # three enterprises of 100 million, the rules' inputs per output, the link's share
    assert need.customers[0].amount == pytest.approx(300_000_000 * 0.7 * 0.2)


def test_without_a_pool_there_are_no_targets(world: World, gap: Gap) -> None:
    found = targets_of(gap, TODAY)
    assert (found.rows, found.pooled) == ((), 0)


def test_the_pool_is_that_of_the_day(world: World, gap: Gap) -> None:
    pool(world, POOL[0], today=TODAY - timedelta(days=1))
    pool(world)
    assert targets_of(gap, TODAY - timedelta(days=1)).pooled == 1
    assert targets_of(gap, TODAY).pooled == 4


def test_a_pool_taken_in_again_changes_only_what_is_stated_otherwise(world: World, gap: Gap) -> None:
    first = pool(world)
    again = import_pool(scope=world.scope("officer"), zone=world.zone, rows=POOL, today=TODAY)
    assert (first, again.created, again.changed, again.same) == (4, 0, 0, 4)
    changed = PoolRow(POOL[3].name, class_code="3716", longitude=Decimal("104.06571234567"), region="四川")
    for _time in range(2):
        pooled = import_pool(scope=world.scope("officer"), zone=world.zone, rows=[changed], today=TODAY)
    assert (pooled.changed, pooled.same) == (0, 1)
    assert POOL[3].name in {row.pool.name for row in targets_of(gap, TODAY).rows}


def test_the_latest_mark_stands_and_the_same_form_is_taken_once(world: World, gap: Gap) -> None:
    pool(world)
    first = PoolEnterprise.objects.get(name=POOL[0].name)
    scope = world.scope("officer")
    for _time in range(2):
        mark_target(scope=scope, gap=gap, enterprise=first, kind=MarkKind.SHORTLISTED, today=TODAY, submission="a")
    with pytest.raises(Refused, match="why"):
        mark_target(scope=scope, gap=gap, enterprise=first, kind=MarkKind.SET_ASIDE, today=TODAY, submission="b")
    mark_target(
        scope=scope,
        gap=gap,
        enterprise=first,
        kind=MarkKind.SET_ASIDE,
        today=TODAY,
        submission="b",
        reason="无扩产意向",
    )
    assert TargetMark.objects.count() == 2
    marks = {row.pool.name: row.mark and row.mark.kind for row in targets_of(gap, TODAY).rows}
    assert marks[POOL[0].name] == MarkKind.SET_ASIDE
    assert targets_of(gap, TODAY - timedelta(days=1)).rows == ()


@pytest.mark.parametrize("persona", ["cooperating", "leader", "outsider", "nobody"])
def test_who_writes_no_chain_keeps_no_pool(world: World, chain: Chain, persona: str) -> None:
    with pytest.raises(Refused):
        import_pool(scope=world.scope(persona), zone=world.zone, rows=POOL, today=TODAY)
    assert not PoolEnterprise.objects.exists()


def test_ranking_asks_the_database_the_same_number_of_times_for_every_pool(
    world: World, gap: Gap, django_assert_max_num_queries
) -> None:
    pool(world)
    with django_assert_max_num_queries(22):
        targets_of(gap, TODAY)
    pool(world, *(PoolRow(f"信号企业{number}", class_code="3716") for number in range(60)))
    with django_assert_max_num_queries(22):
        assert len(targets_of(gap, TODAY).rows) == 50
