"""Writing monthly reports: all that changes a report comes through here, from pages, imports, commands.

Each verb is keyword-only, runs in one transaction, takes the scope of the person who writes, tells the audit record,
and raises `zoneworks.common.errors.Refused` (or `Overtaken`, when a colleague was first) with a sentence.
`seen` is the revision of the report the person saw. A report stands under the sub-project as it first appeared.
"""

from zoneworks.reports.services.entries import (
    GivenBack,
    Outcome,
    Overtaking,
    Problem,
    ReportDraft,
    ReportFields,
    ReportRefused,
    SaveOutcome,
    Settled,
    StepEntry,
    ValueEntry,
)
from zoneworks.reports.services.evidence import add_evidence, add_later_evidence, remove_evidence
from zoneworks.reports.services.many_discarding import discard_reports
from zoneworks.reports.services.saving import save_report, save_reports, says_already
from zoneworks.reports.services.settling import confirm_reports, return_reports
from zoneworks.reports.services.submitting import check_report, submit_report, submit_reports, take_back_report
from zoneworks.reports.services.urging import urge

__all__ = [
    "GivenBack",
    "Outcome",
    "Overtaking",
    "Problem",
    "ReportDraft",
    "ReportFields",
    "ReportRefused",
    "SaveOutcome",
    "Settled",
    "StepEntry",
    "ValueEntry",
    "add_evidence",
    "add_later_evidence",
    "check_report",
    "confirm_reports",
    "discard_reports",
    "remove_evidence",
    "return_reports",
    "save_report",
    "save_reports",
    "says_already",
    "submit_report",
    "submit_reports",
    "take_back_report",
    "urge",
]
