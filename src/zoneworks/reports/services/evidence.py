"""Files that show what a report says."""

from __future__ import annotations

from datetime import date

from django.core.files.uploadedfile import UploadedFile

from zoneworks.accounts.access import Scope
from zoneworks.reports.models import Report, ReportEvidence


def add_evidence(
    *, scope: Scope, report: Report, seen: int, file: UploadedFile, caption: str = "", today: date
) -> ReportEvidence:
    """Put a file to a report that is still the unit's; the same file again is the same evidence."""
    raise NotImplementedError


def remove_evidence(*, scope: Scope, evidence: ReportEvidence, seen: int, today: date) -> None:
    """Take a file off a report that is still the unit's; the record of the file stays."""
    raise NotImplementedError
