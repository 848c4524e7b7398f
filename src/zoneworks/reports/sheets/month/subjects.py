"""Which report each row of the sheet belongs to, and what of it the row says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from zonekit.values.issues import Issue
from zoneworks.plans.models import Indicator, Item, Milestone, Plan
from zoneworks.plans.sheets.actuals.reading import ValueLine
from zoneworks.plans.sheets.actuals.subjects import Subjects
from zoneworks.reports.exports_month import INDICATOR_MARK, MILESTONE_MARK, REPORT_MARK
from zoneworks.reports.sheets.month.reading import FILLED, MonthLine


@dataclass
class LeafLines:
    """All rows of the sheet about one sub-project."""

    item: Item
    words: list[MonthLine] = field(default_factory=list)
    indicators: dict[int, tuple[Indicator, MonthLine]] = field(default_factory=dict)
    milestones: dict[int, tuple[Milestone, MonthLine]] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)

    @property
    def lines(self) -> list[MonthLine]:
        parts = [line for _one, line in (*self.indicators.values(), *self.milestones.values())]
        return [*self.words, *parts]


def by_leaf(plan: Plan, lines: Iterable[MonthLine]) -> tuple[list[LeafLines], list[tuple[MonthLine, Issue]]]:
    """Rows by sub-project in the order of the sheet, and the rows that are about nothing the plan has."""
    subjects = Subjects(plan)
    leaves = {leaf.pk: leaf for leaf in Item.objects.filter(plan=plan, is_leaf=True).select_related("plan__zone")}
    origins = {leaf.origin_id or leaf.pk: leaf for leaf in leaves.values()}
    found: dict[int, LeafLines] = {}
    lost: list[tuple[MonthLine, Issue]] = []
    for line in lines:
        if not line.issues and not any(line.texts.get(name) for name in FILLED):
            continue
        subject = subject_of(subjects, origins, leaves, line)
        if isinstance(subject, Issue):
            lost.append((line, subject))
        else:
            item = leaves[subject.pk if isinstance(subject, Item) else subject.item_id]
            put(found.setdefault(item.pk, LeafLines(item)), subject, line)
    return list(found.values()), lost


def subject_of(
    subjects: Subjects, origins: dict[int, Item], leaves: dict[int, Item], line: MonthLine
) -> Item | Indicator | Milestone | Issue:
    asked = asked_of(line)
    if line.mark == INDICATOR_MARK:
        found: Indicator | Milestone | Issue = subjects.indicator(asked)
    elif line.mark == MILESTONE_MARK:
        found = subjects.milestone(asked)
    else:
        return leaf_of(subjects, origins, leaves, line, asked)
    if not isinstance(found, Issue) and found.item_id not in leaves:
        return Issue("month_row_unknown", line.place("key"), {"key": line.texts.get("key", "")})
    return found


def asked_of(line: MonthLine) -> ValueLine:
    """The row as sheets of values name things: an indicator or a milestone by the name of the row."""
    texts = dict(line.texts)
    name = texts.pop("name", "")
    if name:
        texts.setdefault("indicator" if line.mark == INDICATOR_MARK else "milestone", name)
    texts["key"] = texts.get("key", "").upper()
    place = line.place("key" if "key" in line.texts else "name" if "name" in line.texts else "item")
    return ValueLine(place, texts)


def leaf_of(
    subjects: Subjects, origins: dict[int, Item], leaves: dict[int, Item], line: MonthLine, asked: ValueLine
) -> Item | Issue:
    key = asked.texts["key"]
    if key:
        number = key.removeprefix(REPORT_MARK)
        leaf = origins.get(int(number)) if number.isdecimal() and len(number) < 18 else None
        return leaf or Issue("month_row_unknown", line.place("key"), {"key": line.texts["key"][:60]})
    items = subjects.items_of(asked)
    if isinstance(items, Issue):
        return items
    fitting = sorted(items or ())
    if len(fitting) == 1:
        return leaves[fitting[0]]
    named = line.texts.get("item") or line.texts.get("item_code") or "—"
    return Issue("month_row_unknown", line.where, {"key": named[:60]})


def put(leaf: LeafLines, subject: Item | Indicator | Milestone, line: MonthLine) -> None:
    """The same thing is said once; a further row that says it is an issue."""
    first: MonthLine | None = None
    if isinstance(subject, Indicator):
        first = leaf.indicators.setdefault(subject.pk, (subject, line))[1]
    elif isinstance(subject, Milestone):
        first = leaf.milestones.setdefault(subject.pk, (subject, line))[1]
    else:
        leaf.words.append(line)
        first = leaf.words[0]
    if first is not line:
        leaf.issues.append(Issue("month_row_twice", line.where, {"first": str(first.where)}))
