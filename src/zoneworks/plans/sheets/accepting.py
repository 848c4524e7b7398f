"""Writing the accepted rows of a preview through the services of plans, and taking them back."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.common.errors import Overtaken, Refused
from zoneworks.imports.choices import BatchState
from zoneworks.imports.kinds import Outcome
from zoneworks.imports.models import Batch, Row
from zoneworks.plans.models import Plan
from zoneworks.plans.services import ItemFields, PlanFields, create_plan, discard_draft
from zoneworks.plans.services.restoring import Renewed, renewed_undo, restore_table
from zoneworks.plans.services.tables import RowChange, Written, write_table
from zoneworks.plans.sheets.comparing import difference
from zoneworks.plans.sheets.comparison import EDITION
from zoneworks.plans.sheets.english import head_in_english, translation_of
from zoneworks.plans.sheets.head import head_fields
from zoneworks.plans.sheets.names import Directory
from zoneworks.plans.sheets.newcomers import forget, make_known
from zoneworks.plans.sheets.renaming import without_renamed
from zoneworks.plans.sheets.standing import StandingRow, standing_rows
from zoneworks.plans.sheets.targets import remembered_answers, said_before, target_plan
from zoneworks.plans.sheets.writing import row_change, table_row

Json = dict[str, Any]


def accept_plan_rows(scope: Scope, batch: Batch, rows: Sequence[Row]) -> Outcome:
    head = next((row for row in rows if row.draft["row"] == "plan"), None)
    leaves = [row for row in rows if row.draft["row"] != "plan"]
    if batch.summary["mode"] == EDITION:
        return accept_edition(scope, batch, head, leaves)
    zone = batch.upload.zone
    answers = {**remembered_answers(zone), **batch.options.get("answers", {})}
    made = make_known(zone, [row.draft for row in leaves], answers)
    plan, is_new = plan_to_write(scope, batch)
    table = AcceptedTable(batch, plan, leaves, Directory(zone, answers))
    fields = head_fields(plan, head.draft, plan.year) if head and not is_new else None
    written = write_table(
        scope=scope,
        plan=plan,
        seen=None if is_new else batch.target_revision,
        head=fields,
        rows=[table_row(row.position, row.draft, table.directory) for row in leaves if not row.key],
        changes=table.changes,
        headings=table.renamed,
        order=table.order(is_head_accepted=head is not None),
    )
    created = [row for row in leaves if not row.key]
    remember_keys(created, written, plan, head)
    return outcome(plan, is_new, made, written, created=len(created), updated=len(table.changes))


def plan_to_write(scope: Scope, batch: Batch) -> tuple[Plan, bool]:
    """The plan the preview was compared with, or a new draft where there was none."""
    year = batch.summary["year"]
    if batch.target:
        return Plan.objects.select_related("zone").get(pk=batch.target), False
    if target_plan(batch.upload.zone, year):
        raise Overtaken(
            "plan_begun",
            _("A plan for %(year)s was begun after this preview. Look at the preview again.") % {"year": year},
        )
    head = batch.rows.get(position=0).draft
    plan = create_plan(scope=scope, zone=batch.upload.zone, year=year, **head_fields(None, head, year))
    return plan, True


class AcceptedTable:
    """The accepted rows beside the standing ones: what changes, what was renamed, and in which order all stand."""

    def __init__(self, batch: Batch, plan: Plan, leaves: Sequence[Row], directory: Directory) -> None:
        self.batch, self.leaves, self.directory = batch, leaves, directory
        self.standing: dict[str, StandingRow] = {row.root: row for row in standing_rows(plan)}
        stated = set(batch.summary["stated"])
        before = said_before(plan) if self.standing else {}
        changes = []
        for leaf in leaves:
            row = self.standing.get(leaf.key)
            if row:
                found = difference(row, leaf.draft, stated, directory, before.get(row.root, {}))
                changes.append(row_change(row, leaf.draft, found, directory))
        self.renamed: dict[int, ItemFields]
        self.changes: list[RowChange]
        self.renamed, self.changes = without_renamed(list(self.standing.values()), changes)

    def order(self, *, is_head_accepted: bool) -> list[Hashable]:
        """Rows as the table has them; none where somebody did not accept another order."""
        head = self.batch.rows.get(position=0)
        if not is_head_accepted and any(change["field"] == "order" for change in head.changes):
            return []
        accepted = {leaf.position for leaf in self.leaves}
        tokens: list[Hashable] = []
        for position, key in self.batch.rows.filter(position__gt=0).values_list("position", "key"):
            if key in self.standing:
                tokens.append(self.standing[key].item.pk)
            elif position in accepted:
                tokens.append(("new", position))
        return tokens


def accept_edition(scope: Scope, batch: Batch, head: Row | None, leaves: Sequence[Row]) -> Outcome:
    """Fill in the English texts of a plan."""
    plan = Plan.objects.select_related("zone").get(pk=batch.target)
    standing = {row.root: row for row in standing_rows(plan)}
    found = [translation_of(leaf.draft, standing[leaf.key]) for leaf in leaves if leaf.key in standing]
    headings: dict[int, ItemFields] = {key: fields for one in found for key, fields in one.headings.items()}
    fields: PlanFields | None = head_in_english(plan, head.draft)[1] if head else None
    written = write_table(
        scope=scope,
        plan=plan,
        seen=batch.target_revision,
        head=fields,
        changes=[one.write for one in found],
        headings=headings,
    )
    return outcome(plan, False, {}, written, created=0, updated=len(found))


def remember_keys(created: Sequence[Row], written: Written, plan: Plan, head: Row | None) -> None:
    for row in created:
        row.key = str(written.created["new", row.position])
    if head:
        head.key = str(plan.pk)


def outcome(
    plan: Plan, is_new: bool, made: Mapping[str, list[int]], written: Written, *, created: int, updated: int
) -> Outcome:
    result = {"plan": plan.pk, "year": plan.year, "created": created, "updated": updated}
    result |= {name: len(keys) for name, keys in made.items()}
    return Outcome(str(plan.pk), result, {"is_new": is_new, "made": dict(made), "table": written.undo})


def undo_plan_rows(scope: Scope, batch: Batch) -> None:
    plan = Plan.objects.select_related("zone").filter(pk=batch.target).first()
    if plan is None:
        raise Refused("plan_gone", _("The plan this import was written to no longer exists."))
    renewed = restore_table(scope=scope, plan=plan, undo=batch.undo["table"])
    renew_earlier(batch, renewed)
    if batch.undo["is_new"]:
        plan.refresh_from_db()
        discard_draft(scope=scope, plan=plan)
    forget(batch.undo["made"])


def renew_earlier(batch: Batch, renewed: Renewed) -> None:
    """Let imports that were accepted before this one be undone in their turn."""
    earlier = Batch.objects.filter(kind=batch.kind, target=batch.target, state=BatchState.ACCEPTED)
    for other in earlier.exclude(pk=batch.pk).only("pk", "undo"):
        other.undo = {**other.undo, "table": renewed_undo(other.undo["table"], renewed)}
        other.save(update_fields=["undo"])
