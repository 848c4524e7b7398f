"""The master list: what is looked for, what was found, and the figures of what is found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, ClassVar

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zonekit.registry.industry import divisions, find_industry, sections
from zoneworks.accounts.access import Scope
from zoneworks.common.text import in_language
from zoneworks.enterprises.choices import EnterpriseState, FactKind, LeadingRole, Span
from zoneworks.enterprises.filters import Offered, condition_of, offered
from zoneworks.enterprises.models import Enterprise, EnterpriseRole
from zoneworks.enterprises.queries import may_add
from zoneworks.enterprises.queries_facts import standing_facts
from zoneworks.enterprises.search import Filters, SearchPage, listed_on, scale_condition, search, searched
from zoneworks.enterprises.words import class_name, shown_value, sum_of_money
from zoneworks.ui.addresses import address, kept_pairs
from zoneworks.ui.parts import Crumb, FigureCell
from zoneworks.units.choices import UnitKind
from zoneworks.units.models import Unit
from zoneworks.units.queries import units_of_zone

ASKED = ("q", "unit", "park", "industry", "role", "scale", "state")
LONGEST_WORDS = 80
MOST_SUMMED = 2_000
YES, NO = "1", "0"


@dataclass(frozen=True)
class Line:
    """An enterprise of the table."""

    enterprise: Enterprise
    url: str
    class_name: str
    roles: list[str]
    revenue: Decimal | None
    year: int | None
    is_above_scale: bool


class Slots(Paginator):
    """Pages of what a search counted; the search itself fetched the rows."""

    def __init__(self, count: int, size: int) -> None:
        super().__init__(range(count), size)


def asked_filters(given: QueryDict, units: Iterable[Unit], on: date) -> Filters:
    """What an address asks for; what means nothing is left out."""
    by_code = {unit.code: unit.pk for unit in units}
    industry = given.get("industry", "")[:4].upper()
    role, state, scale = given.get("role", ""), given.get("state", ""), given.get("scale", "")
    return Filters(
        industry=industry if find_industry(industry) else "",
        unit=by_code.get(given.get("unit", "")),
        park=by_code.get(given.get("park", "")),
        state=state if state in EnterpriseState.values else "",
        role=role if role in LeadingRole.values else "",
        is_above_scale={YES: True, NO: False}.get(scale),
        on=on,
    )


class RegisterPage:
    SIZE: ClassVar[int] = 50

    def __init__(self, request: HttpRequest, zone: Unit, number: int = 1) -> None:
        self.request, self.zone, self.number = request, zone, number
        self.scope: Scope = request.scope  # type: ignore[attr-defined]
        self.as_of: date = request.as_of  # type: ignore[attr-defined]
        self.is_history: bool = request.is_history  # type: ignore[attr-defined]
        self.words = " ".join(request.GET.get("q", "").split())[:LONGEST_WORDS]
        asked = asked_filters(request.GET, self.units, self.as_of)
        further = condition_of(self.scope, zone, self.further, self.as_of)
        self.filters = replace(asked, further=further, is_history=self.is_history)

    @property
    def trail(self) -> list[Crumb]:
        return [Crumb(_("Enterprises"))]

    @cached_property
    def units(self) -> list[Unit]:
        return list(units_of_zone(self.zone))

    @cached_property
    def further(self) -> list[Offered]:
        """Filters of upper apps, as far as they have something to choose for the person."""
        return offered(self.scope, self.zone, lambda name: self.request.GET.get(name, ""))

    @property
    def asked(self) -> tuple[str, ...]:
        """Names of all parameters by which the list is narrowed."""
        return (*ASKED, *(one.name for one in self.further))

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the form of the filters carries along."""
        return kept_pairs(self.request, *self.asked)

    @cached_property
    def found(self) -> SearchPage:
        """Words are looked for in the index, which counts no further than it must; without words all are counted."""
        if self.words:
            return search(self.scope, self.zone, self.words, self.filters, page=self.number, size=self.SIZE)
        listed = searched(self.scope, self.zone, "", self.filters)
        pages = Paginator(listed, self.SIZE)
        page = pages.get_page(self.number)
        return SearchPage(list(page.object_list), page.number, pages.count, is_capped=False, pages=pages.num_pages)

    @cached_property
    def page(self) -> Page:
        return Slots(self.found.count, self.SIZE).page(self.found.number)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.words) or not self.filters.is_empty

    @property
    def workbook_url(self) -> str:
        """What is seen, whole."""
        kept = {name: self.request.GET.get(name) or None for name in self.asked}
        return address(self.request, "enterprises:workbook", **kept)

    @cached_property
    def may_add(self) -> bool:
        return not self.is_history and may_add(self.scope, self.zone)

    # --- choices of the filters ----------------------------------------------------------------------------------

    @property
    def unit_choices(self) -> list[tuple[str, str]]:
        return [(unit.code, unit.title) for unit in self.units if unit.kind not in (UnitKind.PARK, UnitKind.OUTSIDE)]

    @property
    def park_choices(self) -> list[tuple[str, str]]:
        return [(unit.code, unit.title) for unit in self.units if unit.kind == UnitKind.PARK]

    @property
    def industry_choices(self) -> list[tuple[str, str]]:
        """Sections and their divisions, in the order of the standard; a finer class asked for is named as well."""
        below: dict[str, list[Any]] = defaultdict(list)
        for one in divisions():
            below[one.section].append(one)
        places = [place for section in sections() for place in (section, *below[section.code])]
        asked = find_industry(self.filters.industry) if self.filters.industry else None
        if asked and asked.level in ("group", "class"):
            places.insert(0, asked)
        return [(place.code, f"{place.code} {in_language(place.name.zh, place.name.en)}") for place in places]

    @property
    def role_choices(self) -> list[tuple[str, str]]:
        return [(role.value, str(role.label)) for role in LeadingRole]

    @property
    def state_choices(self) -> list[tuple[str, str]]:
        return [(state.value, str(state.label)) for state in EnterpriseState]

    @property
    def scale_choices(self) -> list[tuple[str, str]]:
        return [(YES, _("Above scale")), (NO, _("Not above scale"))]

    # --- what was found ------------------------------------------------------------------------------------------

    @cached_property
    def lines(self) -> list[Line]:
        keys = [enterprise.pk for enterprise in self.found.enterprises]
        roles, revenues = roles_of(keys, self.as_of), last_revenues(keys, self.as_of)
        standing = listed_on(self.as_of).filter(enterprise__in=keys)
        listed = set(standing.values_list("enterprise", flat=True)) if self.is_history else set()
        return [
            Line(
                enterprise, address(self.request, "enterprises:enterprise", enterprise.pk),
                class_name(enterprise.class_code), roles.get(enterprise.pk, []),
                shown_value(FactKind.REVENUE, revenues.get(enterprise.pk, (0, None))[1]),
                revenues.get(enterprise.pk, (None, None))[0],
                enterprise.pk in listed if self.is_history else enterprise.is_above_scale,
            )
            for enterprise in self.found.enterprises
        ]  # fmt: skip

    @cached_property
    def figures(self) -> list[FigureCell]:
        """How many; and, where they are not too many to add up while somebody waits, what they earned together."""
        label = pgettext("figure", "Found") if self.is_narrowed else _("Enterprises")
        note = _("at least; narrow the search to count on") if self.found.is_capped else ""
        count = FigureCell(label, self.found.count, pgettext("unit", "enterprises"), note=note)
        if self.found.is_capped or not self.found.count:
            return [count]
        inside = searched(self.scope, self.zone, self.words, self.filters)
        above = scale_condition(replace(self.filters, is_above_scale=True))
        scale = inside.order_by().aggregate(above=Count("pk", filter=above))["above"]
        cells = [count, FigureCell(_("Above scale"), scale, pgettext("unit", "enterprises"))]
        if self.found.count > MOST_SUMMED:
            return cells
        return cells + list(self.sums(list(inside.order_by().values_list("pk", flat=True))))

    def sums(self, keys: list[int]) -> Iterable[FigureCell]:
        """Sums of the last complete year, and of how many enterprises."""
        year = self.as_of.year - 1
        kinds = (FactKind.OUTPUT, FactKind.REVENUE, FactKind.TAX)
        of_year = [
            fact for fact in standing_facts(keys, self.as_of, kinds, [Span.YEAR]) if fact.about == date(year, 12, 31)
        ]
        for kind in kinds:
            values = [fact.value for fact in of_year if fact.kind == kind]
            if values:
                label = _("%(kind)s %(year)s") % {"kind": kind.label, "year": year}
                note = _("of %(count)s enterprises") % {"count": len(values)}
                total, unit = sum_of_money(sum(values))
                yield FigureCell(label, total, unit, note=note, digits=1)


def roles_of(keys: list[int], on: date) -> dict[int, list[str]]:
    """Leading roles held on a day."""
    held = EnterpriseRole.objects.filter(
        Q(until__isnull=True) | Q(until__gte=on), enterprise__in=keys, since__lte=on
    ).order_by("since", "pk")
    found: dict[int, list[str]] = defaultdict(list)
    for one in held:
        found[one.enterprise_id].append(one.get_role_display())
    return found


def last_revenues(keys: list[int], known_on: date) -> dict[int, tuple[int | None, int | None]]:
    """Year and revenue of the last year that has one."""
    facts = standing_facts(keys, known_on, [FactKind.REVENUE], [Span.YEAR])
    return {fact.enterprise: (fact.about.year, fact.value) for fact in facts if fact.about <= known_on}
