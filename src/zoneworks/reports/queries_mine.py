"""What an officer's units report, read once for everything that asks about it: what they owe, what came back, what
waits.

The statements do not depend on the number of reports: one for all reports of the units that are still open, one for
those shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from django.db.models import Max
from django.db.models.functions import Coalesce

from zoneworks.accounts.access import Scope
from zoneworks.accounts.choices import RoleKind
from zoneworks.plans.bridge import as_text, bare_rows
from zoneworks.plans.choices import PlanState
from zoneworks.plans.models import ClosedMonth, Item, Plan
from zoneworks.reports.access import Leaf, leaves_reported
from zoneworks.reports.choices import ReportState
from zoneworks.reports.models import Report, Urging
from zoneworks.reports.months import due_day, is_owed_month, months_of_year, version_of_month
from zoneworks.units.models import Unit

SHOWN = 8


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


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A row and a month in which it owes a report, in due order. `first`: the key reports are kept under."""

    due: date
    path: str
    about: date
    first: int
    item: int


class Standing(NamedTuple):
    """How a report stands; in the order of the desk: the oldest month first, then the row as it first appeared."""

    about: str
    path: str
    key: int
    first: int
    state: str


def is_reporting(scope: Scope) -> bool:
    return any(grant.kind == RoleKind.OFFICER for grant in scope.grants)


class Mine:
    """The work of the person's units on a day, in months of this year and the last."""

    def __init__(self, scope: Scope, zone: Unit, today: date, limit: int = SHOWN) -> None:
        self.scope, self.zone, self.today, self.limit = scope, zone, today, limit

    # --- what is owed ------------------------------------------------------------------------------------------------

    @cached_property
    def owed(self) -> list[Place]:
        """Places without a report or with a draft; what was returned is not here."""
        in_hand = {(one.first, one.about) for one in self.standing if one.state != ReportState.DRAFT}
        return sorted(place for place in self.places if (place.first, place.about.isoformat()) not in in_hand)

    @cached_property
    def places(self) -> list[Place]:
        """Every month of every leaf that was owed and can still be written."""
        found = []
        for versions in self.versions.values():
            if versions[-1].state != PlanState.ISSUED:
                continue
            rows = [leaf for leaf in self.leaves if leaf.plan == versions[-1].pk]
            for about in months_of_year(versions[-1].year):
                version = version_of_month(versions, about)
                if about >= self.today or about in self.closed or version is None or not is_owed_month(versions, about):
                    continue
                due, then = due_day(version, about), self.firsts_in_earlier.get(version.pk)
                found += [
                    Place(due, leaf.path, about, leaf.first, leaf.item)
                    for leaf in rows
                    if then is None or leaf.first in then
                ]
        return found

    @cached_property
    def versions(self) -> dict[int, list[Plan]]:
        """Versions that were ever issued, by year, the first one first."""
        plans = Plan.objects.filter(zone=self.zone, year__gte=self.today.year - 1).exclude(state=PlanState.DRAFT)
        years: dict[int, list[Plan]] = {}
        for plan in plans.order_by("year", "version"):
            years.setdefault(plan.year, []).append(plan)
        return years

    @cached_property
    def leaves(self) -> list[Leaf]:
        """Leaves of the versions at hand which the units lead or are responsible for."""
        return leaves_reported(self.scope, [versions[-1].pk for versions in self.versions.values()])

    @cached_property
    def firsts(self) -> list[int]:
        """The keys their reports are kept under."""
        return sorted({leaf.first for leaf in self.leaves})

    @cached_property
    def closed(self) -> set[date]:
        closings = ClosedMonth.objects.filter(
            zone=self.zone, about__gte=date(self.today.year - 1, 1, 1), reopened_on__isnull=True
        )
        return set(closings.order_by().values_list("about", flat=True))

    @cached_property
    def firsts_in_earlier(self) -> dict[int, set[int]]:
        """Which of the leaves stood in versions that are not at hand any more."""
        earlier = [plan.pk for versions in self.versions.values() for plan in versions[:-1]]
        found: dict[int, set[int]] = {version: set() for version in earlier}
        if not earlier:
            return found
        rows = Item.objects.filter(plan__in=earlier, is_leaf=True).annotate(first=Coalesce("origin_id", "pk"))
        for plan, first in rows.order_by().filter(first__in=self.firsts).values_list("plan_id", "first"):
            found[plan].add(first)
        return found

    # --- what was written --------------------------------------------------------------------------------------------

    @cached_property
    def standing(self) -> list[Standing]:
        """The reports of the rows; what is confirmed in a closed month is over."""
        if not self.leaves:
            return []
        reports = Report.objects.filter(item__in=self.firsts, about__gte=date(self.today.year - 1, 1, 1))
        if self.closed:
            reports = reports.exclude(state=ReportState.CONFIRMED, about__in=self.closed)
        keys = (as_text("about"), "item__path", "pk", "item_id", "state")
        return sorted(Standing(*row) for row in bare_rows(reports.order_by().values_list(*keys)))

    @cached_property
    def returned(self) -> list[int]:
        """Those that came back and can be written again."""
        closed = {about.isoformat() for about in self.closed}
        return [one.key for one in self.standing if one.state == ReportState.RETURNED and one.about not in closed]

    @cached_property
    def waiting(self) -> list[int]:
        """Those that wait for the supervision office."""
        return [one.key for one in self.standing if one.state == ReportState.SUBMITTED]

    # --- the first of them -------------------------------------------------------------------------------------------

    @cached_property
    def drafts(self) -> dict[tuple[int, str], int]:
        return {(one.first, one.about): one.key for one in self.standing if one.state == ReportState.DRAFT}

    @cached_property
    def shown(self) -> dict[int, Report]:
        """The reports to be shown, all of them at once."""
        begun = (self.drafts.get((place.first, place.about.isoformat())) for place in self.owed[: self.limit])
        keys = [*(key for key in begun if key), *self.returned[: self.limit], *self.waiting[: self.limit]]
        if not keys:
            return {}
        return Report.objects.select_related("item", "unit", "settled_by").in_bulk(keys)

    def first(self, keys: list[int]) -> tuple[Report, ...]:
        return tuple(self.shown[key] for key in keys[: self.limit] if key in self.shown)

    @cached_property
    def first_owed(self) -> tuple[Owed, ...]:
        """The first places, with their drafts and the day they were last urged."""
        places = self.owed[: self.limit]
        items = Item.objects.in_bulk({place.item for place in places}) if places else {}
        last = last_urged(places)
        return tuple(
            Owed(
                item=items[place.item],
                about=place.about,
                due=place.due,
                is_missing=place.due < self.today,
                report=self.shown.get(self.drafts.get((place.first, place.about.isoformat()), 0)),
                last_urged=last.get((place.first, place.about)),
            )
            for place in places
        )


def last_urged(places: list[Place]) -> dict[tuple[int, date], date]:
    if not places:
        return {}
    urged = Urging.objects.filter(
        item__in={place.first for place in places}, about__in={place.about for place in places}
    )
    last = urged.order_by().values_list("item_id", "about").annotate(last=Max("on"))
    return {(item, about): on for item, about, on in last}
