"""Reading a table and taking it over: the same preview and acceptance as on the page."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from zonekit.values.issues import Issue
from zoneworks.commands.dry_run import FileUnreadableError, read_bytes, say_unreadable, tell_issues
from zoneworks.commands.operators import OperatorScope, zone_named
from zoneworks.commands.plan import NOTHING_USED, REFUSED, print_json
from zoneworks.commands.plan_json import document, document_of_nothing, issue_json, issues_json
from zoneworks.common.errors import Refused
from zoneworks.imports.bridge import issue_from_json
from zoneworks.imports.choices import Action
from zoneworks.imports.kinds import kind_of
from zoneworks.imports.messages import COMMON
from zoneworks.imports.models import Batch
from zoneworks.imports.services import accept_batch, preview, preview_again, receive_upload
from zoneworks.plans.sheets.reading import ReadTable, read_table

Json = dict[str, Any]


def import_table(options: argparse.Namespace) -> int:
    """0: taken over, or nothing was new; 1: refused with a sentence; 2: nothing in the file could be used."""
    try:
        data = read_bytes(options.file)
    except FileUnreadableError as error:
        return say_unreadable(options, error.issue)
    try:
        batch, table = taken_over(options, data)
    except Refused as refused:
        return say_refused(options, refused)
    issues = [issue_from_json(stored) for stored in batch.issues]
    obstacle = batch.summary["obstacle"]
    wording = kind_of(batch.kind).wording
    if options.json:
        told_of_file = document(options.file, table.source, table.sheet, issues, wording)
        print_json({**told_of_file, "batch": batch_json(batch)})
    else:
        print(told(batch))
    tell_issues([*([issue_from_json(obstacle)] if obstacle else []), *issues], wording)
    if not table.sheet.items:
        return NOTHING_USED
    return REFUSED if obstacle else 0


def taken_over(options: argparse.Namespace, data: bytes) -> tuple[Batch, ReadTable]:
    zone = zone_named(options.zone)
    scope = OperatorScope(zone)
    chosen = {name: value for name in ("year", "area") if (value := getattr(options, name))}
    name = "stdin.txt" if options.file == "-" else Path(options.file).name
    upload = receive_upload(scope=scope, zone=zone, filename=name, data=data)
    batch = preview(scope=scope, upload=upload, kind="plan", options=chosen)
    if options.new_names and (answers := new_names(batch)):
        batch = preview_again(scope=scope, batch=batch, options={**chosen, "answers": answers})
    if not batch.summary["obstacle"] and has_news(batch):
        batch = accept_batch(scope=scope, batch=batch, turn=batch.turn)
    return batch, read_table(data, upload.filename, zone, chosen)


def new_names(batch: Batch) -> dict[str, str]:
    return {asked["code"]: "new" for asked in batch.summary["questions"] if not asked["answer"]}


def has_news(batch: Batch) -> bool:
    return batch.rows.filter(action__in=[Action.CREATE, Action.UPDATE]).exists()


def batch_json(batch: Batch) -> Json:
    stored = batch.summary["obstacle"]
    obstacles = issues_json([issue_from_json(stored)] if stored else [], kind_of(batch.kind).wording)
    return {
        "id": str(batch.pk),
        "state": batch.state,
        "rows": batch.summary["actions"],
        "unknown_names": [asked["name"] for asked in batch.summary["questions"] if not asked["answer"]],
        "obstacle": obstacles[0] if obstacles else None,
        "result": batch.result,
    }


def told(batch: Batch) -> str:
    counts = batch.summary["actions"]
    words = [f"{Action(action).label} {counts[action.value]}" for action in Action]
    state = _("accepted") if batch.state == "accepted" else _("nothing written")
    return f"{batch.upload.filename}: {state} ({', '.join(words)})"


def say_refused(options: argparse.Namespace, refused: Refused) -> int:
    issue = Issue(refused.code)
    words = str(refused) or COMMON.sentence(issue)
    if options.json:
        print_json({**document_of_nothing(options.file), "issues": [issue_json(issue, words)]})
    print(words, file=sys.stderr)
    return REFUSED
