"""What a board is narrowed to, and the names under which units, posts and tags are found and shown."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any
from zlib import crc32

import numpy as np
from django.db.models import Q
from django.utils.translation import get_language

from zonekit.plans import Light
from zoneworks.accounts.access import Scope
from zoneworks.plans.board_core import DUTIES, Array, Core, Links
from zoneworks.plans.choices import Duty, TagKind
from zoneworks.plans.models import Plan, Tag
from zoneworks.units.models import Post, Unit
from zoneworks.units.queries import posts_of_zone

ANY_DUTY = "any"
REPORTING = (DUTIES.index(Duty.LEAD), DUTIES.index(Duty.RESPONSIBLE))


@dataclass(frozen=True, slots=True)
class BoardFilters:
    """All by code, so that an address can be read and sent. `unit` means it and what is below it; without `duty` it
    must lead or be responsible. `lights`: words of which one is the leaf's overall light. `text`: words that all
    occur in the leaf or its headings.
    """

    unit: str = ""
    duty: str = ""
    leader: str = ""
    battlefield: str = ""
    dimension: str = ""
    theme: str = ""
    chapter: str = ""
    lights: frozenset[str] = frozenset()
    overdue: bool = False
    waiting: bool = False
    text: str = ""

    @property
    def is_active(self) -> bool:
        """`duty` alone narrows nothing: it says how the unit is looked for."""
        return replace(self, duty="") != BoardFilters()

    def as_key(self) -> str:
        return "|".join(
            ",".join(sorted(value)) if isinstance(value, frozenset) else str(value)
            for value in (getattr(self, field.name) for field in fields(self))
        )


class Directory:
    """Units, posts and tags of a zone, in three statements."""

    def __init__(self, zone: Unit) -> None:
        codes = zone.path.rstrip(".").split(".")
        above = [".".join(codes[: end + 1]) + "." for end in range(len(codes))]
        self.units = {unit.pk: unit for unit in Unit.objects.filter(Q(path__startswith=zone.path) | Q(path__in=above))}
        self.posts: dict[int, Post] = {post.pk: post for post in posts_of_zone(zone)}
        self.tags: dict[int, Tag] = {tag.pk: tag for tag in Tag.objects.filter(zone=zone)}

    def units_under(self, code: str) -> list[int]:
        root = next((unit.path for unit in self.units.values() if unit.code == code), None)
        return [unit.pk for unit in self.units.values() if root is not None and unit.path.startswith(root)]

    def posts_called(self, code: str) -> list[int]:
        return [post.pk for post in self.posts.values() if post.code == code]

    def tags_called(self, kind: TagKind, code: str) -> list[int]:
        return [tag.pk for tag in self.tags.values() if tag.kind == kind and tag.code == code]

    @cached_property
    def stamp(self) -> str:
        """Changes when a name or a place in the tree does, or the language."""
        known = [(unit.pk, unit.path, unit.title) for unit in self.units.values()]
        named: list[Any] = [(post.pk, post.title) for post in self.posts.values()]
        named += [(tag.pk, str(tag)) for tag in self.tags.values()]
        return f"{crc32(repr((known, named)).encode()):08x}-{get_language()}"


def matching_leaves(core: Core, directory: Directory, filters: BoardFilters, is_hollow: Array) -> Array:
    """Which leaves pass all filters (n,). A code that nothing carries lets nothing pass."""
    mask: Array = core.is_leaf.copy()
    if filters.unit:
        mask &= linked(core, of_duty(core.duties, filters.duty), directory.units_under(filters.unit))
    if filters.leader:
        mask &= linked(core, core.leaders, directory.posts_called(filters.leader))
    for kind in TagKind:
        if code := getattr(filters, kind.value):
            mask &= linked(core, core.tags, directory.tags_called(kind, code))
    if filters.lights:
        wanted = [light for light in Light if light.word in filters.lights]
        mask &= np.isin(core.lights[:, 3], wanted)
    if filters.overdue:
        mask &= core.is_overdue
    if filters.waiting:
        mask &= is_hollow
    for word in filters.text.casefold().split():
        mask &= mentions(core, word)
    return mask


def of_duty(duties: Links, duty: str) -> Links:
    if duty == ANY_DUTY:
        return duties
    wanted = [DUTIES.index(Duty(duty))] if duty in Duty.values else list(REPORTING)
    chosen = np.isin(duties.kind, wanted)
    return Links(duties.row[chosen], duties.key[chosen], duties.kind[chosen])


def linked(core: Core, links: Links, keys: list[int]) -> Array:
    found = np.zeros(len(core), dtype=np.bool_)
    found[links.row[np.isin(links.key, keys)]] = True
    return found


def mentions(core: Core, word: str) -> Array:
    """Rows in which the word occurs, and everything below them."""
    columns = zip(core.code, core.no, core.name, core.goal, strict=True)
    own = [
        word in " ".join((code, no, *name, *goal)).casefold() for code, no, name, goal in columns
    ]  # fmt: skip
    found = np.zeros(len(core), dtype=np.bool_)
    for row in np.flatnonzero(own):
        found[row : core.end[row]] = True
    return found


def leaves_worked_on(scope: Scope, plan: Plan, core: Core, directory: Directory) -> Array:
    """Leaves whose submitted, not yet confirmed reports the person may see."""
    if scope.sees_all_working_records(plan.zone):
        return core.is_leaf
    units = [key for key, unit in directory.units.items() if scope.works_for([unit.path])]
    posts = [key for key in directory.posts if scope.has_post([key])]
    return core.is_leaf & (linked(core, core.duties, units) | linked(core, core.leaders, posts))
