"""Appending to the record of who did what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from zoneworks.accounts.models import User
from zoneworks.audit.chain import content_digest, settled
from zoneworks.audit.models import Event
from zoneworks.audit.sealing import seal_after_commit
from zoneworks.common.clock import now
from zoneworks.units.models import Unit

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done to one thing, for `record_many`."""

    verb: str
    kind: str
    key: object
    details: dict[str, Any] = field(default_factory=dict)


def record(*, user: User | None, zone: Unit | None, verb: str, kind: str, key: object, **details: Any) -> Event:
    """Append one event; call it inside the transaction of what it tells."""
    event = event_of(user, zone, Deed(verb, kind, key, details), now())
    event.save(force_insert=True)
    seal_after_commit([event.pk])
    return event


@transaction.atomic
def record_many(*, user: User | None, zone: Unit | None, deeds: Iterable[Deed]) -> list[Event]:
    """Append an event for each deed, as many statements as there are packets of them."""
    at = now()
    events = Event.objects.bulk_create([event_of(user, zone, deed, at) for deed in deeds], batch_size=AT_ONCE)
    seal_after_commit([event.pk for event in events])
    return events


def event_of(user: User | None, zone: Unit | None, deed: Deed, at: datetime) -> Event:
    key, details = str(deed.key), settled(deed.details)
    digest = content_digest(
        at=at, user=user.pk if user else None, zone=zone.pk if zone else None, verb=deed.verb, kind=deed.kind,
        key=key, details=details,
    )  # fmt: skip
    return Event(
        at=at, user=user, zone=zone, verb=deed.verb, subject_kind=deed.kind, subject_id=key, details=details,
        digest=digest,
    )  # fmt: skip
