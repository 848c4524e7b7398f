"""The pool of target enterprises in the demonstration, and what people decided about some of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import partial
from itertools import islice
from typing import Any

from zoneworks.chains.choices import GapState, MarkKind
from zoneworks.chains.models import Gap, PoolEnterprise
from zoneworks.chains.services import PoolRow, import_pool, mark_target
from zoneworks.demonstration.chain_story import Cast
from zoneworks.demonstration.days import RECORD, Days
from zoneworks.demonstration.files import read
from zoneworks.demonstration.firms.pool import PoolFirm, pool_firms

Json = dict[str, Any]
TAKEN_IN_ON = date(2023, 1, 16)
SOURCE = "演示用虚构企业库"


def plan_pool(cast: Cast, days: Days) -> None:
    days.add(TAKEN_IN_ON, RECORD, partial(take_in, cast))
    for place, row in enumerate(read("chain_story.json")["marks"]):
        days.add(date.fromisoformat(row["on"]), RECORD, partial(mark, cast, row, place))


def take_in(cast: Cast, day: date) -> None:
    import_pool(scope=cast.office, zone=cast.zone, rows=[row_of(firm) for firm in pool_firms()], today=day)


def row_of(firm: PoolFirm) -> PoolRow:
    return PoolRow(
        name=firm.name, name_en=firm.name_en, credit_code=firm.credit_code, class_code=firm.class_code,
        products=firm.products, scope=firm.scope, region=firm.region, longitude=Decimal(str(firm.longitude)),
        latitude=Decimal(str(firm.latitude)), capital_fen=firm.capital_fen, revenue_fen=firm.revenue_fen,
        staff=firm.staff, established_on=firm.established_on, is_listed=firm.is_listed, source=SOURCE,
        is_fictitious=True,
    )  # fmt: skip


def mark(cast: Cast, row: Json, place: int, day: date) -> None:
    """The first enterprises of the pool that make what the gap lacks are shortlisted, another one is set aside."""
    chain = cast.chains[row["chain"]]
    gap = Gap.objects.select_related("chain__zone").get(chain=chain, node_code=row["node"], state=GapState.OPEN)
    fit = (firm for firm in pool_firms() if (firm.chain, firm.node) == (row["chain"], row["node"]))
    names = [firm.name for firm in islice(fit, row["shortlisted"] + 1)]
    kept = {one.name: one for one in PoolEnterprise.objects.filter(zone=cast.zone, name__in=names)}
    for number, name in enumerate(names):
        is_last = number == row["shortlisted"]
        mark_target(
            scope=cast.office, gap=gap, enterprise=kept[name], today=day,
            kind=MarkKind.SET_ASIDE if is_last else MarkKind.SHORTLISTED,
            submission=f"demonstration:mark:{place}:{number}", reason=row["set_aside"] if is_last else row["reason"],
        )  # fmt: skip
