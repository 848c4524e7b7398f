"""Days by which rows of the plan and their milestones are due, for whoever leads or answers for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from zoneworks.inbox.deadlines import Deadline, Wanted, register
from zoneworks.inbox.links import local
from zoneworks.plans.choices import PlanState
from zoneworks.plans.models import Item, ItemPost, ItemUnit, Milestone, MilestoneFact, Plan
from zoneworks.plans.services.reporting import REPORTING_DUTIES
from zoneworks.units.models import Unit
from zoneworks.units.queries import under


def plans_at_hand(wanted: Wanted) -> list[int]:
    """Of each year the stretch of days touches, the version in force; three years at most."""
    years = range(wanted.since.year, wanted.until.year + 1)
    plans = Plan.objects.filter(zone=wanted.zone, year__in=years).exclude(state=PlanState.DRAFT)
    begun = plans.filter(Q(in_force_from__isnull=True) | Q(in_force_from__lte=wanted.today))
    return list({plan.year: plan.pk for plan in begun.order_by("year", "version")}.values())


def concerned(wanted: Wanted, item: str) -> Q:
    """Rows of the units asked for; else those the person's units report and those the person's post leads."""
    units = under(wanted.units) if wanted.units is not None else wanted.scope.units_worked_for()
    duties = ItemUnit.objects.filter(item=OuterRef(item), duty__in=REPORTING_DUTIES)
    condition = Q(Exists(duties.filter(unit__in=Unit.objects.filter(units))))
    if wanted.units is None:
        posts = [grant.post_id for grant in wanted.scope.grants if grant.post_id]
        condition |= Q(Exists(ItemPost.objects.filter(item=OuterRef(item), post__in=posts)))
    return condition


def in_plans(wanted: Wanted) -> Iterator[Deadline]:
    """In four statements, however many there are."""
    if wanted.zone.pk not in wanted.scope.zone_ids:
        return
    plans, stretch = plans_at_hand(wanted), (wanted.since, wanted.until)
    leaves = Item.objects.filter(concerned(wanted, "pk"), plan__in=plans, is_leaf=True, deadline__range=stretch)
    for item in leaves.order_by("deadline", "path"):
        yield deadline_of_row(item)
    steps = Milestone.objects.filter(
        concerned(wanted, "item"), item__plan__in=plans, item__is_leaf=True, due__range=stretch
    )
    found = list(steps.select_related("item").order_by("due", "item__path", "pk"))
    reached = reached_among({step.facts_id for step in found}, wanted)
    for step in found:
        yield deadline_of_step(step, step.facts_id in reached)


def reached_among(keys: Iterable[int], wanted: Wanted) -> set[int]:
    """Milestones that are known to be reached: the last confirmed statement says when."""
    known = MilestoneFact.objects.filter(
        milestone__in=list(keys), returned_on__isnull=True, confirmed_on__lte=wanted.today
    )
    last = dict(known.order_by("recorded_on", "pk").values_list("milestone_id", "done_on"))
    return {key for key, done_on in last.items() if done_on is not None}


def named(item: Item) -> str:
    return " ".join(filter(None, [item.label, item.title]))


def address_of(item: Item) -> str:
    return local(reverse("plans:item", args=[item.pk]))


def deadline_of_row(item: Item) -> Deadline:
    assert item.deadline is not None  # asked for by its range
    key = item.origin_id or item.pk
    title = _("Deadline of %(item)s") % {"item": named(item)}
    return Deadline(f"item-{key}", item.deadline, title, address_of(item), "item", subject=("item", str(key)))


def deadline_of_step(step: Milestone, is_done: bool) -> Deadline:
    assert step.due is not None  # asked for by its range
    title = _("%(item)s, milestone: %(milestone)s") % {"item": named(step.item), "milestone": step.title}
    subject = ("item", str(step.item.origin_id or step.item_id))
    return Deadline(
        f"milestone-{step.facts_id}", step.due, title, address_of(step.item), "milestone", is_done, subject=subject
    )


register("plans", in_plans)
