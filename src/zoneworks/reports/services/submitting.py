"""A report is submitted: its values become facts of the plan, which wait for the supervision office."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from zoneworks.accounts.access import Scope
from zoneworks.reports.models import Report
from zoneworks.reports.services.entries import Outcome, Problem
from zoneworks.units.models import Unit


def check_report(*, scope: Scope, report: Report, today: date) -> list[Problem]:
    """What stands in the way of submitting it now, and what will be asked; nothing is written."""
    raise NotImplementedError


def submit_report(*, scope: Scope, report: Report, seen: int, today: date, sure: bool = False) -> Report:
    """Hand a draft (or a returned report) to the supervision office. ReportRefused names everything in the way.

    `sure`: everything that was asked is right; a value's own `is_sure` answers for that value alone.
    """
    raise NotImplementedError


def submit_reports(*, scope: Scope, zone: Unit, reports: Sequence[tuple[int, int]], today: date) -> list[Outcome]:
    """Many reports as (key, revision seen), each by itself: what became of each, in the order given."""
    raise NotImplementedError


def take_back_report(*, scope: Scope, report: Report, seen: int, today: date) -> Report:
    """The unit takes a submitted report back to work on it, as long as nobody has settled it; its facts go with it."""
    raise NotImplementedError
