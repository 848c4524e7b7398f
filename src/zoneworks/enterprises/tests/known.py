"""Enterprises with figures, for the tests of pages and measures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import count

from zoneworks.enterprises.choices import FactKind, FactSource, Span
from zoneworks.enterprises.models import Enterprise, EnterpriseFact, EnterpriseRole, Merge
from zoneworks.enterprises.services import FactEntry, Recorded, give_role, merge_enterprises, record_facts
from zoneworks.enterprises.tests.worlds import TODAY, World, make_enterprise

WAN = 10_000 * 100
sent = (f"test-{number}" for number in count())


def say(
    world: World, enterprise: Enterprise, kind: FactKind, year: int, value: int, *, month: int | None = None,
    today: date = date(2023, 10, 8),
) -> Recorded:  # fmt: skip
    """One figure said by the supervision office; `value` in the smallest unit."""
    about = date(year, 12, 31) if month is None else date(year, month, 28 if month == 2 else 30)
    span = Span.YEAR if month is None else Span.MONTH
    entry = FactEntry(enterprise.pk, kind, span, about, value, FactSource.STATISTICS, next(sent))
    return record_facts(scope=world.scope("supervision"), zone=enterprise.zone, entries=[entry], today=today)


def with_years(world: World, enterprise: Enterprise, *revenues: int, first: int = 2020) -> None:
    """Revenue of year after year, in 10,000 yuan."""
    for place, wan in enumerate(revenues):
        say(world, enterprise, FactKind.REVENUE, first + place, wan * WAN)


@dataclass(frozen=True)
class Firm:
    """An enterprise with figures, a role and a record merged into it; `other` stands for itself."""

    enterprise: Enterprise
    role: EnterpriseRole
    merge: Merge
    other: Enterprise
    fact: EnterpriseFact


def make_firm(world: World) -> Firm:
    scope = world.scope("supervision")
    kept, gone, other = (make_enterprise(world, number, name=f"示例密封件九十九厂{number}") for number in (1, 2, 3))
    with_years(world, kept, 1000, 1500, 1900)
    role = give_role(scope=scope, enterprise=kept, role="leading", since=TODAY)
    merge = merge_enterprises(scope=scope, kept=kept, gone=gone, today=TODAY)
    kept.refresh_from_db()
    return Firm(kept, role, merge, other, EnterpriseFact.objects.filter(enterprise=kept).latest("pk"))
