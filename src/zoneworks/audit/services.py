"""Appending to the record of who did what."""

from __future__ import annotations

from typing import Any

from zoneworks.accounts.models import User
from zoneworks.audit.models import Event
from zoneworks.common.clock import now
from zoneworks.units.models import Unit


def record(*, user: User | None, zone: Unit | None, verb: str, kind: str, key: object, **details: Any) -> Event:
    """Append one event; call it inside the transaction of what it tells."""
    return Event.objects.create(
        at=now(), user=user, zone=zone, verb=verb, subject_kind=kind, subject_id=str(key), details=details
    )
