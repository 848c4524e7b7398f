"""The facts of the demonstration year, recorded by the units and confirmed by the supervision office day by day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date

from zoneworks.accounts.access import Scope
from zoneworks.accounts.models import User
from zoneworks.demonstration.files import read, sub_projects
from zoneworks.demonstration.story import Story, ToldMilestone, ToldValue
from zoneworks.plans.models import Indicator, Milestone, Plan
from zoneworks.plans.services import (
    ActualEntry,
    MilestoneEntry,
    confirm_actuals,
    confirm_milestones,
    record_actuals,
    record_milestones,
)

Tell = Callable[[str], None]


def live_the_year(plan: Plan, accounts: dict[str, User], until: date, tell: Tell) -> None:
    """Record and confirm everything the scenario tells, in the order of its days."""
    story = Story(read("plan.json"), read("scenario.json"))
    unit_of = {row["code"]: row["responsible_unit"] for row in sub_projects()}
    supervision = Scope(accounts["supervision"])
    scopes = {code: Scope(accounts[code]) for code in set(unit_of.values())}
    values = Values(plan)
    milestones = Milestones(plan)
    for told in story.values():
        values.take(told, unit_of[told.item])
    for done in story.milestones(until):
        milestones.take(done, unit_of[done.item])
    days = sorted({*values.days(), *milestones.days()})
    for day in days:
        values.record(day, scopes)
        milestones.record(day, scopes)
        values.confirm(day, supervision)
        milestones.confirm(day, supervision)
        if day.day <= 2:
            tell(f"{day:%Y-%m}")


class Values:
    """Values waiting for their days: `recorded[day][unit]` and `confirmed[day]`."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        found = Indicator.objects.filter(item__plan=plan).values_list("item__code", "name", "pk")
        self.keys = {(code, name): key for code, name, key in found}
        self.names = {i["id"]: i["name_zh"] for row in sub_projects() for i in row["indicators"]}
        self.recorded: dict[date, dict[str, list[ToldValue]]] = defaultdict(lambda: defaultdict(list))
        self.confirmed: dict[date, list[str]] = defaultdict(list)
        self.facts: dict[str, int] = {}

    def take(self, told: ToldValue, unit: str) -> None:
        self.recorded[told.recorded_on][unit].append(told)
        if told.confirmed_on:
            self.confirmed[told.confirmed_on].append(submission_of(told))

    def days(self) -> list[date]:
        return [*self.recorded, *self.confirmed]

    def record(self, day: date, scopes: dict[str, Scope]) -> None:
        for unit, told in self.recorded.get(day, {}).items():
            entries = [
                ActualEntry(self.keys[one.item, self.names[one.indicator]], one.about, one.value, submission_of(one))
                for one in told
            ]
            facts = record_actuals(
                scope=scopes[unit], plan=self.plan, entries=entries, today=day, sure=True, quiet=True
            )
            self.facts.update({fact.submission: fact.pk for fact in facts})

    def confirm(self, day: date, supervision: Scope) -> None:
        keys = [self.facts[submission] for submission in self.confirmed.get(day, [])]
        if keys:
            confirm_actuals(scope=supervision, plan=self.plan, facts=keys, today=day)


class Milestones:
    """Milestones waiting for their days, likewise."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        found = Milestone.objects.filter(item__plan=plan).values_list("item__code", "text", "due", "pk")
        self.keys = {(code, text, str(due)): key for code, text, due, key in found}
        self.rows = {m["id"]: m for row in sub_projects() for m in row["milestones"]}
        self.recorded: dict[date, dict[str, list[ToldMilestone]]] = defaultdict(lambda: defaultdict(list))
        self.confirmed: dict[date, list[str]] = defaultdict(list)
        self.facts: dict[str, int] = {}

    def take(self, told: ToldMilestone, unit: str) -> None:
        self.recorded[told.recorded_on][unit].append(told)
        if told.confirmed_on:
            self.confirmed[told.confirmed_on].append(f"story:{told.milestone}")

    def days(self) -> list[date]:
        return [*self.recorded, *self.confirmed]

    def record(self, day: date, scopes: dict[str, Scope]) -> None:
        for unit, told in self.recorded.get(day, {}).items():
            entries = [MilestoneEntry(self.key(one), one.done_on, f"story:{one.milestone}") for one in told]
            facts = record_milestones(scope=scopes[unit], plan=self.plan, entries=entries, today=day, quiet=True)
            self.facts.update({fact.submission: fact.pk for fact in facts})

    def key(self, told: ToldMilestone) -> int:
        row = self.rows[told.milestone]
        return self.keys[told.item, row["text_zh"], row["due"]]

    def confirm(self, day: date, supervision: Scope) -> None:
        keys = [self.facts[submission] for submission in self.confirmed.get(day, [])]
        if keys:
            confirm_milestones(scope=supervision, plan=self.plan, facts=keys, today=day)


def submission_of(told: ToldValue) -> str:
    return f"story:{told.indicator}:{told.about}"
