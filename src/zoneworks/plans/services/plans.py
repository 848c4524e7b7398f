"""Making a plan, issuing it, closing it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, TypedDict, Unpack

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from zonekit.plans import load_rule_sets
from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.common.errors import Overtaken, Refused
from zoneworks.plans.choices import PlanState, TagKind
from zoneworks.plans.models import Item, Plan, Tag
from zoneworks.plans.services.guards import claim_plan, require_supervision, writer
from zoneworks.plans.services.journal import plain
from zoneworks.plans.services.limits import require_fitting, require_text
from zoneworks.units.models import Unit

MOST_LEVELS = 4


class LevelName(TypedDict, total=False):
    zh: str
    en: str


class PlanFields(TypedDict, total=False):
    title: str
    title_en: str
    document_no: str
    document_no_en: str
    issuing_unit: Unit | None
    issued_on: date | None
    level_names: Sequence[LevelName]
    rule_set: str
    is_illustrative: bool
    notice_title: str
    notice_title_en: str
    reason: str
    reason_en: str


@transaction.atomic
def create_plan(*, scope: Scope, zone: Unit, year: int, **fields: Unpack[PlanFields]) -> Plan:
    """A new draft; the second plan of a year is its next version."""
    require_supervision(scope, zone)
    if not 1990 <= year <= 2100:
        raise Refused("year_implausible", _("%(year)s is not a year of a plan.") % {"year": year}, "year")
    fields.setdefault("title", "")
    require_sound_fields(fields)
    latest = Plan.objects.filter(zone=zone, year=year).order_by("-version").first()
    plan = Plan(zone=zone, year=year, version=latest.version + 1 if latest else 1, supersedes=latest, **fields)
    save_new_version(plan)
    record(user=writer(scope), zone=zone, verb="create_plan", kind="plan", key=plan.pk, year=year, title=plan.title)
    return plan


def save_new_version(plan: Plan) -> None:
    try:
        with transaction.atomic():
            plan.save(force_insert=True)
    except IntegrityError as error:
        raise Overtaken(
            "plan_version_taken",
            _("A colleague began a new version for %(year)s at the same time. Open it from the list of plans.")
            % {"year": plan.year},
        ) from error


def require_sound_fields(fields: PlanFields) -> None:
    require_fitting(Plan, fields)
    if "title" in fields:
        require_text(fields["title"], "title")
    rules = fields.get("rule_set")
    if rules is not None and rules not in {known.code for known in load_rule_sets()}:
        raise Refused("rule_set_unknown", _("There is no set of light rules “%(code)s”.") % {"code": rules}, "rule_set")
    names = fields.get("level_names")
    if names is not None and len(names) > MOST_LEVELS:
        raise Refused(
            "too_many_levels",
            _("A plan has one to four levels; %(count)d were named.") % {"count": len(names)},
            "level_names",
        )


@transaction.atomic
def change_plan(*, scope: Scope, plan: Plan, seen: int | None = None, **fields: Unpack[PlanFields]) -> Plan:
    """Change the head of a draft. `seen` is the plan's revision as the person saw it."""
    require_supervision(scope, plan.zone)
    require_sound_fields(fields)
    if "level_names" in fields:
        require_levels_for_items(plan, fields["level_names"])
    changed = {name: value for name, value in fields.items() if getattr(plan, name) != value}
    before: dict[str, Any] = {name: getattr(plan, name) for name in changed}
    claim_plan(plan, PlanState.DRAFT, seen=seen, **changed)
    if changed:
        details = {name: [plain(before[name]), plain(changed[name])] for name in changed}
        record(user=writer(scope), zone=plan.zone, verb="change_plan", kind="plan", key=plan.pk, changes=details)
    plan.refresh_from_db()
    return plan


def require_levels_for_items(plan: Plan, names: Sequence[LevelName]) -> None:
    deepest = Item.objects.filter(plan=plan).aggregate(deepest=Max("level"))["deepest"] or 0
    if len(names) < deepest:
        raise Refused(
            "levels_in_use",
            _("The plan has items on %(deepest)d levels; name each of them.") % {"deepest": deepest},
            "level_names",
        )


@transaction.atomic
def close_plan(*, scope: Scope, plan: Plan, seen: int | None = None) -> Plan:
    """End a plan's year: nothing below it changes any more."""
    require_supervision(scope, plan.zone)
    claim_plan(plan, PlanState.ISSUED, seen=seen, state=PlanState.CLOSED)
    record(user=writer(scope), zone=plan.zone, verb="close_plan", kind="plan", key=plan.pk)
    plan.refresh_from_db()
    return plan


@transaction.atomic
def discard_draft(*, scope: Scope, plan: Plan, seen: int | None = None) -> None:
    """Remove a draft that nobody has issued, with all its items."""
    require_supervision(scope, plan.zone)
    claim_plan(plan, PlanState.DRAFT, seen=seen)
    key = plan.pk
    plan.delete()
    record(user=writer(scope), zone=plan.zone, verb="discard_draft", kind="plan", key=key, title=plan.title)


@transaction.atomic
def create_tag(*, scope: Scope, zone: Unit, kind: TagKind, code: str, name: str, name_en: str = "") -> Tag:
    """A battlefield, dimension or theme of the zone; one that exists under the code takes the new name."""
    require_supervision(scope, zone)
    require_text(name, "name")
    require_fitting(Tag, {"code": code, "name": name, "name_en": name_en})
    position = Tag.objects.filter(zone=zone, kind=kind).count()
    tag, _created = Tag.objects.update_or_create(
        zone=zone,
        kind=kind,
        code=code,
        defaults={"name": name, "name_en": name_en},
        create_defaults={"name": name, "name_en": name_en, "position": position},
    )
    record(user=writer(scope), zone=zone, verb="create_tag", kind="tag", key=tag.pk, name=name)
    return tag
