"""What checks of evidence found: each a statement of its own, the later one about the same thing stands."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.common.clock import now
from zoneworks.common.errors import Refused
from zoneworks.plans.queries import same_item_in
from zoneworks.plans.services.guards import writer
from zoneworks.reports.choices import ReportState
from zoneworks.reports.models import Report, ReportEvidence
from zoneworks.reports.words import plain_text
from zoneworks.verification.choices import Finding
from zoneworks.verification.computed import plan_of_month
from zoneworks.verification.models import Check, Draw
from zoneworks.verification.queries import finding_of
from zoneworks.verification.services.guards import append, reason_of, require_office, sent_before
from zoneworks.verification.telling import tell_check


@transaction.atomic
def record_check(
    *, scope: Scope, report: Report, evidence: ReportEvidence | None, finding: str, reason: str = "",
    draw: Draw | None = None, today: date, submission: str,
) -> Check:  # fmt: skip
    """Record what a check of one file, or of the report as a whole, found.

    Insufficient asks the unit for better evidence; false makes the item score nothing. The report stays confirmed.
    """
    require_office(scope, report.zone)
    if finding not in Finding.values:
        raise Refused("finding_unknown", _("Say whether it is true, insufficient or false."), "finding")
    same = {"report_id": report.pk, "evidence_id": evidence.pk if evidence else None, "finding": finding}
    if (before := sent_before(Check, submission, scope, **same)) is not None:
        return before
    require_checkable(report, evidence, draw, today)
    words = plain_text(reason, "reason") if finding == Finding.TRUE else reason_of(reason)
    was = finding_of(report, today)
    fields = {
        "zone": report.zone, "item_id": report.item_id, "about": report.about, "report": report, "evidence": evidence,
        "draw": draw, "finding": finding, "reason": words, "on": today, "at": now(), "by": writer(scope),
        "submission": submission,
    }  # fmt: skip
    check, is_news = append(Check, fields)
    if is_news:
        note(scope, check)
        if finding != Finding.TRUE or was in {Finding.FALSE, Finding.INSUFFICIENT}:
            tell(check, today)
    return check


def require_checkable(report: Report, evidence: ReportEvidence | None, draw: Draw | None, today: date) -> None:
    is_confirmed = report.state == ReportState.CONFIRMED and report.settled_on is not None
    if not is_confirmed or (report.settled_on or today) > today:
        raise Refused(
            "report_not_confirmed",
            _("Only a confirmed report is verified; one that waits is confirmed or returned first."),
        )
    if evidence is not None and evidence.report_id != report.pk:
        raise Refused("evidence_unknown", _("The report has no such file."), "evidence")
    if draw is not None and (draw.about != report.about or str(report.pk) not in draw.drawn):
        raise Refused("not_in_sample", _("The report is not in that sample."), "draw")


def note(scope: Scope, check: Check) -> None:
    record(
        user=writer(scope), zone=check.zone, verb="record_check", kind="report", key=check.report_id,
        item=check.item_id, about=check.about.isoformat(), finding=check.finding, evidence=check.evidence_id,
        draw=check.draw_id, reason=check.reason[:400],
    )  # fmt: skip


def tell(check: Check, today: date) -> None:
    plan = plan_of_month(check.zone, check.about)
    row = same_item_in(plan, check.item) if plan else None
    tell_check(check, row or check.item, today)
