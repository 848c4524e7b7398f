"""Rows of plans as subjects: an order or a message speaks of a row by the key of its first appearance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zoneworks.accounts.access import Scope
from zoneworks.accounts.subjects import Subject, register
from zoneworks.common.errors import Refused
from zoneworks.plans.choices import Duty, PlanState
from zoneworks.plans.models import Item, ItemPost, ItemUnit, Plan
from zoneworks.plans.queries import current_plan, plans_readable
from zoneworks.supervision import concerned
from zoneworks.supervision.concerned import Concerned
from zoneworks.units.models import Post, Unit

SHOWN = 20
LONGEST_KEY = 15
BY_WEIGHT = (Duty.LEAD, Duty.RESPONSIBLE, Duty.COOPERATING)


def numbers_in(keys: Iterable[str]) -> list[int]:
    return [int(key) for key in keys if key.isascii() and key.isdecimal() and len(key) <= LONGEST_KEY]


def latest_rows(items: QuerySet[Item], keys: Iterable[str]) -> dict[str, Item]:
    """By key the row in the latest of the versions it stands in; a later row's own key, as the record has it, is it."""
    first = numbers_in(keys)
    found = items.annotate(first=Coalesce("origin_id", "pk")).filter(Q(pk__in=first) | Q(origin__in=first))
    # Ascending, so that the latest version stays.
    rows = list(found.select_related("plan").order_by("plan__version", "pk"))
    known: dict[str, Item] = {str(item.pk): item for item in rows if item.pk in first}
    known.update((str(item.first), item) for item in rows)
    return known


class ItemSubject:
    code = "item"
    label = _("Item of the plan")

    def find(self, scope: Scope, keys: Iterable[str]) -> Mapping[str, Subject]:
        rows = latest_rows(Item.objects.filter(plan__in=plans_readable(scope)), keys)
        return {key: subject_of(key, item) for key, item in rows.items()}

    def zone_of(self, key: str) -> Unit | None:
        item = Item.objects.filter(pk__in=numbers_in([key])).select_related("plan__zone").first()
        return item.plan.zone if item else None

    def search(self, scope: Scope, zone: Unit, words: str) -> Iterable[Subject]:
        """Rows of the plan in force whose number, name or goal holds the words."""
        plan = current_plan(scope, zone)
        if plan is None or not words.strip():
            return []
        told = words.strip()[:80]
        holds = Q()
        for field in ("code", "no", "name", "name_en", "goal", "goal_en"):
            holds |= Q(**{f"{field}__icontains": told})
        rows = Item.objects.filter(holds, plan=plan).order_by("-is_leaf", "path")[:SHOWN]
        return [subject_of(str(item.origin_id or item.pk), item) for item in rows]


def subject_of(key: str, item: Item) -> Subject:
    title = " ".join(part for part in (item.label, item.title) if part)
    return Subject("item", key, title, reverse("plans:item", args=[item.pk]))


def answering_for(zone: Unit, keys: Iterable[str]) -> dict[str, Concerned]:
    """Who answers for rows by the version in force: the lead unit, else the first responsible one; the rest help."""
    plans = Plan.objects.filter(zone=zone).exclude(state=PlanState.DRAFT)
    rows = latest_rows(Item.objects.filter(plan__in=plans), keys)
    ids = [item.pk for item in rows.values()]
    units: dict[int, list[Unit]] = {}
    duties = ItemUnit.objects.filter(item__in=ids).select_related("unit")
    for duty in sorted(duties, key=lambda one: (BY_WEIGHT.index(Duty(one.duty)), one.position)):
        known = units.setdefault(duty.item_id, [])
        if duty.unit not in known:
            known.append(duty.unit)
    posts: dict[int, Post] = {}
    for led in ItemPost.objects.filter(item__in=ids).select_related("post").order_by("pk"):
        posts.setdefault(led.item_id, led.post)
    return {
        key: Concerned(
            item.name or item.goal, item.name_en or item.goal_en, units[item.pk][0], tuple(units[item.pk][1:]),
            posts.get(item.pk),
        )
        for key, item in rows.items()
        if units.get(item.pk)
    }  # fmt: skip


def why_no_order(zone: Unit, key: str) -> Refused | None:
    """An order is filed on rows of a plan in force alone: what was moved out or closed is not asked about any more.

    The plan is held, so that no version drops the row at the same moment.
    """
    in_force = Plan.objects.filter(zone=zone, state=PlanState.ISSUED).order_by("pk")
    held = list(in_force.select_for_update().values_list("pk", flat=True))
    of_row = Item.objects.filter(Q(pk__in=numbers_in([key])) | Q(origin__in=numbers_in([key])))
    if of_row.filter(plan__in=held).exists():
        return None
    row = of_row.order_by("-plan__version").first()
    return Refused(
        "row_not_in_force",
        gettext("“%(item)s” stands in no plan in force. File the order on a row of the plan in force, or on no row.")
        % {"item": row.title if row else key},
    )


register(ItemSubject())
concerned.register("item", answering_for, why_no_order)
