"""What the supervision office ruled, what checks of evidence found, and the scores of the demonstration year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from zoneworks.accounts.access import Scope
from zoneworks.accounts.models import User
from zoneworks.demonstration.days import APPEAL, CHECK, ORDERS, RULE, SCORE, Days, Deed
from zoneworks.demonstration.files import read
from zoneworks.demonstration.story import month_end
from zoneworks.plans.models import Item, Plan
from zoneworks.reports.choices import ReportState
from zoneworks.reports.models import Report
from zoneworks.scoring.frozen import sheet_in
from zoneworks.scoring.models import Appeal, Publication
from zoneworks.scoring.periods import period_named
from zoneworks.scoring.services import (
    appeal,
    decide_appeal,
    draft_rulebook,
    finalise_scores,
    issue_rulebook,
    mark_leader_share,
    publish_scores,
    republish_scores,
)
from zoneworks.units.models import Unit
from zoneworks.verification.models import Draw
from zoneworks.verification.services import draw_sample, record_check, rule_light

Json = dict[str, Any]


def plan_judging(plan: Plan, accounts: Mapping[str, User], days: Days) -> None:
    told = read("judging.json")
    office = Scope(accounts["supervision"])
    plan_rulings(plan, office, told["rulings"], days)
    Checks(plan, office, told).take(days)
    Scores(plan, accounts, told["scores"]).take(days)


def plan_rulings(plan: Plan, office: Scope, rows: list[Json], days: Days) -> None:
    def ruling(row: Json) -> Deed:
        def rule(day: date) -> None:
            rule_light(
                scope=office, item=row_of(plan, row["item"]), about=month_end(plan.year, row["month"]),
                light=row["light"], reason=row["reason"], today=day,
                submission=f"demonstration:ruling:{row['item']}:{row['month']}",
            )  # fmt: skip

        return rule

    for row in rows:
        days.add(date.fromisoformat(row["on"]), RULE, ruling(row))


def row_of(plan: Plan, code: str) -> Item:
    return Item.objects.select_related("plan__zone").get(plan=plan, code=code)


class Checks:
    """Each month a sample of the confirmed reports; what somebody had doubts about is checked beside it."""

    def __init__(self, plan: Plan, office: Scope, told: Json) -> None:
        self.plan, self.office, self.told = plan, office, told
        self.findings = {(row["item"], row["month"]): row for row in told["findings"]}

    def take(self, days: Days) -> None:
        samples = self.told["samples"]
        for month in samples["months"]:
            about = month_end(self.plan.year, month)
            days.add(date(self.plan.year, month + 1, samples["day"]), CHECK, self.checking(about))
        corrected = self.told["corrected"]
        days.add(date.fromisoformat(corrected["on"]), CHECK, self.correcting(corrected))

    def checking(self, about: date) -> Deed:
        def check(day: date) -> None:
            draw = draw_sample(
                scope=self.office, zone=self.plan.zone, about=about, seed=f"WQDZ-{about:%Y-%m}", today=day,
                share=self.told["samples"]["share"],
            )  # fmt: skip
            for report, drawn in self.reports_of(about, draw):
                row = self.findings.get((report.item.code, about.month), {"finding": "true", "reason": ""})
                self.record(report, row, day, drawn)

        return check

    def reports_of(self, about: date, draw: Draw) -> Iterator[tuple[Report, Draw | None]]:
        doubted = {code for code, month in self.findings if month == about.month}
        drawn = {int(key) for key in draw.drawn}
        confirmed = Report.objects.filter(zone=self.plan.zone, about=about, state=ReportState.CONFIRMED)
        for report in confirmed.select_related("item__plan__zone").order_by("pk"):
            if report.pk in drawn or report.item.code in doubted:
                yield report, draw if report.pk in drawn else None

    def correcting(self, row: Json) -> Deed:
        def correct(day: date) -> None:
            about = month_end(self.plan.year, row["month"])
            report = Report.objects.select_related("item__plan__zone").get(item__code=row["item"], about=about)
            self.record(report, row, day, None)

        return correct

    def record(self, report: Report, row: Json, day: date, draw: Draw | None) -> None:
        record_check(
            scope=self.office, report=report, evidence=None, finding=row["finding"], reason=row["reason"], draw=draw,
            today=day, submission=f"demonstration:check:{report.pk}:{day}",
        )  # fmt: skip


class Scores:
    """A rulebook issued, quarters marked, published, appealed against, corrected and made final."""

    def __init__(self, plan: Plan, accounts: Mapping[str, User], told: Json) -> None:
        self.plan, self.zone, self.told = plan, plan.zone, told
        self.office = Scope(accounts["supervision"])
        self.accounts = accounts
        self.units = {unit.code: unit for unit in Unit.objects.filter(path__startswith=self.zone.path)}

    def take(self, days: Days) -> None:
        told = self.told
        days.add(date.fromisoformat(told["issued_on"]), SCORE, self.issue)
        for period, day in told["published"].items():
            days.add(date.fromisoformat(day), SCORE, self.publishing(period))
        for period, day in told["marked"].items():
            days.add(date.fromisoformat(day), SCORE, self.marking(period))
        for period, day in told["final"].items():
            days.add(date.fromisoformat(day), SCORE, self.settling(period))
        for place, row in enumerate(told["appeals"]):
            days.add(date.fromisoformat(row["on"]), APPEAL, self.appealing(row, place))
            if "decided_on" in row:
                days.add(date.fromisoformat(row["decided_on"]), APPEAL, self.deciding(row, place))
            if row.get("is_upheld"):
                days.add(date.fromisoformat(row["decided_on"]), ORDERS, self.republishing(row))

    def issue(self, day: date) -> None:
        begun = date(self.plan.year, 1, 1)
        draft = draft_rulebook(scope=self.office, zone=self.zone, valid_from=begun, code=self.told["rulebook"])
        issue_rulebook(scope=self.office, rulebook=draft, seen=draft.revision, today=day)

    def publishing(self, period: str) -> Deed:
        def publish(day: date) -> None:
            publish_scores(scope=self.office, zone=self.zone, period=period_named(period), today=day)

        return publish

    def marking(self, period: str) -> Deed:
        return lambda day: self.mark(period, day)

    def mark(self, period: str, day: date) -> None:
        """Leaders give their marks, each in a range of their own."""
        scored = Item.objects.filter(plan=self.plan, is_leaf=True).values_list("duties__unit__code", flat=True)
        for code in sorted({one for one in scored if one}):
            for leader, (low, high) in self.told["marks"].items():
                mark = Random(f"{period}:{code}:{leader}").randint(low * 2, high * 2)
                mark_leader_share(
                    scope=Scope(self.accounts[leader]), zone=self.zone, unit=self.units[code], rule="leader",
                    period=period, mark=Decimal(mark) / 2, words=self.told["mark_words"], today=day,
                    submission=f"demonstration:mark:{period}:{code}:{leader}",
                )  # fmt: skip

    def settling(self, period: str) -> Deed:
        return lambda day: note(finalise_scores(scope=self.office, publication=self.latest(period), today=day))

    def latest(self, period: str) -> Publication:
        found = Publication.objects.select_related("zone", "rulebook").filter(zone=self.zone, period=period)
        return found.order_by("-number")[0]

    def appealing(self, row: Json, place: int) -> Deed:
        def appeals(day: date) -> None:
            publication, unit = self.latest(row["period"]), self.unit_of(row)
            appeal(
                scope=Scope(self.accounts[unit.code]), publication=publication, unit=unit,
                line=self.line_of(publication, unit, row), words=row["words"], today=day,
                submission=f"demonstration:appeal:{place}",
            )  # fmt: skip

        return appeals

    def unit_of(self, row: Json) -> Unit:
        if "unit" in row:
            return self.units[row["unit"]]
        item = row_of(self.plan, row["item_of_check"])
        return item.duties.get(duty="responsible").unit

    def line_of(self, publication: Publication, unit: Unit, row: Json) -> str:
        """The line of the row checked, else the first that costs the unit points for a check or a late report."""
        sheet = sheet_in(publication, unit.code)
        if sheet is None:
            return ""
        key = f"item:{row_of(self.plan, row['item_of_check']).pk}" if "item_of_check" in row else ""
        found = (line.key for line in sheet.lines if (key and key in line.key) or (not key and line.points < 0))
        return next(found, "")

    def deciding(self, row: Json, place: int) -> Deed:
        def decide(day: date) -> None:
            one = Appeal.objects.get(submission=f"demonstration:appeal:{place}")
            decide_appeal(scope=self.office, appeal=one, is_upheld=row["is_upheld"], reason=row["decision"], today=day)

        return decide

    def republishing(self, row: Json) -> Deed:
        """In the evening, when all appeals of the day are decided."""

        def republish(day: date) -> None:
            reason = row["republish_reason"]
            republish_scores(scope=self.office, publication=self.latest(row["period"]), reason=reason, today=day)

        return republish


def note(_written: object) -> None:
    """A deed gives nothing back."""
