"""Which enterprises of a zone's pool were left out on a day."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from zoneworks.chains.models import LeftOut, PoolEnterprise
from zoneworks.units.models import Unit


def left_out_on(zone: Unit, known_on: date) -> QuerySet[LeftOut]:
    """Those that were not put back by the day."""
    stands = Q(put_back_on__isnull=True) | Q(put_back_on__gt=known_on)
    return LeftOut.objects.filter(stands, on__lte=known_on, enterprise__zone=zone)


def pool_on(zone: Unit, known_on: date) -> QuerySet[PoolEnterprise]:
    """Those that may be won, as the pool was on the day."""
    here = PoolEnterprise.objects.filter(zone=zone, added_on__lte=known_on)
    return here.exclude(pk__in=left_out_on(zone, known_on).values("enterprise"))
