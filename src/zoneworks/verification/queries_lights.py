"""Two lights side by side, and the ruling of the office: of all leaves for a month, and of one leaf through the year.

The computed light comes from the plan's board alone. The unit's own assessment is that of its report as it was
submitted and confirmed by the day; one that is not confirmed is told to those who work on the row and counts for
nothing. Rulings are read by everybody in the zone, as lights are.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from django.core.cache import cache
from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from zoneworks.accounts.access import Scope
from zoneworks.plans.board import Board, build_board
from zoneworks.plans.board_core import Array
from zoneworks.plans.board_filters import BoardFilters
from zoneworks.plans.board_rows import WORDS, BoardRow
from zoneworks.plans.bridge import bare_rows
from zoneworks.plans.models import Item
from zoneworks.plans.queries import is_working_on, same_item_in
from zoneworks.reports.choices import Turn
from zoneworks.reports.models import ReportTurn
from zoneworks.reports.months import month_end, months_of_year, version_of_month, versions_of
from zoneworks.units.models import Unit
from zoneworks.verification.computed import Computed
from zoneworks.verification.models import Ruling
from zoneworks.verification.queries import rulings_known, rulings_of
from zoneworks.verification.standing import standing_rulings

# What disagrees: the unit with the computed light, the office with it, or the unit is silent.
OWN, RULING, SILENT = "own", "ruling", "silent"
DISAGREEMENTS = (OWN, RULING, SILENT)
KEPT_SECONDS = 24 * 3600
GIVEN = frozenset({Turn.SUBMITTED, Turn.CONFIRMED})


@dataclass(frozen=True, slots=True)
class Own:
    """What a unit said of its month: "" where it said nothing. `is_hollow`: nobody has confirmed it yet."""

    light: str
    is_hollow: bool


@dataclass(frozen=True, slots=True)
class TwoLights:
    """One leaf in one month. `computed`: a word, None before the month. `disagrees`: of `DISAGREEMENTS`."""

    about: date
    own: Own | None
    computed: str | None
    ruling: Ruling | None
    disagrees: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LightsRow:
    row: BoardRow
    lights: TwoLights


def compared(own: Own | None, computed: str | None, ruling: Ruling | None, *, has_ended: bool) -> tuple[str, ...]:
    """Where the voices differ, the same for every reader: what is not confirmed counts as not said."""
    counts = own.light if own is not None and not own.is_hollow else ""
    found = []
    if counts and computed and counts != computed:
        found.append(OWN)
    if ruling is not None and ruling.light != computed:
        found.append(RULING)
    if has_ended and not counts:
        found.append(SILENT)
    return tuple(found)


# --- own assessments -------------------------------------------------------------------------------------------------


def own_lights(turns: QuerySet[ReportTurn], as_of: date) -> dict[tuple[int, date], Own]:
    """By item and month what the reports said by a day, as the record of their turns has it."""
    known = turns.filter(on__lte=as_of).order_by("pk")
    rows = known.values_list("report__item_id", "report__about", "turn", "data__own_light")
    found: dict[tuple[int, date], Own] = {}
    for item, about, turn, light in rows:
        place = (item, about)
        if turn == Turn.SUBMITTED:
            found[place] = Own(light or "", is_hollow=True)
        elif turn == Turn.CONFIRMED and place in found:
            found[place] = Own(found[place].light, is_hollow=False)
        elif turn not in GIVEN:
            found.pop(place, None)
    return found


def told_to(own: Own | None, is_told: bool) -> Own | None:
    """What is not confirmed exists for those who work on the row."""
    return None if own is None or (own.is_hollow and not is_told) else own


# --- all leaves of a month -------------------------------------------------------------------------------------------


class LightsOfMonth:
    """The three voices of all leaves for a month, as one person may know them on a day; narrowed by `filters`.

    The number of statements does not depend on the number of leaves. None where no plan counts: see `lights_of`.
    """

    def __init__(self, board: Board, about: date, as_of: date) -> None:
        self.board, self.about, self.as_of = board, about, as_of
        self.zone, self.plan = board.plan.zone, board.plan
        self.has_ended = about < as_of

    @cached_property
    def computed(self) -> Array:
        return Computed(self.plan, self.as_of, self.board.core).column(self.about)

    @cached_property
    def firsts(self) -> dict[int, int]:
        """By the key of a leaf the key it first had."""
        leaves = Item.objects.filter(plan=self.plan, is_leaf=True).order_by()
        return dict(bare_rows(leaves.values_list("pk", Coalesce("origin_id", "pk"))))

    @cached_property
    def owns(self) -> dict[tuple[int, date], Own]:
        turns = ReportTurn.objects.filter(report__zone=self.zone, report__about=self.about)
        return own_lights(turns, self.as_of)

    @cached_property
    def rulings(self) -> dict[int, Ruling]:
        return rulings_of(self.zone, self.as_of, about=self.about)

    def at(self, place: int) -> TwoLights:
        """The voices of the leaf at a place of the plan."""
        first = self.firsts[self.board.core.keys[place]]
        own = told_to(self.owns.get((first, self.about)), bool(self.board.is_told[place]))
        computed, ruling = WORDS[int(self.computed[place])], self.rulings.get(first)
        disagrees = compared(own, computed, ruling, has_ended=self.has_ended)
        return TwoLights(self.about, own, computed, ruling, disagrees)

    @cached_property
    def leaves(self) -> list[tuple[int, TwoLights]]:
        """Places of the leaves that pass the filters, in the order of the table, each with its voices."""
        return [(place, self.at(place)) for place in np.flatnonzero(self.board.leaves).tolist()]

    @cached_property
    def counts(self) -> dict[str, int]:
        """Leaves by what disagrees in them; "all", "any", and how many have a ruling ("ruled")."""
        voices = [lights for _place, lights in self.leaves]
        found = {kind: sum(kind in one.disagrees for one in voices) for kind in DISAGREEMENTS}
        any_of_them = sum(bool(one.disagrees) for one in voices)
        return found | {"all": len(voices), "any": any_of_them, "ruled": sum(one.ruling is not None for one in voices)}

    def chosen(self, what: str) -> list[tuple[int, TwoLights]]:
        """`what`: "" for all, "any", "ruled", or one of `DISAGREEMENTS`."""
        if not what:
            return self.leaves
        if what == "any":
            return [pair for pair in self.leaves if pair[1].disagrees]
        if what == "ruled":
            return [pair for pair in self.leaves if pair[1].ruling]
        return [pair for pair in self.leaves if what in pair[1].disagrees]

    def rows(self, pairs: list[tuple[int, TwoLights]]) -> list[LightsRow]:
        """Some of the leaves, in the order of the table, with all that a page shows of them."""
        if not pairs:
            return []
        rows = self.board.rows.rows(np.array([place for place, _lights in pairs]))
        return [LightsRow(row, lights) for row, (_place, lights) in zip(rows, pairs, strict=True)]


def lights_of(
    scope: Scope, zone: Unit, about: date, as_of: date, filters: BoardFilters | None = None
) -> LightsOfMonth | None:
    """None where no plan counts for the month, the month has not begun, or the zone is not the person's."""
    if zone.pk not in scope.zone_ids or about.replace(day=1) > as_of or about != month_end(about):
        return None
    plan = version_of_month(versions_of(zone, about.year), about)
    return LightsOfMonth(build_board(scope, plan, as_of, filters=filters), about, as_of) if plan else None


