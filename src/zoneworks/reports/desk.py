"""What reports put on the desk: the officer's, the supervision office's, the leader's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zoneworks.accounts.access import Scope
from zoneworks.accounts.choices import RoleKind
from zoneworks.accounts.doorways import zone_or_404
from zoneworks.desk.sections import Section, register, shared
from zoneworks.reports.addresses import month_address, report_address
from zoneworks.reports.models import Report
from zoneworks.reports.months import last_month
from zoneworks.reports.pages.portfolio import own_post, portfolio_of
from zoneworks.reports.pages.words import days_left, month_words
from zoneworks.reports.queries import MISSING, Months, MonthState, last_owed_states
from zoneworks.reports.queries_desk import (
    Mine,
    Missing,
    Owed,
    missing_rows,
    my_owed,
    my_returned,
    my_waiting,
    silent_units,
    to_confirm,
)
from zoneworks.ui.parts import FigureCell
from zoneworks.units.models import Post, Unit

Context = dict[str, Any]
CLOSINGS = 4


@dataclass(frozen=True)
class Line:
    """A report on the desk with its address and its words of time."""

    thing: Report | Owed | Missing
    url: str
    month: str
    time: str = ""
    is_urgent: bool = False


@dataclass(frozen=True)
class Asker:
    """Who looks at the desk, in which zone, on which day."""

    request: HttpRequest
    scope: Scope
    zone: Unit
    today: date

    @classmethod
    def of(cls, request: HttpRequest) -> Asker:
        scope, today = request.scope, request.today  # type: ignore[attr-defined]
        return cls(request, scope, zone_or_404(request), today)

    @property
    def month(self) -> date:
        return last_month(self.today)

    @property
    def post(self) -> Post | None:
        return shared(self.request, "reports-post", lambda: own_post(self.scope, self.zone))

    @property
    def mine(self) -> Mine:
        """What the person's units report: read once for all sections."""
        return shared(self.request, "reports-mine", lambda: Mine(self.scope, self.zone, self.today))

    @property
    def months(self) -> Months:
        """The versions and closings of the year that is reported now: read once for all sections."""
        return shared(self.request, "reports-months", lambda: Months(self.scope, self.zone, self.month.year))

    def line(self, thing: Report | Owed | Missing, time: str = "", is_urgent: bool = False) -> Line:
        return Line(
            thing, report_address(self.request, thing.item, thing.about), month_words(thing.about), time, is_urgent
        )


# --- the officer -----------------------------------------------------------------------------------------------------


def owe(request: HttpRequest) -> Context | None:
    """What my units owe, in due order."""
    asker = Asker.of(request)
    if not asker.scope.holds([RoleKind.OFFICER], asker.zone):
        return None
    few = my_owed(asker.scope, asker.zone, asker.today, mine=asker.mine)
    lines = [asker.line(one, days_left(one.due, asker.today), one.is_missing) for one in few.rows]
    url = month_address(request, asker.month)
    figure = FigureCell(_("I owe"), few.count, url=url, light="red" if any(one.is_missing for one in few.rows) else "")
    return {
        "count": few.count,
        "lines": lines,
        "figures": [figure],
        "month_url": url,
        "month_words": month_words(asker.month),
    }


def returned(request: HttpRequest) -> Context | None:
    """What came back, and why."""
    asker = Asker.of(request)
    if not asker.scope.holds([RoleKind.OFFICER], asker.zone):
        return None
    few = my_returned(asker.scope, asker.zone, asker.today, mine=asker.mine)
    figure = FigureCell(_("Returned to me"), few.count, light="yellow" if few.count else "", url="#reports-returned")
    return {"count": few.count, "lines": [asker.line(one) for one in few.rows], "figures": [figure]}


def waiting(request: HttpRequest) -> Context | None:
    """What I handed in and waits for others."""
    asker = Asker.of(request)
    if not asker.scope.holds([RoleKind.OFFICER], asker.zone):
        return None
    few = my_waiting(asker.scope, asker.zone, asker.today, mine=asker.mine)
    figure = FigureCell(_("Waiting to be confirmed"), few.count, url="#reports-waiting")
    return {"count": few.count, "lines": [asker.line(one) for one in few.rows], "figures": [figure]}


# --- the supervision office ------------------------------------------------------------------------------------------


def confirming(request: HttpRequest) -> Context | None:
    """What waits to be confirmed, the oldest first."""
    asker = Asker.of(request)
    if not asker.scope.is_supervising(asker.zone):
        return None
    few = to_confirm(asker.scope, asker.zone, asker.today)
    oldest = min((one.submitted_on for one in few.rows if one.submitted_on), default=None)
    about = few.rows[0].about if few.rows else asker.month
    url = month_address(request, about, state="submitted")
    return {
        "count": few.count,
        "lines": [asker.line(one) for one in few.rows],
        "oldest": oldest,
        "url": url,
        "url_month": month_words(about),
        "figures": [FigureCell(pgettext("monthly report", "To be confirmed"), few.count, url=url)],
    }


def silent(request: HttpRequest) -> Context | None:
    """Who has not reported, and one press to urge them."""
    asker = Asker.of(request)
    if not asker.scope.is_supervising(asker.zone):
        return None
    few = silent_units(asker.scope, asker.zone, asker.month, asker.today, months=asker.months)
    url = month_address(request, asker.month, state=MISSING)
    return {
        "count": few.count,
        "units": few.rows,
        "month": f"{asker.month:%Y-%m}",
        "month_words": month_words(asker.month),
        "today": asker.today,
        "url": url,
        "figures": [FigureCell(_("Silent units"), few.count, url=url, light="red" if few.count else "")],
    }


def months(request: HttpRequest) -> Context | None:
    """How the last months stand, for those who close or watch them."""
    asker = Asker.of(request)
    if not asker.scope.sees_all_working_records(asker.zone):
        return None
    ended = last_owed_states(asker.scope, asker.zone, asker.today, count=CLOSINGS, known=asker.months)
    return {"count": len(ended), "months": [month_line(request, state) for state in reversed(ended)], "figures": []}


def month_line(request: HttpRequest, state: MonthState) -> Context:
    return {"state": state, "name": month_words(state.about), "url": month_address(request, state.about)}


# --- the leader ------------------------------------------------------------------------------------------------------


def lights(request: HttpRequest) -> Context | None:
    """The lights of what I lead; of the whole zone for a leader without a post."""
    asker = Asker.of(request)
    if not asker.scope.is_leading(asker.zone):
        return None
    return portfolio_of(request, asker.scope, asker.zone, asker.post)


def late(request: HttpRequest) -> Context | None:
    """Reports that are missing in my portfolio."""
    asker = Asker.of(request)
    if not asker.scope.is_leading(asker.zone):
        return None
    few = missing_rows(asker.scope, asker.zone, asker.month, asker.today, leader=asker.post, months=asker.months)
    count = few.count
    url = month_address(request, asker.month, state=MISSING)
    return {
        "count": count,
        "lines": [asker.line(one, days_left(one.due, asker.today), True) for one in few.rows],
        "month_words": month_words(asker.month),
        "url": url,
        "figures": [FigureCell(_("Reports missing"), count, url=url, light="red" if count else "")],
    }


for order, code, build in (
    (10, "lights", lights),
    (20, "owed", owe),
    (30, "returned", returned),
    (40, "waiting", waiting),
    (50, "confirming", confirming),
    (60, "silent", silent),
    (70, "late", late),
    (80, "months", months),
):
    register(Section(f"reports-{code}", order, f"reports/desk/{code}.html", build))
