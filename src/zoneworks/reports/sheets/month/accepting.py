"""Writing the accepted reports as drafts, and putting back what stood there before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import ngettext

from zoneworks.accounts.access import Scope
from zoneworks.common.errors import Overtaken, Refused
from zoneworks.imports.kinds import Outcome
from zoneworks.imports.models import Batch, Row
from zoneworks.plans.models import Item
from zoneworks.reports.models import Report
from zoneworks.reports.services import ReportDraft, ReportFields, SaveOutcome, discard_reports, save_reports
from zoneworks.reports.sheets.month.drafts import fields_from_json
from zoneworks.units.queries import profile_of

Json = dict[str, Any]


def accept_month(scope: Scope, batch: Batch, rows: Sequence[Row]) -> Outcome:
    """All of them or none; a ticked row that was asked about counts as sure."""
    about = date.fromisoformat(batch.summary["month"])
    drafts = [(row, sure(fields_from_json(row.draft["after"]), row.draft["asked"])) for row in rows]
    outcomes = save(scope, batch, about, [(row, fields, row.draft["seen"]) for row, fields in drafts])
    left: Json = {}
    for row, outcome in zip(rows, outcomes, strict=True):
        if outcome.report:
            row.key = str(outcome.report.pk)
            left[str(row.position)] = [outcome.report.pk, outcome.report.revision]
    result = {"reports": len(rows), "month": f"{about:%Y-%m}"}
    return Outcome(batch.target, result, {"left": left})


def sure(fields: ReportFields, asked: Iterable[int]) -> ReportFields:
    keys = set(asked)
    return replace(
        fields,
        values={key: replace(entry, is_sure=True) if key in keys else entry for key, entry in fields.values.items()},
    )


def save(
    scope: Scope, batch: Batch, about: date, given: Sequence[tuple[Row, ReportFields, int | None]]
) -> list[SaveOutcome]:
    zone = batch.upload.zone
    items = Item.objects.select_related("plan__zone").in_bulk([row.draft["item"] for row, _fields, _seen in given])
    drafts = [ReportDraft(items[row.draft["item"]], fields, seen) for row, fields, seen in given]
    outcomes = save_reports(scope=scope, zone=zone, about=about, drafts=drafts, today=profile_of(zone).today)
    require_all([outcome.refusal for outcome in outcomes if outcome.refusal])
    return outcomes


def require_all(refusals: Sequence[Refused]) -> None:
    if not refusals:
        return
    if len(refusals) == 1 or not isinstance(refusals[0], Overtaken):
        raise refusals[0]
    raise Overtaken(
        "reports_overtaken",
        ngettext(
            "%(count)d report was changed meanwhile. %(sentence)s",
            "%(count)d reports were changed meanwhile. The first: %(sentence)s",
            len(refusals),
        )
        % {"count": len(refusals), "sentence": refusals[0]},
    )


def undo_month(scope: Scope, batch: Batch, rows: Sequence[Row]) -> None:
    """Drafts the import began go; those it changed say again what they said. Nothing, where somebody went on."""
    about = date.fromisoformat(batch.summary["month"])
    left: dict[str, tuple[int, int]] = {place: (key, seen) for place, (key, seen) in batch.undo["left"].items()}
    begun = [row for row in rows if row.draft["seen"] is None]
    changed = [row for row in rows if row.draft["seen"] is not None]
    back = [(row, fields_from_json(row.draft["before"]), left[str(row.position)][1]) for row in changed]
    if back:
        save(scope, batch, about, back)
    if begun:
        discard_reports(
            scope=scope, zone=batch.upload.zone, reports=[left[str(row.position)] for row in begun],
            today=profile_of(batch.upload.zone).today,
        )  # fmt: skip


def is_overtaken(batch: Batch) -> bool:
    """Whether a report of an open preview has been begun or changed since."""
    drafts = list(batch.rows.filter(action__in=["create", "update"]).values_list("draft", flat=True))
    if not drafts:
        return False
    about = date.fromisoformat(batch.summary["month"])
    items = dict(Item.objects.filter(pk__in=[draft["item"] for draft in drafts]).values_list("pk", "origin_id"))
    reports = Report.objects.filter(item__in=[items[key] or key for key in items], about=about)
    revisions = dict(reports.values_list("item_id", "revision"))
    return any(revisions.get(items.get(draft["item"]) or draft["item"]) != draft["seen"] for draft in drafts)
