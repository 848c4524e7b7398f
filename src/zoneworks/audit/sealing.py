"""Sealing: events become links of the chain in a short transaction of their own, after the one that wrote them.

Within the writer's transaction every writer would wait for every other, and two who wait for each other's rows as
well would never come free. What a crash leaves unsealed between the two is sealed by the periodic job; an event whose
commit came later than one with a higher key is simply sealed later.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from weakref import WeakKeyDictionary

from django.db import IntegrityError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Max, QuerySet

from zoneworks.audit.chain import START, Head, content_digest, link
from zoneworks.audit.models import Event, Seal
from zoneworks.common.bulk import insert_rows

logger = logging.getLogger(__name__)
AT_ONCE = 500
# Somebody else sealed first each time: the next commit or the periodic job takes what is left.
TRIES = 8
# How far back the frequent job looks; the rare one looks at everything.
RECENT = 20_000


@dataclass(eq=False)
class Batch:
    """Keys written on one connection since it last sealed; some may have been rolled back since."""

    keys: list[int] = field(default_factory=list)
    is_sealed: bool = False


_waiting: WeakKeyDictionary[BaseDatabaseWrapper, Batch] = WeakKeyDictionary()


def seal_after_commit(keys: Iterable[int]) -> None:
    """Seal these once their transaction holds, all of one transaction together."""
    connection = transaction.get_connection()
    batch = _waiting.get(connection)
    if batch is None or batch.is_sealed or len(batch.keys) >= AT_ONCE:
        batch = _waiting[connection] = Batch()
    batch.keys.extend(keys)
    transaction.on_commit(partial(seal_batch, batch), robust=True)


def seal_batch(batch: Batch) -> None:
    """The first of a transaction's callbacks seals for all of them."""
    if not batch.is_sealed:
        batch.is_sealed = True
        seal(batch.keys)


def seal(keys: Sequence[int]) -> int:
    """Seal those of the events that are there and unsealed, in the order of their keys; says how many."""
    return sum(seal_some(some) for some in packets(sorted(set(keys))))


def packets(keys: Sequence[int]) -> Iterable[Sequence[int]]:
    return (keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE))


def seal_some(keys: Sequence[int]) -> int:
    """One short transaction; the unique position lets one of two sealers win, and the other looks again."""
    for _try in range(TRIES):
        try:
            with transaction.atomic():
                return append_links(keys)
        except IntegrityError:
            continue
    logger.warning("%s audit events are left to the periodic job: others sealed all the time", len(keys))
    return 0


def append_links(keys: Sequence[int]) -> int:
    events = digests_of(Event.objects.filter(pk__in=keys, seal__isnull=True))
    if not events:
        return 0
    head = head_of_chain() or Head(0, START)
    position, digest = head.position, head.digest
    seals = []
    for event, said in events:
        position += 1
        digest = link(digest, position, said)
        seals.append({"position": position, "event_id": event, "digest": digest})
    return insert_rows(Seal, seals)


def digests_of(found: QuerySet[Event]) -> list[tuple[int, str]]:
    """Keys and digests in the order of the keys; those written before there were digests get theirs here."""
    events = list(found.order_by("pk").values_list("pk", "digest"))
    older = found.in_bulk([pk for pk, digest in events if not digest])
    return [(pk, digest or digest_of(older[pk])) for pk, digest in events]


def digest_of(event: Event) -> str:
    return content_digest(
        at=event.at, user=event.user_id, zone=event.zone_id, verb=event.verb, kind=event.subject_kind,
        key=event.subject_id, details=event.details,
    )  # fmt: skip


def head_of_chain() -> Head | None:
    """The last link, which vouches for all before it."""
    last = Seal.objects.order_by("-position").values_list("position", "digest").first()
    return Head(*last) if last else None


def seal_recent() -> int:
    """What a crash or a busy moment left among the latest events."""
    last = Event.objects.aggregate(last=Max("pk"))["last"] or 0
    return seal_from(max(last - RECENT, 0))


def seal_all() -> int:
    """Everything unsealed, also of databases older than the chain."""
    return seal_from(0)


def seal_from(key: int) -> int:
    """Packet by packet; an event that cannot be sealed now is passed over, so this ends."""
    done = 0
    while True:
        left = Event.objects.filter(pk__gt=key, seal__isnull=True).order_by("pk").values_list("pk", flat=True)
        keys = list(left[:AT_ONCE])
        if not keys:
            return done
        done, key = done + seal_some(keys), keys[-1]
