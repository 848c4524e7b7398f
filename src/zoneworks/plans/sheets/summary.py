"""What a table says of itself, for the preview: kept as JSON, shown as names and values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from zoneworks.common.text import in_language
from zoneworks.plans.choices import IndicatorKind
from zoneworks.plans.models import Plan
from zoneworks.plans.sheets.head import LEVEL_WORDS
from zoneworks.plans.sheets.reading import ReadTable
from zoneworks.plans.sheets.statements import plain_number

Json = dict[str, Any]
INDICATORS_SHOWN = 300
SHAPES: dict[str, Promise] = {
    "table": gettext_lazy("Table"),
    "matrix": gettext_lazy("Matrix of indicators and areas"),
    "outline": gettext_lazy("Outline"),
    "card": gettext_lazy("Project card"),
}
COLUMN_WORDS: dict[str, Promise] = {
    "no": gettext_lazy("Number"),
    "text": gettext_lazy("Goal"),
    "name": pgettext_lazy("of a row", "Name"),
    **dict.fromkeys((*LEVEL_WORDS, "path"), gettext_lazy("Headings")),
    "goal": gettext_lazy("Goal"),
    "lead": gettext_lazy("Lead unit"),
    "responsible": gettext_lazy("Responsible unit"),
    "cooperating": gettext_lazy("Cooperating unit"),
    "leaders": gettext_lazy("Lead leader"),
    "deadline": gettext_lazy("Deadline"),
    "deadline_raw": gettext_lazy("Deadline"),
    "milestones": gettext_lazy("Quarter node"),
    "weight": gettext_lazy("Weight"),
    "unit": gettext_lazy("Unit of measure"),
    "area": gettext_lazy("Area"),
    "ignore": gettext_lazy("Left out"),
}


def summary_of_table(table: ReadTable, head: Json, plan: Plan | None) -> Json:
    sheet = table.sheet
    proposals = [(item, proposal) for item in sheet.items for proposal in item.proposals]
    return {
        "title": sheet.title,
        "document_no": sheet.document_no,
        "issued_on": head["issued_on"],
        "year": table.year,
        "shape": sheet.shape,
        "encoding": table.source.encoding,
        "counts": level_counts(sheet.counts, head["level_names"]),
        "column_map": sheet.column_map,
        "areas": list(sheet.areas),
        "plan": {"zh": plan.title, "en": plan.title_en, "version": plan.version, "state": plan.state} if plan else None,
        "indicator_count": len(proposals),
        "indicators": [
            {
                "no": item.no or "",
                "item": (item.name or item.text)[:60],
                "name": proposal.name,
                "target": plain_number(proposal.target),
                "unit": proposal.unit,
                "kind": proposal.kind,
                "points": len(proposal.schedule),
            }
            for item, proposal in proposals[:INDICATORS_SHOWN]
        ],
    }


def level_counts(counts: dict[str, int], names: Sequence[Json]) -> list[Json]:
    """Each level's word with its number of entries, outermost first."""
    words = list(names)
    unnamed: list[Json] = [{}] * max(len(counts) - len(words), 0)
    padded = unnamed + words[max(len(words) - len(counts), 0) :]
    return [{**word, "code": code, "count": n} for word, (code, n) in zip(padded, counts.items(), strict=True)]


def told_of_table(summary: Json) -> list[tuple[str | Promise, str]]:
    """Names and values for the preview; what the table does not say is a dash."""
    plan = summary.get("plan")
    compared = in_language(plan["zh"], plan["en"]) if plan else _("no plan of this year yet; a new draft is made")
    facts: list[tuple[str | Promise, str]] = [
        (_("Title"), summary.get("title") or ""),
        (_("Document number"), summary.get("document_no") or ""),
        (_("Issued on"), shown_day(summary.get("issued_on"))),
        (_("Year"), str(summary.get("year") or "")),
        (_("Shape"), str(SHAPES.get(summary.get("shape") or "", ""))),
        (_("Compared with"), compared),
    ]
    return facts


def figures_told(summary: Json) -> list[tuple[str | Promise, int]]:
    """Entries on each level, by the level's own word, and proposed indicators."""
    levels: list[tuple[str | Promise, int]] = [
        (in_language(entry.get("zh", ""), entry.get("en", "")) or entry["code"], entry["count"])
        for entry in summary.get("counts", ())
    ]
    return [*levels, (_("Proposed indicators"), summary.get("indicator_count", 0))] if levels else []


def columns_told(summary: Json) -> list[tuple[str, str | Promise]]:
    """Each header as printed with what its column was read as."""
    return [(printed, COLUMN_WORDS.get(code, code)) for printed, code in summary.get("column_map", {}).items()]


def proposals_told(summary: Json) -> list[Json]:
    """Proposed indicators with the words for their kinds."""
    words = dict(IndicatorKind.choices)
    return [{**one, "kind": words.get(one["kind"], one["kind"])} for one in summary.get("indicators", ())]


def shown_day(text: str | None) -> str:
    return date_format(date.fromisoformat(text), "DATE_FORMAT") if text else ""
