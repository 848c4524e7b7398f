"""A re-baselining in mid-year: the plan in force is copied into a new draft, and its facts go on counting there."""

from __future__ import annotations

from typing import Any, Unpack

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.common.errors import Refused
from zoneworks.plans.choices import PlanState
from zoneworks.plans.models import Item, Plan
from zoneworks.plans.services.copying import copy_rows
from zoneworks.plans.services.guards import require_supervision, writer
from zoneworks.plans.services.plans import PlanFields, require_sound_fields, save_new_version

HEAD = (
    "title", "title_en", "document_no", "document_no_en", "issuing_unit_id", "level_names", "rule_set",
    "is_illustrative",
)  # fmt: skip


@transaction.atomic
def draft_next_version(*, scope: Scope, plan: Plan, **notice: Unpack[PlanFields]) -> Plan:
    """Copy an issued plan into a draft. Rows, indicators and milestones remember where they first appeared.

    `notice`: title, number, date and reason of the notice by which it is adjusted; all of it can be given later.
    """
    require_supervision(scope, plan.zone)
    if plan.state == PlanState.DRAFT:
        raise Refused(
            "plan_draft", _("“%(plan)s” is still a draft; change it as it stands.") % {"plan": plan.title_shown}
        )
    versions = Plan.objects.filter(zone=plan.zone, year=plan.year)
    if versions.filter(state=PlanState.DRAFT).exists():
        raise Refused("draft_exists", _("There already is a draft for %(year)s. Go on with it.") % {"year": plan.year})
    if versions.filter(version__gt=plan.version).exists():
        raise Refused("version_outdated", _("There is a later version. Adjust that one."))
    version = (versions.aggregate(last=Max("version"))["last"] or 0) + 1
    require_sound_fields(notice)
    head: dict[str, Any] = {name: getattr(plan, name) for name in HEAD}
    head.update(notice)
    copy = Plan(zone=plan.zone, year=plan.year, version=version, supersedes=plan, **head)
    save_new_version(copy)
    copy_rows(Item.objects.filter(plan=plan), copy)
    record(user=writer(scope), zone=plan.zone, verb="draft_next_version", kind="plan", key=copy.pk, of=plan.pk)
    return copy
