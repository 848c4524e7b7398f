"""What the register of enterprises can count for the plan: enterprises, those above scale, and their figures.

Confidential enterprises are counted as all others: a number names nobody. A figure of a year that has not ended is the
sum since January of the last month known, as statistics report it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zonekit.registry.industry import find_industry
from zoneworks.enterprises.choices import EnterpriseState, FactKind, LeadingRole, Span
from zoneworks.enterprises.models import Enterprise, Listing
from zoneworks.enterprises.queries_facts import StandingFact, standing_facts
from zoneworks.enterprises.search import industry_condition, role_condition
from zoneworks.measures.kinds import (
    Argument,
    Arguments,
    Evidence,
    Measured,
    MeasureKind,
    Period,
    UnknownArgumentError,
    register,
)
from zoneworks.units.choices import UnitKind
from zoneworks.units.models import Unit
from zoneworks.units.queries import units_of_zone

FEN_IN_YUAN = Decimal(100)
SQUARE_METRES_IN_MU = Decimal(2000) / 3
MOST_EVIDENCE = 2_000


def choices_of_units(zone: Unit) -> tuple[tuple[str, str | Promise], ...]:
    return tuple(
        (unit.code, unit.title) for unit in units_of_zone(zone) if unit.kind not in (UnitKind.PARK, UnitKind.OUTSIDE)
    )


def choices_of_parks(zone: Unit) -> tuple[tuple[str, str | Promise], ...]:
    return tuple((unit.code, unit.title) for unit in units_of_zone(zone) if unit.kind == UnitKind.PARK)


def choices_of_roles(_zone: Unit) -> tuple[tuple[str, str | Promise], ...]:
    return tuple((role.value, role.label) for role in LeadingRole)


ARGUMENTS = (
    Argument("unit", _("Unit in charge"), choices_of_units),
    Argument("park", _("Park"), choices_of_parks),
    Argument("class", _("Class, group, division or section of industry")),
    Argument("role", _("Leading role"), choices_of_roles),
)


def chosen(code: str, zone: Unit, arguments: Arguments, on: date) -> QuerySet[Enterprise]:
    """Enterprises of the zone that stand on a day and fit the arguments."""
    found = Enterprise.objects.filter(zone=zone, merged_into__isnull=True, added_on__lte=on)
    found = found.filter(Q(left_on__isnull=True) | Q(left_on__gt=on))
    found = found.exclude(Q(state__in=[EnterpriseState.MOVED_OUT, EnterpriseState.DISSOLVED]) & Q(left_on__isnull=True))
    found = found.filter(Q(established_on__isnull=True) | Q(established_on__lte=on))
    for name, condition in (("unit", of_unit), ("park", of_park), ("class", of_class), ("role", of_role)):
        value = str(arguments.get(name) or "")
        if not value:
            continue
        fits = condition(zone, value, on)
        if fits is None:
            raise UnknownArgumentError(code, name, value)
        found = found.filter(fits)
    return found.order_by("pk")


def of_unit(zone: Unit, value: str, _on: date) -> Q | None:
    unit = next((unit for unit in units_of_zone(zone) if unit.code == value), None)
    return Q(unit__path__startswith=unit.path) if unit else None


def of_park(zone: Unit, value: str, _on: date) -> Q | None:
    unit = next((unit for unit in units_of_zone(zone) if unit.code == value), None)
    return Q(park=unit) if unit else None


def of_class(_zone: Unit, value: str, _on: date) -> Q | None:
    return industry_condition(value) if find_industry(value) else None


def of_role(_zone: Unit, value: str, on: date) -> Q | None:
    return role_condition(value, on) if value in LeadingRole.values else None


def evidence_of(enterprises: QuerySet[Enterprise]) -> tuple[Evidence, ...]:
    rows = enterprises.values_list("pk", "established_on", "added_on")[:MOST_EVIDENCE]
    return tuple(Evidence("enterprise", str(key), established or added) for key, established, added in rows)


def count(zone: Unit, arguments: Arguments, period: Period, known_on: date) -> Measured:
    """How many stand on the last day, as known on the day asked."""
    found = chosen("enterprises.count", zone, arguments, min(period.last, known_on))
    return Measured(Decimal(found.count()), "count", evidence=evidence_of(found))


def above_scale_count(zone: Unit, arguments: Arguments, period: Period, known_on: date) -> Measured:
    """How many are entered in the statistics as above scale on the last day."""
    on = min(period.last, known_on)
    entered = Listing.objects.filter(Q(until__isnull=True) | Q(until__gte=on), since__lte=on)
    found = chosen("enterprises.above_scale_count", zone, arguments, on).filter(
        Q(pk__in=entered.values("enterprise")) | Q(pk__in=entered.values("enterprise__merged_into"))
    )
    return Measured(Decimal(found.count()), "count", evidence=evidence_of(found))


@dataclass(frozen=True, slots=True)
class Sum:
    """Values of a kind added up, by enterprise; None where nobody has one."""

    total: Decimal | None
    by_enterprise: dict[int, Decimal]
    about: date | None


def summed(enterprises: QuerySet[Enterprise], kind: FactKind, period: Period, known_on: date) -> Sum:
    """The year's own figures where its last day is asked about; else those of the last month known in the period."""
    facts = [
        fact
        for fact in standing_facts(enterprises, known_on, [kind])
        if date(period.last.year, 1, 1) <= fact.about <= period.last
    ]
    last = latest_of(facts)
    values = {fact.enterprise: Decimal(fact.value) for fact in last}
    return Sum(sum(values.values(), Decimal(0)) if values else None, values, last[0].about if last else None)


