"""Enterprises with figures, for the tests of pages and measures."""

from __future__ import annotations

from datetime import date
from itertools import count

from zoneworks.enterprises.choices import FactKind, FactSource, Span
from zoneworks.enterprises.models import Enterprise
from zoneworks.enterprises.services import FactEntry, Recorded, record_facts
from zoneworks.enterprises.tests.worlds import World

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
