"""Monthly reports: all of a month saved, submitted and confirmed at once, its page, and its sheet."""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from bench.measure import Measured, best_of
from bench.plans_made_in_database import make_plan, start

if TYPE_CHECKING:
    from zoneworks.accounts.access import Scope
    from zoneworks.plans.models import Plan
    from zoneworks.reports.services import ReportDraft

MANY = 95
ABOUT, TODAY = date(2023, 9, 30), date(2023, 10, 8)


def run() -> list[Measured]:
    start()
    scope, plan = make_plan(projects=20, leaves=5)
    drafts = drafts_of(plan)
    alone = one_by_one(scope, plan, drafts[:5])
    one = f"one report by itself, {MANY} times"
    saved_and_submitted, confirmed = at_once(scope, plan, drafts[5:])
    sheet, preview = of_sheet(scope, plan)
    return [
        Measured(f"{len(drafts[5:])} reports saved and submitted at once", saved_and_submitted, one, alone, 2),
        Measured(f"{len(drafts[5:])} submitted reports confirmed in one transaction", confirmed, one, alone, 1),
        *of_page(scope),
        Measured(f"sheet of the month, {MANY} sub-projects, written", sheet, one, alone, None),
        Measured(f"sheet of the month, {MANY} sub-projects, read and compared", preview, one, alone, None),
    ]


def drafts_of(plan: Plan) -> list[ReportDraft]:
    """A value, a claimed milestone and words for every sub-project."""
    from zoneworks.plans.models import Indicator, Item, Milestone
    from zoneworks.reports.services import ReportDraft, ReportFields, StepEntry, ValueEntry

    indicators = {one.item_id: one for one in Indicator.objects.filter(item__plan=plan)}
    milestones = {one.item_id: one for one in Milestone.objects.filter(item__plan=plan)}
    leaves = Item.objects.filter(plan=plan, is_leaf=True).select_related("plan__zone")
    return [
        ReportDraft(leaf, ReportFields(
            progress="本月新签约项目，按序时推进。", problems="用地指标尚未落实。", next_steps="继续推进签约项目落地。",
            values={indicators[leaf.pk].pk: ValueEntry(Decimal(7), note="按合同数统计")},
            steps={milestones[leaf.pk].pk: StepEntry(date(2023, 9, 12))},
        ))
        for leaf in leaves
    ]  # fmt: skip


def one_by_one(scope: Scope, plan: Plan, drafts: list[ReportDraft]) -> float:
    """What the same takes through the page of each report, reckoned from the shortest of a few."""
    from zoneworks.reports.services import save_report, submit_report

    durations = []
    for draft in drafts:
        begin = time.perf_counter()
        report = save_report(
            scope=scope, item=draft.item, about=ABOUT, fields=draft.fields, seen=None, today=TODAY
        )  # fmt: skip
        submit_report(scope=scope, report=report, seen=report.revision, today=TODAY, sure=True)
        durations.append(time.perf_counter() - begin)
    return min(durations) * MANY


def at_once(scope: Scope, plan: Plan, drafts: list[ReportDraft]) -> tuple[float, float]:
    """Each once: what is confirmed stays so."""
    from zoneworks.reports.services import confirm_reports, save_reports, submit_reports

    begin = time.perf_counter()
    outcomes = save_reports(scope=scope, zone=plan.zone, about=ABOUT, drafts=drafts, today=TODAY)
    pairs = [(outcome.report.pk, outcome.report.revision) for outcome in outcomes if outcome.report]
    sent = submit_reports(scope=scope, zone=plan.zone, reports=pairs, today=TODAY, sure=True)
    written = time.perf_counter() - begin
    assert all(outcome.is_submitted for outcome in sent)
    pairs = [(outcome.report.pk, outcome.report.revision) for outcome in sent]
    begin = time.perf_counter()
    settled = confirm_reports(scope=scope, zone=plan.zone, reports=pairs, today=TODAY)
    assert len(settled.confirmed) == len(drafts)
    return written, time.perf_counter() - begin


def of_page(scope: Scope) -> list[Measured]:
    from django.test import Client

    client: Any = Client()
    client.force_login(scope.user, backend="django.contrib.auth.backends.ModelBackend")
    path = f"/en/reports/?month={ABOUT:%Y-%m}"
    assert client.get(path).status_code == 200
    form = best_of(5, lambda: client.get("/en/accounts/mine/password/"))
    page = best_of(10, lambda: client.get(path))
    return [Measured(f"page of a month of {MANY} reports, first window", page, "a page with one form", form)]


def of_sheet(scope: Scope, plan: Plan) -> tuple[float, float]:
    from zoneworks.reports.exports_month import export_month_xlsx
    from zoneworks.reports.sheets.month.comparison import compare_month
    from zoneworks.reports.sheets.month.reading import read_month_sheet

    data = export_month_xlsx(plan, plan.zone, ABOUT)
    written = best_of(3, lambda: export_month_xlsx(plan, plan.zone, ABOUT))
    read = best_of(3, lambda: compare_month(scope, plan.zone, read_month_sheet(data, "month.xlsx")))
    return written, read
