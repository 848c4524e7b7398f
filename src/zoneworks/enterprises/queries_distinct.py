"""Reading the answers that two records are two enterprises, for pairs the person may open both of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from zoneworks.accounts.access import Scope
from zoneworks.enterprises.distinct import Distinct
from zoneworks.enterprises.queries import enterprises_readable
from zoneworks.units.models import Unit


def standing_on(day: date) -> Q:
    """Answers given by the day and not taken back by then."""
    return Q(decided_on__lte=day) & (Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=day))


def answers_readable(scope: Scope, zone: Unit, day: date) -> QuerySet[Distinct]:
    """Answers that stood on the day; a record that was merged meanwhile is opened like what it stands for."""
    opened = enterprises_readable(scope, zone).order_by().values("pk")
    found = Distinct.objects.filter(standing_on(day), first__zone=zone).annotate(
        one=Coalesce("first__merged_into", "first"), other=Coalesce("second__merged_into", "second")
    )
    return found.filter(one__in=opened, other__in=opened)


def told_apart(zone: Unit, day: date) -> set[frozenset[int]]:
    """Pairs that are no longer proposed."""
    pairs = Distinct.objects.filter(standing_on(day), first__zone=zone).values_list("first", "second")
    return {frozenset(pair) for pair in pairs}


def answers_between(some: Iterable[int], others: Iterable[int]) -> QuerySet[Distinct]:
    """Answers that stand now and hold records of the one group apart from those of the other."""
    some, others = list(some), list(others)
    either = Q(first__in=some, second__in=others) | Q(first__in=others, second__in=some)
    return Distinct.objects.filter(either, withdrawn_on__isnull=True)
