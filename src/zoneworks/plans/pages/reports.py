"""Reports of a row as lines: its history, those that wait, one table of them all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page
from django.http import HttpRequest
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.audit.models import Event
from zoneworks.plans import queries_reports as reports
from zoneworks.plans.histories import changes, report_of_milestone, report_of_value
from zoneworks.plans.messages import day
from zoneworks.plans.models import Actual, MilestoneFact
from zoneworks.plans.pages.reason import share_words
from zoneworks.plans.queries_reports import STEP, VALUE, Reader
from zoneworks.ui.figures import figure_text
from zoneworks.ui.parts import Happening

HISTORY_ON_A_PAGE = 15
REPORTS_ON_A_PAGE = 50
CONFIRMED, WAITING, RETURNED, CHANGED = "confirmed", "waiting", "returned", "changed"


@dataclass(frozen=True)
class HistoryLine:
    """`state`: confirmed, waiting (hollow) or returned for reports; changed for what was done to the row."""

    happening: Happening
    state: str


@dataclass(frozen=True)
class ReportLine:
    """One report in a table. `key`: v and the number of a value, m and that of a milestone's."""

    key: str
    subject: str
    about: date | None
    figure: str
    unit: str
    share: str
    is_withdrawal: bool
    recorded_on: date
    recorded_by: str
    state: str
    fate: str
    note: str


def history_lines(scope: Scope, reader: Reader, number: str) -> tuple[Page[reports.Row], list[HistoryLine]]:
    page = reports.history_page(scope, reader, number, HISTORY_ON_A_PAGE)
    lines: list[HistoryLine] = []
    for thing in reports.found_rows(page):
        if isinstance(thing, Event):
            lines.extend(HistoryLine(happening, CHANGED) for happening in changes([thing]))
        else:
            told = report_of_value if isinstance(thing, Actual) else report_of_milestone
            lines.append(HistoryLine(told(thing, reader.as_of), state_on(thing, reader.as_of)))  # type: ignore[arg-type]
    return page, lines


def report_lines(reader: Reader, number: str, only: str = "") -> tuple[Page[reports.Row], list[ReportLine]]:
    page = reports.report_page(reader, number, REPORTS_ON_A_PAGE, only)
    return page, [line_of(fact, reader.as_of) for fact in reports.found_rows(page) if not isinstance(fact, Event)]


def waiting_lines(reader: Reader) -> list[ReportLine]:
    return [line_of(fact, reader.as_of) for fact in reports.open_reports(reader)]


def state_on(fact: Actual | MilestoneFact, as_of: date) -> str:
    if fact.confirmed_on and fact.confirmed_on <= as_of:
        return CONFIRMED
    return RETURNED if fact.returned_on and fact.returned_on <= as_of else WAITING


def line_of(fact: Actual | MilestoneFact, as_of: date) -> ReportLine:
    about: date | None
    if isinstance(fact, Actual):
        kind, subject, unit = VALUE, fact.indicator.title, fact.indicator.unit_shown
        about, figure, share = fact.about, figure_text(fact.value), share_of(fact)
        is_withdrawal = fact.value is None
    else:
        kind, subject, unit, share = STEP, fact.milestone.title, "", ""
        about, figure = fact.done_on, _("reached") if fact.done_on else ""
        is_withdrawal = fact.done_on is None
    state = state_on(fact, as_of)
    return ReportLine(
        key=f"{kind}{fact.pk}",
        subject=subject,
        about=about,
        figure=figure,
        unit=unit,
        share=share,
        is_withdrawal=is_withdrawal,
        recorded_on=fact.recorded_on,
        recorded_by=fact.recorded_by.title if fact.recorded_by else "",
        state=state,
        fate=fate_words(fact, state),
        note=fact.note,
    )


def share_of(fact: Actual) -> str:
    return share_words(fact) if fact.denominator is not None else ""


def fate_words(fact: Actual | MilestoneFact, state: str) -> str:
    """Who settled it, when; of a returned one why."""
    if state == CONFIRMED and fact.confirmed_on:
        who = fact.confirmed_by.title if fact.confirmed_by else ""
        return " · ".join(filter(None, [day(fact.confirmed_on), who]))
    if state == RETURNED and fact.returned_on:
        who = fact.returned_by.title if fact.returned_by else ""
        return " · ".join(filter(None, [day(fact.returned_on), who, fact.return_note]))
    return ""


def number_of_page(request: HttpRequest) -> str:
    return request.GET.get("page", "1")
