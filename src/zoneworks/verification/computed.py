"""The computed light of each row at a month end, as the wall chart shows it; nothing here knows of rulings."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from zoneworks.plans.board_core import Array, Core, core_of
from zoneworks.plans.board_rows import WORDS
from zoneworks.plans.bridge import rules_of
from zoneworks.plans.models import Item, Plan
from zoneworks.plans.months import Months, months_of
from zoneworks.reports.months import month_end, version_of_month, versions_of
from zoneworks.units.models import Unit


def plan_of_month(zone: Unit, about: date) -> Plan | None:
    """The version that counts for a month."""
    return version_of_month(versions_of(zone, about.year), about)


class Computed:
    """The overall lights of a plan's rows from what is known on a day; read once however many months are asked for."""

    def __init__(self, plan: Plan, as_of: date, core: Core | None = None) -> None:
        self.plan, self.as_of, self.given = plan, as_of, core
        self.rules = rules_of(plan, as_of)

    @cached_property
    def core(self) -> Core:
        return self.given or core_of(self.plan, self.as_of, self.rules)

    @cached_property
    def months(self) -> Months:
        return months_of(self.plan, self.as_of, self.rules)

    @cached_property
    def places(self) -> dict[int, int]:
        return {key: place for place, key in enumerate(self.core.keys)}

    def column(self, about: date) -> Array:
        """Codes at the end of a month that has begun (n,); of the running month those of the day."""
        if about > self.as_of:
            assert about == month_end(self.as_of), "a month that has begun"
            running: Array = self.core.lights[:, 3]
            return running
        ended: Array = self.months.lights[:, about.month - 1]
        return ended

    def word(self, row: Item, about: date) -> str:
        """Of one row of the plan."""
        return WORDS[int(self.column(about)[self.places[row.pk]])]
