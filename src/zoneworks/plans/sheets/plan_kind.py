"""The table as issued, as something that can be imported."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zoneworks.accounts.access import Scope
from zoneworks.imports.kinds import Comparison, Outcome, Value, Word
from zoneworks.imports.messages import Wording
from zoneworks.imports.models import Batch, Row
from zoneworks.plans.issue_sentences import TABLE_SENTENCES
from zoneworks.plans.sheets.accepting import accept_plan_rows, undo_plan_rows
from zoneworks.plans.sheets.comparing import new_leaf_changes
from zoneworks.plans.sheets.comparison import compare_table
from zoneworks.plans.sheets.names import LEFT_OUT, NEW, OUTSIDE
from zoneworks.plans.sheets.reading import ReadTable, read_table
from zoneworks.plans.sheets.sentences import FIELD_WORDS, SENTENCES, TOPIC_WORDS
from zoneworks.plans.sheets.summary import columns_told, figures_told, proposals_told, told_of_table
from zoneworks.plans.sheets.targets import target_plan
from zoneworks.units.models import Unit

Json = dict[str, Any]


class PlanKind:
    code = "plan"
    label = _("Plan: the task breakdown table as issued")
    hint = _("Workbook, Word table, CSV, outline or project cards")
    field_words = FIELD_WORDS
    topic_words = TOPIC_WORDS
    wording = Wording.of(TABLE_SENTENCES, SENTENCES)
    summary_template = "plans/imports/plan_summary.html"

    def may_import(self, scope: Scope, zone: Unit) -> bool:
        return scope.is_supervising(zone)

    def read(self, data: bytes, filename: str, zone: Unit, options: Json) -> ReadTable:
        return read_table(data, filename, zone, options)

    def compare(self, scope: Scope, zone: Unit, sheet: ReadTable, options: Json) -> Comparison:
        return compare_table(zone, sheet, options)

    def is_overtaken(self, batch: Batch) -> bool:
        plan = target_plan(batch.upload.zone, batch.summary["year"])
        return (str(plan.pk), plan.revision) != (batch.target, batch.target_revision) if plan else bool(batch.target)

    def answers_to(self, topic: str) -> Sequence[tuple[str, Word]]:
        if topic == "post":
            return [(NEW, _("a new post")), (LEFT_OUT, _("nothing; leave it out"))]
        return [
            (NEW, _("a new unit of the zone")),
            (OUTSIDE, _("a new unit outside the zone")),
            (LEFT_OUT, _("nothing; leave it out")),
        ]

    def sheet_facts(self, summary: Json) -> Sequence[tuple[Word, str]]:
        return told_of_table(summary)

    def sheet_figures(self, summary: Json) -> Sequence[tuple[Word, int]]:
        return figures_told(summary)

    def surroundings(self, draft: Json) -> str:
        return str(_("the table itself")) if draft["row"] == "plan" else " / ".join(draft["path"])

    def summary_context(self, summary: Json) -> Json:
        return {"read_columns": columns_told(summary), "proposed": proposals_told(summary)}

    def described(self, draft: Json) -> Sequence[tuple[str, Value]]:
        if draft["row"] == "plan":
            return [(name, draft[name]) for name in ("title", "document_no", "issued_on") if draft[name]]
        return [(change.field, change.after) for change in new_leaf_changes(draft, None)]

    def accept(self, scope: Scope, batch: Batch, rows: Sequence[Row]) -> Outcome:
        return accept_plan_rows(scope, batch, rows)

    def undo(self, scope: Scope, batch: Batch, rows: Sequence[Row]) -> None:
        undo_plan_rows(scope, batch)

    def address_of(self, batch: Batch) -> str:
        return reverse("plans:plan", args=[batch.target])
