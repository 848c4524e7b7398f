"""Messages as they stand on their page: day by day, each with what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from zoneworks.accounts.access import Scope
from zoneworks.accounts.subjects import Subject, subjects_of
from zoneworks.inbox.kinds import all_kinds
from zoneworks.inbox.links import in_active_language
from zoneworks.inbox.models import Message


@dataclass(frozen=True)
class Line:
    """`zone`: its name where the person has several."""

    message: Message
    kind: str
    title: str
    url: str
    zone: str


@dataclass(frozen=True)
class Day:
    on: date
    lines: list[Line]


def days_of(scope: Scope, messages: Iterable[Message]) -> list[Day]:
    """In the order given; what they are about is found in one go, whatever their number."""
    lines = lines_of(scope, list(messages))
    return [Day(on, list(group)) for on, group in groupby(lines, key=lambda line: line.message.on)]


def lines_of(scope: Scope, messages: Sequence[Message]) -> list[Line]:
    subjects = subjects_of(scope, {(one.subject_kind, one.subject_key) for one in messages if one.subject_kind})
    labels = {kind.code: str(kind.label) for kind in all_kinds()}
    zones = {zone.pk: zone.title for zone in scope.zones} if len(scope.zones) > 1 else {}
    return [
        line_of(one, labels.get(one.kind, ""), subjects.get((one.subject_kind, one.subject_key)), zones)
        for one in messages
    ]


def line_of(message: Message, kind: str, subject: Subject | None, zones: dict[int, str]) -> Line:
    title, url = (subject.title, in_active_language(subject.url)) if subject else ("", "")
    return Line(message, kind, title, url, zones.get(message.zone_id, ""))
