"""Further filters of the register: each app above declares its own in its register_filters.py; nothing here looks up.

A filter offers and finds only what the person asking may see, so that nothing can be read off what it leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.functional import Promise

from zoneworks.accounts.access import Scope
from zoneworks.units.models import Unit

Choice = tuple[str, str]


@dataclass(frozen=True)
class FurtherFilter:
    """`name` is the parameter of the address. Both functions take a constant number of statements.

    `choices`: value and words, none where there is nothing to choose for this person. `condition`: on enterprises, for
    one of these values, as known on the day; enterprises that were merged are asked for as what they stand for.
    """

    name: str
    order: int
    label: str | Promise
    choices: Callable[[Scope, Unit], Sequence[Choice]]
    condition: Callable[[Scope, Unit, str, date], Q]


@dataclass(frozen=True)
class Offered:
    """A filter as a page offers it; `chosen` is "" where the address asks for nothing it knows."""

    filter: FurtherFilter
    choices: Sequence[Choice]
    chosen: str

    @property
    def name(self) -> str:
        return self.filter.name

    @property
    def label(self) -> str:
        return str(self.filter.label)


_filters: dict[str, FurtherFilter] = {}


def register(declared: FurtherFilter) -> None:
    """Declare a filter; the same name declared again replaces the earlier one."""
    _filters[declared.name] = declared


def offered(scope: Scope, zone: Unit, asked: Callable[[str], str]) -> list[Offered]:
    """Those that have something to choose for the person, in their order. `asked`: what the address says of a name."""
    found = []
    for one in sorted(_filters.values(), key=lambda one: one.order):
        choices = one.choices(scope, zone)
        value = asked(one.name)
        if choices:
            found.append(Offered(one, choices, value if value in dict(choices) else ""))
    return found


def condition_of(scope: Scope, zone: Unit, filters: Sequence[Offered], on: date) -> Q | None:
    """What the chosen ones ask for together; None where none is chosen."""
    chosen = [one for one in filters if one.chosen]
    condition = Q()
    for one in chosen:
        condition &= one.filter.condition(scope, zone, one.chosen, on)
    return condition if chosen else None
