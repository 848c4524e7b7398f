"""What belongs to new rows - duties, leaders, tags, nodes, indicators, milestones - checked and saved in bulk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from zoneworks.common.bulk import insert_rows
from zoneworks.common.errors import Refused
from zoneworks.plans.choices import Direction, Duty, IndicatorKind, IndicatorState, Measure
from zoneworks.plans.models import Indicator, Item, ItemPost, ItemUnit, Milestone, Node, Plan, ScheduleValue
from zoneworks.plans.services.contents import IndicatorFields, NewIndicator, NewItem, Schedule
from zoneworks.plans.services.limits import require_fitting, require_number, require_text, require_weight
from zoneworks.units.models import Post, Unit

KINDS, DIRECTIONS, MEASURES = tuple(IndicatorKind.values), tuple(Direction.values), tuple(Measure.values)
Planted = Sequence[tuple[Item, NewItem]]


def require_sound_item(plan: Plan, new: NewItem) -> None:
    fields = new.fields
    require_fitting(Item, fields)
    require_text(fields.get("name", "") or fields.get("goal", ""), "name")
    require_weight(fields.get("weight"))
    require_units_of_zone(plan.zone, [unit for _duty, unit in new.duties])
    require_posts_of_zone(plan.zone, new.leaders)
    require_names_once([indicator.fields.get("name", "") for indicator in new.indicators])
    for indicator in new.indicators:
        require_text(indicator.fields.get("name", ""), "name")
        require_text(indicator.fields.get("unit", ""), "unit")
        require_known("kind", indicator.fields.get("kind", ""), KINDS)
        require_sound_indicator(indicator.fields)
        require_sound_schedule(indicator.schedule)
        if indicator.is_confirmed:
            require_confirmable(indicator.fields.get("name", ""), indicator.fields.get("target"))
    for milestone in new.milestones:
        require_text(milestone.get("text", ""), "text")


def require_units_of_zone(zone: Unit, units: Iterable[Unit]) -> None:
    """A duty goes to a unit of the zone or to an authority above it, never to a neighbour."""
    for unit in units:
        if not (unit.path.startswith(zone.path) or zone.path.startswith(unit.path)):
            raise Refused(
                "unit_of_another_zone",
                _("“%(unit)s” is not a unit of %(zone)s.") % {"unit": unit.title, "zone": zone.title},
                "duties",
            )


def require_posts_of_zone(zone: Unit, posts: Iterable[Post]) -> None:
    for post in posts:
        if post.zone_id != zone.pk:
            raise Refused(
                "post_of_another_zone",
                _("“%(post)s” is not a post of %(zone)s.") % {"post": post.title, "zone": zone.title},
                "leaders",
            )


def require_sound_indicator(fields: IndicatorFields) -> None:
    require_fitting(Indicator, fields)
    for name in ("name", "unit"):
        if name in fields:
            require_text(fields[name], name)
    numbers = (
        ("baseline", fields.get("baseline")),
        ("start", fields.get("start")),
        ("target", fields.get("target")),
        ("factor", fields.get("factor")),
    )
    for name, value in numbers:
        if value is not None:
            require_number(value, name)
    factor = fields.get("factor")
    if factor is not None and factor <= 0:
        raise Refused("factor_not_positive", _("The factor to the base unit must be greater than 0."), "factor")
    if "weight" in fields:
        require_weight(fields["weight"])
    require_known("kind", fields.get("kind"), KINDS)
    require_known("direction", fields.get("direction"), DIRECTIONS)
    require_known("measure", fields.get("measure"), MEASURES)


def require_names_once(names: Sequence[str]) -> None:
    for name in {name for name in names if names.count(name) > 1}:
        raise Refused(
            "indicator_name_twice",
            _("Two indicators of the row are called “%(name)s”. Give one of them another name.") % {"name": name},
            "name",
        )


def require_known(field: str, value: str | None, known: Sequence[str]) -> None:
    if value is not None and value not in known:
        raise Refused(
            "word_unknown",
            _("“%(value)s” is not one of: %(known)s.") % {"value": value, "known": ", ".join(known)},
            field,
        )


def require_confirmable(name: str, target: Decimal | None) -> None:
    if target is None:
        raise Refused(
            "indicator_without_target",
            _("“%(indicator)s” has no annual target. Give it before confirming.") % {"indicator": name},
            "target",
        )


def require_sound_schedule(schedule: Schedule) -> None:
    days: set[date] = set()
    for due, value in schedule:
        require_number(value, "schedule")
        if due in days:
            raise Refused(
                "schedule_day_twice", _("Two values are due on %(date)s. Keep one.") % {"date": due}, "schedule"
            )
        days.add(due)


def attach_contents(planted: Planted) -> None:
    """Save all that belongs to new rows: one statement per kind of thing, however many there are."""
    attach_duties(planted)
    insert_rows(
        ItemPost,
        (
            {"item_id": item.pk, "post_id": post.pk, "position": place}
            for item, new in planted
            for place, post in first_places(new)
        ),
    )
    insert_rows(
        Item.tags.through,
        ({"item_id": item.pk, "tag_id": key} for item, new in planted for key in {tag.pk for tag in new.tags}),
    )
    insert_rows(
        Node,
        (
            {"item_id": item.pk, "due": node.due, "text": node.text, "text_en": node.text_en}
            for item, new in planted
            for node in new.nodes
        ),
    )
    insert_rows(
        Milestone,
        (
            {"item_id": item.pk, "position": place, **fields}
            for item, new in planted
            for place, fields in enumerate(new.milestones)
        ),
    )
    attach_indicators(planted)


def first_places(new: NewItem) -> list[tuple[int, Post]]:
    posts = {post.pk: post for post in new.leaders}
    return list(enumerate(posts.values()))


def placed_duties(duties: Iterable[tuple[Duty, Unit]]) -> list[tuple[Duty, int, int]]:
    """Duty, key of the unit, position: each unit once per duty, in the order named."""
    named: dict[tuple[Duty, int], None] = {(duty, unit.pk): None for duty, unit in duties}
    counted: dict[Duty, int] = {}
    rows = []
    for duty, unit_id in named:
        counted[duty] = counted.get(duty, 0) + 1
        rows.append((duty, unit_id, counted[duty] - 1))
    return rows


def duties_of(item: Item, duties: Iterable[tuple[Duty, Unit]]) -> list[ItemUnit]:
    return [
        ItemUnit(item=item, unit_id=unit_id, duty=duty, position=position)
        for duty, unit_id, position in placed_duties(duties)
    ]


def attach_duties(planted: Planted) -> None:
    insert_duties((item.pk, new.duties) for item, new in planted)


def insert_duties(duties: Iterable[tuple[int, Iterable[tuple[Duty, Unit]]]]) -> None:
    """By the key of the item."""
    insert_rows(
        ItemUnit,
        (
            {"item_id": item, "unit_id": unit_id, "duty": str(duty), "position": position}
            for item, named in duties
            for duty, unit_id, position in placed_duties(named)
        ),
    )


def attach_indicators(planted: Planted) -> None:
    news = [(item.pk, place, new) for item, row in planted for place, new in enumerate(row.indicators)]
    insert_indicators(news)


def insert_indicators(news: Sequence[tuple[int, int, NewIndicator]]) -> None:
    """Save indicators given with their item and their position there; no other of the item has that position."""
    insert_rows(
        Indicator,
        (
            {
                "item_id": item,
                "position": place,
                "state": IndicatorState.CONFIRMED if new.is_confirmed else IndicatorState.PROPOSED,
                **new.fields,
            }
            for item, place, new in news
        ),
    )
    if not any(new.schedule for _item, _place, new in news):
        return
    places = {(item, place) for item, place, _new in news}
    among = Indicator.objects.filter(item__in={item for item, _place, _new in news})
    keys = {
        (item, place): key
        for key, item, place in among.values_list("pk", "item_id", "position")
        if (item, place) in places
    }
    insert_rows(
        ScheduleValue,
        (
            {"indicator_id": keys[item, place], "due": due, "value": value}
            for item, place, new in news
            for due, value in new.schedule
        ),
    )
