"""Who may report on a row, and on which dates a plan takes facts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import F
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.common.errors import Refused
from zoneworks.plans.choices import Duty, PlanState
from zoneworks.plans.models import Item, ItemUnit, Plan
from zoneworks.plans.services.guards import claim_plan

REPORTING_DUTIES = (Duty.LEAD, Duty.RESPONSIBLE)


def claim_for_facts(plan: Plan) -> None:
    """Only an issued plan takes facts; all versions of the year have news."""
    claim_plan(plan, PlanState.ISSUED)
    others = Plan.objects.filter(zone_id=plan.zone_id, year=plan.year).exclude(pk=plan.pk)
    others.update(revision=F("revision") + 1)


def plan_in_force(zone_id: int, year: int) -> Plan:
    """The issued version of a year; facts that stand under an earlier version are settled in it."""
    plan = Plan.objects.filter(zone_id=zone_id, year=year).exclude(state=PlanState.DRAFT).select_related("zone").first()
    if plan is None:
        raise Refused("plan_draft", _("The plan takes facts once it has been issued."))
    return plan


def reportable_items(scope: Scope, plan: Plan, items: Iterable[int]) -> set[int]:
    """Of the rows those on which the person may report: as supervision office, or for a lead or responsible unit."""
    wanted = set(items)
    if scope.is_supervising(plan.zone):
        return wanted
    duties = ItemUnit.objects.filter(item__plan=plan, duty__in=REPORTING_DUTIES)
    if len(wanted) == 1:
        duties = duties.filter(item__in=wanted)
    paths: dict[int, list[str]] = {}
    for item, path in duties.values_list("item", "unit__path"):
        paths.setdefault(item, []).append(path)
    return {item for item in wanted if scope.works_for(paths.get(item, ()))}


def refusal_of_writer(item: Item) -> Refused:
    return Refused(
        "not_yours",
        _("Only the lead and responsible units of “%(item)s” report on it, and the supervision office.")
        % {"item": item.title},
    )


def refusal_of_date(plan: Plan, day: date, today: date, field: str) -> Refused | None:
    if day.year != plan.year:
        return Refused(
            "date_outside_year",
            _("%(date)s is not in %(year)d, the year of the plan.") % {"date": shown(day), "year": plan.year},
            field,
        )
    if day > today:
        return Refused(
            "date_in_future",
            _("%(date)s has not come yet; today is %(today)s.") % {"date": shown(day), "today": shown(today)},
            field,
        )
    return None


def shown(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
