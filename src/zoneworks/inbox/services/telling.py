"""Telling people something, once each: the effect of a deed that is itself on record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from zoneworks.accounts.models import User
from zoneworks.common.clock import now
from zoneworks.inbox.kinds import is_declared
from zoneworks.inbox.models import Message, Preference
from zoneworks.units.models import Unit

LONGEST_ONCE = 120


@transaction.atomic
def tell(  # noqa: PLR0913 - what is told, to whom, once
    *, people: Iterable[User], zone: Unit, kind: str, zh: str, en: str, once: str, on: date,
    subject: tuple[str, str] | None = None, but: User | None = None,
) -> int:  # fmt: skip
    """Tell each of the people one sentence, those excepted who heard it before; says how many were told now.

    `once` names what is told ("order-12-urged-2023-10-08"). `but`: whoever did it knows already. People who want to
    hear of the kind in neither way have the message kept and are shown nothing.
    """
    if not is_declared(kind):
        raise LookupError(f"no kind of message {kind!r}: declare it in message_kinds.py")
    if not once or len(once) > LONGEST_ONCE:
        raise ValueError(f"`once` has 1 to {LONGEST_ONCE} characters: {once!r}")
    wanted = {user.pk for user in people if user.is_active and user != but}
    wanted -= set(Message.objects.filter(user__in=wanted, once=once).values_list("user_id", flat=True))
    chosen = {choice.user_id: choice for choice in Preference.objects.filter(user__in=wanted, kind=kind)}
    subject_kind, subject_key = subject or ("", "")
    shared = {
        "zone": zone, "kind": kind, "on": on, "at": now(), "words": zh, "words_en": en, "once": once,
        "subject_kind": subject_kind, "subject_key": str(subject_key),
    }  # fmt: skip
    rows = [Message(user_id=key, **shared, **ways(chosen.get(key))) for key in sorted(wanted)]
    Message.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def ways(choice: Preference | None) -> dict[str, bool]:
    if choice is None:
        return {}
    return {"is_in_app": choice.is_in_app, "is_in_digest": choice.is_in_digest}
