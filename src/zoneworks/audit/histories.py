"""What happened to one thing, as the component `history` of every page shows it."""

from __future__ import annotations

from datetime import date, timedelta

from zoneworks.audit.fetching import FETCHED
from zoneworks.audit.lines import details_shown
from zoneworks.audit.models import Event
from zoneworks.audit.queries import events_of, start_of
from zoneworks.audit.words import verb_shown
from zoneworks.ui.parts import Happening

SHOWN = 20


def happenings(kind: str, key: object, *, until: date | None = None, most: int = SHOWN) -> list[Happening]:
    """Newest first, in one statement; who exported or downloaded the thing is told on the page of the record alone.

    `until`: the day looked at, where it is not today. The caller has authorised the thing itself.
    """
    events = events_of(kind, key).exclude(verb__in=FETCHED)
    if until:
        events = events.filter(at__lt=start_of(until + timedelta(days=1)))
    return [happening(event) for event in events[:most]]


def happening(event: Event) -> Happening:
    who = event.user.title if event.user else ""
    return Happening(event.at, verb_shown(event.verb), who, detail=details_shown(event.details))
