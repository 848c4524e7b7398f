"""Days by which something is due: apps declare where theirs come from in their own deadlines.py.

Feeds of calendars, the desk's reminders and the daily digest read them; nothing is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date

from zoneworks.accounts.access import Scope
from zoneworks.units.models import Unit


@dataclass(frozen=True, slots=True)
class Deadline:
    """`uid` stays the same for as long as the thing does, also when its day moves. `url`: path without language.

    `title`: in the active language, complete in itself ("June report: Smart park, phase one"). `is_reminded`: whether a
    person is told when it comes near, and not only shown it in a calendar. `subject`: what it is about, as messages
    name it.
    """

    uid: str
    day: date
    title: str
    url: str
    kind: str
    is_done: bool = False
    is_reminded: bool = True
    subject: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose deadlines, in which stretch of days: those of the person's own work, or of the units named."""

    scope: Scope
    zone: Unit
    since: date
    until: date
    today: date
    units: Collection[Unit] | None = None


Source = Callable[[Wanted], Iterable[Deadline]]
_sources: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """Declare a source; the same name declared again replaces the earlier one."""
    _sources[name] = source


def deadlines(wanted: Wanted) -> list[Deadline]:
    """All of them in the order of their days."""
    found = [one for source in _sources.values() for one in source(wanted)]
    return sorted(found, key=lambda one: (one.day, one.kind, one.title, one.uid))
