"""Reports and history of a row, a page at a time: the request does not grow with what has happened.

The caller has authorised the row; what is submitted or returned is left out for those who do not work on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import CharField, F, Max, Model, Q, QuerySet, Value
from django.utils import timezone

from zoneworks.accounts.access import Scope
from zoneworks.audit.models import Event
from zoneworks.plans.histories import TOLD_BY_FACTS
from zoneworks.plans.models import Actual, Indicator, Item, Milestone, MilestoneFact
from zoneworks.plans.queries import plans_readable

VALUE, STEP, CHANGE = "v", "m", "e"
SHOWN_OPEN = 200
# What is done to the rows of an issued plan; everything else is work on a draft or on a proposal.
OPEN_CHANGES = ("set_duties", "set_leaders", "set_tags", "confirm_indicator")
AnyFact = Actual | MilestoneFact
Row = tuple[Any, ...]


@dataclass(frozen=True)
class Reader:
    """Who reads the reports of a row, and about which date: `sees_working` as the access table says."""

    item: Item
    as_of: date
    sees_working: bool
    is_history: bool

    @cached_property
    def indicator_keys(self) -> list[int]:
        return facts_keys(Indicator, self.item)

    @cached_property
    def milestone_keys(self) -> list[int]:
        return facts_keys(Milestone, self.item)

    def facts(self, model: type[Actual] | type[MilestoneFact]) -> QuerySet[Any]:
        """Reports known to this reader on the date, of all versions of the year."""
        of_subject = (
            {"indicator__in": self.indicator_keys} if model is Actual else {"milestone__in": self.milestone_keys}
        )
        facts = model._default_manager.filter(**of_subject, recorded_on__lte=self.as_of)
        return facts if self.sees_working else facts.filter(confirmed_on__lte=self.as_of)


def facts_keys(model: type[Indicator] | type[Milestone], item: Item) -> list[int]:
    pairs = model._default_manager.filter(item=item).values_list("pk", "origin_id")
    return [origin or key for key, origin in pairs]


def report_page(reader: Reader, number: str, size: int, only: str = "") -> Page[Row]:
    """A page of reports, newest first, as (moment, key, kind). `only`: v12 or m12, one of them."""
    values, steps = listed(reader.facts(Actual), VALUE), listed(reader.facts(MilestoneFact), STEP)
    if only:
        kind, key = only[0], int(only[1:])
        found = (values if kind == VALUE else steps).filter(pk=key).order_by("-moment", "-key")
        return Paginator(found, size).get_page(number)
    return Paginator(values.union(steps, all=True).order_by("-moment", "-key"), size).get_page(number)


def history_page(scope: Scope, reader: Reader, number: str, size: int) -> Page[Row]:
    """A page of reports and of changes to the row in every version the person may open, newest first."""
    values, steps = listed(reader.facts(Actual), VALUE), listed(reader.facts(MilestoneFact), STEP)
    changes = changes_of(scope, reader).annotate(moment=F("at"), key=F("pk"), kind=kind_of(CHANGE))
    rows = values.union(steps, changes.order_by().values_list("moment", "key", "kind"), all=True)
    return Paginator(rows.order_by("-moment", "-key"), size).get_page(number)


def changes_of(scope: Scope, reader: Reader) -> QuerySet[Event]:
    """What was done to the row. Work on drafts and proposals is told to those alone who make or lead the plan."""
    origin = reader.item.origin_id or reader.item.pk
    versions = Item.objects.filter(Q(pk=origin) | Q(origin=origin), plan__in=plans_readable(scope))
    keys = [str(key) for key in versions.values_list("pk", flat=True)]
    events = Event.objects.filter(subject_kind="item", subject_id__in=keys).exclude(verb__in=TOLD_BY_FACTS)
    if not scope.sees_all_working_records(reader.item.plan.zone):
        events = events.filter(verb__in=OPEN_CHANGES)
    if reader.is_history:
        events = events.filter(at__lte=timezone.make_aware(datetime.combine(reader.as_of, time.max)))
    return events


def listed(facts: QuerySet[Any], kind: str) -> QuerySet[Any, Any]:
    named = facts.order_by().annotate(moment=F("recorded_at"), key=F("pk"), kind=kind_of(kind))
    return named.values_list("moment", "key", "kind")


def kind_of(kind: str) -> Value:
    return Value(kind, output_field=CharField())


def found_rows(rows: Iterable[Row]) -> list[Actual | MilestoneFact | Event]:
    """The things behind the rows of a page, in their order, in three statements."""
    rows = list(rows)
    people = ("recorded_by", "confirmed_by", "returned_by")
    sources: Mapping[str, QuerySet[Any]] = {
        VALUE: Actual.objects.select_related("indicator", *people),
        STEP: MilestoneFact.objects.select_related("milestone", *people),
        CHANGE: Event.objects.select_related("user"),
    }
    found: dict[tuple[str, int], Model] = {}
    for kind, source in sources.items():
        keys = [key for _moment, key, of in rows if of == kind]
        if keys:
            found |= {(kind, key): thing for key, thing in source.in_bulk(keys).items()}
    return [found[kind, key] for _moment, key, kind in rows if (kind, key) in found]  # type: ignore[misc]


def open_reports(reader: Reader) -> list[AnyFact]:
    """Submitted reports that nobody had settled on the date, oldest first; for those who work on the row."""
    if not reader.sees_working:
        return []
    is_open = Q(confirmed_on__isnull=True) | Q(confirmed_on__gt=reader.as_of)
    is_open &= Q(returned_on__isnull=True) | Q(returned_on__gt=reader.as_of)
    values = reader.facts(Actual).filter(is_open).select_related("indicator", "recorded_by")
    steps = reader.facts(MilestoneFact).filter(is_open).select_related("milestone", "recorded_by")
    found: list[AnyFact] = [
        *values.order_by("recorded_at", "pk")[:SHOWN_OPEN],
        *steps.order_by("recorded_at", "pk")[:SHOWN_OPEN],
    ]
    return found


def last_reports(
    reader: Reader, model: type[Actual] | type[MilestoneFact], *, is_standing: bool = False
) -> dict[int, Any]:
    """The last report on each indicator or milestone, by the key of its facts; `is_standing`: returned ones aside."""
    subject = "indicator" if model is Actual else "milestone"
    facts = reader.facts(model)
    if is_standing:
        facts = facts.filter(Q(returned_on__isnull=True) | Q(returned_on__gt=reader.as_of))
    last = facts.order_by().values(subject).annotate(last=Max("pk")).values("last")
    found = model._default_manager.filter(pk__in=last).select_related(subject, "recorded_by", "returned_by")
    return {getattr(fact, f"{subject}_id"): fact for fact in found}


def statements_on(reader: Reader, about: date) -> dict[int, Actual]:
    """What was last said about each indicator for one date, by the key of its facts; returned reports aside."""
    facts = reader.facts(Actual).filter(about=about, returned_on__isnull=True)
    return {fact.indicator_id: fact for fact in facts.select_related("recorded_by").order_by("recorded_at", "pk")}


def evidence(values: Iterable[Any], steps: Iterable[Any]) -> tuple[dict[int, Actual], dict[int, MilestoneFact]]:
    """Reports by key, with who recorded and confirmed them."""
    people = ("recorded_by", "confirmed_by")
    value_keys, step_keys = list(values), list(steps)
    return (
        Actual.objects.select_related(*people).in_bulk(value_keys) if value_keys else {},
        MilestoneFact.objects.select_related(*people).in_bulk(step_keys) if step_keys else {},
    )
