"""Files that show what a report says."""

from __future__ import annotations

from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.common.clock import now
from zoneworks.common.errors import Refused
from zoneworks.files.services import keep_file
from zoneworks.plans.queries import same_item_in
from zoneworks.plans.services.guards import writer
from zoneworks.plans.services.limits import require_fitting
from zoneworks.plans.services.reporting import plan_in_force, refusal_of_writer, reportable_items
from zoneworks.reports.choices import ReportState
from zoneworks.reports.models import Report, ReportEvidence
from zoneworks.reports.services.guards import OPEN, claim_report
from zoneworks.reports.services.places import place_of
from zoneworks.reports.services.submitting import standing_of
from zoneworks.reports.services.turns import note_report
from zoneworks.reports.words import plain_text

MOST_FILES = 20


@transaction.atomic
def add_evidence(
    *, scope: Scope, report: Report, seen: int, file: UploadedFile, caption: str = "", today: date
) -> ReportEvidence:
    """Put a file to a report that is still the unit's; the same file again is the same evidence."""
    place_of(scope, report.item, report.about, today)
    caption = plain_text(caption, "caption").replace("\n", " ")
    require_fitting(ReportEvidence, {"caption": caption})
    standing = standing_of(report)
    kept = keep_file(scope=scope, zone=standing.zone, name=file.name or "", data=file)
    known = ReportEvidence.objects.filter(report=standing, file=kept).first()
    if known and standing.is_open:
        return known
    claim_report(standing, *OPEN, seen=seen, saved_at=now(), saved_by=writer(scope))
    evidence = ReportEvidence.objects.create(
        report=standing, file=kept, caption=caption, added_on=today, added_by=writer(scope)
    )
    require_room(standing)
    note_report(scope, standing, "add_evidence", file=kept.name, sha256=kept.sha256)
    return evidence


@transaction.atomic
def add_later_evidence(
    *, scope: Scope, report: Report, file: UploadedFile, caption: str = "", today: date
) -> ReportEvidence:
    """Put a file to a confirmed report because better evidence was asked for; what the report says stays as it is.

    Whether it was asked for is for the caller to know. The month may be closed: no value changes.
    """
    plan = plan_in_force(report.zone_id, report.about.year)
    row = same_item_in(plan, report.item)
    if row is None or not reportable_items(scope, plan, [row.pk]):
        raise refusal_of_writer(row or report.item)
    caption = plain_text(caption, "caption").replace("\n", " ")
    require_fitting(ReportEvidence, {"caption": caption})
    standing = standing_of(report)
    if standing.state != ReportState.CONFIRMED:
        raise Refused("report_open", _("The report is still the unit's; put the file to it on its page."), "file")
    kept = keep_file(scope=scope, zone=standing.zone, name=file.name or "", data=file)
    evidence, is_news = ReportEvidence.objects.get_or_create(
        report=standing, file=kept, defaults={"caption": caption, "added_on": today, "added_by": writer(scope)}
    )
    if is_news:
        require_room(standing)
        note_report(scope, standing, "add_later_evidence", file=kept.name, sha256=kept.sha256)
    return evidence


def require_room(report: Report) -> None:
    if ReportEvidence.objects.filter(report=report).count() > MOST_FILES:
        raise Refused(
            "too_many_files",
            _("A report takes at most %(limit)d files. Take one off, or put several into one.") % {"limit": MOST_FILES},
            "file",
        )


@transaction.atomic
def remove_evidence(*, scope: Scope, evidence: ReportEvidence, seen: int, today: date) -> None:
    """Take a file off a report that is still the unit's; the record of the file stays."""
    report = standing_of(evidence.report)
    place_of(scope, report.item, report.about, today)
    if not ReportEvidence.objects.filter(pk=evidence.pk).exists():
        return  # the form came a second time
    claim_report(report, *OPEN, seen=seen, saved_at=now(), saved_by=writer(scope))
    name, sha256 = evidence.file.name, evidence.file.sha256
    ReportEvidence.objects.filter(pk=evidence.pk).delete()
    note_report(scope, report, "remove_evidence", file=name, sha256=sha256)
