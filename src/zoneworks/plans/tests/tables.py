"""A small issued table as CSV, and the ways tests import it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from zoneworks.imports.models import Batch
from zoneworks.imports.services import accept_batch, preview, receive_upload, undo_batch
from zoneworks.plans.tests.worlds import World

TITLE = "甲开发区2023年重点工作任务分解表"
HEAD = "序号,类别,重点项目,子项目,工作目标,一季度节点,二季度节点,牵头领导,责任单位,配合单位,完成时限"
SIGN = (
    "1,高质量发展,招商引资,项目签约,全年签约优质项目200个以上,签约数累计达到48个；3月15日前印发方案,"
    "签约数累计达到100个,党工委书记,投资促进部,科技创新部,2023年12月底"
)
MONEY = "2,高质量发展,招商引资,资金到位,引资到位额100亿元,,,分管副主任,投资促进部,,12月底"
FIRMS = "3,高质量发展,科技创新,高企培育,新增高新技术企业30家,,,分管副主任,科技创新部,投资促进部,年底前"
PARTY = "4,党的建设,支部建设,主题党日,每月开展主题党日1次,,,党工委书记,督查室,,全年"
ROWS = (SIGN, MONEY, FIRMS, PARTY)


def csv_of(rows: Sequence[str] = ROWS, *, title: str = TITLE, head: str = HEAD) -> bytes:
    return "\n".join([title, head, *rows]).encode()


def uploaded(world: World, data: bytes, filename: str = "分解表.csv", persona: str = "supervision"):
    return receive_upload(scope=world.scope(persona), zone=world.zone, filename=filename, data=data)


def previewed(
    world: World, data: bytes | Sequence[str] = ROWS, filename: str = "分解表.csv", **options: object
) -> Batch:
    raw = data if isinstance(data, bytes) else csv_of(data)
    return preview(
        scope=world.scope("supervision"), upload=uploaded(world, raw, filename), kind="plan", options=options
    )


def accepted(
    world: World, data: bytes | Sequence[str] = ROWS, filename: str = "分解表.csv", **options: object
) -> Batch:
    return accept(world, previewed(world, data, filename, **options))


def accept(world: World, batch: Batch, positions: Sequence[int] | None = None) -> Batch:
    return accept_batch(scope=world.scope("supervision"), batch=batch, turn=batch.turn, positions=positions)


def undone(world: World, batch: Batch) -> Batch:
    return undo_batch(scope=world.scope("supervision"), batch=batch)


def actions(batch: Batch) -> list[str]:
    return list(batch.rows.values_list("action", flat=True))


def counts(batch: Batch) -> dict[str, int]:
    """How many rows would be what, the table's own head among them."""
    return dict(Counter(actions(batch)))


def changes(batch: Batch, position: int) -> dict[str, tuple[object, object]]:
    """Field -> (before, after) of one row; the names of units in Chinese."""
    row = batch.rows.get(position=position)
    return {one["field"]: (plain(one["before"]), plain(one["after"])) for one in row.changes}


def plain(value: object) -> object:
    if isinstance(value, list):
        return [part["zh"] if isinstance(part, dict) else part for part in value]
    return value


def codes(batch: Batch) -> list[str]:
    return [issue["code"] for issue in batch.issues]
