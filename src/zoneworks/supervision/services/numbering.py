"""Numbers of orders: counted within the zone and the year, without gaps, however many file at once."""

from __future__ import annotations

from django.db.models import F

from zoneworks.supervision.models import OrderCount
from zoneworks.units.models import Unit


def hold_count(zone: Unit, year: int) -> OrderCount:
    """Take the zone's count for this transaction: whoever comes next waits here until it ends, and then sees what was
    filed in it."""
    OrderCount.objects.bulk_create([OrderCount(zone=zone, year=year)], ignore_conflicts=True)
    OrderCount.objects.filter(zone=zone, year=year).update(last=F("last"))
    return OrderCount.objects.get(zone=zone, year=year)


def take_numbers(count: OrderCount, how_many: int) -> list[int]:
    """The next numbers; a transaction that fails gives them back."""
    first = count.last + 1
    count.last += how_many
    count.save(update_fields=["last"])
    return list(range(first, count.last + 1))
