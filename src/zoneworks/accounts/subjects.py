"""What an order, a message or an audit line can speak of without importing it: kind and key to title and address.

Each app declares the kinds it keeps in its own subjects.py; what a person may not see does not exist for them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from django.utils.functional import Promise

from zoneworks.accounts.access import Scope
from zoneworks.units.models import Unit

Named = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing as the person asking may know it; `url` is a path without language, "" where it has no page."""

    kind: str
    key: str
    title: str
    url: str


class SubjectKind(Protocol):
    """What an app declares. `find` gives, in the active language, those of the keys that the person may see."""

    @property
    def code(self) -> str: ...

    @property
    def label(self) -> str | Promise: ...

    def find(self, scope: Scope, keys: Iterable[str]) -> Mapping[str, Subject]: ...

    def zone_of(self, key: str) -> Unit | None:
        """The zone the thing belongs to, None where there is no such thing."""

    def search(self, scope: Scope, zone: Unit, words: str) -> Iterable[Subject]:
        """At most twenty things of the zone that an order can be about, by a part of their name or number."""


_kinds: dict[str, SubjectKind] = {}


def register(kind: SubjectKind) -> None:
    _kinds[kind.code] = kind


def kind_or_none(code: str) -> SubjectKind | None:
    return _kinds.get(code)


def all_kinds() -> tuple[SubjectKind, ...]:
    return tuple(_kinds.values())


def subjects_of(scope: Scope, named: Iterable[Named]) -> dict[Named, Subject]:
    """Those of the things (kind, key) the person may see, each kind asked once."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for kind, key in named:
        wanted[kind].add(key)
    found: dict[Named, Subject] = {}
    for code, keys in wanted.items():
        declared = _kinds.get(code)
        if declared:
            found.update({(code, key): subject for key, subject in declared.find(scope, keys).items()})
    return found


def subject_or_none(scope: Scope, kind: str, key: str) -> Subject | None:
    return subjects_of(scope, [(kind, key)]).get((kind, key))
