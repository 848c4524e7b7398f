"""Recording values of indicators: the supervision office's count at once, a unit's are submitted and wait."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.common.clock import now
from zoneworks.common.errors import Refused
from zoneworks.plans.models import Actual, Indicator, Plan
from zoneworks.plans.services.checks import complete, findings, indicators_of, tidy
from zoneworks.plans.services.entries import ActualEntry, require_tokens_once, settle
from zoneworks.plans.services.guards import writer
from zoneworks.plans.services.journal import note_item
from zoneworks.plans.services.reporting import claim_for_facts

BATCH = 2000


@transaction.atomic
def record_actual(*, scope: Scope, indicator: Indicator, entry: ActualEntry, today: date, sure: bool = False) -> Actual:
    """One value. The entry sent twice is recorded once; what looks wrong is asked about unless the person is sure."""
    known = Actual.objects.filter(submission=entry.submission).exists()
    [fact] = record_actuals(scope=scope, plan=indicator.item.plan, entries=[entry], today=today, sure=sure, quiet=True)
    if not known:
        note_item(
            scope, indicator.item, "record_actual", indicator=indicator.name, about=entry.about,
            value=None if fact.value is None else tidy(fact.value),
        )  # fmt: skip
    return fact


@transaction.atomic
def record_actuals(
    *,
    scope: Scope,
    plan: Plan,
    entries: Sequence[ActualEntry],
    today: date,
    sure: bool = False,
    quiet: bool = False,
    waits: bool = False,
) -> list[Actual]:
    """Many values at once, all or none, in the order given; RowsRefused names every entry that stands in the way.

    `waits`: they wait to be confirmed whoever writes them, because they are settled together with something else.
    """
    claim_for_facts(plan)
    facts = facts_sent_before([entry.submission for entry in entries])
    fresh = [entry for entry in dict.fromkeys(entries) if entry.submission not in facts]
    require_tokens_once(fresh)
    indicators = indicators_of(plan, {entry.indicator for entry in entries})
    require_own_tokens(entries, facts, indicators)
    settle(findings(scope, plan, fresh, today, indicators), sure)
    at, counts_from = now(), today if scope.is_supervising(plan.zone) and not waits else None
    stated = (complete(entry, indicators[entry.indicator]) for entry in fresh)
    made = (fact_of(entry, indicators[entry.indicator], scope, today, at, counts_from) for entry in stated)
    for fact in Actual.objects.bulk_create(made, batch_size=BATCH):
        facts[fact.submission] = fact
    if fresh and not quiet:
        record(
            user=writer(scope), zone=plan.zone, verb="record_actuals", kind="plan", key=plan.pk, count=len(fresh)
        )  # fmt: skip
    return [facts[entry.submission] for entry in entries]


def facts_sent_before(submissions: Sequence[str]) -> dict[str, Actual]:
    found: dict[str, Actual] = Actual.objects.in_bulk(submissions, field_name="submission")
    return found


def require_own_tokens(
    entries: Sequence[ActualEntry], facts: dict[str, Actual], indicators: dict[int, Indicator]
) -> None:
    """A mark of sending belongs to what it was first sent for; it opens no look at anything else."""
    for entry in entries:
        fact, indicator = facts.get(entry.submission), indicators.get(entry.indicator)
        if fact and (indicator is None or fact.indicator_id != indicator.facts_id):
            raise Refused(
                "submission_taken", _("This form has been used for something else. Load the page again and repeat.")
            )


def fact_of(
    entry: ActualEntry, indicator: Indicator, scope: Scope, today: date, at: datetime, counts_from: date | None
) -> Actual:
    return Actual(
        indicator_id=indicator.facts_id,
        about=entry.about,
        value=entry.value,
        numerator=entry.numerator,
        denominator=entry.denominator,
        note=entry.note,
        submission=entry.submission,
        recorded_on=today,
        recorded_at=at,
        recorded_by=writer(scope),
        confirmed_on=counts_from,
        confirmed_by=writer(scope) if counts_from else None,
    )
