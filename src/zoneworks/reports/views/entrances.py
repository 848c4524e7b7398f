"""Finding the report a page is about, as far as the person may read it, and what every doorway here asks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.accounts.choices import RoleKind
from zoneworks.accounts.doorways import in_zone, must
from zoneworks.plans.models import Item
from zoneworks.plans.queries import item_or_none
from zoneworks.plans.services.reporting import reportable_items
from zoneworks.plans.views.entrances import scope_of, to_own_zone
from zoneworks.reports.addresses import report_address
from zoneworks.reports.months import month_named
from zoneworks.reports.queries_report import ReportDetail, report_detail
from zoneworks.ui.addresses import address
from zoneworks.ui.views import safe_next
from zoneworks.units.models import Unit

View = Callable[..., HttpResponse]
TICKED = re.compile(r"(\d{1,18}):(\d{1,9})")
MOST_TICKED = 1000


class MonthConverter:
    """A month in an address: 2023-09, handed on as its last day."""

    regex = r"\d{4}-\d{2}"

    def to_python(self, value: str) -> date:
        month = month_named(value)
        if month is None:
            raise ValueError(value)
        return month

    def to_url(self, value: date | str) -> str:
        return value if isinstance(value, str) else f"{value:%Y-%m}"


def today_of(request: HttpRequest) -> date:
    today: date = request.today  # type: ignore[attr-defined]
    return today


def with_report(view: View) -> View:
    """Hand the view the report of the address; for those who do not work on its row it does not exist."""

    @in_zone
    @wraps(view)
    def entered(request: HttpRequest, /, pk: int, month: date, **named: Any) -> HttpResponse:
        item = item_or_none(scope_of(request), pk)
        if item is None:
            raise Http404
        return to_own_zone(request, item.plan.zone) or view(request, detail_or_404(request, item, month), **named)

    return entered


def detail_or_404(request: HttpRequest, item: Item, about: date) -> ReportDetail:
    detail = report_detail(scope_of(request), item, about, today_of(request))
    if detail is None:
        raise Http404
    return detail


def fresh(request: HttpRequest, detail: ReportDetail) -> ReportDetail:
    """The same report as it stands now."""
    return detail_or_404(request, detail.item, detail.about)


def is_reporter(scope: Scope, detail: ReportDetail) -> bool:
    """Whether the report is theirs to write at all, whatever its state."""
    return bool(reportable_items(scope, detail.plan, [detail.item.pk]))


def is_reporting_somewhere(scope: Scope, zone: Unit) -> bool:
    return scope.holds([RoleKind.OFFICER], zone)


def must_report(request: HttpRequest, detail: ReportDetail) -> None:
    must(is_reporter(scope_of(request), detail))


def to_report(request: HttpRequest, detail: ReportDetail) -> HttpResponse:
    return redirect(report_address(request, detail.item, detail.about))


def back(request: HttpRequest) -> str:
    """Where the person came from, when that is one of our pages; else the month."""
    asked = safe_next(request)
    return asked if asked != "/" else address(request, "reports:month", month=request.GET.get("month"))


def ticked(values: Iterable[str]) -> list[tuple[int, int]]:
    """Reports as a page names them, key:revision seen; anything else is nobody's report."""
    found = [match for value in values if (match := TICKED.fullmatch(value))]
    return [(int(match[1]), int(match[2])) for match in found[:MOST_TICKED]]


def is_about_the_past(request: HttpRequest) -> bool:
    """Nothing is written on a page of an earlier day; the person is told."""
    is_history: bool = request.is_history  # type: ignore[attr-defined]
    if is_history:
        messages.warning(request, _("This page shows an earlier day. Go back to today to work on reports."))
    return is_history
