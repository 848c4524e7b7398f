"""What the names of units and posts in a table mean: known ones, or what a person answered. Nothing is guessed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from zonekit.sheets.matching import folded, near_names
from zonekit.values.issues import Issue, Param, Where
from zoneworks.imports.kinds import Question
from zoneworks.units.models import Post, Unit, UnitAlias

Topic = Literal["unit", "post"]
Thing = Unit | Post
NEW, OUTSIDE, LEFT_OUT = "new", "outside", "none"
LONGEST_NAME = 120
NEAR = 3


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name means: a known thing, one to be made (`answer` says which), nothing, or not yet said."""

    topic: Topic
    name: str
    thing: Thing | None = None
    answer: str = ""
    is_ambiguous: bool = False

    @property
    def is_open(self) -> bool:
        return self.thing is None and not self.answer

    @property
    def key(self) -> str:
        """The same for the same thing, whatever it was called."""
        return str(self.thing.pk) if self.thing else f"{self.answer}:{folded(self.name)}"

    @property
    def shown(self) -> str:
        return self.thing.title if self.thing else self.name


class Directory:
    """Units and posts of a zone by every name they have, in three statements."""

    def __init__(self, zone: Unit, answers: Mapping[str, str] | None = None) -> None:
        self.zone = zone
        self.answers = answers or {}
        units = [
            unit
            for unit in Unit.objects.filter(is_active=True)
            if unit.path.startswith(zone.path) or zone.path.startswith(unit.path)
        ]
        aliases = UnitAlias.objects.filter(unit__in=units).values_list("unit_id", "name")
        posts = list(Post.objects.filter(zone=zone))
        self.things: dict[Topic, dict[int, Thing]] = {
            "unit": {unit.pk: unit for unit in units},
            "post": {post.pk: post for post in posts},
        }
        self.keys: dict[Topic, dict[str, set[int]]] = {"unit": defaultdict(set), "post": defaultdict(set)}
        self.names: dict[Topic, dict[str, int]] = {"unit": {}, "post": {}}
        for topic, things in (("unit", units), ("post", posts)):
            for thing in things:
                self._add(topic, thing.pk, thing.name)  # type: ignore[arg-type]
                self._add(topic, thing.pk, thing.name_en)  # type: ignore[arg-type]
        for pk, name in aliases:
            self._add("unit", pk, name)
        self._meanings: dict[tuple[Topic, str], Meaning] = {}

    def _add(self, topic: Topic, pk: int, name: str) -> None:
        if name:
            self.keys[topic][folded(name)].add(pk)
            self.names[topic].setdefault(name, pk)

    def is_known(self, topic: Topic, name: str) -> bool:
        """Whether exactly one thing has the name, without any answer."""
        return len(self.keys[topic].get(folded(name), ())) == 1

    def meaning(self, topic: Topic, name: str) -> Meaning:
        found = self._meanings.get((topic, name))
        if found is None:
            found = self._meanings[topic, name] = self._find(topic, name)
        return found

    def _find(self, topic: Topic, name: str) -> Meaning:
        known = self.keys[topic].get(folded(name), set())
        if len(known) == 1:
            return Meaning(topic, name, self.things[topic][next(iter(known))])
        answer = self.answers.get(f"{topic}:{name}", "")
        if answer in {NEW, OUTSIDE} and len(name) > LONGEST_NAME:
            answer = ""
        if answer in {NEW, OUTSIDE, LEFT_OUT}:
            return Meaning(topic, name, answer=answer)
        thing = self.things[topic].get(int(answer)) if answer.isascii() and answer.isdigit() else None
        return Meaning(topic, name, thing, is_ambiguous=len(known) > 1)

    def meanings(self, topic: Topic, names: Iterable[str]) -> list[Meaning]:
        """Each thing once, in the order named; what is to be left out is left out."""
        found: dict[str, Meaning] = {}
        for name in names:
            meaning = self.meaning(topic, name)
            if meaning.answer != LEFT_OUT:
                found.setdefault(meaning.key, meaning)
        return list(found.values())

    def issues(self, topic: Topic, names: Iterable[str], where: Where) -> list[Issue]:
        """An error for each name that means nothing yet."""
        return [self._issue(meaning, where) for name in names if (meaning := self.meaning(topic, name)).is_open]

    def _issue(self, meaning: Meaning, where: Where) -> Issue:
        if len(meaning.name) > LONGEST_NAME:
            params: dict[str, Param] = {"name": meaning.name, "limit": LONGEST_NAME}
            return Issue(f"{meaning.topic}_name_too_long", where, params)
        code = "unit_ambiguous" if meaning.is_ambiguous and meaning.topic == "unit" else f"{meaning.topic}_unknown"
        return Issue(code, where, {"name": meaning.name})

    def questions(self, statements: Iterable[Mapping[str, Any]]) -> list[Question]:
        """Every name that is not known by itself, answered or not, most frequent first."""
        counted: Counter[tuple[Topic, str]] = Counter()
        for said in statements:
            counted.update({("unit", name) for duty in ("lead", "responsible", "cooperating") for name in said[duty]})
            counted.update({("post", name) for name in said["leaders"]})
        asked = []
        for (topic, name), rows in counted.most_common():
            if self.is_known(topic, name):
                continue
            near = near_names(name, self.names[topic], limit=2 * NEAR)
            things = {self.names[topic][one.name]: None for one in near}
            choices = [(str(pk), self.things[topic][pk].title) for pk in things][:NEAR]
            answer = self.answers.get(f"{topic}:{name}", "")
            asked.append(Question(f"{topic}:{name}", topic, name, rows, tuple(choices), answer))
        return asked
