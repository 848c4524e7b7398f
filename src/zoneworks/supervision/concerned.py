"""Who answers for a thing an order can be about: upper apps say it of their kinds in subjects.py, by registering here.

The ladder's rules name a thing and no unit; a person who files an order on it is offered what stands here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from zoneworks.common.errors import Refused
from zoneworks.units.models import Post, Unit


@dataclass(frozen=True, slots=True)
class Concerned:
    """Title in both languages, the unit that undertakes what is asked, those that help, the post that leads."""

    title: str
    title_en: str
    unit: Unit
    helpers: tuple[Unit, ...] = ()
    leader: Post | None = None


Source = Callable[[Unit, Iterable[str]], Mapping[str, Concerned]]
Guard = Callable[[Unit, str], Refused | None]
_sources: dict[str, Source] = {}
_guards: dict[str, Guard] = {}


def register(kind: str, source: Source, guard: Guard | None = None) -> None:
    """Declare who answers for things of a kind: `source` takes the zone and keys, and leaves out what has no unit.

    `guard` says why no order is filed on a thing any more, None where one may be; it holds the thing until the
    transaction ends.
    """
    _sources[kind] = source
    if guard is not None:
        _guards[kind] = guard


def require_open_to_orders(zone: Unit, kind: str, key: str) -> None:
    guard = _guards.get(kind)
    refused = guard(zone, key) if guard else None
    if refused is not None:
        raise refused


def concerned_by(zone: Unit, kind: str, keys: Iterable[str]) -> Mapping[str, Concerned]:
    """By key, those of the things for which somebody answers."""
    source = _sources.get(kind)
    return source(zone, keys) if source else {}
