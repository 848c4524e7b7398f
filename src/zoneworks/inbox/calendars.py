"""Deadlines as a calendar that other programs read (RFC 5545): one event a day long for each, always the same UID."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from django.utils.translation import get_language, pgettext
from icalendar import Calendar, Event, vDuration

from zoneworks.inbox.deadlines import Deadline

SHOWN_BEFORE = timedelta(days=31)
SHOWN_AFTER = timedelta(days=366)
READ_AGAIN_AFTER = timedelta(hours=6)


def calendar_bytes(
    name: str, found: Iterable[Deadline], made_at: datetime, host: str, address: Callable[[str], str]
) -> bytes:
    """`address`: of a page from its path without language."""
    calendar = Calendar()
    calendar.add("prodid", "-//ZoneWorks//deadlines//" + ("EN" if (get_language() or "").startswith("en") else "ZH"))
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", vDuration(READ_AGAIN_AFTER), parameters={"VALUE": "DURATION"})
    for one in found:
        calendar.add_component(event_of(one, made_at, host, address))
    return bytes(calendar.to_ical())


def event_of(one: Deadline, made_at: datetime, host: str, address: Callable[[str], str]) -> Event:
    event = Event()
    done = pgettext("after the name of a deadline in a calendar", "%(title)s (done)")
    event.add("uid", f"{one.uid}@{host}")
    event.add("dtstamp", made_at)
    event.add("dtstart", one.day)
    event.add("dtend", one.day + timedelta(days=1))
    event.add("summary", done % {"title": one.title} if one.is_done else one.title)
    event.add("transp", "TRANSPARENT")
    if one.url:
        event.add("url", address(one.url))
        event.add("description", address(one.url))
    return event


def stretch(today: date) -> tuple[date, date]:
    return today - SHOWN_BEFORE, today + SHOWN_AFTER
