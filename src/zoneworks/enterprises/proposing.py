"""Industry classes proposed by the classifier from names and scopes, written through the services."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from zoneworks.accounts.access import Scope
from zoneworks.enterprises.choices import AssignedBy
from zoneworks.enterprises.models import Enterprise, EnterpriseClass
from zoneworks.enterprises.rows import StatedClass
from zoneworks.enterprises.services import assign_class, assign_classes
from zoneworks.units.models import Unit

if TYPE_CHECKING:
    from zonekit.registry.classification import Classifier, Ranked

ALTERNATIVES = 3
MOST_PHRASES = 6


@lru_cache(maxsize=1)
def classifier() -> Classifier:
    # Its tables take a second and memory: only a process that proposes pays for them.
    from zonekit.registry.classification import load_classifier

    return load_classifier()


def ranked(enterprises: Sequence[Enterprise], top: int = ALTERNATIVES) -> list[tuple[Ranked, ...]]:
    names, scopes = [one.name for one in enterprises], [one.scope for one in enterprises]
    return list(classifier().classify(names, scopes, top=top))


def stated(one: Ranked) -> StatedClass:
    phrases = tuple(
        {"text": phrase.text, "field": phrase.field, "weight": round(float(phrase.weight), 4)}
        for phrase in one.phrases[:MOST_PHRASES]
    )
    return StatedClass(one.code, AssignedBy.PROPOSED, round(min(max(float(one.score), 0.0), 1.0), 4), phrases)


def propose_for_one(*, scope: Scope, enterprise: Enterprise, today: date) -> int:
    """The best three, the best one last, so that it is the proposal that stands; the same three are proposed once."""
    (found,) = ranked([enterprise])
    said = EnterpriseClass.objects.filter(enterprise=enterprise, assigned_by=AssignedBy.PROPOSED).order_by("-pk")
    if [one.code for one in found] == list(said.values_list("class_code", flat=True)[: len(found)]):
        return len(found)
    for one in reversed(found):
        assign_class(scope=scope, enterprise=enterprise, industry=stated(one), today=today)
    return len(found)


def propose_for_many(*, scope: Scope, zone: Unit, enterprises: Iterable[Enterprise], today: date) -> int:
    """The best one each; says for how many a class stands now that stood not before."""
    many = list(enterprises)
    best = {
        enterprise.pk: stated(found[0]) for enterprise, found in zip(many, ranked(many, top=1), strict=True) if found
    }
    return assign_classes(scope=scope, zone=zone, classes=best, today=today)
