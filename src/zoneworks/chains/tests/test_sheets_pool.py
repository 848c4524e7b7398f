"""A pool from a workbook or a CSV: oddities with their cells, differences, acceptance and the way back."""

from __future__ import annotations

import pytest

from zoneworks.chains.choices import MarkKind
from zoneworks.chains.models import Chain, PoolEnterprise
from zoneworks.chains.services import mark_target
from zoneworks.chains.tests.books import book
from zoneworks.chains.tests.worlds import TODAY, World, keep_gaps
from zoneworks.common.errors import Refused
from zoneworks.imports.models import Batch
from zoneworks.imports.services import accept_batch, preview, receive_upload, undo_batch

HEAD = (
    "企业名称",
    "行业代码",
    "主要产品",
    "所在地区",
    "营业收入（万元）",
    "从业人数",
    "经度",
    "纬度",
    "成立日期",
    "上市日期",
)
ROWS = (
    ("沪信信号设备有限公司", "3716", "信号设备、联锁", "上海", 50000, 320, 121.47, 31.23, "2003-05-01", "2015年6月1日"),
    ("石家庄通号电气有限公司", "3716", "", "河北", 1000, 80, None, None, None, None),
)


def send(world: World, data: bytes, name: str = "企业库.xlsx", persona: str = "officer") -> Batch:
    scope = world.scope(persona)
    upload = receive_upload(scope=scope, zone=world.zone, filename=name, data=data)
    return preview(scope=scope, upload=upload, kind="pool", options={})


def table(*rows: tuple[object, ...]) -> bytes:
    return book({"企业库": [HEAD, *(rows or ROWS)]})


def accept(world: World, batch: Batch) -> Batch:
    return accept_batch(scope=world.scope("officer"), batch=batch, turn=batch.turn)


def said(batch: Batch) -> set[tuple[str, str]]:
    return {(issue["code"], issue.get("cell", "")) for issue in batch.issues}


def test_a_pool_is_taken_in_with_its_figures(world: World, chain: Chain) -> None:
    accept(world, send(world, table()))
    one = PoolEnterprise.objects.get(name=ROWS[0][0])
    assert (one.class_code, one.products, one.region) == ("3716", ["信号设备", "联锁"], "上海")
    assert (one.revenue_fen, one.staff, one.is_listed) == (50_000 * 10_000 * 100, 320, True)
    assert str(one.longitude) == "121.470000"


def test_the_same_pool_again_is_the_same(world: World, chain: Chain) -> None:
    accept(world, send(world, table()))
    batch = send(world, table())
    assert batch.summary["actions"] == {"create": 0, "update": 0, "same": 2, "reject": 0}


def test_a_csv_in_yuan_says_the_same(world: World, chain: Chain) -> None:
    text = "name,class,revenue\n沪信信号设备有限公司,3716,500000000\n"
    accept(world, send(world, text.encode(), "pool.csv"))
    assert PoolEnterprise.objects.get().revenue_fen == 50_000 * 10_000 * 100


def test_what_changed_is_shown_and_undone_exactly(world: World, chain: Chain) -> None:
    accept(world, send(world, table()))
    before = list(PoolEnterprise.objects.order_by("pk").values_list("name", "revenue_fen", "products"))
    batch = send(world, table((*ROWS[0][:4], 60000, *ROWS[0][5:]), ("新企业", "3716", *[None] * 8)))
    changed = batch.rows.get(label=ROWS[0][0])
    assert changed.changes == [{"field": "revenue", "before": "50,000", "after": "60,000"}]
    accept(world, batch)
    assert PoolEnterprise.objects.count() == 3
    undo_batch(scope=world.scope("officer"), batch=batch)
    assert list(PoolEnterprise.objects.order_by("pk").values_list("name", "revenue_fen", "products")) == before


def test_an_import_whose_enterprises_were_decided_about_is_not_undone(world: World, chain: Chain) -> None:
    gap = keep_gaps(world, chain)["signal"]
    batch = send(world, table())
    accept(world, batch)
    mark_target(
        scope=world.scope("officer"), gap=gap, enterprise=PoolEnterprise.objects.first(), kind=MarkKind.SHORTLISTED,
        today=TODAY, submission="x",
    )  # fmt: skip
    with pytest.raises(Refused, match="shortlisted"):
        undo_batch(scope=world.scope("officer"), batch=batch)
    assert PoolEnterprise.objects.count() == 2


def test_oddities_are_listed_with_their_cells_and_the_rest_is_taken(world: World, chain: Chain) -> None:
    batch = send(world, table(
        ("甲公司", "9999", "", "", -5, "many", 200, 10, "2001-02-30", None),
        ("", "3716", *[None] * 8),
        ("甲公司", "3716", *[None] * 8),
        ("长" * 201, "3716", *[None] * 8),
    ))  # fmt: skip
    found = said(batch)
    assert {("figure_negative", "E2"), ("figure_unreadable", "F2"), ("degrees_out_of_range", "G2")} <= found
    assert {("class_unknown", "B2"), ("day_impossible", "I2"), ("pool_text_too_long", "A5")} <= found
    assert {"enterprise_without_name", "pool_firm_twice"} <= {code for code, _cell in found}
    accept(world, batch)
    assert sorted(len(name) for name in PoolEnterprise.objects.values_list("name", flat=True)) == [3, 200]


@pytest.mark.parametrize("data", [b"", b"\x00\x01", b"foo,bar\n1,2\n"])
def test_a_file_without_a_pool_is_told_and_writes_nothing(world: World, chain: Chain, data: bytes) -> None:
    batch = send(world, data or b" ", "pool.csv")
    assert batch.issues
    assert batch.summary["obstacle"]
    with pytest.raises(Refused):
        accept(world, batch)


@pytest.mark.parametrize("persona", ["cooperating", "leader", "outsider", "nobody"])
def test_who_writes_no_chain_imports_no_pool(world: World, chain: Chain, persona: str) -> None:
    with pytest.raises(Refused):
        send(world, table(), persona=persona)
