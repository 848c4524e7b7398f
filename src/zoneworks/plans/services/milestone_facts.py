"""Recording that milestones were reached, starts of works among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.common.clock import now
from zoneworks.common.errors import Refused
from zoneworks.plans.models import Milestone, MilestoneFact, Plan
from zoneworks.plans.services.checks import MANY
from zoneworks.plans.services.entries import Finding, MilestoneEntry, require_tokens_once, settle
from zoneworks.plans.services.guards import writer
from zoneworks.plans.services.journal import note_item
from zoneworks.plans.services.reporting import (
    claim_for_facts,
    refusal_of_date,
    refusal_of_writer,
    reportable_items,
)

BATCH = 2000


@transaction.atomic
def record_milestone(*, scope: Scope, milestone: Milestone, entry: MilestoneEntry, today: date) -> MilestoneFact:
    """One milestone reached, or (without a date) an earlier statement withdrawn."""
    known = MilestoneFact.objects.filter(submission=entry.submission).exists()
    plan = milestone.item.plan
    [fact] = record_milestones(scope=scope, plan=plan, entries=[entry], today=today, quiet=True)
    if not known:
        note_item(
            scope, milestone.item, "record_milestone", milestone=milestone.text, done_on=fact.done_on
        )  # fmt: skip
    return fact


@transaction.atomic
def record_milestones(
    *,
    scope: Scope,
    plan: Plan,
    entries: Sequence[MilestoneEntry],
    today: date,
    quiet: bool = False,
    waits: bool = False,
) -> list[MilestoneFact]:
    """Many milestones at once, all or none, in the order given. `waits`: as for values."""
    claim_for_facts(plan)
    facts = MilestoneFact.objects.in_bulk([entry.submission for entry in entries], field_name="submission")
    fresh = [entry for entry in dict.fromkeys(entries) if entry.submission not in facts]
    require_tokens_once(fresh)
    milestones = milestones_of(plan, {entry.milestone for entry in entries})
    require_own_tokens(entries, facts, milestones)
    settle(findings(scope, plan, fresh, today, milestones), sure=True)
    at, user = now(), writer(scope)
    counts_at_once = scope.is_supervising(plan.zone) and not waits
    confirmed = {"confirmed_on": today, "confirmed_by": user} if counts_at_once else {}
    made = MilestoneFact.objects.bulk_create(
        (
            MilestoneFact(
                milestone_id=milestones[entry.milestone].facts_id,
                done_on=entry.done_on,
                note=entry.note,
                submission=entry.submission,
                recorded_on=today,
                recorded_at=at,
                recorded_by=user,
                **confirmed,
            )
            for entry in fresh
        ),
        batch_size=BATCH,
    )
    facts |= {fact.submission: fact for fact in made}
    if made and not quiet:
        record(user=user, zone=plan.zone, verb="record_milestones", kind="plan", key=plan.pk, count=len(made))
    return [facts[entry.submission] for entry in entries]


def require_own_tokens(
    entries: Sequence[MilestoneEntry], facts: dict[str, MilestoneFact], milestones: dict[int, Milestone]
) -> None:
    for entry in entries:
        fact, milestone = facts.get(entry.submission), milestones.get(entry.milestone)
        if fact and (milestone is None or fact.milestone_id != milestone.facts_id):
            raise Refused(
                "submission_taken", _("This form has been used for something else. Load the page again and repeat.")
            )


def check_milestones(*, scope: Scope, plan: Plan, entries: Sequence[MilestoneEntry], today: date) -> list[Finding]:
    """What would happen to each entry; nothing is written."""
    return findings(scope, plan, entries, today, milestones_of(plan, {entry.milestone for entry in entries}))


def milestones_of(plan: Plan, keys: Set[int]) -> dict[int, Milestone]:
    among = Milestone.objects.filter(item__plan=plan).select_related("item").order_by()
    return {one.pk: one for one in (among.filter(pk__in=keys) if len(keys) < MANY else among)}


def findings(
    scope: Scope, plan: Plan, entries: Sequence[MilestoneEntry], today: date, milestones: Mapping[int, Milestone]
) -> list[Finding]:
    mine = reportable_items(scope, plan, {milestone.item_id for milestone in milestones.values()})
    said = latest_statements(plan, milestones, is_confirmed=scope.is_supervising(plan.zone))
    found = []
    for entry in entries:
        milestone = milestones.get(entry.milestone)
        if milestone is None:
            found.append(Finding(Refused("milestone_unknown", _("The plan has no such milestone."), "milestone")))
        elif milestone.item_id not in mine:
            found.append(Finding(refusal_of_writer(milestone.item)))
        else:
            refusal = refusal_of_date(plan, entry.done_on, today, "done_on") if entry.done_on else None
            found.append(Finding(refusal, is_same=said.get(milestone.facts_id) == entry.done_on))
    return found


def latest_statements(plan: Plan, milestones: Mapping[int, Milestone], *, is_confirmed: bool) -> dict[int, date | None]:
    """The date on which each milestone was last said to be reached."""
    facts = MilestoneFact.objects.filter(returned_on__isnull=True).order_by("recorded_at", "pk")
    if len(milestones) < MANY:
        facts = facts.filter(milestone__in={milestone.facts_id for milestone in milestones.values()})
    else:
        facts = facts.filter(milestone__item__plan__zone=plan.zone_id, milestone__item__plan__year=plan.year)
    if is_confirmed:
        facts = facts.filter(confirmed_on__isnull=False).order_by("confirmed_on", "recorded_at", "pk")
    return dict(facts.values_list("milestone_id", "done_on"))
