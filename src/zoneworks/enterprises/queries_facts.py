"""Reading figures of enterprises as they were known on a day: of itself and of everything merged into it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from zoneworks.enterprises.choices import FactKind, Span
from zoneworks.enterprises.facts import EnterpriseFact

FactKey = tuple[int, str, str, date]
Keys = Iterable[int] | QuerySet
AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class StandingFact:
    """A figure that counts. `enterprise` is the one that stands, also where a merged one stated it."""

    enterprise: int
    kind: str
    span: str
    about: date
    value: int
    fact: int
    recorded_on: date
    confirmed_on: date
    source: str
    source_note: str


def standing_facts(
    ids: Keys,
    known_on: date,
    kinds: Iterable[FactKind | str] | None = None,
    spans: Iterable[Span | str] | None = None,
) -> list[StandingFact]:
    """The latest figure confirmed on or before the day, for each enterprise, kind, span and period; ordered by these.

    `ids`: keys of standing enterprises, or a query that gives them. Withdrawn figures are left out. One statement for
    a query or for a list of up to 5,000.
    """
    standing: dict[FactKey, StandingFact] = {}
    for part in parts_of(ids):
        known = facts_of(part, kinds, spans).filter(confirmed_on__lte=known_on)
        stands_for = Coalesce("enterprise__merged_into_id", "enterprise_id")
        for row in known.order_by("recorded_on", "pk").values_list(
            stands_for, "kind", "span", "about", "value", "pk", "recorded_on", "confirmed_on", "source", "source_note"
        ):
            standing[row[:4]] = StandingFact(*row)
    return [standing[key] for key in sorted(standing) if standing[key].value is not None]


def open_facts(ids: Keys, known_on: date, kinds: Iterable[FactKind | str] | None = None) -> list[EnterpriseFact]:
    """Figures recorded by the day that wait for a person: shown hollow, counted for nothing. Oldest first."""
    waiting = Q(confirmed_on__isnull=True) | Q(confirmed_on__gt=known_on)
    waiting &= Q(rejected_on__isnull=True) | Q(rejected_on__gt=known_on)
    found: list[EnterpriseFact] = []
    for part in parts_of(ids):
        facts = facts_of(part, kinds, None).filter(waiting, recorded_on__lte=known_on)
        found += facts.select_related("enterprise", "recorded_by")
    return sorted(found, key=lambda fact: (fact.recorded_on, fact.pk))


def every_fact(ids: Keys, known_on: date) -> QuerySet[EnterpriseFact]:
    """Everything recorded by the day about an enterprise, newest first: for its history."""
    (part,) = parts_of(ids) or [[]]
    facts = facts_of(part, None, None).filter(recorded_on__lte=known_on)
    return facts.select_related("recorded_by", "confirmed_by").order_by("-recorded_on", "-pk")


def facts_of(
    ids: Keys, kinds: Iterable[FactKind | str] | None, spans: Iterable[Span | str] | None
) -> QuerySet[EnterpriseFact]:
    about = Q(enterprise__in=ids) | Q(enterprise__merged_into__in=ids)
    facts = EnterpriseFact.objects.filter(about)
    if kinds is not None:
        facts = facts.filter(kind__in=[str(kind) for kind in kinds])
    if spans is not None:
        facts = facts.filter(span__in=[str(span) for span in spans])
    return facts


def parts_of(ids: Keys) -> list[Keys]:
    """A query as it is; a list in parts that the database takes as parameters."""
    if isinstance(ids, QuerySet):
        return [ids.order_by().values("pk")]
    keys = list(ids)
    return [keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE)]
