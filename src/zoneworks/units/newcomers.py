"""Units and posts that enter with a table, many at once, and leave with it when it is taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress

from django.db import transaction
from django.db.models import ProtectedError

from zoneworks.units.choices import UnitKind
from zoneworks.units.models import Post, Unit, UnitAlias


@transaction.atomic
def add_units(*, zone: Unit, names: Sequence[tuple[str, UnitKind]]) -> list[int]:
    """Units below the zone with codes of their own (ZONE-U7); returns their keys. Names that exist are left out."""
    standing = set(Unit.objects.filter(parent=zone).values_list("name", flat=True))
    taken = set(Unit.objects.filter(code__startswith=f"{zone.code}-U").values_list("code", flat=True))
    position = Unit.objects.filter(parent=zone).count()
    units = []
    for name, kind in names:
        if name in standing:
            continue
        code = free_code(f"{zone.code}-U", taken)
        position += 1
        units.append(Unit(parent=zone, kind=kind, code=code, name=name, path=f"{zone.path}{code}.", position=position))
        standing.add(name)
    return [unit.pk for unit in Unit.objects.bulk_create(units)]


@transaction.atomic
def add_posts(*, zone: Unit, names: Sequence[str]) -> list[int]:
    """Posts of the zone with codes of their own (P7); returns their keys. Names that exist are left out."""
    known = Post.objects.filter(zone=zone).values_list("code", "name")
    taken, standing = {code for code, _name in known}, {name for _code, name in known}
    fresh = [name for name in dict.fromkeys(names) if name not in standing]
    posts = [
        Post(zone=zone, code=free_code("P", taken), name=name, position=len(standing) + place)
        for place, name in enumerate(fresh)
    ]
    return [post.pk for post in Post.objects.bulk_create(posts)]


@transaction.atomic
def add_aliases(*, names: Iterable[tuple[Unit, str]]) -> list[int]:
    """Further names of units; returns the keys of those that are new."""
    wanted = {(unit.pk, name) for unit, name in names}
    standing = set(UnitAlias.objects.filter(unit__in={pk for pk, _name in wanted}).values_list("unit_id", "name"))
    aliases = [UnitAlias(unit_id=pk, name=name) for pk, name in sorted(wanted - standing)]
    return [alias.pk for alias in UnitAlias.objects.bulk_create(aliases)]


def free_code(prefix: str, taken: set[str]) -> str:
    """The next code that nobody has; it counts as taken from now on."""
    number = len(taken) + 1
    while f"{prefix}{number}" in taken:
        number += 1
    taken.add(f"{prefix}{number}")
    return f"{prefix}{number}"


@transaction.atomic
def remove_newcomers(*, units: Iterable[int], posts: Iterable[int], aliases: Iterable[int]) -> None:
    """Remove what came with a table, except what something else rests on by now."""
    UnitAlias.objects.filter(pk__in=list(aliases)).delete()
    remove_unused(Unit, units)
    remove_unused(Post, posts)


def remove_unused(model: type[Unit] | type[Post], keys: Iterable[int]) -> None:
    """All at once; one by one where something in use stands among them."""
    wanted = list(keys)
    try:
        with transaction.atomic():
            model.objects.filter(pk__in=wanted).delete()
    except ProtectedError:
        for key in wanted:
            with suppress(ProtectedError), transaction.atomic():
                model.objects.filter(pk=key).delete()
