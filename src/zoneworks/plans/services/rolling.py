"""Rolling the year over: rows that are not finished go on in the draft of the next year, under the same headings.

Facts stay with their year: a row carried over is a new row that remembers which one it goes on with. Nothing it is to
achieve counts before a person has confirmed it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.common.errors import Refused
from zoneworks.plans.choices import Duty, IndicatorKind, MilestoneKind, PlanState
from zoneworks.plans.models import Item, ItemPost, ItemUnit, Milestone, Plan, Tag
from zoneworks.plans.outcomes import Outcome, Unmet, outcomes_of
from zoneworks.plans.services.contents import IndicatorFields, ItemFields, MilestoneFields, NewIndicator, NewItem
from zoneworks.plans.services.guards import require_supervision, writer
from zoneworks.plans.services.items import add_items
from zoneworks.plans.services.plans import save_new_version
from zoneworks.units.models import Post, Unit

KEPT_OF_PLAN = ("issuing_unit_id", "level_names", "rule_set", "is_illustrative")
KEPT_OF_ROW = (
    "no", "code", "name", "name_en", "goal", "goal_en", "weight", "site", "site_en", "basis_kind", "basis", "basis_en",
    "basis_sources",
)  # fmt: skip
KEPT_OF_INDICATOR = (
    "name", "name_en", "unit", "unit_en", "base_unit", "factor", "kind", "measure", "direction", "weight", "register",
    "register_args",
)  # fmt: skip


@transaction.atomic
def roll_over(*, scope: Scope, plan: Plan, year: int, items: Collection[int], today: date) -> Plan:
    """A draft of the next year with the rows chosen (keys of lowest rows of `plan`), each of which must be open."""
    require_supervision(scope, plan.zone)
    require_next_year(plan, year)
    chosen = [one for one in outcomes_of(scope, plan, today) if one.row.item in items]
    require_open(plan, chosen, items)
    fields: dict[str, Any] = {name: getattr(plan, name) for name in KEPT_OF_PLAN}
    for name in ("title", "title_en"):
        fields[name] = getattr(plan, name).replace(str(plan.year), str(year))
    draft = Plan(zone=plan.zone, year=year, **fields)
    save_new_version(draft)
    carry(scope, plan, draft, chosen)
    record(
        user=writer(scope), zone=plan.zone, verb="roll_over", kind="plan", key=draft.pk, of=plan.pk, count=len(chosen)
    )
    draft.refresh_from_db()
    return draft


def require_next_year(plan: Plan, year: int) -> None:
    if plan.state == PlanState.DRAFT:
        raise Refused(
            "plan_draft", _("“%(plan)s” is a draft; nothing has happened in it.") % {"plan": plan.title_shown}
        )
    if year != plan.year + 1:
        raise Refused("year_not_next", _("A plan is rolled over into the year that follows it."), "year")
    of_year = Plan.objects.filter(zone=plan.zone_id)
    if of_year.filter(year=plan.year, version__gt=plan.version).exclude(state=PlanState.DRAFT).exists():
        raise Refused("version_outdated", _("There is a later version of %(year)s.") % {"year": plan.year})
    standing = of_year.filter(year=year).first()
    if standing is None:
        return
    if standing.state == PlanState.DRAFT:
        raise Refused("draft_exists", _("There already is a draft for %(year)s. Go on with it.") % {"year": year})
    raise Refused(
        "plan_exists",
        _("The plan of %(year)s has been issued. Add the rows to the draft of its next version.") % {"year": year},
    )


def require_open(plan: Plan, chosen: Collection[Outcome], items: Collection[int]) -> None:
    if not chosen:
        raise Refused("nothing_chosen", _("Choose at least one row to carry over."), "items")
    if len(chosen) != len(set(items)):
        raise Refused(
            "row_unknown", _("Some of the rows chosen are not in “%(plan)s”.") % {"plan": plan.title_shown}, "items"
        )
    for one in chosen:
        if not one.is_open:
            raise Refused(
                "row_finished", _("“%(item)s” is finished and stays in its year.") % {"item": one.row.title}, "items"
            )


def carry(scope: Scope, plan: Plan, draft: Plan, chosen: Iterable[Outcome]) -> None:
    """The chosen rows and the headings above them, in the order of the table."""
    outcomes = {one.row.item: one for one in chosen}
    items = {item.pk: item for item in Item.objects.filter(plan=plan).order_by("path")}
    kept = {key for leaf in outcomes for key in (leaf, *above(items, items[leaf]))}
    rows = [item for item in items.values() if item.pk in kept]
    places = {item.pk: place for place, item in enumerate(rows)}
    belongings = Belongings.of(kept)
    news = [new_row(plan, item, places.get(item.parent_id or 0), outcomes.get(item.pk), belongings) for item in rows]
    made = add_items(scope=scope, plan=draft, items=news)
    for item, old in zip(made, rows, strict=True):
        item.carried_from = old
    Item.objects.bulk_update(made, ["carried_from"], batch_size=500)


def above(items: dict[int, Item], item: Item) -> Iterable[int]:
    while item.parent_id is not None:
        yield item.parent_id
        item = items[item.parent_id]


@dataclass
class Belongings:
    """Who answers for the rows and what they are found by: three statements."""

    duties: dict[int, list[tuple[Duty, Unit]]] = field(default_factory=lambda: defaultdict(list))
    leaders: dict[int, list[Post]] = field(default_factory=lambda: defaultdict(list))
    tags: dict[int, list[Tag]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, items: Collection[int]) -> Belongings:
        found = cls()
        for duty in ItemUnit.objects.filter(item__in=items).select_related("unit").order_by("position"):
            found.duties[duty.item_id].append((Duty(duty.duty), duty.unit))
        for led in ItemPost.objects.filter(item__in=items).select_related("post").order_by("position"):
            found.leaders[led.item_id].append(led.post)
        tags = Tag.objects.in_bulk(Item.tags.through.objects.filter(item__in=items).values_list("tag_id", flat=True))
        for item, tag in Item.tags.through.objects.filter(item__in=items).values_list("item_id", "tag_id"):
            found.tags[item].append(tags[tag])
        return found


def new_row(
    plan: Plan, item: Item, place_above: int | None, outcome: Outcome | None, belongings: Belongings
) -> NewItem:
    fields: ItemFields = {name: getattr(item, name) for name in KEPT_OF_ROW}  # type: ignore[assignment]
    if is_later(plan, item.deadline):
        fields |= {"deadline": item.deadline, "deadline_text": item.deadline_text}
    return NewItem(
        fields,
        above=place_above,
        duties=belongings.duties[item.pk],
        leaders=belongings.leaders[item.pk],
        tags=belongings.tags[item.pk],
        indicators=[proposal(one) for one in outcome.unmet] if outcome else (),
        milestones=[step(plan, one) for one in outcome.milestones] if outcome else (),
    )


def is_later(plan: Plan, day: date | None) -> bool:
    """A day that the year rolled over has not reached."""
    return day is not None and day.year > plan.year


def proposal(unmet: Unmet) -> NewIndicator:
    """What is left of a sum; a level starts where it was last seen; a rate has to be held again."""
    indicator = unmet.indicator
    fields: IndicatorFields = {name: getattr(indicator, name) for name in KEPT_OF_INDICATOR}  # type: ignore[assignment]
    fields |= {"baseline": unmet.value, "target": indicator.target}
    if indicator.kind == IndicatorKind.CUMULATIVE:
        fields["target"] = unmet.left
    elif indicator.kind == IndicatorKind.LEVEL:
        fields["start"] = unmet.value if unmet.value is not None else indicator.start
    return NewIndicator(fields)


def step(plan: Plan, milestone: Milestone) -> MilestoneFields:
    """A day that has passed is for a person to give anew; until then the milestone has none."""
    kind = MilestoneKind(milestone.kind)
    fields: MilestoneFields = {"kind": kind, "text": milestone.text, "text_en": milestone.text_en}
    if is_later(plan, milestone.due):
        fields |= {"due": milestone.due, "is_fixed_date": milestone.is_fixed_date}
    return fields
