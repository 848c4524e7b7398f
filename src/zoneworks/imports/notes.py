"""The workbook that goes back: notes in the bad cells of a workbook, a list of the issues for every other file."""

from __future__ import annotations

from pathlib import PurePath

from django.utils.translation import gettext as _

from zonekit.sheets.notes import NotesImpossibleError, annotate_workbook, issue_list_workbook
from zoneworks.imports.messages import place
from zoneworks.imports.models import Batch
from zoneworks.imports.pages import issue_texts
from zoneworks.imports.services import read_upload


def workbook_with_notes(batch: Batch) -> tuple[str, bytes]:
    """File name and bytes."""
    issues = issue_texts(batch)
    stem = PurePath(batch.upload.filename).stem
    try:
        annotated = annotate_workbook(read_upload(batch.upload), [(issue.where, words) for issue, words in issues])
    except NotesImpossibleError:
        listed = [(place(issue.where) or _("Whole file"), words) for issue, words in issues]
        return _("%(name)s issues") % {"name": stem} + ".xlsx", issue_list_workbook(listed, (_("Place"), _("Issue")))
    return _("%(name)s with notes") % {"name": stem} + ".xlsx", annotated
