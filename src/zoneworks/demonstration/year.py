"""The demonstration year lived day by day through the services: milestones told at once, reports written, returned,
confirmed, months closed and units urged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from zoneworks.accounts.access import Scope
from zoneworks.accounts.models import User
from zoneworks.demonstration.adjusting import plan_adjustment
from zoneworks.demonstration.days import AGAIN, CONFIRM, MONTH, ORDERS, RECORD, RETURN, URGE, WRITE, Days, Deed, Tell
from zoneworks.demonstration.economy import Economy
from zoneworks.demonstration.evidence import evidence_file
from zoneworks.demonstration.files import read, sub_projects
from zoneworks.demonstration.judging import plan_judging
from zoneworks.demonstration.orders import plan_orders
from zoneworks.demonstration.reports_told import ReportsTold, ToldReport
from zoneworks.demonstration.story import Story, ToldMilestone, month_end
from zoneworks.inbox.models import Message
from zoneworks.inbox.services import mark_all_read
from zoneworks.plans.models import Indicator, Item, Milestone, Plan
from zoneworks.plans.services import (
    MilestoneEntry,
    close_month,
    confirm_milestones,
    record_milestones,
    reopen_month,
)
from zoneworks.reports.models import Report
from zoneworks.reports.services import (
    Outcome,
    ReportDraft,
    ReportFields,
    SaveOutcome,
    StepEntry,
    ValueEntry,
    add_evidence,
    confirm_reports,
    return_reports,
    save_reports,
    submit_reports,
    urge,
)

CLOSED_ON_DAY = 12
READ_UP_TO = date(2023, 9, 28)


def live_the_year(plan: Plan, accounts: dict[str, User], economy: Economy, until: date, tell: Tell) -> None:
    """Everything the scenario tells, in the order of its days."""
    words = read("reports.json")
    story = Story(read("plan.json"), read("scenario.json"))
    office = Scope(accounts["supervision"])
    scopes = {row["responsible_unit"]: Scope(accounts[row["responsible_unit"]]) for row in sub_projects()}
    days = Days()
    Milestones(plan, scopes, office, days).take(story.milestones(until))
    Reports(plan, scopes, office, days).take(ReportsTold(story, words, until))
    plan_months(plan, office, days, until)
    plan_urging(plan, office, days)
    plan_judging(plan, accounts, days)
    plan_orders(plan, {code: Scope(user) for code, user in accounts.items()}, office, days, until)
    plan_adjustment(plan, office, days)
    economy.plan(days, until)
    days.add(READ_UP_TO, ORDERS, lambda _day: read_messages(accounts))
    days.live(until, tell)


def read_messages(accounts: dict[str, User]) -> None:
    """Everybody has looked through what they were told before the holidays."""
    newest = Message.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    for user in accounts.values():
        mark_all_read(scope=Scope(user), up_to=newest)


class Milestones:
    """Units tell of a milestone two days after it, without waiting for the end of the month."""

    def __init__(self, plan: Plan, scopes: dict[str, Scope], office: Scope, days: Days) -> None:
        self.plan, self.scopes, self.office, self.days = plan, scopes, office, days
        self.keys = milestone_keys(plan)
        self.unit_of = {row["code"]: row["responsible_unit"] for row in sub_projects()}
        self.facts: dict[str, int] = {}

    def take(self, told: Iterable[ToldMilestone]) -> None:
        recorded: dict[tuple[date, str], list[ToldMilestone]] = defaultdict(list)
        confirmed: dict[date, list[ToldMilestone]] = defaultdict(list)
        for one in told:
            recorded[one.recorded_on, self.unit_of[one.item]].append(one)
            if one.confirmed_on:
                confirmed[one.confirmed_on].append(one)
        for (day, unit), group in recorded.items():
            self.days.add(day, RECORD, self.telling(unit, group))
        for day, group in confirmed.items():
            self.days.add(day, CONFIRM, self.confirming(group))

    def telling(self, unit: str, group: list[ToldMilestone]) -> Deed:
        def tell(day: date) -> None:
            entries = [MilestoneEntry(self.keys[one.milestone], one.done_on, f"story:{one.milestone}") for one in group]
            facts = record_milestones(scope=self.scopes[unit], plan=self.plan, entries=entries, today=day, quiet=True)
            self.facts.update({one.milestone: fact.pk for one, fact in zip(group, facts, strict=True)})

        return tell

    def confirming(self, group: list[ToldMilestone]) -> Deed:
        def confirm(day: date) -> None:
            facts = [self.facts[one.milestone] for one in group]
            confirm_milestones(scope=self.office, plan=self.plan, facts=facts, today=day)

        return confirm


class Reports:
    """Monthly reports: written, sent, returned, sent again and confirmed."""

    def __init__(self, plan: Plan, scopes: dict[str, Scope], office: Scope, days: Days) -> None:
        self.plan, self.scopes, self.office, self.days = plan, scopes, office, days
        self.items = {item.code: item for item in Item.objects.filter(plan=plan).select_related("plan__zone")}
        self.indicators = indicator_keys(plan)
        self.milestones = milestone_keys(plan)
        self.evidence = {(row["item"], row["month"]): row for row in read("reports.json")["evidence"]}
        self.targets = {
            row["id"]: (row["name_zh"], Decimal(str(row["annual_target"])))
            for sub in sub_projects()
            for row in sub["indicators"]
        }
        self.kept: dict[tuple[str, date], Report] = {}

    def take(self, told: Iterable[ToldReport]) -> None:
        confirmed: dict[date, list[ToldReport]] = defaultdict(list)
        written: dict[tuple[date, str, date], list[ToldReport]] = defaultdict(list)
        again: dict[tuple[date, str], list[ToldReport]] = defaultdict(list)
        for one in told:
            written[one.written_on, one.unit, one.about].append(one)
            if one.returned:
                self.days.add(one.returned[0], RETURN, self.returning(one, one.returned[1]))
            if one.again_on:
                again[one.again_on, one.unit].append(one)
            if one.confirmed_on:
                confirmed[one.confirmed_on].append(one)
        for (day, unit, about), group in written.items():
            self.days.add(day, WRITE, self.writing(unit, about, group))
        for (day, unit), group in again.items():
            self.days.add(day, AGAIN, self.sending(unit, group))
        for day, group in confirmed.items():
            self.days.add(day, CONFIRM, self.confirming(group))

    def writing(self, unit: str, about: date, group: list[ToldReport]) -> Deed:
        """What a unit writes on one day about one month, with its evidence; what is not left a draft is sent."""
        send = self.sending(unit, [told for told in group if told.sent_on])

        def write(day: date) -> None:
            scope = self.scopes[unit]
            drafts = [ReportDraft(self.items[told.item], self.fields(told)) for told in group]
            outcomes = save_reports(scope=scope, zone=self.plan.zone, about=about, drafts=drafts, today=day)
            for told, outcome in zip(group, outcomes, strict=True):
                self.kept[told.item, told.about] = require_done(outcome)
                self.show(scope, told, day)
            send(day)

        return write

    def show(self, scope: Scope, told: ToldReport, day: date) -> None:
        shown = self.evidence.get((told.item, told.about.month))
        if shown:
            report = self.kept[told.item, told.about]
            rows = [(*self.targets[key], value) for key, value in told.values.items()]
            file = evidence_file(shown, [(name, value, target) for name, target, value in rows])
            add_evidence(
                scope=scope, report=report, seen=report.revision, file=file, caption=shown["caption"], today=day
            )
            report.refresh_from_db()

    def fields(self, told: ToldReport) -> ReportFields:
        return ReportFields(
            progress=told.progress,
            problems=told.problems,
            own_light=told.own_light,
            next_steps=told.next_steps,
            values={self.indicators[key]: ValueEntry(value, is_sure=True) for key, value in told.values.items()},
            steps={self.milestones[key]: StepEntry(day) for key, day in told.steps.items()},
        )

    def returning(self, told: ToldReport, reason: str) -> Deed:
        def give_back(day: date) -> None:
            report = self.kept[told.item, told.about]
            return_reports(
                scope=self.office, zone=self.plan.zone, reports=[(report.pk, report.revision)], reason=reason, today=day
            )
            report.refresh_from_db()

        return give_back

    def sending(self, unit: str, group: list[ToldReport]) -> Deed:
        def send(day: date) -> None:
            reports = [self.kept[told.item, told.about] for told in group]
            pairs = [(report.pk, report.revision) for report in reports]
            outcomes = submit_reports(
                scope=self.scopes[unit], zone=self.plan.zone, reports=pairs, today=day, sure=True
            )  # fmt: skip
            for told, outcome in zip(group, outcomes, strict=True):
                self.kept[told.item, told.about] = require_done(outcome)

        return send

    def confirming(self, group: list[ToldReport]) -> Deed:
        def confirm(day: date) -> None:
            reports = [self.kept[told.item, told.about] for told in group]
            confirm_reports(
                scope=self.office, zone=self.plan.zone, reports=[(one.pk, one.revision) for one in reports], today=day
            )

        return confirm


def require_done(outcome: SaveOutcome | Outcome) -> Report:
    """Nothing of the story may be refused."""
    if outcome.refusal or outcome.report is None:
        raise outcome.refusal or LookupError("no report was kept")
    return outcome.report


def plan_months(plan: Plan, office: Scope, days: Days, until: date) -> None:
    """Months are closed on the 12th of the next; one is opened again for a correction."""
    words = read("reports.json")
    reopened = words["reopened"]

    def closing(about: date) -> Deed:
        return lambda day: note(close_month(scope=office, zone=plan.zone, about=about, today=day))

    for month in range(1, words["closed_through_month"] + 1):
        about = month_end(plan.year, month)
        days.add(about + timedelta(days=CLOSED_ON_DAY), MONTH, closing(about))
    about = month_end(plan.year, reopened["month"])
    days.add(
        date.fromisoformat(reopened["on"]),
        MONTH,
        lambda day: note(reopen_month(scope=office, zone=plan.zone, about=about, reason=reopened["reason"], today=day)),
    )
    days.add(date.fromisoformat(reopened["closed_again_on"]), MONTH, closing(about))


def plan_urging(plan: Plan, office: Scope, days: Days) -> None:
    for row in read("reports.json")["urged"]:
        items = Item.objects.filter(plan=plan, code=row["item"])
        about = month_end(plan.year, row["month"])

        def urging(day: date, items: Iterable[Item] = items, about: date = about, words: str = row["words"]) -> None:
            urge(scope=office, zone=plan.zone, about=about, items=items, words=words, today=day)

        days.add(date.fromisoformat(row["on"]), URGE, urging)


def note(_written: object) -> None:
    """A deed gives nothing back."""


def indicator_keys(plan: Plan) -> dict[str, int]:
    """Keys in the database by the scenario's own."""
    found = Indicator.objects.filter(item__plan=plan).values_list("item__code", "name", "pk")
    keys = {(code, name): key for code, name, key in found}
    return {row["id"]: keys[sub["code"], row["name_zh"]] for sub in sub_projects() for row in sub["indicators"]}


def milestone_keys(plan: Plan) -> dict[str, int]:
    found = Milestone.objects.filter(item__plan=plan).values_list("item__code", "text", "due", "pk")
    keys = {(code, text, str(due)): key for code, text, due, key in found}
    return {
        row["id"]: keys[sub["code"], row["text_zh"], row["due"]] for sub in sub_projects() for row in sub["milestones"]
    }
