"""Who answers for a thing an order can be about: upper apps say it of their kinds in subjects.py, by registering here.

The ladder's rules name a thing and no unit; a person who files an order on it is offered what stands here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

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
_sources: dict[str, Source] = {}


def register(kind: str, source: Source) -> None:
    """Declare who answers for things of a kind: `source` takes the zone and keys, and leaves out what has no unit."""
    _sources[kind] = source


def concerned_by(zone: Unit, kind: str, keys: Iterable[str]) -> Mapping[str, Concerned]:
    """By key, those of the things for which somebody answers."""
    source = _sources.get(kind)
    return source(zone, keys) if source else {}
