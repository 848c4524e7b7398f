"""A plan's leaves as they stand, with all that belongs to them, in nine statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from zonekit.sheets.matching import RowWords
from zoneworks.plans.models import Indicator, Item, ItemPost, ItemUnit, Milestone, Node, Plan, ScheduleValue
from zoneworks.units.models import Post, Unit


@dataclass
class StandingRow:
    """One leaf: its headings, duties by kind, leaders, nodes, milestones, indicators with the values due."""

    item: Item
    headings: tuple[Item, ...]
    duties: dict[str, list[Unit]] = field(default_factory=lambda: defaultdict(list))
    leaders: list[Post] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    milestones: list[Milestone] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    due: dict[int, list[tuple[date, Decimal]]] = field(default_factory=lambda: defaultdict(list))

    @property
    def root(self) -> str:
        """The key under which imports remember the row through all versions of the plan."""
        return str(self.item.origin_id or self.item.pk)

    @property
    def path(self) -> tuple[str, ...]:
        return tuple(heading.name for heading in self.headings)

    def words(self) -> RowWords:
        return RowWords(self.path, self.item.name, self.item.goal, self.item.no)


def standing_rows(plan: Plan) -> list[StandingRow]:
    """In the order of the table."""
    items = list(Item.objects.filter(plan=plan).order_by("path"))
    by_key = {item.pk: item for item in items}
    rows = {item.pk: StandingRow(item, headings_of(item, by_key)) for item in items if item.is_leaf}
    for duty in ItemUnit.objects.filter(item__plan=plan).select_related("unit").order_by("position", "pk"):
        if duty.item_id in rows:
            rows[duty.item_id].duties[duty.duty].append(duty.unit)
    for leader in ItemPost.objects.filter(item__plan=plan).select_related("post").order_by("position", "pk"):
        if leader.item_id in rows:
            rows[leader.item_id].leaders.append(leader.post)
    for node in Node.objects.filter(item__plan=plan).order_by("due"):
        if node.item_id in rows:
            rows[node.item_id].nodes.append(node)
    for milestone in Milestone.objects.filter(item__plan=plan).order_by("position", "pk"):
        if milestone.item_id in rows:
            rows[milestone.item_id].milestones.append(milestone)
    attach_indicators(plan, rows)
    return list(rows.values())


def attach_indicators(plan: Plan, rows: dict[int, StandingRow]) -> None:
    owner: dict[int, StandingRow] = {}
    for indicator in Indicator.objects.filter(item__plan=plan).order_by("position", "pk"):
        if indicator.item_id in rows:
            owner[indicator.pk] = rows[indicator.item_id]
            owner[indicator.pk].indicators.append(indicator)
    values = ScheduleValue.objects.filter(indicator__item__plan=plan).order_by("due")
    for key, due, value in values.values_list("indicator_id", "due", "value"):
        if key in owner:
            owner[key].due[key].append((due, value))


def headings_of(item: Item, by_key: dict[int, Item]) -> tuple[Item, ...]:
    """Outermost first."""
    found: list[Item] = []
    above = item.parent_id
    while above is not None:
        found.insert(0, by_key[above])
        above = by_key[above].parent_id
    return tuple(found)


def headings(rows: Iterable[StandingRow]) -> dict[int, Item]:
    """Every heading that has a leaf below it."""
    return {heading.pk: heading for row in rows for heading in row.headings}
