"""Finding enterprises by any part of a name, by pinyin initials or by a part of the code, among those one may open.

The condition of access stands in the same statement. Whoever may open few enterprises is searched by walking those;
whoever may open many, by the index: each way is fast where the other is slow. Nothing is counted to the end.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Final

from django.db.models import Q, QuerySet

from zonekit.registry.industry import classes_under, find_industry
from zoneworks.accounts.access import Scope
from zoneworks.enterprises.choices import EnterpriseState, LeadingRole
from zoneworks.enterprises.models import Enterprise, Listing
from zoneworks.enterprises.queries import enterprises_readable, grounds_of_access
from zoneworks.enterprises.search_index import drop_entries, index_enterprises, matching, write_entries
from zoneworks.enterprises.search_text import Word, words_of
from zoneworks.units.models import Unit

__all__ = [
    "Filters",
    "SearchPage",
    "drop_entries",
    "index_enterprises",
    "search",
    "searched",
    "write_entries",
]
ON_A_PAGE: Final = 50
MOST_COUNTED: Final = 500
FEW: Final = 2_000


@dataclass(frozen=True, slots=True)
class Filters:
    """What else must hold. `industry`: a code of any level; `unit` and `park`: keys, with everything below the unit.

    `further`: what the filters of upper apps ask for, made for the person who searches (`filters.condition_of`).
    `is_history`: `on` is an earlier day; nothing is found that was not known then.
    """

    industry: str = ""
    unit: int | None = None
    park: int | None = None
    state: str = ""
    role: str = ""
    is_above_scale: bool | None = None
    further: Q | None = None
    on: date | None = None
    is_history: bool = False

    @property
    def is_empty(self) -> bool:
        return all(
            getattr(self, one.name) in ("", None) for one in fields(self) if one.name not in ("on", "is_history")
        )


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of what was found. `count` stops at MOST_COUNTED: then there are at least that many."""

    enterprises: list[Enterprise]
    number: int
    count: int
    is_capped: bool
    pages: int

    @property
    def has_next(self) -> bool:
        return self.number < self.pages

    @property
    def has_previous(self) -> bool:
        return self.number > 1


def search(
    scope: Scope, zone: Unit, words: str = "", filters: Filters | None = None, page: int = 1, size: int = ON_A_PAGE
) -> SearchPage:
    """A page of the enterprises the person may open that have all of the words and pass the filters."""
    found = searched(scope, zone, words, filters)
    # In the order of the index, without which SQLite would walk the register instead.
    keys = list(found.values_list("pk", flat=True)[: MOST_COUNTED + 1])
    is_capped = len(keys) > MOST_COUNTED
    count = min(len(keys), MOST_COUNTED)
    pages = max(1, -(-count // size))
    number = min(max(page, 1), pages)
    shown = keys[:count][(number - 1) * size : number * size]
    rows = Enterprise.objects.filter(pk__in=shown).select_related("unit", "park").order_by("pk")
    return SearchPage(list(rows), number, count, is_capped, pages)


def searched(scope: Scope, zone: Unit, words: str = "", filters: Filters | None = None) -> QuerySet[Enterprise]:
    """The same as a query in the order of the register, for exports and for whoever counts on."""
    readable = enterprises_readable(scope, zone)
    asked = words_of(words)
    if words.strip() and not asked:
        return readable.none()
    own = few_readable(scope, zone)
    if own is not None:
        readable = readable.filter(pk__in=own)
    filtered = readable.filter(filter_condition(filters)) if filters else readable
    if not asked:
        return filtered.order_by("pk")
    if own is not None:
        return filtered.filter(containing(asked)).order_by("pk")
    return filtered.filter(matching(asked)).order_by("search_entry__enterprise_id")


def few_readable(scope: Scope, zone: Unit) -> set[int] | None:
    """Keys of what the person may open, where that is so little that walking it is the shorter way; else None.

    Each ground of access is asked alone, because each has an index and all of them together have none.
    """
    if scope.sees_all_working_records(zone) or zone.pk not in scope.zone_ids:
        return None
    standing = Enterprise.objects.filter(zone=zone, merged_into__isnull=True)
    keys: set[int] = set()
    for ground in grounds_of_access(scope, zone):
        keys.update(standing.filter(ground).order_by().values_list("pk", flat=True)[: FEW + 1])
        if len(keys) > FEW:
            return None
    return keys


def containing(words: tuple[Word, ...]) -> Q:
    condition = Q()
    for word in words:
        condition &= Q(search_entry__plain__contains=word.text)
    return condition


def filter_condition(filters: Filters) -> Q:
    condition = Q()
    if filters.industry:
        condition &= industry_condition(filters.industry)
    if filters.unit is not None:
        condition &= Q(unit__path__startswith=Unit.objects.filter(pk=filters.unit).values("path")[:1])
    if filters.park is not None:
        condition &= Q(park=filters.park)
    if filters.state in EnterpriseState.values:
        condition &= Q(state=filters.state)
    if filters.is_above_scale is not None:
        condition &= scale_condition(filters)
    if filters.is_history and filters.on is not None:
        condition &= Q(added_on__lte=filters.on)
    if filters.role in LeadingRole.values:
        condition &= role_condition(filters.role, filters.on)
    if filters.further is not None:
        condition &= filters.further
    return condition


def scale_condition(filters: Filters) -> Q:
    """Above scale or not: as it stands, or on an earlier day as its listings tell."""
    if not filters.is_history or filters.on is None:
        return Q(is_above_scale=filters.is_above_scale)
    listed = Q(pk__in=listed_on(filters.on).values("enterprise"))
    return listed if filters.is_above_scale else ~listed


def listed_on(day: date) -> QuerySet[Listing]:
    return Listing.objects.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)


def industry_condition(code: str) -> Q:
    """Everything below a section, division, group or class; a code nobody knows finds nothing."""
    place = find_industry(code)
    if place is None:
        return Q(pk__in=[])
    if place.level == "section":
        divisions = {one[:2] for one in classes_under(place.code)}
        return Q(class_code__in=classes_under(place.code)) | Q(class_code__in=divisions)
    return Q(class_code__startswith=place.code)


def role_condition(role: str, on: date | None) -> Q:
    """Holders of a leading role, on a day where one is given. A query of its own: a join would repeat holders."""
    from zoneworks.enterprises.models import EnterpriseRole

    held = EnterpriseRole.objects.filter(role=role)
    if on is not None:
        held = held.filter(Q(until__isnull=True) | Q(until__gte=on), since__lte=on)
    return Q(pk__in=held.values("enterprise"))
