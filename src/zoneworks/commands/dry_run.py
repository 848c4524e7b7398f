"""Reading a table without a database: as JSON, or as a table for people."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zonekit.sheets.drafts import ItemDraft, PlanSheet
from zonekit.sheets.readers import read_source
from zonekit.sheets.recognition import read_plan
from zonekit.sheets.source import Limits, Source
from zonekit.values.issues import Issue
from zoneworks.commands.columns import Column, table_lines
from zoneworks.commands.plan import NOTHING_USED, print_json
from zoneworks.commands.plan_json import document, document_of_nothing, issues_json
from zoneworks.imports.messages import COMMON, Wording
from zoneworks.plans.issue_sentences import TABLE_SENTENCES

STANDARD_INPUT = "-"
ISSUES_SHOWN = 50
PLAN_WORDING = Wording.of(TABLE_SENTENCES)


class FileUnreadableError(Exception):
    """The file could not be opened; `issue` says why."""

    def __init__(self, issue: Issue) -> None:
        super().__init__(issue.code)
        self.issue = issue


def read_bytes(file: str, limits: Limits | None = None) -> bytes:
    """The bytes of a file, no more than just beyond what is ever read."""
    most = (limits or Limits()).file_bytes + 1
    if file == STANDARD_INPUT:
        return sys.stdin.buffer.read(most)
    try:
        with Path(file).open("rb") as stream:
            return stream.read(most)
    except FileNotFoundError as error:
        raise FileUnreadableError(Issue("file_missing", params={"filename": file})) from error
    except (OSError, ValueError) as error:
        raise FileUnreadableError(Issue("file_unreadable", params={"filename": file})) from error


def read_file(options: argparse.Namespace) -> int:
    """Print what the file holds; 0 when something in it can be used."""
    try:
        data = read_bytes(options.file)
    except FileUnreadableError as error:
        return say_unreadable(options, error.issue)
    with without_collector():
        return show(options, data)


@contextmanager
def without_collector() -> Iterator[None]:
    """Looking for cycles among everything that is read takes a fifth of the time and finds none."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def show(options: argparse.Namespace, data: bytes) -> int:
    source = read_source(data, "" if options.file == STANDARD_INPUT else Path(options.file).name)
    sheet = read_plan(source, year=options.year, area=options.area)
    issues = issues_of(source, sheet)
    if options.json:
        print_json(document(options.file, source, sheet, issues, PLAN_WORDING))
    else:
        if sheet.items:
            print("\n".join(report(sheet)))
        tell_issues(issues, PLAN_WORDING)
    return 0 if sheet.items else NOTHING_USED


def issues_of(source: Source, sheet: PlanSheet) -> tuple[Issue, ...]:
    """Of the file and of the table; where the file could not be read, only that."""
    return source.issues if source.kind == "unknown" else (*source.issues, *sheet.issues)


def say_unreadable(options: argparse.Namespace, issue: Issue) -> int:
    if options.json:
        print_json({**document_of_nothing(options.file), "issues": issues_json([issue], COMMON)})
    tell_issues([issue], COMMON)
    return NOTHING_USED


def tell_issues(issues: Sequence[Issue], wording: Wording) -> None:
    """Sentences for people, on the standard error."""
    for issue in issues[:ISSUES_SHOWN]:
        print(wording.told(issue), file=sys.stderr)
    if len(issues) > ISSUES_SHOWN:
        print(_("and %(more)s more issues; --json lists all") % {"more": len(issues) - ISSUES_SHOWN}, file=sys.stderr)


def report(sheet: PlanSheet) -> list[str]:
    """Title, counts and a line for each item."""
    head = [text for text in (sheet.title, sheet.document_no, str(sheet.year or "")) if text]
    words = [f"{count} {word}" for word, count in zip(level_words(sheet), sheet.counts.values(), strict=True)]
    columns = (
        Column(_("No."), 6),
        Column(_("Heading"), 24),
        Column(_("Task"), 44),
        Column(_("Units"), 28),
        Column(_("Deadline"), 12),
        Column(pgettext("column", "Indicators"), 10, is_number=True),
    )
    return [" · ".join(head), "  ".join(words), *table_lines(columns, [item_cells(item) for item in sheet.items])]


def level_words(sheet: PlanSheet) -> list[str]:
    """The table's own words for its levels, where it has one for each; else the codes."""
    return list(sheet.level_names if len(sheet.level_names) == len(sheet.counts) else sheet.counts)


def item_cells(item: ItemDraft) -> tuple[str, ...]:
    units = [*([item.lead] if item.lead else []), *item.co_leads, *item.responsible]
    deadline = item.deadline.isoformat() if item.deadline else (item.deadline_raw or "")
    heading = item.path[-1] if item.path else ""
    return item.no or "", heading, item.name or item.text, "、".join(units), deadline, str(len(item.proposals) or "")
