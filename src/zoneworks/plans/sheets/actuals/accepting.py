"""Recording the accepted lines through the services of facts, and withdrawing them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zoneworks.accounts.access import Scope
from zoneworks.common.errors import Overtaken, Refused
from zoneworks.imports.kinds import Outcome
from zoneworks.imports.models import Batch, Row
from zoneworks.plans.models import Actual, MilestoneFact, Plan
from zoneworks.plans.services import ActualEntry, MilestoneEntry, record_actuals, record_milestones
from zoneworks.plans.sheets.actuals.comparison import (
    actual_entry,
    days_before,
    milestone_entry,
    number,
    values_before,
)
from zoneworks.units.queries import profile_of

Json = dict[str, Any]


def accept_values(scope: Scope, batch: Batch, rows: Sequence[Row]) -> Outcome:
    """All of them or none; a ticked line that was asked about counts as sure."""
    plan = Plan.objects.select_related("zone").get(pk=batch.target)
    values, steps = split(rows)
    require_as_seen(scope, plan, values, steps, expected=lambda draft: draft["before"])
    today = profile_of(plan.zone).today
    entries = [actual_entry(row.draft, token(batch, row)) for row in values]
    marks = [milestone_entry(row.draft, token(batch, row)) for row in steps]
    if entries:
        record_actuals(scope=scope, plan=plan, entries=entries, today=today, sure=True)
    if marks:
        record_milestones(scope=scope, plan=plan, entries=marks, today=today)
    return Outcome(batch.target, {"values": len(entries), "milestones": len(marks), "year": plan.year})


def split(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    return [r for r in rows if r.draft["row"] == "value"], [r for r in rows if r.draft["row"] == "milestone"]


def token(batch: Batch, row: Row, prefix: str = "import") -> str:
    return f"{prefix}:{batch.pk}:{row.position}"


def require_as_seen(
    scope: Scope, plan: Plan, values: Sequence[Row], steps: Sequence[Row], *, expected: Callable[[Json], str | None]
) -> None:
    """What stands now is what the preview (or, to withdraw, the import) left there."""
    is_supervising = scope.is_supervising(plan.zone)
    now = values_before(plan, [row.draft for row in values], is_supervising) if values else []
    now += days_before(plan, [row.draft for row in steps], is_supervising) if steps else []
    changed = [row for row, standing in zip([*values, *steps], now, strict=True) if standing != expected(row.draft)]
    if changed:
        raise Overtaken(
            "values_overtaken",
            ngettext(
                "%(count)d value was recorded anew meanwhile (%(row)s). Look at the preview again.",
                "%(count)d values were recorded anew meanwhile (the first: %(row)s). Look at the preview again.",
                len(changed),
            )
            % {"count": len(changed), "row": changed[0].label},
        )


def undo_values(scope: Scope, batch: Batch, rows: Sequence[Row]) -> None:
    """Facts are never removed: what stood before is said again, or the statement is withdrawn."""
    plan = Plan.objects.select_related("zone").get(pk=batch.target)
    values, steps = split(rows)
    require_not_settled(scope, batch, plan, values, steps)
    require_as_seen(scope, plan, values, steps, expected=written)
    today = profile_of(plan.zone).today
    note = _("The import of %(file)s was undone.") % {"file": batch.upload.filename}
    entries: list[ActualEntry] = []
    for row in values:
        back = actual_entry({**row.draft, "numerator": None, "denominator": None}, token(batch, row, "undo"))
        entries.append(replace(back, value=number(row.draft["before"]), note=note))
    marks: list[MilestoneEntry] = []
    for row in steps:
        day = row.draft["before"]
        mark = milestone_entry(row.draft, token(batch, row, "undo"))
        marks.append(replace(mark, done_on=date.fromisoformat(day) if day else None, note=note))
    if entries:
        record_actuals(scope=scope, plan=plan, entries=entries, today=today, sure=True)
    if marks:
        record_milestones(scope=scope, plan=plan, entries=marks, today=today)


def written(draft: Json) -> str | None:
    """What an import left at the place: the day, or the value (a share as it was computed)."""
    left: str | None = draft["done_on"] if draft["row"] == "milestone" else draft["computed"]
    return left


def require_not_settled(scope: Scope, batch: Batch, plan: Plan, values: Sequence[Row], steps: Sequence[Row]) -> None:
    """What a unit reported and the supervision office has settled since is no longer the unit's to withdraw."""
    if scope.is_supervising(plan.zone):
        return
    tokens = [token(batch, row) for row in (*values, *steps)]
    for model in (Actual, MilestoneFact):
        facts = model.objects.filter(submission__in=tokens)
        if facts.exclude(confirmed_on=None, returned_on=None).exists():
            raise Refused(
                "values_settled",
                _("The supervision office has settled values of this import, so it cannot be undone."),
            )
