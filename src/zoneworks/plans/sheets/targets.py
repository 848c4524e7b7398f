"""Which plan a table is compared with, what former tables said of it, and what people answered to them."""

from __future__ import annotations

from typing import Any

from zoneworks.imports.choices import BatchState
from zoneworks.imports.models import Batch, Row
from zoneworks.plans.models import Plan
from zoneworks.units.models import Unit

Json = dict[str, Any]
KIND = "plan"


def target_plan(zone: Unit, year: int | None) -> Plan | None:
    """The newest version of the year: the draft where there is one."""
    if year is None:
        return None
    return Plan.objects.filter(zone=zone, year=year).select_related("zone").order_by("-version").first()


def remembered_answers(zone: Unit) -> dict[str, str]:
    """What was answered about names in tables that were accepted; a later answer outweighs an earlier one."""
    answers: dict[str, str] = {}
    accepted = Batch.objects.filter(upload__zone=zone, kind=KIND, state=BatchState.ACCEPTED)
    for options in accepted.order_by("settled_at").values_list("options", flat=True):
        answers.update(options.get("answers", {}))
    return answers


def said_before(plan: Plan) -> dict[str, Json]:
    """By the root key of a row: what the last accepted table said of it, in whatever version of the year's plan."""
    versions = Plan.objects.filter(zone=plan.zone_id, year=plan.year).values_list("pk", flat=True)
    rows = Row.objects.filter(
        is_accepted=True,
        batch__kind=KIND,
        batch__state=BatchState.ACCEPTED,
        batch__target__in=[str(pk) for pk in versions],
    ).order_by("batch__settled_at", "pk")
    return {key: draft for key, draft in rows.values_list("key", "draft") if draft.get("row") == "leaf"}
