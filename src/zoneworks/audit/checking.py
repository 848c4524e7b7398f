"""Walking the chain from its first link to its last, and saying where it breaks first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import QuerySet

from zoneworks.audit.chain import START, Head, content_digest, link
from zoneworks.audit.models import Event, Seal
from zoneworks.audit.services import record
from zoneworks.common.clock import now

AT_ONCE = 2_000
# Sealing follows a commit within moments; the periodic job comes every minute.
PATIENCE = timedelta(hours=1)
CHECKED = "check_chain"
DAY = timedelta(hours=23)


@dataclass(frozen=True)
class Fault:
    """The first broken place.

    `code`: `position_missing`, `event_missing`, `content_changed`, `link_changed`, `head_differs` and `head_missing`
    (what was written down elsewhere is not there), `unsealed` (an event older than an hour that no link has).
    """

    code: str
    position: int | None = None
    event: int | None = None


@dataclass(frozen=True)
class Finding:
    """`head`: the last link that holds; `waiting`: events of the last hour that are not sealed yet."""

    head: Head | None
    fault: Fault | None = None
    waiting: int = 0

    @property
    def is_intact(self) -> bool:
        return self.fault is None


class Written(NamedTuple):
    """What the database says of an event."""

    pk: int
    at: datetime
    user: int | None
    zone: int | None
    verb: str
    kind: str
    key: str
    details: object
    digest: str

    def computed(self) -> str:
        return content_digest(
            at=self.at, user=self.user, zone=self.zone, verb=self.verb, kind=self.kind, key=self.key,
            details=self.details,
        )  # fmt: skip


COLUMNS = ("pk", "at", "user_id", "zone_id", "verb", "subject_kind", "subject_id", "details", "digest")


def check_chain(expected: Head | None = None) -> Finding:
    """Read everything, a packet at a time. `expected`: a place and its link as somebody wrote them down."""
    head, fault = walk(expected)
    left = unsealed()
    if fault is None and expected and (head is None or head.position < expected.position):
        fault = Fault("head_missing", expected.position)
    if fault is None:
        forgotten = left.filter(at__lt=now() - PATIENCE).first()
        fault = Fault("unsealed", event=forgotten.pk) if forgotten else None
    return Finding(head, fault, left.filter(at__gte=now() - PATIENCE).count())


def unsealed() -> QuerySet[Event]:
    return Event.objects.filter(seal__isnull=True).order_by("pk")


def walk(expected: Head | None) -> tuple[Head | None, Fault | None]:
    """The last link that holds, and what is wrong with the one after it."""
    head: Head | None = None
    for seals in packets():
        events = written([event for _position, event, _digest in seals])
        for position, event, digest in seals:
            fault = fault_of(head or Head(0, START), position, event, digest, events)
            if fault is None and expected and position == expected.position and digest != expected.digest:
                fault = Fault("head_differs", position, event)
            if fault:
                return head, fault
            head = Head(position, digest)
    return head, None


def fault_of(before: Head, position: int, event: int, digest: str, events: Mapping[int, Written]) -> Fault | None:
    if position != before.position + 1:
        return Fault("position_missing", before.position + 1)
    said = events.get(event)
    if said is None:
        return Fault("event_missing", position, event)
    computed = said.computed()
    if said.digest and said.digest != computed:
        return Fault("content_changed", position, event)
    if digest != link(before.digest, position, computed):
        return Fault("link_changed", position, event)
    return None


def packets() -> Iterator[list[tuple[int, int, str]]]:
    """Links (position, event, digest) in the order of the chain."""
    position = 0
    while True:
        after = Seal.objects.filter(position__gt=position).order_by("position")
        seals = list(after.values_list("position", "event_id", "digest")[:AT_ONCE])
        if not seals:
            return
        yield seals
        position = seals[-1][0]


def written(keys: list[int]) -> dict[int, Written]:
    return {row[0]: Written(*row) for row in Event.objects.filter(pk__in=keys).order_by().values_list(*COLUMNS)}


def check_daily() -> Finding | None:
    """Check once a day, however often asked, and put the result on record."""
    last = last_check()
    if last and now() - last.at < DAY:
        return None
    finding = check_chain()
    told = {"head": str(finding.head or ""), "is_intact": finding.is_intact}
    if finding.fault:
        told |= {"fault": finding.fault.code, "position": finding.fault.position, "event": finding.fault.event}
    record(user=None, zone=None, verb=CHECKED, kind="chain", key="1", **told)
    return finding


def last_check() -> Event | None:
    return Event.objects.filter(subject_kind="chain", subject_id="1", verb=CHECKED).order_by("-pk").first()
