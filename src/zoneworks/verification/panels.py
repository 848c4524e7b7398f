"""What the pages of a row and of its report show of the two lights and of checks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.plans.choices import PlanState
from zoneworks.plans.models import Item
from zoneworks.reports.choices import ReportState
from zoneworks.reports.pages.report import ReportPage
from zoneworks.ui.panels import Panel, register
from zoneworks.verification.addresses import item_address, report_address
from zoneworks.verification.models import Check
from zoneworks.verification.pages.item import month_line
from zoneworks.verification.queries import checks_of, finding_of
from zoneworks.verification.queries_lights import year_of_item
from zoneworks.verification.words import TONES, finding_words, month_words

CHECKS_SHOWN = 10


@dataclass(frozen=True)
class CheckLine:
    check: Check
    month: str
    url: str
    words: str
    tone: str
    part: str


def lights_of_item(request: HttpRequest, item: Item) -> dict[str, Any] | None:
    """The three voices of each month of the row's year."""
    scope, as_of = asked(request)
    if not item.is_leaf or item.plan.state == PlanState.DRAFT:
        return None
    year = year_of_item(scope, item, as_of)
    return {"lines": [month_line(request, item, one) for one in year]} if year else None


def checks_of_item(request: HttpRequest, item: Item) -> dict[str, Any] | None:
    """Who verified what, for those who work on the row."""
    scope, as_of = asked(request)
    if not item.is_leaf or item.plan.state == PlanState.DRAFT:
        return None
    checks = checks_of(scope, item, as_of)[:CHECKS_SHOWN]
    return {"lines": [check_line(request, check) for check in checks]} if checks else None


def check_line(request: HttpRequest, check: Check) -> CheckLine:
    part = (check.evidence.caption or check.evidence.file.name) if check.evidence else _("the report as a whole")
    return CheckLine(
        check, month_words(check.about), report_address(request, check.report_id), finding_words(check.finding),
        TONES[check.finding], part,
    )  # fmt: skip


def lights_of_report(request: HttpRequest, page: ReportPage) -> dict[str, Any] | None:
    """Beside the report: the three voices of its month, and what verification found."""
    scope, as_of = asked(request)
    found = {one.about: one for one in year_of_item(scope, page.item, as_of)}.get(page.about)
    if found is None:
        return None
    report = page.report
    is_confirmed = report is not None and report.state == ReportState.CONFIRMED
    finding = finding_of(report, as_of) if report and is_confirmed else ""
    return {
        "lights": found,
        "url": item_address(request, page.item.pk, page.about),
        "verify_url": report_address(request, report.pk) if report and is_confirmed else "",
        "finding": finding_words(finding),
        "tone": TONES[finding],
    }


def asked(request: HttpRequest) -> tuple[Scope, date]:
    return request.scope, request.as_of  # type: ignore[attr-defined]


register(Panel("plans.item", 5, "verification/panel_lights.html", lights_of_item))
register(Panel("plans.item", 12, "verification/panel_checks.html", checks_of_item))
register(Panel("reports.report", 10, "verification/panel_report.html", lights_of_report))
