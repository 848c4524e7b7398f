"""Who answers for a row: units, leaders; and the tags it is found by. Changeable until the plan is closed."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.common.errors import Refused
from zoneworks.plans.choices import Duty, PlanState
from zoneworks.plans.models import Item, ItemPost, ItemUnit, Tag
from zoneworks.plans.services.guards import claim_item, claim_plan, require_supervision
from zoneworks.plans.services.journal import note_item
from zoneworks.plans.services.planting import duties_of, require_posts_of_zone, require_units_of_zone
from zoneworks.units.models import Post, Unit


def claim_open_item(scope: Scope, item: Item, seen: int | None) -> None:
    require_supervision(scope, item.plan.zone)
    claim_plan(item.plan, PlanState.DRAFT, PlanState.ISSUED)
    claim_item(item, seen=seen)


@transaction.atomic
def set_duties(
    *, scope: Scope, item: Item, duties: Sequence[tuple[Duty, Unit]], seen: int | None = None
) -> list[ItemUnit]:
    """Lead, responsible and cooperating units of a row, in the order named; replaces what was there."""
    require_units_of_zone(item.plan.zone, [unit for _duty, unit in duties])
    claim_open_item(scope, item, seen)
    standing = ItemUnit.objects.filter(item=item)
    before = [f"{duty}: {unit}" for duty, unit in standing.values_list("duty", "unit__name")]
    standing.delete()
    made = ItemUnit.objects.bulk_create(duties_of(item, duties))
    names = {unit.pk: unit.name for _duty, unit in duties}
    after = [f"{row.duty}: {names[row.unit_id]}" for row in made]
    if sorted(before) != sorted(after):
        note_item(scope, item, "set_duties", changes={"duties": [before, after]})
    return made


@transaction.atomic
def set_leaders(*, scope: Scope, item: Item, posts: Sequence[Post], seen: int | None = None) -> None:
    """The posts that lead a row, the lead leader first; replaces what was there."""
    require_posts_of_zone(item.plan.zone, posts)
    claim_open_item(scope, item, seen)
    standing = ItemPost.objects.filter(item=item)
    before = list(standing.values_list("post__name", flat=True))
    standing.delete()
    once = list({post.pk: post for post in posts}.values())
    ItemPost.objects.bulk_create([ItemPost(item=item, post=post, position=place) for place, post in enumerate(once)])
    after = [post.name for post in once]
    if before != after:
        note_item(scope, item, "set_leaders", changes={"leaders": [before, after]})


@transaction.atomic
def set_tags(*, scope: Scope, item: Item, tags: Sequence[Tag], seen: int | None = None) -> None:
    """Battlefield, dimensions and theme of a row; replaces what was there."""
    for tag in tags:
        if tag.zone_id != item.plan.zone_id:
            raise Refused("tag_of_another_zone", _("“%(tag)s” is a tag of another zone.") % {"tag": tag}, "tags")
    claim_open_item(scope, item, seen)
    before = list(item.tags.values_list("name", flat=True))
    item.tags.set(tags)
    after = [tag.name for tag in tags]
    if sorted(before) != sorted(after):
        note_item(scope, item, "set_tags", changes={"tags": [before, after]})