def latest_of(facts: list[StandingFact]) -> list[StandingFact]:
    """Figures about the latest day that any has; of a year and its December the year stands."""
    if not facts:
        return []
    about = max(fact.about for fact in facts)
    same_day = [fact for fact in facts if fact.about == about]
    by_enterprise = {fact.enterprise: fact for fact in same_day if fact.span == Span.MONTH}
    by_enterprise |= {fact.enterprise: fact for fact in same_day if fact.span == Span.YEAR}
    return [by_enterprise[key] for key in sorted(by_enterprise)]


def shares(values: dict[int, Decimal], about: date | None, factor: Decimal) -> tuple[Evidence, ...]:
    if about is None:
        return ()
    largest = sorted(values.items(), key=lambda one: (-one[1], one[0]))[:MOST_EVIDENCE]
    return tuple(Evidence("enterprise", str(key), about, value / factor) for key, value in largest)


def total_of(code: str, kind: FactKind, unit: str, factor: Decimal) -> Callable[..., Measured]:
    """A measure that adds up one kind of figure."""

    def add_up(zone: Unit, arguments: Arguments, period: Period, known_on: date) -> Measured:
        found = summed(chosen(code, zone, arguments, min(period.last, known_on)), kind, period, known_on)
        value = None if found.total is None else found.total / factor
        return Measured(value, unit, evidence=shares(found.by_enterprise, found.about, factor))

    return add_up


def ratio_of(code: str, unit: str, above: FactKind, below: FactKind, below_factor: Decimal) -> Callable[..., Measured]:
    """A measure that divides one sum by another, over the enterprises that have both."""

    def divide(zone: Unit, arguments: Arguments, period: Period, known_on: date) -> Measured:
        enterprises = chosen(code, zone, arguments, min(period.last, known_on))
        upper, lower = (summed(enterprises, kind, period, known_on) for kind in (above, below))
        both = upper.by_enterprise.keys() & lower.by_enterprise.keys()
        numerator = sum((upper.by_enterprise[key] for key in both), Decimal(0)) / FEN_IN_YUAN
        denominator = sum((lower.by_enterprise[key] for key in both), Decimal(0)) / below_factor
        if not both or denominator <= 0:
            return Measured(None, unit)
        value = numerator / denominator * (100 if unit == "percent" else 1)
        evidence = shares({key: upper.by_enterprise[key] for key in both}, upper.about, FEN_IN_YUAN)
        return Measured(value, unit, numerator, denominator, evidence)

    return divide


register(MeasureKind("enterprises.count", _("Number of enterprises"), "count", count, ARGUMENTS))
register(
    MeasureKind(
        "enterprises.above_scale_count", _("Number of enterprises above scale"), "count", above_scale_count, ARGUMENTS
    )
)
for name, label, fact_kind, base_unit, fact_factor in (
    ("output", _("Output value of enterprises"), FactKind.OUTPUT, "cny", FEN_IN_YUAN),
    ("revenue", _("Main-business revenue of enterprises"), FactKind.REVENUE, "cny", FEN_IN_YUAN),
    ("value_added", _("Value added of enterprises"), FactKind.VALUE_ADDED, "cny", FEN_IN_YUAN),
    ("tax", _("Tax paid by enterprises"), FactKind.TAX, "cny", FEN_IN_YUAN),
    ("staff", _("Staff of enterprises"), FactKind.STAFF, "people", Decimal(1)),
    ("rd", _("R&D expenditure of enterprises"), FactKind.RD, "cny", FEN_IN_YUAN),
    ("energy", _("Energy consumption of enterprises"), FactKind.ENERGY, "tce", Decimal(1000)),
):
    measure_code = f"enterprises.{name}"
    register(
        MeasureKind(
            measure_code, label, base_unit, total_of(measure_code, fact_kind, base_unit, fact_factor), ARGUMENTS
        )
    )
for name, label, base_unit, upper_kind, lower_kind, lower_factor in (
    ("rd_intensity", _("R&D intensity of enterprises"), "percent", FactKind.RD, FactKind.REVENUE, FEN_IN_YUAN),
    ("tax_per_mu", _("Tax per mu"), "cny_per_mu", FactKind.TAX, FactKind.LAND, SQUARE_METRES_IN_MU),
    ("output_per_mu", _("Output per mu"), "cny_per_mu", FactKind.OUTPUT, FactKind.LAND, SQUARE_METRES_IN_MU),
    ("added_per_mu", _("Value added per mu"), "cny_per_mu", FactKind.VALUE_ADDED, FactKind.LAND, SQUARE_METRES_IN_MU),
    ("revenue_per_head", _("Revenue per head"), "cny", FactKind.REVENUE, FactKind.STAFF, Decimal(1)),
):  # fmt: skip
    measure_code = f"enterprises.{name}"
    register(
        MeasureKind(
            measure_code,
            label,
            base_unit,
            ratio_of(measure_code, base_unit, upper_kind, lower_kind, lower_factor),
            ARGUMENTS,
        )
    )
