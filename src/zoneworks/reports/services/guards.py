"""Who came first: every write takes the revision of the report forward in the statement that changes it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from zoneworks.accounts.models import User
from zoneworks.common.errors import Overtaken
from zoneworks.reports.choices import ReportState
from zoneworks.reports.models import Report, ReportTurn

OPEN = (ReportState.DRAFT, ReportState.RETURNED)
PEOPLE = ("saved_by", "submitted_by", "settled_by")


def claim_report(report: Report, *states: ReportState, seen: int, **changes: Any) -> None:
    """Change a report that is in one of the states and still as the person saw it."""
    guarded = Report.objects.filter(pk=report.pk, state__in=states, revision=seen)
    if not guarded.update(revision=F("revision") + 1, **changes):
        raise overtaken(report.pk)


def overtaken(key: int) -> Overtaken:
    return overtaken_among([key])[key]


def overtaken_among(keys: Iterable[int]) -> dict[int, Overtaken]:
    """For each key who came first, in two statements."""
    keys = list(keys)
    standing = Report.objects.select_related("item", *PEOPLE).filter(pk__in=keys).in_bulk() if keys else {}
    turns = ReportTurn.objects.filter(report__in=keys).order_by("pk")
    last: dict[int, datetime] = dict(turns.values_list("report_id", "at")) if keys else {}
    found = {}
    for key in keys:
        report = standing.get(key)
        if report is None:
            found[key] = Overtaken("report_gone", _("This report does not exist any more. Load the page again."))
        else:
            was_written = key not in last or report.saved_at > last[key]
            found[key] = Overtaken("report_overtaken", who_was_first(report, was_written=was_written))
    return found


def who_was_first(report: Report, *, was_written: bool = False) -> str:
    """What a colleague did to a report, for whoever wanted to do something else to it. `PEOPLE` are at hand.

    `was_written`: a returned report has been worked on since.
    """
    words = {"item": report.item.title}
    if report.state == ReportState.CONFIRMED:
        words |= {"person": named(report.settled_by), "when": day(report.settled_on)}
        return _("%(person)s confirmed the report of “%(item)s” on %(when)s.") % words
    if report.state == ReportState.SUBMITTED:
        words |= {"person": named(report.submitted_by), "when": day(report.submitted_on)}
        return _("%(person)s submitted the report of “%(item)s” on %(when)s. Load it again.") % words
    if report.state == ReportState.RETURNED and not was_written:
        words |= {"person": named(report.settled_by), "when": day(report.settled_on)}
        return _("%(person)s returned the report of “%(item)s” on %(when)s. Load it again.") % words
    words |= {"person": named(report.saved_by), "when": moment(report)}
    return _("%(person)s changed the report of “%(item)s” (%(when)s). Load it again and repeat your change.") % words


def named(user: User | None) -> str:
    return user.title if user else _("Somebody")


def day(when: Any) -> str:
    return date_format(when, "DATE_FORMAT") if when else ""


def moment(report: Report) -> str:
    return date_format(timezone.localtime(report.saved_at), "DATETIME_FORMAT")
