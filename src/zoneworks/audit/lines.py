"""Events as lines for people: who did what to which thing, as far as the reader may know the thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import pgettext

from zoneworks.accounts.access import Scope
from zoneworks.accounts.choices import RoleKind
from zoneworks.accounts.models import User
from zoneworks.accounts.subjects import Named, Subject, subjects_of
from zoneworks.audit.models import Event
from zoneworks.audit.telling import Told, told_events
from zoneworks.audit.words import field_shown, kind_shown, verb_shown
from zoneworks.units.models import Unit

LONGEST = 160
PEOPLE = frozenset({"person", "user"})
# Of these the administrator may read the details: they tell nothing of anybody's work.
OF_ADMINISTRATION = PEOPLE | {"address", "audit", "chain", "unit", "portal", "portal_home"}
SHORT_DIGEST = 12
# Tokens and keys that say nothing to people.
OF_PROGRAMS = frozenset({"submission", "first", "last", "fact"})


@dataclass(frozen=True)
class Line:
    pk: int
    at: datetime
    who: str
    what: str
    kind: str
    title: str
    url: str
    details: str


def lines(scope: Scope, zone: Unit, events: Sequence[Event]) -> list[Line]:
    """In a constant number of statements: one for each kind of thing the events speak of."""
    things = known_things(scope, zone, events)
    is_office = scope.is_supervising(zone)
    told = told_events(scope, events)
    return [line_of(event, things.get(named(event)), is_office, told.get(event.pk)) for event in events]


def known_things(scope: Scope, zone: Unit, events: Iterable[Event]) -> Mapping[Named, Subject]:
    pairs = {named(event) for event in events}
    found = subjects_of(scope, (pair for pair in pairs if pair[0] not in PEOPLE))
    keys = [int(key) for kind, key in pairs if kind in PEOPLE and key.isdecimal()]
    is_administering = scope.is_administering(zone)
    for user in User.objects.filter(pk__in=keys) if keys else ():
        url = reverse("accounts:person", args=[user.pk]) if is_administering else ""
        found |= {(kind, str(user.pk)): Subject(kind, str(user.pk), user.title, url) for kind in PEOPLE}
    return found


def named(event: Event) -> Named:
    return event.subject_kind, event.subject_id


def line_of(event: Event, thing: Subject | None, is_office: bool, told: Told | None = None) -> Line:
    is_told = is_office or thing is not None or event.subject_kind in OF_ADMINISTRATION
    return Line(
        pk=event.pk,
        at=event.at,
        who=event.user.title if event.user else "",
        what=verb_shown(event.verb),
        kind=kind_shown(event.subject_kind),
        title=thing.title if thing else event.subject_id,
        url=thing.url if thing else "",
        details=(told.in_one_line if told else details_shown(event.details)) if is_told else "",
    )


def details_shown(details: Mapping[str, Any]) -> str:
    """Names and values in one line; a change as before and after."""
    told = {name: value for name, value in details.items() if name not in OF_PROGRAMS and is_told(value)}
    changes = told.pop("changes", None) or {}
    parts = [pair_shown(name, value_shown(name, value)) for name, value in told.items()]
    for name, change in changes.items() if isinstance(changes, dict) else ():
        before, after = (*change, "", "")[:2] if isinstance(change, list) else ("", change)
        shown = f"{value_shown(name, before) or '–'} → {value_shown(name, after) or '–'}"
        parts.append(pair_shown(name, shown))
    return pgettext("between details", "; ").join(parts)


def pair_shown(name: str, shown: str) -> str:
    return pgettext("detail of the record", "%(name)s: %(value)s") % {"name": field_shown(name), "value": shown}


def is_told(value: Any) -> bool:
    return value is not None and value not in ("", [], {})


def value_shown(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return pgettext("detail of the record", "Yes") if value else pgettext("detail of the record", "No")
    if isinstance(value, list):
        return ", ".join(value_shown(name, part) for part in value)
    if isinstance(value, dict):
        return ", ".join(f"{field_shown(key)} {value_shown(key, part)}" for key, part in value.items())
    text = "" if value is None else str(value)
    if name == "sha256":
        return text[:SHORT_DIGEST]
    if name == "role" and text in RoleKind.values:
        return str(RoleKind(text).label)
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"
