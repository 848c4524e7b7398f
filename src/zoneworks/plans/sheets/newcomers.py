"""Units and posts that a person's answers make known: made when an import is accepted, taken back when it is undone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from zoneworks.plans.sheets.names import NEW, OUTSIDE, Directory, Meaning
from zoneworks.plans.sheets.statements import DUTIES
from zoneworks.units.choices import UnitKind
from zoneworks.units.models import Unit
from zoneworks.units.newcomers import add_aliases, add_posts, add_units, remove_newcomers

Json = dict[str, Any]
KINDS = {NEW: UnitKind.DEPARTMENT, OUTSIDE: UnitKind.OUTSIDE}


def make_known(zone: Unit, statements: Iterable[Mapping[str, Any]], answers: Mapping[str, str]) -> Json:
    """Make what was answered "new" and remember other names of known units; returns keys to take it back by."""
    directory = Directory(zone, answers)
    named = names_in(statements)
    meanings = [directory.meaning(topic, name) for topic, name in named]  # type: ignore[arg-type]
    units = {meaning.key: meaning for meaning in meanings if meaning.topic == "unit" and meaning.answer in KINDS}
    posts = {meaning.key: meaning for meaning in meanings if meaning.topic == "post" and meaning.answer == NEW}
    aliases = [meaning for meaning in meanings if is_other_name(meaning, directory)]
    return {
        "units": add_units(zone=zone, names=[(one.name, KINDS[one.answer]) for one in units.values()]),
        "posts": add_posts(zone=zone, names=[one.name for one in posts.values()]),
        "aliases": add_aliases(names=[(one.thing, one.name) for one in aliases if isinstance(one.thing, Unit)]),
    }


def names_in(statements: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], None]:
    found: dict[tuple[str, str], None] = {}
    for said in statements:
        found.update(dict.fromkeys(("unit", name) for duty in DUTIES for name in said[duty]))
        found.update(dict.fromkeys(("post", name) for name in said["leaders"]))
    return found


def is_other_name(meaning: Meaning, directory: Directory) -> bool:
    """Whether a unit was named by an answer alone, so that its name is worth remembering."""
    return meaning.topic == "unit" and isinstance(meaning.thing, Unit) and not directory.is_known("unit", meaning.name)


def forget(made: Mapping[str, list[int]]) -> None:
    """Take back what an import made known, except what is in use by now."""
    remove_newcomers(units=made.get("units", []), posts=made.get("posts", []), aliases=made.get("aliases", []))
