"""Enterprises as subjects: an order, a message or an audit line speaks of one by its key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zoneworks.accounts.access import Scope
from zoneworks.accounts.subjects import Subject, register
from zoneworks.common.errors import Refused
from zoneworks.enterprises.models import Enterprise
from zoneworks.enterprises.queries import canonical_ids, enterprises_readable
from zoneworks.enterprises.search import search
from zoneworks.supervision import concerned
from zoneworks.supervision.concerned import Concerned
from zoneworks.units.models import Unit

SHOWN = 20
LONGEST_KEY = 15


def numbers_in(keys: Iterable[str]) -> list[int]:
    return [int(key) for key in keys if key.isascii() and key.isdecimal() and len(key) <= LONGEST_KEY]


class EnterpriseSubject:
    code = "enterprise"
    label = _("Enterprise")

    def find(self, scope: Scope, keys: Iterable[str]) -> Mapping[str, Subject]:
        """A merged one is told under the enterprise it stands for."""
        stands_for = canonical_ids(numbers_in(keys))
        wanted = set(stands_for.values())
        known: dict[int, Enterprise] = {}
        for zone in scope.zones:
            readable: QuerySet[Enterprise] = enterprises_readable(scope, zone).filter(pk__in=wanted)
            known |= {one.pk: one for one in readable}
        return {str(key): subject_of(key, known[root]) for key, root in stands_for.items() if root in known}

    def zone_of(self, key: str) -> Unit | None:
        enterprise = Enterprise.objects.filter(pk__in=numbers_in([key])).select_related("zone").first()
        return enterprise.zone if enterprise else None

    def search(self, scope: Scope, zone: Unit, words: str) -> Iterable[Subject]:
        """Those the person may open that have the words in name, initials or code."""
        if not words.strip():
            return []
        return [subject_of(one.pk, one) for one in search(scope, zone, words[:80], size=SHOWN).enterprises]


def subject_of(key: int, enterprise: Enterprise) -> Subject:
    return Subject("enterprise", str(key), enterprise.title, reverse("enterprises:enterprise", args=[enterprise.pk]))


def answering_for(zone: Unit, keys: Iterable[str]) -> dict[str, Concerned]:
    """The unit in charge answers for an enterprise."""
    standing = Enterprise.objects.filter(zone=zone, pk__in=numbers_in(keys), merged_into__isnull=True)
    return {
        str(one.pk): Concerned(one.name, one.name_en, one.unit, (), None) for one in standing.select_related("unit")
    }


def why_no_order(zone: Unit, key: str) -> Refused | None:
    """An order is filed on enterprises that stand for themselves alone."""
    if Enterprise.objects.filter(zone=zone, pk__in=numbers_in([key]), merged_into__isnull=True).exists():
        return None
    return Refused("enterprise_gone", gettext("This enterprise is not kept in the zone any more."))


register(EnterpriseSubject())
concerned.register("enterprise", answering_for, why_no_order)
