"""The supervision office settles what units have submitted: it confirms, or returns with a word why."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.common.errors import Overtaken, Refused
from zoneworks.plans.models import Actual, Item, MilestoneFact, Plan
from zoneworks.plans.services.closed_months import require_open_months
from zoneworks.plans.services.guards import require_supervision, writer
from zoneworks.plans.services.journal import note_item
from zoneworks.plans.services.limits import require_text
from zoneworks.plans.services.reporting import claim_for_facts, plan_in_force, refusal_of_writer, reportable_items

# What a monthly report submits is settled with the report, never by itself.
OF_REPORT = "report:"
IS_OF_REPORT = Q(submission__startswith=OF_REPORT)
AnyFact = TypeVar("AnyFact", Actual, MilestoneFact)


@transaction.atomic
def confirm_actual(*, scope: Scope, fact: Actual, today: date) -> Actual:
    """From today on the value counts."""
    return confirm_one(scope, fact, today, "confirm_actual")


@transaction.atomic
def confirm_milestone(*, scope: Scope, fact: MilestoneFact, today: date) -> MilestoneFact:
    return confirm_one(scope, fact, today, "confirm_milestone")


@transaction.atomic
def confirm_actuals(*, scope: Scope, plan: Plan, facts: Iterable[int], today: date, of_reports: bool = False) -> int:
    """Confirm many at once; says how many there were, those settled before not among them.

    What belongs to a monthly report is confirmed with it and left out here; `of_reports`: the reports themselves ask.
    """
    return confirm_many(scope, plan, Actual, facts, today, "confirm_actuals", of_reports)


@transaction.atomic
def confirm_milestones(*, scope: Scope, plan: Plan, facts: Iterable[int], today: date, of_reports: bool = False) -> int:
    return confirm_many(scope, plan, MilestoneFact, facts, today, "confirm_milestones", of_reports)


@transaction.atomic
def return_actual(*, scope: Scope, fact: Actual, today: date, note: str) -> Actual:
    """Give a submitted value back to the unit, saying why; it counts for nothing."""
    return return_one(scope, fact, today, note, "return_actual")


@transaction.atomic
def return_milestone(*, scope: Scope, fact: MilestoneFact, today: date, note: str) -> MilestoneFact:
    return return_one(scope, fact, today, note, "return_milestone")


@transaction.atomic
def return_report_facts(
    *, scope: Scope, plan: Plan, actuals: Iterable[int], steps: Iterable[int], today: date, note: str
) -> int:
    """Give back all that monthly reports had submitted, with the reason of their return; says how many facts."""
    require_supervision(scope, plan.zone)
    require_text(note, "reason")
    return put_aside(scope, plan, actuals, steps, today, note, "return_report_facts")


@transaction.atomic
def take_back_report_facts(
    *, scope: Scope, plan: Plan, item: Item, actuals: Iterable[int], steps: Iterable[int], today: date
) -> int:
    """Whoever reports on a row takes back what its monthly report had submitted; says how many facts."""
    if item.pk not in reportable_items(scope, plan, [item.pk]):
        raise refusal_of_writer(item)
    return put_aside(scope, plan, actuals, steps, today, "", "take_back_report_facts")


def put_aside(
    scope: Scope, plan: Plan, actuals: Iterable[int], steps: Iterable[int], today: date, note: str, verb: str
) -> int:
    claim_for_facts(plan)
    changes: dict[str, object] = {"returned_on": today, "returned_by": writer(scope), "return_note": note}
    values = settle_many(scope, plan, Actual, actuals, today, verb, True, changes)
    return values + settle_many(scope, plan, MilestoneFact, steps, today, verb, True, changes)


def confirm_one(scope: Scope, fact: AnyFact, today: date, verb: str) -> AnyFact:
    return settle_one(scope, fact, today, verb, confirmed_on=today, confirmed_by=writer(scope))


def return_one(scope: Scope, fact: AnyFact, today: date, note: str, verb: str) -> AnyFact:
    require_text(note, "note")
    return settle_one(scope, fact, today, verb, returned_on=today, returned_by=writer(scope), return_note=note)


def settle_one(scope: Scope, fact: AnyFact, today: date, verb: str, **changes: object) -> AnyFact:
    item = item_of(fact)
    plan = plan_in_force(item.plan.zone_id, item.plan.year)
    require_supervision(scope, plan.zone)
    claim_for_facts(plan)
    if fact.submission.startswith(OF_REPORT):
        raise Refused(
            "fact_of_report",
            _("This belongs to the monthly report of “%(item)s”. Confirm or return the report.") % {"item": item.title},
        )
    if isinstance(fact, Actual):
        require_open_months(plan, [fact.about])
    if not waiting(type(fact), today).filter(pk=fact.pk).update(**changes):
        raise Overtaken("fact_settled", _("A colleague has already settled this report. Load the page again."))
    note_item(scope, item, verb, subject=name_of(fact), fact=fact.pk)
    fact.refresh_from_db()
    return fact


def confirm_many(
    scope: Scope, plan: Plan, model: type[AnyFact], facts: Iterable[int], today: date, verb: str, of_reports: bool
) -> int:
    require_supervision(scope, plan.zone)
    claim_for_facts(plan)
    changes: dict[str, object] = {"confirmed_on": today, "confirmed_by": writer(scope)}
    return settle_many(scope, plan, model, facts, today, verb, of_reports, changes)


def settle_many(
    scope: Scope,
    plan: Plan,
    model: type[AnyFact],
    facts: Iterable[int],
    today: date,
    verb: str,
    of_reports: bool,
    changes: dict[str, object],
) -> int:
    """Settle those of the year that wait; says how many. The plan has been claimed."""
    subject = "indicator" if model is Actual else "milestone"
    of_year = {f"{subject}__item__plan__zone_id": plan.zone_id, f"{subject}__item__plan__year": plan.year}
    among = waiting(model, today).filter(pk__in=list(facts), **of_year)
    among = among.filter(IS_OF_REPORT) if of_reports else among.exclude(IS_OF_REPORT)
    pairs = list(among.values_list("pk", "about" if model is Actual else "recorded_on"))
    if model is Actual and pairs:
        require_open_months(plan, (about for _key, about in pairs))
    count = waiting(model, today).filter(pk__in=[key for key, _about in pairs]).update(**changes)
    if count:
        record(user=writer(scope), zone=plan.zone, verb=verb, kind="plan", key=plan.pk, count=count)
    return count


def waiting(model: type[AnyFact], today: date) -> QuerySet[AnyFact]:
    """Facts that nobody has settled; nothing is settled on a day before it was recorded."""
    return model.objects.filter(confirmed_on__isnull=True, returned_on__isnull=True, recorded_on__lte=today)


def item_of(fact: Actual | MilestoneFact) -> Item:
    return fact.indicator.item if isinstance(fact, Actual) else fact.milestone.item


def name_of(fact: Actual | MilestoneFact) -> str:
    return fact.indicator.name if isinstance(fact, Actual) else fact.milestone.text
