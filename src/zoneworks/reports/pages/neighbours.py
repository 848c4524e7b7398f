"""Where to go from a report: the months beside it, and the next one that waits for this person."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property

from django.db.models import Q
from django.http import HttpRequest

from zoneworks.accounts.access import Scope
from zoneworks.reports.addresses import report_address
from zoneworks.reports.choices import ReportState
from zoneworks.reports.models import Report
from zoneworks.reports.months import last_month, month_end, previous_month
from zoneworks.reports.queries import reports_readable
from zoneworks.reports.queries_desk import Owed, my_owed
from zoneworks.reports.queries_report import ReportDetail


class Neighbours:
    """Of one report; each None where there is nothing."""

    def __init__(self, request: HttpRequest, detail: ReportDetail) -> None:
        self.request, self.detail = request, detail
        self.scope: Scope = request.scope  # type: ignore[attr-defined]
        self.today: date = request.today  # type: ignore[attr-defined]

    @property
    def before(self) -> str | None:
        day = previous_month(self.detail.about)
        return self.address(day) if day.year == self.detail.about.year else None

    @property
    def after(self) -> str | None:
        day = month_end(self.detail.about + timedelta(days=1))
        return self.address(day) if day.year == self.detail.about.year and day <= last_month(self.today) else None

    def address(self, about: date) -> str:
        return report_address(self.request, self.detail.item, about)

    @cached_property
    def waiting(self) -> Report | None:
        """For the supervision office: the next submitted report in the order of months and rows, then from the top."""
        zone, detail = self.detail.plan.zone, self.detail
        if not self.scope.is_supervising(zone):
            return None
        found = reports_readable(self.scope, zone).filter(state=ReportState.SUBMITTED)
        found = found.select_related("item").order_by("about", "item__path")
        if detail.report is not None:
            found = found.exclude(pk=detail.report.pk)
        path = detail.report.item.path if detail.report else detail.item.path
        later = Q(about__gt=detail.about) | Q(about=detail.about, item__path__gt=path)
        return found.filter(later).first() or found.first()

    @cached_property
    def waiting_url(self) -> str | None:
        return report_address(self.request, self.waiting.item, self.waiting.about) if self.waiting else None

    @cached_property
    def owed(self) -> Owed | None:
        """For an officer: the next report they owe, this one aside."""
        few = my_owed(self.scope, self.detail.plan.zone, self.today, limit=2).rows
        here = (self.detail.item.origin_id or self.detail.item.pk, self.detail.about)
        return next((one for one in few if (one.item.origin_id or one.item.pk, one.about) != here), None)

    @cached_property
    def owed_url(self) -> str | None:
        return report_address(self.request, self.owed.item, self.owed.about) if self.owed else None