def differing(scope: Scope, zone: Unit, about: date, as_of: date) -> int:
    """In how many leaves the unit or the office sees another light; kept until a report or a ruling changes it."""
    plan = version_of_month(versions_of(zone, about.year), about) if zone.pk in scope.zone_ids else None
    if plan is None:
        return 0
    last = Ruling.objects.filter(zone=zone, about=about).order_by("-pk").values_list("pk", flat=True).first()
    key = f"differing:{plan.uid}:{plan.revision}:{about:%Y%m%d}:{as_of:%Y%m%d}:{last}"
    count: int | None = cache.get(key)
    if count is None:
        found = lights_of(scope, zone, about, as_of)
        count = found.counts[OWN] + found.counts[RULING] if found else 0
        cache.set(key, count, KEPT_SECONDS)
    return count


def two_lights(scope: Scope, zone: Unit, about: date, as_of: date) -> list[LightsRow]:
    """All leaves of a month with their voices."""
    found = lights_of(scope, zone, about, as_of)
    return found.rows(found.leaves) if found else []


def disagreements(scope: Scope, zone: Unit, about: date, as_of: date) -> list[LightsRow]:
    """Leaves in which the unit or the office sees another light than the computed one, or the unit says nothing."""
    found = lights_of(scope, zone, about, as_of)
    return found.rows(found.chosen("any")) if found else []


# --- one leaf through the year ---------------------------------------------------------------------------------------


def year_of_item(scope: Scope, item: Item, as_of: date) -> list[TwoLights]:
    """The voices of a leaf (in any version) for each month that has begun, January first."""
    zone, first = item.plan.zone, item.origin_id or item.pk
    if zone.pk not in scope.zone_ids or not item.is_leaf:
        return []
    versions, is_told = versions_of(zone, item.plan.year), is_working_on(scope, item)
    turns = ReportTurn.objects.filter(report__item=first)
    owns = own_lights(turns, as_of)
    rulings: dict[date, list[Ruling]] = {}
    for known in rulings_known(zone, as_of, [first]):
        rulings.setdefault(known.about, []).append(known)
    found = []
    rows: dict[int, Item | None] = {}
    computed_by = {plan.pk: Computed(plan, as_of) for plan in versions}
    for about in months_of_year(item.plan.year):
        plan = version_of_month(versions, about)
        if plan is None or about.replace(day=1) > as_of:
            continue
        row = rows.setdefault(plan.pk, item if plan.pk == item.plan_id else same_item_in(plan, item))
        computed = computed_by[plan.pk].word(row, about) if row else None
        own = told_to(owns.get((first, about)), is_told)
        ruling = standing_rulings(rulings.get(about, ())).get(first)
        disagrees = compared(own, computed, ruling, has_ended=about < as_of) if row else ()
        found.append(TwoLights(about, own, computed, ruling, disagrees))
    return found
