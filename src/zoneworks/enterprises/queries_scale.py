"""Enterprises whose revenue lies where a threshold is near: those whose scale somebody has to look at."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Substr

from zonekit.registry.scale import ScaleStanding
from zonekit.registry.scale_rules import BY_REVENUE, scale_rules
from zoneworks.accounts.access import Scope
from zoneworks.enterprises.bridge import revenues_of, standing_of
from zoneworks.enterprises.choices import FactKind
from zoneworks.enterprises.facts import EnterpriseFact
from zoneworks.enterprises.models import Enterprise, Listing
from zoneworks.enterprises.queries import enterprises_readable
from zoneworks.enterprises.queries_facts import standing_facts
from zoneworks.units.models import Unit

MOST_LOOKED_AT = 2_000
# A quarter's revenue of a firm that will reach the threshold is a fifth of it or more; beyond this nobody is near.
LOWEST_PERCENT, HIGHEST_PERCENT = 20, 300


def scale_candidates(scope: Scope, zone: Unit, as_of: date, unit: Unit | None = None) -> QuerySet[Enterprise]:
    """In one statement: a class with a threshold, and a revenue of these two years in its neighbourhood."""
    facts = EnterpriseFact.objects.filter(
        enterprise=OuterRef("pk"), kind=FactKind.REVENUE, about__gte=date(as_of.year - 1, 1, 1), about__lte=as_of,
        confirmed_on__lte=as_of,
    )  # fmt: skip
    near = Q(pk__in=[])
    for rule in scale_rules(as_of).rules:
        if rule.measure in BY_REVENUE and rule.threshold_fen is not None:
            lowest, highest = (rule.threshold_fen * percent // 100 for percent in (LOWEST_PERCENT, HIGHEST_PERCENT))
            of_class = Q(division__in=rule.classes) | Q(industry_group__in=rule.classes)
            near |= of_class & Q(Exists(facts.filter(value__gte=lowest, value__lte=highest)))
    found = enterprises_readable(scope, zone).annotate(
        division=Substr("class_code", 1, 2), industry_group=Substr("class_code", 1, 3)
    )
    if unit is not None:
        found = found.filter(unit__path__startswith=unit.path)
    return found.filter(near).order_by("pk")


def scale_standings(enterprises: list[Enterprise], as_of: date) -> list[tuple[Enterprise, ScaleStanding]]:
    """Where each stands and goes, from what was known on the day; two statements."""
    keys = [enterprise.pk for enterprise in enterprises]
    revenues = revenues_of(standing_facts(keys, as_of, [FactKind.REVENUE]), as_of)
    entered = Listing.objects.filter(Q(until__isnull=True) | Q(until__gte=as_of), since__lte=as_of)
    listed = set(entered.filter(enterprise__in=keys).values_list("enterprise", flat=True))
    rules = scale_rules(as_of)
    return [
        (one, standing_of(one.class_code, revenues.get(one.pk), as_of, is_listed=one.pk in listed, rules=rules))
        for one in enterprises
    ]
