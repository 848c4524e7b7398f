"""The supervision office reminds units of reports they owe."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from zoneworks.accounts.access import Scope
from zoneworks.plans.models import Item
from zoneworks.units.models import Unit


def urge(*, scope: Scope, zone: Unit, about: date, items: Iterable[Item], words: str = "", today: date) -> int:
    """Urge the reports of items that are owed and not submitted, each at most once a day; says how many were."""
    raise NotImplementedError
