"""What the unit hands in after a check found its evidence insufficient."""

from __future__ import annotations

from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.common.errors import Refused
from zoneworks.reports.models import Report, ReportEvidence
from zoneworks.reports.services import add_later_evidence
from zoneworks.verification.choices import Finding
from zoneworks.verification.queries import finding_of


@transaction.atomic
def answer_check(*, scope: Scope, report: Report, file: UploadedFile, caption: str = "", today: date) -> ReportEvidence:
    """Put better evidence to a confirmed report whose evidence was found insufficient. What it says stays as it is."""
    if finding_of(report, today) != Finding.INSUFFICIENT:
        raise Refused(
            "nothing_to_answer",
            _("Files are handed in later only where a check found the evidence insufficient."),
            "file",
        )
    return add_later_evidence(scope=scope, report=report, file=file, caption=caption, today=today)
