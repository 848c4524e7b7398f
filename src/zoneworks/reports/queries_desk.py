"""What stands on the desk: what I owe, what came back, what waits, who is silent. Each a count and its first rows.

The number of statements does not depend on the number of reports, and none of them reads more than two years.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from zoneworks.accounts.access import Scope
from zoneworks.plans.models import Item
from zoneworks.reports.models import Report
from zoneworks.units.models import Unit

Row = TypeVar("Row")
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Few(Generic[Row]):
    """How many there are, and the first of them."""

    count: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Owed:
    """A report that is owed and not submitted. `report`: the draft, if one was begun. `item`: in the current version.

    `last_urged`: when the supervision office last urged it.
    """

    item: Item
    about: date
    due: date
    is_missing: bool
    report: Report | None
    last_urged: date | None


@dataclass(frozen=True, slots=True)
class Silent:
    """A unit with reports past their day. `last_urged`: the last of all."""

    unit: Unit
    missing: int
    last_urged: date | None


def my_owed(scope: Scope, zone: Unit, today: date, limit: int = SHOWN) -> Few[Owed]:
    """What the person's units owe, in due order, of open months of this year and the last; what was returned is not
    here, see `my_returned`."""
    raise NotImplementedError


def my_returned(scope: Scope, zone: Unit, today: date, limit: int = SHOWN) -> Few[Report]:
    """Reports of the person's units that came back, the oldest month first."""
    raise NotImplementedError


def my_waiting(scope: Scope, zone: Unit, today: date, limit: int = SHOWN) -> Few[Report]:
    """Reports of the person's units that wait for the supervision office."""
    raise NotImplementedError


def to_confirm(scope: Scope, zone: Unit, today: date, limit: int = SHOWN) -> Few[Report]:
    """Submitted reports, for the supervision office: the oldest month first."""
    raise NotImplementedError


def silent_units(scope: Scope, zone: Unit, about: date, today: date, limit: int = SHOWN) -> Few[Silent]:
    """Units with missing reports for a month, most of them first; for the supervision office and the leaders."""
    raise NotImplementedError
