"""What happened to one thing, as the component `history` of every page shows it."""

from __future__ import annotations

from datetime import date, timedelta

from zoneworks.accounts.access import Scope
from zoneworks.audit.fetching import FETCHED
from zoneworks.audit.lines import details_shown
from zoneworks.audit.models import Event
from zoneworks.audit.queries import events_of, start_of
from zoneworks.audit.telling import Told, told_events
from zoneworks.audit.words import verb_shown
from zoneworks.ui.parts import Happening

SHOWN = 20


def happenings(
    kind: str, key: object, *, until: date | None = None, most: int = SHOWN, scope: Scope | None = None
) -> list[Happening]:
    """Newest first, in few statements; who exported or downloaded the thing is told on the page of the record alone.

    `until`: the day looked at, where it is not today. `scope`: who reads, where the events speak of further things.
    The caller has authorised the thing itself.
    """
    events = events_of(kind, key).exclude(verb__in=FETCHED)
    if until:
        events = events.filter(at__lt=start_of(until + timedelta(days=1)))
    shown = list(events[:most])
    told = told_events(scope, shown)
    return [happening(event, told.get(event.pk)) for event in shown]


def happening(event: Event, told: Told | None = None) -> Happening:
    who = event.user.title if event.user else ""
    if told:
        return Happening(event.at, told.sentence, who, detail=told.detail)
    return Happening(event.at, verb_shown(event.verb), who, detail=details_shown(event.details))
