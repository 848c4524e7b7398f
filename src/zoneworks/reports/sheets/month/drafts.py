"""What a report says as the preview keeps it: plain data, by the keys of the version of the plan at hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from zoneworks.plans.sheets.statements import plain_number
from zoneworks.reports.services import ReportFields, StepEntry, ValueEntry
from zoneworks.reports.services.drafts import Said, Subjects

Json = dict[str, Any]
WORDS = ("progress", "problems", "next_steps")
SAID = (*WORDS, "own_light")
NUMBERS = ("value", "numerator", "denominator")


def fields_said(words: Mapping[str, str], said: Said, subjects: Subjects) -> ReportFields:
    """What a report keeps, by the keys of its row's parts at hand; parts the row no longer has are left out."""
    values, steps = said
    return ReportFields(
        **{name: words.get(name, "") for name in SAID},
        values={key: values[one.facts_id] for key, one in subjects[0].items() if one.facts_id in values},
        steps={key: steps[one.facts_id] for key, one in subjects[1].items() if one.facts_id in steps},
    )


def fields_to_json(fields: ReportFields) -> Json:
    return {
        **{name: getattr(fields, name) for name in SAID},
        "values": [
            {
                "key": key, **{name: plain_number(getattr(entry, name)) for name in NUMBERS},
                "note": entry.note, "is_sure": entry.is_sure,
            }
            for key, entry in fields.values.items()
        ],
        "steps": [
            {"key": key, "done_on": entry.done_on.isoformat(), "note": entry.note}
            for key, entry in fields.steps.items()
        ],
    }  # fmt: skip


def fields_from_json(stored: Json) -> ReportFields:
    return ReportFields(
        **{name: stored.get(name, "") for name in SAID},
        values={
            one["key"]: ValueEntry(
                **{name: None if one[name] is None else Decimal(one[name]) for name in NUMBERS},
                note=one["note"],
                is_sure=one["is_sure"],
            )
            for one in stored["values"]
        },
        steps={one["key"]: StepEntry(date.fromisoformat(one["done_on"]), one["note"]) for one in stored["steps"]},
    )
