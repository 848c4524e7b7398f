"""A pool from a workbook or a CSV: oddities with their cells, differences, acceptance and the way back."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.base import ContentFile

from zoneworks.audit.models import Event
from zoneworks.chains.models import Chain, PoolEnterprise
from zoneworks.chains.services import PoolRow, import_pool
from zoneworks.chains.services.pooling import AT_ONCE
from zoneworks.chains.sheets import pool_kind
from zoneworks.chains.tests.books import book
from zoneworks.chains.tests.worlds import TODAY, World
from zoneworks.common.errors import Refused
from zoneworks.imports.models import Batch
from zoneworks.imports.services import accept_bulk, receive_file, start_reading
from zoneworks.imports.working import Desk, StopAsked

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
    upload = receive_file(scope=scope, zone=world.zone, filename=name, file=ContentFile(data, name))
    return start_reading(scope=scope, upload=upload, kind="pool", options={})


def table(*rows: tuple[object, ...]) -> bytes:
    return book({"企业库": [HEAD, *(rows or ROWS)]})


def accept(world: World, batch: Batch) -> Batch:
    accepted = accept_bulk(scope=world.scope("officer"), batch=batch, turn=batch.turn)
    accepted.refresh_from_db()
    return accepted


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


def test_what_changed_is_shown_before_it_is_written(world: World, chain: Chain) -> None:
    accept(world, send(world, table()))
    batch = send(world, table((*ROWS[0][:4], 60000, *ROWS[0][5:]), ("新企业", "3716", *[None] * 8)))
    changed = batch.rows.get(label=ROWS[0][0])
    assert changed.changes == [{"field": "revenue", "before": "50,000", "after": "60,000"}]
    assert PoolEnterprise.objects.count() == 2
    assert accept(world, batch).result == {"created": 1, "changed": 1}
    assert PoolEnterprise.objects.get(name=ROWS[0][0]).revenue_fen == 60_000 * 10_000 * 100


def test_a_preview_sent_twice_is_taken_over_once(world: World, chain: Chain) -> None:
    batch = send(world, table())
    turn = batch.turn
    for _time in range(2):
        accept_bulk(scope=world.scope("officer"), batch=batch, turn=turn)
    assert PoolEnterprise.objects.count() == 2
    assert Event.objects.filter(verb="import_pool").count() == 1


def test_what_the_list_has_no_column_for_stays_as_it_is(world: World, chain: Chain) -> None:
    known = PoolRow(ROWS[0][0], "Huxin Signals", class_code="3714", products=("联锁",), staff=7, is_fictitious=True)
    import_pool(scope=world.scope("officer"), zone=world.zone, rows=[known], today=TODAY)
    text = f"name,class,region,staff\n{ROWS[0][0]},3716,上海,\n"
    batch = send(world, text.encode(), "pool.csv")
    assert {change["field"] for change in batch.rows.get().changes} == {"class_code", "region", "staff"}
    accept(world, batch)
    one = PoolEnterprise.objects.get()
    assert (one.name_en, one.products, one.is_fictitious) == ("Huxin Signals", ["联锁"], True)
    assert (one.class_code, one.region, one.staff) == ("3716", "上海", None)
    assert send(world, text.encode(), "pool.csv").summary["actions"]["same"] == 1


def many(count: int) -> bytes:
    return ("name,class\n" + "".join(f"信号企业{number},3716\n" for number in range(count))).encode()


def test_a_pool_that_changed_since_the_preview_is_left_as_it_is(world: World, chain: Chain) -> None:
    accept(world, send(world, table()))
    batch = send(world, table((*ROWS[0][:4], 60000, *ROWS[0][5:]), ("新企业", "3716", *[None] * 8)))
    others = [PoolRow(ROWS[0][0], class_code="3714")]
    import_pool(scope=world.scope("officer"), zone=world.zone, rows=others, today=TODAY)
    again = accept(world, batch)
    assert again.state == "previewed"
    assert "Import the file again" in again.summary["failure_en"]
    assert sorted(PoolEnterprise.objects.values_list("name", "class_code")) == [
        (ROWS[0][0], "3714"), (ROWS[1][0], "3716"),
    ]  # fmt: skip


def test_stopped_halfway_nothing_of_it_stays(world: World, chain: Chain, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = send(world, many(AT_ONCE + 5), "pool.csv")
    told: list[int] = []
    tell = Desk.tell

    def stopping(desk: Desk, done: int, about: int) -> None:
        told.append(done)
        if done == AT_ONCE:
            raise StopAsked
        tell(desk, done, about)

    monkeypatch.setattr(Desk, "tell", stopping)
    assert accept(world, batch).state == "previewed"
    assert AT_ONCE in told
    assert not PoolEnterprise.objects.exists()


def test_a_list_of_several_packets_is_there_whole(world: World, chain: Chain) -> None:
    batch = send(world, many(2 * AT_ONCE + 1) + "信号企业3,3716\n".encode(), "pool.csv")
    assert batch.summary["actions"] == {"create": 2 * AT_ONCE + 1, "update": 0, "same": 0, "reject": 1}
    assert said(batch) == {("pool_firm_twice", f"A{2 * AT_ONCE + 3}")}
    assert accept(world, batch).result == {"created": 2 * AT_ONCE + 1, "changed": 0}
    assert PoolEnterprise.objects.count() == 2 * AT_ONCE + 1


def test_longer_lists_than_can_be_ranked_are_not_taken(
    world: World, chain: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool_kind, "MOST_ROWS", 3)
    batch = send(world, many(4), "pool.csv")
    assert batch.summary["obstacle"]["code"] == "pool_too_many"
    assert send(world, many(3), "pool.csv").summary["obstacle"] is None


def test_a_preview_of_the_time_before_is_to_be_made_again(world: World, chain: Chain) -> None:
    batch = send(world, table())
    summary: dict[str, Any] = {name: value for name, value in batch.summary.items() if name != "digest"}
    Batch.objects.filter(pk=batch.pk).update(summary=summary)
    batch.refresh_from_db()
    assert accept(world, batch).state == "previewed"
    assert not PoolEnterprise.objects.exists()


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
