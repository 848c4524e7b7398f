"""Enterprises for tests: fictitious firms with codes that check, kept by the investment department unless said."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from zonekit.registry.codes import make_credit_code
from zoneworks.accounts.tests.worlds import INSIDERS, PERSONAS, STRANGERS, TODAY, World, make_world
from zoneworks.enterprises.choices import AssignedBy
from zoneworks.enterprises.models import Enterprise
from zoneworks.enterprises.services import EnterpriseRow, StatedClass, add_enterprise, save_enterprises
from zoneworks.units.models import Unit

__all__ = ["INSIDERS", "PERSONAS", "STRANGERS", "TODAY", "World", "make_world"]
SINCE = date(2020, 1, 1)
TRADES = ("轴承", "电机", "制药", "软件", "物流", "模具", "电缆", "阀门")


def code_of(number: int) -> str:
    """A credit code no firm has: no district begins with 99."""
    return make_credit_code("91", "990100", f"MA{number:06d}")


def make_enterprise(world: World, number: int = 1, *, unit: Unit | None = None, **fields: Any) -> Enterprise:
    """One enterprise, added by the supervision office; `fields` as add_enterprise takes them."""
    values = {
        "name": f"甲开发区示例{TRADES[number % len(TRADES)]}{number}号有限公司",
        "credit_code": code_of(number), "unit": unit or world.investment, "is_fictitious": True, **fields,
    }  # fmt: skip
    return add_enterprise(scope=world.scope("supervision"), zone=world.zone, today=SINCE, **values)


def row(number: int, *, industry: str = "3451", **values: Any) -> EnterpriseRow:
    return EnterpriseRow(
        name=values.pop("name", f"甲开发区示例{TRADES[number % len(TRADES)]}{number}号有限公司"),
        credit_code=values.pop("credit_code", code_of(number)),
        values=values,
        industry=StatedClass(industry, AssignedBy.REGISTER) if industry else None,
    )


def make_enterprises(
    world: World, count: int, *, unit: Unit | None = None, rows: Iterable[EnterpriseRow] | None = None
) -> list[Enterprise]:
    """Many at once, in the order of their numbers (from 1)."""
    given = list(rows) if rows is not None else [row(number) for number in range(1, count + 1)]
    save_enterprises(
        scope=world.scope("supervision"), zone=world.zone, rows=given, today=SINCE, unit=unit or world.investment
    )
    codes = [one.credit_code for one in given]
    found = {one.credit_code: one for one in Enterprise.objects.filter(zone=world.zone, credit_code__in=codes)}
    return [found[code] for code in codes]
