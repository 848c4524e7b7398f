"""Days by which months are to be reported: one for each month, for all rows of the person's units together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zoneworks.accounts.access import Scope
from zoneworks.accounts.choices import RoleKind
from zoneworks.accounts.subjects import Subject
from zoneworks.accounts.subjects import register as register_subject
from zoneworks.inbox.deadlines import Deadline, Wanted, register
from zoneworks.inbox.links import local
from zoneworks.plans.choices import PlanState
from zoneworks.plans.models import ItemUnit, Plan
from zoneworks.plans.services.reporting import REPORTING_DUTIES
from zoneworks.reports.choices import ReportState
from zoneworks.reports.models import Report
from zoneworks.reports.months import due_day, is_owed_month, month_named, months_of_year, version_of_month
from zoneworks.units.models import Unit

IN_HAND = (ReportState.SUBMITTED, ReportState.CONFIRMED)
REPORT_MONTH = "report_month"


def in_reports(wanted: Wanted) -> Iterator[Deadline]:
    """In three statements, however many rows there are."""
    if wanted.zone.pk not in wanted.scope.zone_ids:
        return
    years = versions_by_year(wanted)
    rows = rows_of(wanted, [versions[-1].pk for versions in years.values()])
    months = {
        about: (due_day(version, about), versions[-1].pk)
        for year, versions in years.items()
        for about in months_of_year(year)
        if (version := version_of_month(versions, about)) and is_owed_month(versions, about)
    }
    asked = {about: found for about, found in months.items() if wanted.since <= found[0] <= wanted.until}
    sent = sent_of(asked, {first for firsts in rows.values() for first in firsts})
    for about, (due, plan) in asked.items():
        if rows.get(plan):
            yield deadline_of(wanted, about, due, len(rows[plan]), sum(sent[first, about] for first in rows[plan]))


def versions_by_year(wanted: Wanted) -> dict[int, list[Plan]]:
    """Issued versions of the years whose months may fall due in the stretch."""
    years = range(wanted.since.year - 1, wanted.until.year + 1)
    plans = Plan.objects.filter(zone=wanted.zone, year__in=years).exclude(state=PlanState.DRAFT)
    found: dict[int, list[Plan]] = {}
    for plan in plans.select_related("zone").order_by("year", "version"):
        found.setdefault(plan.year, []).append(plan)
    return found


def rows_of(wanted: Wanted, plans: list[int]) -> dict[int, set[int]]:
    """By version the rows that the units report, by the key their reports are kept under."""
    if wanted.units is not None:
        paths = [unit.path for unit in wanted.units]
    else:
        paths = [grant.unit_path for grant in wanted.scope.grants if grant.kind == RoleKind.OFFICER]
    if not paths or not plans:
        return {}
    is_theirs = Q()
    for path in paths:
        is_theirs |= Q(unit__path__startswith=path)
    duties = ItemUnit.objects.filter(is_theirs, item__plan__in=plans, item__is_leaf=True, duty__in=REPORTING_DUTIES)
    found: dict[int, set[int]] = {}
    for plan, origin, key in duties.order_by().values_list("item__plan_id", "item__origin_id", "item_id"):
        found.setdefault(plan, set()).add(origin or key)
    return found


def sent_of(months: Iterable[date], firsts: set[int]) -> Counter[tuple[int, date]]:
    reports = Report.objects.filter(item__in=firsts, about__in=list(months), state__in=IN_HAND)
    return Counter(reports.order_by().values_list("item_id", "about"))


def deadline_of(wanted: Wanted, about: date, due: date, owed: int, sent: int) -> Deadline:
    figures = {"month": date_format(about, "YEAR_MONTH_FORMAT"), "all": owed, "left": owed - sent}
    if sent >= owed:
        title = _("Monthly reports for %(month)s: all %(all)s handed in")
    else:
        title = _("Monthly reports for %(month)s: %(left)s of %(all)s to hand in")
    whose = "mine" if wanted.units is None else "+".join(sorted(unit.code for unit in wanted.units))
    return Deadline(
        f"reports-{wanted.zone.pk}-{whose}-{about:%Y-%m}", due, title % figures, month_path(about), "report",
        sent >= owed, subject=(REPORT_MONTH, f"{wanted.zone.pk}:{about:%Y-%m}"),
    )  # fmt: skip


def month_path(about: date) -> str:
    return f"{local(reverse('reports:month'))}?month={about:%Y-%m}"


class MonthSubject:
    """A month of a zone: what a message about its reports opens."""

    code = REPORT_MONTH
    label = gettext_lazy("Monthly reports")

    def find(self, scope: Scope, keys: Iterable[str]) -> Mapping[str, Subject]:
        codes = {str(zone.pk): zone.code for zone in scope.zones}
        found = {}
        for key in keys:
            zone, _colon, period = key.partition(":")
            about = month_named(period)
            if about and zone in codes:
                title = _("Monthly reports, %(month)s") % {"month": date_format(about, "YEAR_MONTH_FORMAT")}
                found[key] = Subject(self.code, key, title, f"{month_path(about)}&zone={codes[zone]}")
        return found

    def zone_of(self, key: str) -> Unit | None:
        number = key.partition(":")[0]
        return Unit.objects.filter(pk=int(number)).first() if number.isascii() and number.isdecimal() else None

    def search(self, scope: Scope, zone: Unit, words: str) -> Iterable[Subject]:
        """No order is about a month."""
        return ()


register_subject(MonthSubject())
register("reports", in_reports)
