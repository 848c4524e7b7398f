"""Telling people something, once each: the effect of a deed that is itself on record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from zoneworks.accounts.models import User
from zoneworks.common.clock import now
from zoneworks.inbox.kinds import is_declared
from zoneworks.inbox.models import Message, Preference
from zoneworks.units.models import Unit

LONGEST_ONCE = 120
TOLD_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Telling:
    """One sentence for one person; `once` as in `tell`."""

    user: int
    zh: str
    en: str
    once: str
    subject: tuple[str, str] | None = None


def tell(  # noqa: PLR0913 - what is told, to whom, once
    *, people: Iterable[User], zone: Unit, kind: str, zh: str, en: str, once: str, on: date,
    subject: tuple[str, str] | None = None, but: User | None = None,
) -> int:  # fmt: skip
    """Tell each of the people one sentence, those excepted who heard it before; says how many were told now.

    `once` names what is told ("order-12-urged-2023-10-08"). `but`: whoever did it knows already. People who want to
    hear of the kind in neither way have the message kept and are shown nothing.
    """
    wanted = sorted({user.pk for user in people if user.is_active and user != but})
    return tell_each(
        zone=zone, kind=kind, on=on, tellings=[Telling(user, zh, en, once, subject) for user in wanted]
    )  # fmt: skip


@transaction.atomic
def tell_each(*, zone: Unit, kind: str, on: date, tellings: Iterable[Telling]) -> int:
    """As `tell`, with a sentence of their own for each."""
    if not is_declared(kind):
        raise LookupError(f"no kind of message {kind!r}: declare it in message_kinds.py")
    wanted = {(one.user, one.once): one for one in tellings}
    if wrong := next((once for _user, once in wanted if not 0 < len(once) <= LONGEST_ONCE), None):
        raise ValueError(f"`once` has 1 to {LONGEST_ONCE} characters: {wrong!r}")
    people = {user for user, _once in wanted}
    chosen = {choice.user_id: choice for choice in Preference.objects.filter(user__in=people, kind=kind)}
    places, told = list(wanted), 0
    for first in range(0, len(places), TOLD_AT_ONCE):
        told += write([wanted[place] for place in places[first : first + TOLD_AT_ONCE]], zone, kind, on, chosen)
    return told


def write(some: Sequence[Telling], zone: Unit, kind: str, on: date, chosen: dict[int, Preference]) -> int:
    known = Message.objects.filter(user__in={one.user for one in some}, once__in={one.once for one in some})
    heard = set(known.values_list("user_id", "once"))
    rows = [row_of(one, zone, kind, on, chosen.get(one.user)) for one in some if (one.user, one.once) not in heard]
    Message.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def row_of(one: Telling, zone: Unit, kind: str, on: date, choice: Preference | None) -> Message:
    subject_kind, subject_key = one.subject or ("", "")
    row = Message(
        user_id=one.user, zone=zone, kind=kind, on=on, at=now(), words=one.zh, words_en=one.en, once=one.once,
        subject_kind=subject_kind, subject_key=str(subject_key),
    )  # fmt: skip
    if choice is not None:
        row.is_in_app, row.is_in_digest = choice.is_in_app, choice.is_in_digest
    return row
