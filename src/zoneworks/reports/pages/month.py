"""What the page of a month shows: its state in counts, its rows, and what may be done with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.core.paginator import Page
from django.http import HttpRequest
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.plans.choices import Duty
from zoneworks.reports.addresses import month_address, report_address
from zoneworks.reports.choices import ReportState
from zoneworks.reports.models import Report
from zoneworks.reports.months import last_month, month_end, month_named, previous_month
from zoneworks.reports.pages.words import STATES, day, days_left, month_words, own_words, state_tone, state_words
from zoneworks.reports.queries import (
    MISSING,
    NONE,
    Months,
    MonthState,
    OwedRow,
    month_state,
    owed_rows,
)
from zoneworks.reports.queries_mine import Mine
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import Crumb, FigureCell
from zoneworks.units.models import Unit
from zoneworks.units.queries import units_of_zone

ROWS_ON_A_PAGE = 50
WAITING_ON_A_PAGE = 200
EMPHASISED = {NONE: "grey", MISSING: "red", ReportState.RETURNED.value: "yellow"}


@dataclass(frozen=True)
class RowShown:
    """One row of the table. `ticket`: what ticking it sends; none where there is nothing to settle."""

    row: OwedRow
    url: str
    units: str
    words: str
    tone: str
    ticket: str
    note: str
    own: str
    own_words: str
    is_hollow: bool


class MonthPage:
    """The month asked for, or the one that is reported now; `unit` and `state` narrow the rows."""

    def __init__(self, request: HttpRequest, zone: Unit) -> None:
        self.request, self.zone = request, zone
        self.scope: Scope = request.scope  # type: ignore[attr-defined]
        self.today: date = request.today  # type: ignore[attr-defined]
        self.is_history: bool = request.is_history  # type: ignore[attr-defined]
        self.about = month_named(request.GET.get("month", "")) or last_month(self.today)
        asked = request.GET.get("state", "")
        self.state = asked if asked in STATES else ""

    # --- who may do what ---------------------------------------------------------------------------------------------

    @cached_property
    def is_supervising(self) -> bool:
        return self.scope.is_supervising(self.zone)

    @property
    def may_settle(self) -> bool:
        return self.is_supervising and not self.is_history and self.month.closed is None

    @cached_property
    def drafts(self) -> list[Report]:
        """Drafts the person may hand in, whatever the page is narrowed to; the supervision office hands in none."""
        if self.is_supervising or self.is_history or not self.month.draft:
            return []
        # Who reports on a row may read its reports.
        mine = Mine(self.scope, self.zone, self.today).firsts
        found = Report.objects.filter(zone=self.zone, about=self.about, state=ReportState.DRAFT, item__in=mine)
        return list(found.select_related("zone", "item__plan__zone", "unit").order_by("item__path")[:WAITING_ON_A_PAGE])

    @cached_property
    def sheet_unit(self) -> Unit | None:
        """Whose sheet of the month can be filled in: the unit looked at, else the first the person works for."""
        if self.is_history or self.month.closed or not self.month.plan:
            return None
        among = [self.unit] if self.unit else self.units
        mine = self.is_supervising and self.unit is not None
        return next((unit for unit in among if mine or self.scope.works_for([unit.path])), None)

    # --- head --------------------------------------------------------------------------------------------------------

    @cached_property
    def month(self) -> MonthState:
        return month_state(self.scope, self.zone, self.about, self.today, self.known)

    @cached_property
    def known(self) -> Months:
        return Months(self.scope, self.zone, self.about.year)

    @property
    def title(self) -> str:
        return _("Monthly reports of %(month)s") % {"month": month_words(self.about)}

    @property
    def month_text(self) -> str:
        return f"{self.about:%Y-%m}"

    @property
    def trail(self) -> list[Crumb]:
        return [Crumb(_("Monthly reports"), address(self.request, "reports:month")), Crumb(month_words(self.about))]

    @property
    def due_words(self) -> str:
        due = self.month.due
        if due is None:
            return ""
        words = _("due %(day)s") % {"day": day(due)}
        has_time = self.today <= due and self.month.has_ended
        return f"{words} · {days_left(due, self.today)}" if has_time else words

    @cached_property
    def figures(self) -> list[FigureCell]:
        """Each count leads to its rows; they add up to what is owed, but for the last two, which run across."""
        cells = [FigureCell(_("Owed"), self.month.owed, url=self.link(""), is_current=not self.state)]
        for state in STATES:
            count = getattr(self.month, state)
            light = EMPHASISED.get(state, "") if count else ""
            cells.append(
                FigureCell(state_words(state), count, url=self.link(state), light=light, is_current=self.state == state)
            )
        return cells

    def link(self, state: str) -> str:
        return month_address(self.request, self.about, state=state, unit=self.request.GET.get("unit"))

    @property
    def before(self) -> str:
        return self.narrowed(previous_month(self.about))

    @property
    def after(self) -> str:
        after = month_end(self.about + timedelta(days=1))
        return self.narrowed(after) if after <= last_month(self.today) else ""

    def narrowed(self, about: date) -> str:
        return month_address(self.request, about, state=self.state, unit=self.request.GET.get("unit"))

    # --- rows --------------------------------------------------------------------------------------------------------

    @cached_property
    def units(self) -> list[Unit]:
        return sorted(units_of_zone(self.zone), key=lambda unit: unit.path)

    @property
    def unit_choices(self) -> list[tuple[str, str]]:
        return [(unit.code, unit.title) for unit in self.units if unit.pk != self.zone.pk]

    @property
    def state_choices(self) -> list[tuple[str, str]]:
        return [(state, state_words(state)) for state in STATES]

    @cached_property
    def unit(self) -> Unit | None:
        code = self.request.GET.get("unit", "")
        return next((unit for unit in self.units if unit.code == code), None) if code else None

    @cached_property
    def page(self) -> Page[OwedRow]:
        """What waits is settled at once, so it stands on one page."""
        size = WAITING_ON_A_PAGE if self.state == ReportState.SUBMITTED else ROWS_ON_A_PAGE
        return owed_rows(
            self.scope, self.zone, self.about, today=self.today, unit=self.unit, state=self.state or None,
            page=self.request.GET.get("page", "1"), size=size, known=self.known,
        )  # fmt: skip

    @cached_property
    def rows(self) -> list[RowShown]:
        return [self.shown(row) for row in self.page]

    def shown(self, row: OwedRow) -> RowShown:
        report = row.report
        waits = report is not None and report.state == ReportState.SUBMITTED
        state = MISSING if row.is_missing and row.state == NONE else row.state
        return RowShown(
            row=row,
            url=report_address(self.request, row.item, row.about),
            units=" · ".join(duty.unit.title for duty in row.duties if duty.duty != Duty.COOPERATING),
            words=state_words(state),
            tone=state_tone(state),
            ticket=f"{report.pk}:{report.revision}" if report and waits and self.may_settle else "",
            note=self.note(row),
            own=report.own_light if report else "",
            own_words=own_words(report.own_light) if report else "",
            is_hollow=row.state != ReportState.CONFIRMED,
        )

    def note(self, row: OwedRow) -> str:
        report = row.report
        if row.last_urged and row.state not in {ReportState.SUBMITTED, ReportState.CONFIRMED}:
            return _("urged %(day)s") % {"day": day(row.last_urged)}
        if report and report.state == ReportState.RETURNED:
            return report.return_reason
        return report.progress if report and report.state == ReportState.SUBMITTED else ""

    @property
    def has_tickets(self) -> bool:
        return any(row.ticket for row in self.rows)

    @property
    def are_ticked(self) -> bool:
        """Narrowed to what waits, everything is ticked: all of it is confirmed with one press."""
        return self.state == ReportState.SUBMITTED

    @property
    def silent(self) -> int:
        """How many the urging on this page is about."""
        if not self.may_settle or not self.month.missing:
            return 0
        if self.unit is None:
            return self.month.missing
        return owed_rows(
            self.scope,
            self.zone,
            self.about,
            today=self.today,
            unit=self.unit,
            state=MISSING,
            size=1,
            known=self.known,
        ).paginator.count
