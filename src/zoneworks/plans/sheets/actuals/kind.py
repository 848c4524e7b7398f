"""Sheets of actual values, as something that can be imported."""

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
from zoneworks.plans.choices import PlanState
from zoneworks.plans.models import Plan
from zoneworks.plans.sheets.actuals.accepting import accept_values, undo_values
from zoneworks.plans.sheets.actuals.comparison import compare_values
from zoneworks.plans.sheets.actuals.reading import ValueSheet, read_values
from zoneworks.plans.sheets.actuals.sentences import COLUMN_WORDS, FIELD_WORDS, SENTENCES, VALUE_SENTENCES
from zoneworks.units.models import Unit

Json = dict[str, Any]


class ActualsKind:
    code = "actuals"
    label = _("Actual values: the sheet the plan exports, or one of your own")
    hint = _("Items or indicators, dates and values")
    field_words = FIELD_WORDS
    topic_words: dict[str, Word] = {}
    wording = Wording.of(VALUE_SENTENCES, SENTENCES)
    summary_template = ""

    def may_import(self, scope: Scope, zone: Unit) -> bool:
        """Everybody who reports; on which rows, the services ask row by row."""
        return scope.is_supervising(zone) or scope.holds([RoleKind.OFFICER], zone)

    def read(self, data: bytes, filename: str, zone: Unit, options: Json) -> ValueSheet:
        issued = Plan.objects.filter(zone=zone, state=PlanState.ISSUED).order_by("-year").values_list("year", flat=True)
        return read_values(data, filename, options, issued.first())

    def compare(self, scope: Scope, zone: Unit, sheet: ValueSheet, options: Json) -> Comparison:
        return compare_values(scope, zone, sheet)

    def is_overtaken(self, batch: Batch) -> bool:
        """Values of others change the plan all day; each line is looked at again when it is accepted."""
        return False

    def answers_to(self, topic: str) -> Sequence[tuple[str, Word]]:
        return []

    def sheet_facts(self, summary: Json) -> Sequence[tuple[Word, str]]:
        columns = [f"{printed}" for printed, code in summary.get("columns", {}).items() if code in COLUMN_WORDS]
        plan = in_language(summary.get("title", ""), summary.get("title_en", ""))
        return [(_("Plan"), plan), (_("Year"), str(summary.get("year") or "")), (_("Columns"), "、".join(columns))]

    def sheet_figures(self, summary: Json) -> Sequence[tuple[Word, int]]:
        return []

    def surroundings(self, draft: Json) -> str:
        return ""

    def summary_context(self, summary: Json) -> Json:
        return {}

    def described(self, draft: Json) -> Sequence[tuple[str, Value]]:
        return [(name, text) for name, text in draft["said"].items() if name in COLUMN_WORDS]

    def accept(self, scope: Scope, batch: Batch, rows: Sequence[Row]) -> Outcome:
        return accept_values(scope, batch, rows)

    def undo(self, scope: Scope, batch: Batch, rows: Sequence[Row]) -> None:
        undo_values(scope, batch, rows)

    def address_of(self, batch: Batch) -> str:
        return f"{reverse('plans:board')}?year={batch.result['year']}"
