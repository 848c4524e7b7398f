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
from zoneworks.plans.services.guards import writer
from zoneworks.plans.services.limits import require_fitting
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
    if ReportEvidence.objects.filter(report=standing).count() >= MOST_FILES:
        raise Refused(
            "too_many_files",
            _("A report takes at most %(limit)d files. Take one off, or put several into one.") % {"limit": MOST_FILES},
            "file",
        )
    evidence = ReportEvidence.objects.create(
        report=standing, file=kept, caption=caption, added_on=today, added_by=writer(scope)
    )
    note_report(scope, standing, "add_evidence", file=kept.name, sha256=kept.sha256)
    return evidence


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
