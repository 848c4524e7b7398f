"""The sheet of a unit's month, as something that can be imported."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zoneworks.accounts.access import Scope
from zoneworks.accounts.choices import RoleKind
from zoneworks.common.text import in_language
from zoneworks.imports.kinds import Comparison, Outcome, Value, Word
from zoneworks.imports.messages import Wording
from zoneworks.imports.models import Batch, Row
from zoneworks.plans.sheets.actuals.sentences import VALUE_SENTENCES
from zoneworks.reports.sheets.month.accepting import accept_month, is_overtaken, undo_month
from zoneworks.reports.sheets.month.comparison import compare_month
from zoneworks.reports.sheets.month.reading import MonthSheet, read_month_sheet
from zoneworks.reports.sheets.month.sentences import COLUMN_WORDS, FIELD_WORDS, SENTENCES
from zoneworks.units.models import Unit

Json = dict[str, Any]


class MonthKind:
    code = "monthly_reports"
    label = _("Monthly reports of a unit: the sheet of the month, filled in")
    hint = _("Values, milestones and words of every sub-project; they become drafts")
    field_words = FIELD_WORDS
    topic_words: dict[str, Word] = {}
    wording = Wording.of(VALUE_SENTENCES, SENTENCES)
    summary_template = ""

    def may_import(self, scope: Scope, zone: Unit) -> bool:
        """Everybody who reports; on which rows, the services ask row by row."""
        return scope.is_supervising(zone) or scope.holds([RoleKind.OFFICER], zone)

    def read(self, data: bytes, filename: str, zone: Unit, options: Json) -> MonthSheet:
        return read_month_sheet(data, filename)

    def compare(self, scope: Scope, zone: Unit, sheet: MonthSheet, options: Json) -> Comparison:
        return compare_month(scope, zone, sheet)

    def is_overtaken(self, batch: Batch) -> bool:
        return is_overtaken(batch)

    def answers_to(self, topic: str) -> Sequence[tuple[str, Word]]:
        return []

    def sheet_facts(self, summary: Json) -> Sequence[tuple[Word, str]]:
        columns = [f"{printed}" for printed, code in summary.get("columns", {}).items() if code in COLUMN_WORDS]
        plan = in_language(summary.get("title", ""), summary.get("title_en", ""))
        return [(_("Plan"), plan), (_("Month"), summary.get("month", "")[:7]), (_("Columns"), "、".join(columns))]

    def sheet_figures(self, summary: Json) -> Sequence[tuple[Word, int]]:
        return []

    def surroundings(self, draft: Json) -> str:
        return ""

    def summary_context(self, summary: Json) -> Json:
        return {}

    def described(self, draft: Json) -> Sequence[tuple[str, Value]]:
        return [(name, text) for said in draft["said"] for name, text in said.items() if name in FIELD_WORDS]

    def accept(self, scope: Scope, batch: Batch, rows: Sequence[Row]) -> Outcome:
        return accept_month(scope, batch, rows)

    def undo(self, scope: Scope, batch: Batch, rows: Sequence[Row]) -> None:
        undo_month(scope, batch, rows)

    def address_of(self, batch: Batch) -> str:
        """The month, where the drafts are submitted."""
        return f"{reverse('reports:month')}?month={batch.result['month']}"
