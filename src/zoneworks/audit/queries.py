"""Reading the record of who did what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from zoneworks.accounts.access import Scope
from zoneworks.accounts.models import User
from zoneworks.audit.models import Event
from zoneworks.units.models import Unit

# When people come and go is known to those who keep the accounts.
SIGNING = ("sign_in", "sign_in_failed", "sign_out")
NOBODY = "nobody"


def events_of(kind: str, key: object) -> QuerySet[Event]:
    """Events of one thing, newest first; the caller has authorised the thing itself."""
    return Event.objects.filter(subject_kind=kind, subject_id=str(key)).select_related("user")


def is_reading_record(scope: Scope, zone: Unit) -> bool:
    return zone.pk in scope.zone_ids and (scope.is_supervising(zone) or scope.is_administering(zone))


def events_readable(scope: Scope, zone: Unit) -> QuerySet[Event]:
    """What was done in the zone: all of it for its administrator, all but signing in for its supervision office."""
    if not is_reading_record(scope, zone):
        return Event.objects.none()
    found = Event.objects.filter(zone=zone)
    return found if scope.is_administering(zone) else found.exclude(verb__in=SIGNING)


@dataclass(frozen=True)
class Asked:
    """Filters; `person` is a user's key or "nobody". `before`: the last event of the page before."""

    person: str = ""
    verb: str = ""
    kind: str = ""
    key: str = ""
    since: date | None = None
    until: date | None = None
    before: int | None = None


def events_asked(scope: Scope, zone: Unit, asked: Asked) -> QuerySet[Event]:
    """Newest first. Each filter has its index, and a page begins where the one before ended."""
    found = events_readable(scope, zone)
    if asked.person:
        found = found.filter(user__isnull=True) if asked.person == NOBODY else found.filter(user_id=int(asked.person))
    if asked.verb:
        found = found.filter(verb=asked.verb)
    if asked.kind:
        found = found.filter(subject_kind=asked.kind)
    if asked.key:
        found = found.filter(subject_id=asked.key)
    if asked.since:
        found = found.filter(at__gte=start_of(asked.since))
    if asked.until:
        found = found.filter(at__lt=start_of(asked.until + timedelta(days=1)))
    last = Event.objects.filter(pk=asked.before).values_list("at", flat=True).first() if asked.before else None
    if last:
        found = found.filter(Q(at__lte=last) & (Q(at__lt=last) | Q(pk__lt=asked.before)))
    return found.order_by("-at", "-pk").select_related("user")


def start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def people_of_record(scope: Scope, zone: Unit) -> QuerySet[User]:
    """Those with a role in the zone, who can be asked for by name."""
    if not is_reading_record(scope, zone):
        return User.objects.none()
    return User.objects.filter(roles_held__unit__path__startswith=zone.path).distinct().order_by("username")
