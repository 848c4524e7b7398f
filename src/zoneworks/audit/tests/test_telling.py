"""A kind of thing whose app tells its events in sentences is read so, in histories and on the page of the record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pytest

from zoneworks.accounts.access import Scope
from zoneworks.accounts.models import User
from zoneworks.audit import telling
from zoneworks.audit.histories import happenings
from zoneworks.audit.lines import lines
from zoneworks.audit.models import Event
from zoneworks.audit.services import record
from zoneworks.audit.telling import Told
from zoneworks.units.choices import UnitKind
from zoneworks.units.services import create_unit

KIND = "kite"


def tell(scope: Scope | None, events: Sequence[Event]) -> Mapping[int, Told]:
    who = "somebody" if scope is None else scope.user.username
    return {event.pk: Told(f"Flown for {who}.", "High.") for event in events if event.verb == "fly"}


@pytest.fixture(autouse=True)
def _teller() -> Iterator[None]:
    telling.register(KIND, "tests", tell)
    telling.register(KIND, "others", lambda _scope, _events: {})
    yield
    for code in ("tests", "others"):
        del telling._tellers[KIND, code]


def test_a_history_has_sentences_where_there_are_and_words_where_not(writer: User) -> None:
    record(user=writer, zone=None, verb="fly", kind=KIND, key=1)
    record(user=writer, zone=None, verb="change_plan", kind=KIND, key=1, note="N")
    plain, told = happenings(KIND, 1, scope=Scope(writer))
    assert (told.what, told.detail) == ("Flown for writer.", "High.")
    assert plain.detail == "note: N"


def test_the_record_puts_the_sentence_into_its_details(writer: User) -> None:
    zone = create_unit(kind=UnitKind.ZONE, code="Z", name="乙区")
    event = record(user=writer, zone=zone, verb="fly", kind=KIND, key=1)
    [line] = lines(Scope(writer), zone, [event])
    assert line.details == ""  # nothing of a thing the reader may not know
    assert telling.told_events(None, [event])[event.pk].in_one_line == "Flown for somebody. High."
