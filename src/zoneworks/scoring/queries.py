"""Reading scores: league tables and score sheets as published for everybody in the zone; the rest for those concerned.

Appeals, hand entries and unpublished scores are read by the supervision office and the leaders, a unit's own by its
officers. A stranger gets an empty answer everywhere.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from zoneworks.accounts.access import Scope
from zoneworks.scoring.choices import AppealState, PublicationState, RulebookState
from zoneworks.scoring.models import Appeal, Entry, Publication, Rulebook
from zoneworks.scoring.periods import Period, period_named
from zoneworks.units.models import Unit


def publications_readable(scope: Scope, zone: Unit) -> QuerySet[Publication]:
    """Everybody in the zone reads what was published."""
    found = Publication.objects.filter(zone=zone, zone__in=scope.zone_ids)
    return found.select_related("zone", "rulebook", "published_by").order_by("-period", "-number")


def publication_or_none(scope: Scope, key: int) -> Publication | None:
    found = Publication.objects.filter(zone__in=scope.zone_ids, pk=key)
    return found.select_related("zone", "rulebook").first()


def latest_of(scope: Scope, zone: Unit, period: str, known_on: date | None = None) -> Publication | None:
    """The scores of a period as they stand: the last publication of it."""
    found = publications_readable(scope, zone).filter(period=period)
    if known_on is not None:
        found = found.filter(published_on__lte=known_on)
    return found.first()


def periods_published(scope: Scope, zone: Unit, known_on: date | None = None) -> list[str]:
    """Periods with scores, the one that ended last first; of those that ended together the shorter one."""
    found = Publication.objects.filter(zone=zone, zone__in=scope.zone_ids)
    if known_on is not None:
        found = found.filter(published_on__lte=known_on)
    codes = set(found.order_by().values_list("period", flat=True))
    periods = sorted((period_named(code) for code in codes), key=lambda one: (one.last, one.first), reverse=True)
    return [period.code for period in periods]


def standing(scope: Scope, zone: Unit) -> QuerySet[Publication]:
    """The standing publication of each period, the latest period first."""
    return publications_readable(scope, zone).exclude(state=PublicationState.REPLACED)


def as_known(publication: Publication, on: date) -> Publication:
    """How it stood on a day: what became final or was replaced later was published then. Nothing of it is saved."""
    if publication.final_on is not None and publication.final_on > on:
        publication.state, publication.final_on = PublicationState.PUBLISHED, None
    elif publication.state == PublicationState.REPLACED:
        later = Publication.objects.filter(zone=publication.zone_id, period=publication.period, published_on__lte=on)
        if not later.filter(number__gt=publication.number).exists():
            publication.state = PublicationState.PUBLISHED
    return publication


def ranks_before(zone: Unit, period: Period) -> dict[str, int | None]:
    """Ranks of the period before, as they stand; for services, so without a scope."""
    found = Publication.objects.filter(zone=zone, period=period.before.code).order_by("-number").first()
    rows = found.data["league"]["rows"] if found else ()
    return {row["unit"]: row["rank"] for row in rows}


# --- rulebooks -------------------------------------------------------------------------------------------------------


def rulebooks_readable(scope: Scope, zone: Unit) -> QuerySet[Rulebook]:
    """Issued ones for everybody in the zone, drafts for the supervision office and the leaders."""
    found = Rulebook.objects.filter(zone=zone, zone__in=scope.zone_ids).select_related("zone")
    return found if scope.sees_all_working_records(zone) else found.filter(state=RulebookState.ISSUED)


def rulebook_or_none(scope: Scope, key: int) -> Rulebook | None:
    found = Rulebook.objects.filter(zone__in=scope.zone_ids, pk=key).select_related("zone").first()
    if found and found.state != RulebookState.ISSUED and not scope.sees_all_working_records(found.zone):
        return None
    return found


def rulebook_in_force(zone: Unit, period: Period) -> Rulebook | None:
    """The issued rulebook that holds on the last day of the period and is made for such periods; for services."""
    ends = Q(valid_to__isnull=True) | Q(valid_to__gte=period.last)
    issued = Rulebook.objects.filter(ends, zone=zone, state=RulebookState.ISSUED, valid_from__lte=period.last)
    found = issued.select_related("zone").order_by("-valid_from", "-issued_on", "-version", "-pk")
    return next((one for one in found if has_kind(one, period)), None)


def has_kind(rulebook: Rulebook, period: Period) -> bool:
    kinds: list[str] = rulebook.data.get("periods") or []
    return period.kind in kinds


# --- appeals and entries ---------------------------------------------------------------------------------------------


def appeals_readable(scope: Scope, zone: Unit) -> QuerySet[Appeal]:
    found = Appeal.objects.filter(publication__zone=zone, publication__zone__in=scope.zone_ids)
    found = found.select_related("publication__zone", "unit", "by", "decided_by", "file")
    if scope.sees_all_working_records(zone):
        return found
    return found.filter(unit__in=Unit.objects.filter(scope.units_worked_for()))


def appeal_or_none(scope: Scope, key: int) -> Appeal | None:
    found = (
        Appeal.objects.filter(pk=key, publication__zone__in=scope.zone_ids).select_related("publication__zone").first()
    )
    return appeals_readable(scope, found.publication.zone).filter(pk=key).first() if found else None


def open_appeals(scope: Scope, zone: Unit) -> QuerySet[Appeal]:
    return appeals_readable(scope, zone).filter(state=AppealState.OPEN)


def entries_readable(scope: Scope, zone: Unit) -> QuerySet[Entry]:
    found = Entry.objects.filter(zone=zone, zone__in=scope.zone_ids).select_related("unit", "by", "file", "undone_by")
    if scope.sees_all_working_records(zone):
        return found
    return found.filter(unit__in=Unit.objects.filter(scope.units_worked_for()))


def entry_or_none(scope: Scope, key: int) -> Entry | None:
    found = Entry.objects.filter(pk=key, zone__in=scope.zone_ids).select_related("zone").first()
    return entries_readable(scope, found.zone).filter(pk=key).first() if found else None
