"""Scores as subjects: a message speaks of a publication by its key; everybody in the zone reads what was published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zoneworks.accounts.access import Scope
from zoneworks.accounts.subjects import Subject, register
from zoneworks.scoring.models import Publication
from zoneworks.scoring.periods import period_named
from zoneworks.units.models import Unit


class PublicationSubject:
    code = "publication"
    label = gettext_lazy("Scores of a period")

    def find(self, scope: Scope, keys: Iterable[str]) -> Mapping[str, Subject]:
        found = Publication.objects.filter(pk__in=numbers_in(keys), zone__in=scope.zone_ids).defer("data")
        return {str(one.pk): self.subject(one) for one in found}

    def subject(self, one: Publication) -> Subject:
        title = _("Scores: %(period)s") % {"period": period_named(one.period).title}
        return Subject(self.code, str(one.pk), title, reverse("scoring:publication", args=[one.pk]))

    def zone_of(self, key: str) -> Unit | None:
        found = Publication.objects.filter(pk__in=numbers_in([key])).select_related("zone").defer("data").first()
        return found.zone if found else None

    def search(self, scope: Scope, zone: Unit, words: str) -> Iterable[Subject]:
        """By the period, as it is written in addresses."""
        told = words.strip()[:8]
        found = Publication.objects.filter(zone=zone, zone__in=scope.zone_ids, period__icontains=told).defer("data")
        return [self.subject(one) for one in found[:20]] if told else []


def numbers_in(keys: Iterable[str]) -> list[int]:
    return [int(key) for key in keys if key.isascii() and key.isdecimal() and len(key) <= 15]


register(PublicationSubject())
