"""Which indicator or milestone of the plan a line is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from zonekit.sheets.matching import folded
from zonekit.values.issues import Issue
from zoneworks.plans.choices import IndicatorState
from zoneworks.plans.exports_actuals import INDICATOR_MARK, MILESTONE_MARK
from zoneworks.plans.models import Indicator, Item, Milestone, Plan
from zoneworks.plans.sheets.actuals.reading import ValueLine


class Subjects:
    """Items, confirmed indicators and milestones of a plan by every name they have, in three statements."""

    def __init__(self, plan: Plan) -> None:
        items = list(Item.objects.filter(plan=plan, is_leaf=True))
        self.items: dict[str, set[int]] = defaultdict(set)
        self.codes: dict[str, set[int]] = defaultdict(set)
        self.numbers: dict[str, set[int]] = defaultdict(set)
        for item in items:
            for name in (item.name, item.name_en, item.goal, item.goal_en):
                if name:
                    self.items[folded(name)].add(item.pk)
            for index, text in ((self.codes, item.code), (self.numbers, item.no)):
                if text:
                    index[folded(text)].add(item.pk)
        states = Indicator.objects.filter(item__plan=plan, state=IndicatorState.CONFIRMED).select_related("item")
        self.indicators = list(states)
        self.milestones = list(Milestone.objects.filter(item__plan=plan).select_related("item"))

    def indicator(self, line: ValueLine) -> Indicator | Issue:
        """The one indicator a line means, or why there is none."""
        key = line.texts.get("key", "")
        if key.startswith(INDICATOR_MARK) and key[1:].isdigit():
            found = [one for one in self.indicators if one.facts_id == int(key[1:])]
            return found[0] if found else Issue("value_key_unknown", line.where, {"key": key})
        items = self.items_of(line)
        if isinstance(items, Issue):
            return items
        name = line.texts.get("indicator", "")
        fitting = [one for one in self.indicators if items is None or one.item_id in items]
        if name:
            fitting = [one for one in fitting if folded(name) in {folded(one.name), folded(one.name_en)}]
        return only(fitting, line, "indicator", name or line.texts.get("item", ""))

    def milestone(self, line: ValueLine) -> Milestone | Issue:
        key = line.texts.get("key", "")
        if key.startswith(MILESTONE_MARK) and key[1:].isdigit():
            found = [one for one in self.milestones if one.facts_id == int(key[1:])]
            return found[0] if found else Issue("value_key_unknown", line.where, {"key": key})
        items = self.items_of(line)
        if isinstance(items, Issue):
            return items
        name = folded(line.texts.get("milestone", ""))
        fitting = [one for one in self.milestones if items is None or one.item_id in items]
        fitting = [one for one in fitting if name in {folded(one.text), folded(one.text_en)}]
        return only(fitting, line, "milestone", line.texts.get("milestone", ""))

    def items_of(self, line: ValueLine) -> set[int] | Issue | None:
        """The items a line may mean; None where it names none. A number only tells rows of one name apart."""
        code, name, number = (folded(line.texts.get(part, "")) for part in ("item_code", "item", "no"))
        if code and code in self.codes:
            return self.codes[code]
        if name:
            found = self.items.get(name) or self.codes.get(name)
            if not found:
                return Issue("value_item_unknown", line.where, {"item": line.texts["item"][:60]})
            narrowed = found & self.numbers.get(number, found)
            return narrowed or found
        if code:
            found = self.numbers.get(code)
            return found if found else Issue("value_item_unknown", line.where, {"item": line.texts["item_code"][:60]})
        return self.numbers.get(number) if number else None


def only(fitting: Iterable[Indicator] | Iterable[Milestone], line: ValueLine, what: str, name: str):  # type: ignore[no-untyped-def]
    """The single one, or the issue that says there is none or several."""
    found = list(fitting)
    if len(found) == 1:
        return found[0]
    code = f"value_{what}_ambiguous" if found else f"value_{what}_unknown"
    return Issue(code, line.where, {"name": name[:60], "count": len(found)})
