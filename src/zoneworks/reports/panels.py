"""What the page of a row of the plan shows of its monthly reports, to those who work on the row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest

from zoneworks.accounts.access import Scope
from zoneworks.plans.choices import PlanState
from zoneworks.plans.models import Item
from zoneworks.plans.queries import is_working_on
from zoneworks.plans.services.reporting import reportable_items
from zoneworks.reports.addresses import month_address, report_address
from zoneworks.reports.choices import ReportState
from zoneworks.reports.models import Report
from zoneworks.reports.months import last_month
from zoneworks.reports.pages.words import month_words, own_words, state_tone, state_words
from zoneworks.reports.queries import report_history
from zoneworks.ui.panels import Panel, register

SHOWN = 6


@dataclass(frozen=True)
class Line:
    month: str
    url: str
    words: str
    tone: str
    own: str
    report: Report

    @property
    def is_hollow(self) -> bool:
        return self.report.state != ReportState.CONFIRMED


def build(request: HttpRequest, item: Item) -> dict[str, Any] | None:
    """The last months with their state, and the way to write the present one."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    if not item.is_leaf or item.plan.state == PlanState.DRAFT or not is_working_on(scope, item):
        return None
    lines = [line_of(request, item, report) for report in report_history(scope, item, SHOWN)]
    present = present_month(request, item)
    return {
        "lines": lines,
        "month": month_words(present) if present else "",
        "write_url": write_url(request, item, present, lines) if present else "",
        "month_url": month_address(request, present) if present else "",
    }


def line_of(request: HttpRequest, item: Item, report: Report) -> Line:
    url = report_address(request, item, report.about)
    words, own = state_words(report.state), own_words(report.own_light)
    return Line(month_words(report.about), url, words, state_tone(report.state), own, report)


def present_month(request: HttpRequest, item: Item) -> date | None:
    """The month that is reported now, where the plan of the row is of its year."""
    about = last_month(request.today)  # type: ignore[attr-defined]
    return about if about.year == item.plan.year else None


def write_url(request: HttpRequest, item: Item, about: date, lines: list[Line]) -> str:
    """Only where the person may write it and it is still the unit's."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    is_open = all(line.report.is_open for line in lines if line.report.about == about)
    may_write = is_open and not request.is_history and scope_may_write(scope, item)  # type: ignore[attr-defined]
    return report_address(request, item, about) if may_write else ""


def scope_may_write(scope: Scope, item: Item) -> bool:
    return item.plan.state == PlanState.ISSUED and bool(reportable_items(scope, item.plan, [item.pk]))


register(Panel("plans.item", 10, "reports/panel.html", build))
