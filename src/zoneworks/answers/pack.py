"""The deployment pack of a conference as data: which sub-projects are whose, as lead, responsible or cooperating unit.

A number of statements that does not depend on the size of the plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from django.db.models import Prefetch
from django.http import Http404

from zoneworks.accounts.access import Scope
from zoneworks.answers.models import Conference
from zoneworks.plans.choices import Duty, IndicatorState
from zoneworks.plans.models import Indicator, Item, ItemPost, ItemUnit, Milestone, Plan
from zoneworks.plans.queries import items_of
from zoneworks.units.models import Post, Unit

Thing = TypeVar("Thing", Unit, Post)
BY_WEIGHT = (Duty.LEAD, Duty.RESPONSIBLE, Duty.COOPERATING)


@dataclass(frozen=True, eq=False)
class Task:
    """A sub-project with everything a letter says of it. `headings` from the outside in, `posts` the lead leader
    first, `indicators` the confirmed ones."""

    item: Item
    headings: tuple[Item, ...]
    units: Mapping[Duty, Sequence[Unit]]
    posts: Sequence[Post]
    indicators: Sequence[Indicator]
    milestones: Sequence[Milestone]

    @property
    def key(self) -> str:
        """Of its entry; the same in every version of the plan."""
        return f"item-{self.item.origin_id or self.item.pk}"

    def duty_of(self, unit: Unit) -> Duty | None:
        """The weightiest duty where a unit has several: who leads answers, whoever else they are."""
        return next((duty for duty in BY_WEIGHT if unit in self.units[duty]), None)

    @property
    def name(self) -> str:
        return " ".join(filter(None, [self.item.label, self.item.title]))


@dataclass(frozen=True, eq=False)
class Pack:
    """`tasks` are all sub-projects of the plan in the order of the table."""

    conference: Conference
    plan: Plan
    tasks: tuple[Task, ...]

    @cached_property
    def units(self) -> list[Unit]:
        """Each unit with a duty, in the order of the unit tree's own positions."""
        found = {unit.pk: unit for task in self.tasks for units in task.units.values() for unit in units}
        return sorted(found.values(), key=lambda unit: (unit.position, unit.path))

    @cached_property
    def posts(self) -> list[Post]:
        found = {post.pk: post for task in self.tasks for post in task.posts}
        return sorted(found.values(), key=lambda post: (post.position, post.pk))

    def tasks_of(self, unit: Unit) -> dict[Duty, list[Task]]:
        """Each of the unit's sub-projects once, under its weightiest duty there."""
        found: dict[Duty, list[Task]] = {duty: [] for duty in BY_WEIGHT}
        for task in self.tasks:
            duty = task.duty_of(unit)
            if duty is not None:
                found[duty].append(task)
        return found

    @cached_property
    def duties(self) -> list[Duty]:
        """The kinds of duty the plan gives: many tables name no lead units."""
        return [duty for duty in BY_WEIGHT if any(task.units[duty] for task in self.tasks)]

    def counts_of(self, unit: Unit) -> list[int]:
        """By the plan's kinds of duty, each sub-project once."""
        mine = self.tasks_of(unit)
        return [len(mine[duty]) for duty in self.duties]

    def tasks_led_by(self, post: Post) -> list[Task]:
        return [task for task in self.tasks if post in task.posts]

    def unit(self, code: str) -> Unit:
        return found_or_404(self.units, code)

    def post(self, code: str) -> Post:
        return found_or_404(self.posts, code)


def found_or_404(things: Sequence[Thing], code: str) -> Thing:
    for thing in things:
        if thing.code == code:
            return thing
    raise Http404(code)


def pack_of(scope: Scope, conference: Conference) -> Pack:
    """Http404 where the conference deployed no plan the person may open."""
    if conference.plan is None:
        raise Http404("the conference deployed no plan")
    rows = list(items_of(scope, conference.plan).prefetch_related(*with_everything()))
    if not rows:
        raise Http404("no plan, or one without rows")
    return Pack(conference, conference.plan, tuple(tasks_among(rows)))


def with_everything() -> list[str | Prefetch]:
    confirmed = Indicator.objects.filter(state=IndicatorState.CONFIRMED).prefetch_related("schedule")
    return [
        Prefetch("duties", ItemUnit.objects.select_related("unit").order_by("item", "position", "pk")),
        Prefetch("leaders", ItemPost.objects.select_related("post")),
        Prefetch("indicators", confirmed),
        "milestones",
    ]


def tasks_among(rows: Iterable[Item]) -> Iterable[Task]:
    above: list[Item] = []
    for item in rows:
        del above[item.level - 1 :]
        if item.is_leaf:
            yield task_of(item, above)
        else:
            above.append(item)


def task_of(item: Item, above: Iterable[Item]) -> Task:
    duties: dict[Duty, list[Unit]] = {duty: [] for duty in BY_WEIGHT}
    for row in item.duties.all():
        duties[Duty(row.duty)].append(row.unit)
    return Task(
        item=item,
        headings=tuple(above),
        units=duties,
        posts=[row.post for row in item.leaders.all()],
        indicators=list(item.indicators.all()),
        milestones=list(item.milestones.all()),
    )
