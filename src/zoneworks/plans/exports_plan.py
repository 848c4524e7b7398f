"""The plan as the table in which it was issued, so that reading it again changes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zoneworks.accounts.access import Scope
from zoneworks.common.text import in_language
from zoneworks.plans.choices import Duty
from zoneworks.plans.exports_book import Book
from zoneworks.plans.models import Item, ItemPost, ItemUnit, Node, Plan
from zoneworks.plans.queries import items_of, require_readable

HEAD_ROW = 2
FIRST_ROW = 3


@dataclass
class Leaf:
    """A leaf with everything its line of the table says."""

    item: Item
    headings: tuple[Item, ...]
    units: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    leaders: list[str] = field(default_factory=list)
    nodes: dict[date, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Column:
    """A column of the table: its head, its width, what it says of a leaf."""

    head: str
    width: float
    said: Callable[[Leaf], str]


def export_plan_xlsx(scope: Scope, plan: Plan, language: str = "zh-hans") -> bytes:
    """The workbook in a language; items of which there is no text in it keep the other's. Http404 for a stranger."""
    require_readable(scope, plan)
    with translation.override(language):
        leaves = leaves_of(scope, plan)
        columns = columns_of(plan, leaves)
        level_count = max((leaf.item.level for leaf in leaves), default=1)
        book = Book(_("Task breakdown"), lean=False)
        last = len(columns)
        book.merged((0, 0), (0, last), plan.title_shown, "title")
        book.merged((1, 0), (1, last), note_row(plan, leaves), "note")
        book.text(HEAD_ROW, 0, pgettext("column", "No."), "head")
        for place, column in enumerate(columns, start=1):
            book.text(HEAD_ROW, place, column.head, "head")
        book.widths([6, *(column.width for column in columns)])
        book.sheet.set_row(0, 30)
        book.sheet.freeze_panes(FIRST_ROW, level_count + has_names(leaves))
        book.sheet.repeat_rows(HEAD_ROW)
        write_headings(book, leaves, level_count)
        for row, leaf in enumerate(leaves, start=FIRST_ROW):
            write_leaf(book, row, leaf, columns, level_count)
        return book.done()


def leaves_of(scope: Scope, plan: Plan) -> list[Leaf]:
    items = {item.pk: item for item in items_of(scope, plan)}
    leaves = {item.pk: Leaf(item, headings_above(item, items)) for item in items.values() if item.is_leaf}
    for duty in ItemUnit.objects.filter(item__in=leaves and items_of(scope, plan)).select_related("unit"):
        if duty.item_id in leaves:
            leaves[duty.item_id].units[duty.duty].append(duty.unit.title)
    for leader in ItemPost.objects.filter(item__plan=plan).select_related("post"):
        if leader.item_id in leaves:
            leaves[leader.item_id].leaders.append(leader.post.title)
    for node in Node.objects.filter(item__plan=plan):
        if node.item_id in leaves:
            leaves[node.item_id].nodes[node.due] = node.title
    return list(leaves.values())


def headings_above(item: Item, items: dict[int, Item]) -> tuple[Item, ...]:
    above: list[Item] = []
    parent = item.parent_id
    while parent is not None:
        above.insert(0, items[parent])
        parent = items[parent].parent_id
    return tuple(above)


def has_names(leaves: Iterable[Leaf]) -> bool:
    return any(leaf.item.name for leaf in leaves)


def columns_of(plan: Plan, leaves: list[Leaf]) -> list[Column]:
    """The columns this plan has something to say in, in the order of the issued table."""
    deepest = max((leaf.item.level for leaf in leaves), default=1)
    columns = [Column(level_head(plan, level, deepest), 17, heading_of(level)) for level in range(1, deepest)]
    if has_names(leaves):
        columns.append(Column(level_head(plan, deepest, deepest), 19, lambda leaf: leaf_name(leaf.item)))
    columns.append(Column(pgettext("column", "Goal"), 46, lambda leaf: leaf.item.goal_shown))
    columns += [Column(node_head(due, leaves), 30, node_of(due)) for due in node_dates(leaves)]
    columns.append(Column(pgettext("column", "Lead leader"), 17, lambda leaf: joined(leaf.leaders)))
    heads = {
        Duty.LEAD: pgettext("column", "Lead unit"),
        Duty.RESPONSIBLE: pgettext("column", "Responsible unit"),
        Duty.COOPERATING: pgettext("column", "Cooperating units"),
    }
    for duty, head in heads.items():
        if duty != Duty.LEAD or any(leaf.units[duty] for leaf in leaves):
            columns.append(Column(head, 20, units_of(duty)))
    columns.append(Column(pgettext("column", "Deadline"), 13, lambda leaf: deadline_of(leaf.item)))
    return columns


def level_head(plan: Plan, level: int, deepest: int) -> str:
    """The plan's own word for the level; without one, what such tables usually say."""
    usual = {
        1: [pgettext("column", "Sub-project")],
        2: [pgettext("column", "Category"), pgettext("column", "Sub-project")],
        3: [pgettext("column", "Category"), pgettext("column", "Key project"), pgettext("column", "Sub-project")],
    }
    words = usual.get(deepest) or [usual[3][0], pgettext("column", "Field"), *usual[3][1:]]
    return plan.level_name(level) or words[level - 1]


def leaf_name(item: Item) -> str:
    return in_language(item.name, item.name_en)


def heading_of(level: int) -> Callable[[Leaf], str]:
    return lambda leaf: leaf.headings[level - 1].title if level <= len(leaf.headings) else ""


def node_of(due: date) -> Callable[[Leaf], str]:
    return lambda leaf: leaf.nodes.get(due, "")


def units_of(duty: Duty) -> Callable[[Leaf], str]:
    return lambda leaf: joined(leaf.units[duty])


def node_dates(leaves: Iterable[Leaf]) -> list[date]:
    return sorted({due for leaf in leaves for due in leaf.nodes})


def node_head(due: date, leaves: Iterable[Leaf]) -> str:
    """By quarter where every node ends a quarter, else by month."""
    if all(is_quarter_end(one) for one in node_dates(leaves)):
        quarters = {
            3: pgettext("column", "Q1 node"),
            6: pgettext("column", "Q2 node"),
            9: pgettext("column", "Q3 node"),
            12: pgettext("column", "Q4 node"),
        }
        return quarters[due.month]
    months = [
        _("January"), _("February"), _("March"), _("April"), _("May"), _("June"),
        _("July"), _("August"), _("September"), _("October"), _("November"), _("December"),
    ]  # fmt: skip
    return pgettext("column", "%(month)s node") % {"month": months[due.month - 1]}


def is_quarter_end(day: date) -> bool:
    return day.month % 3 == 0 and (day + timedelta(days=1)).day == 1


def joined(names: Iterable[str]) -> str:
    return pgettext("between units", "; ").join(names)


def deadline_of(item: Item) -> str:
    """As written where the text is in the reader's language; else the date as such tables write it."""
    is_chinese = translation.get_language() != "en"
    if item.deadline_text and (is_chinese or item.deadline is None):
        return item.deadline_text
    if item.deadline is None:
        return ""
    if not is_chinese:
        return item.deadline.isoformat()
    is_month_end = (item.deadline + timedelta(days=1)).day == 1
    day = "底" if is_month_end else f"{item.deadline.day}日"
    return f"{item.deadline.year}年{item.deadline.month}月{day}"


def note_row(plan: Plan, leaves: list[Leaf]) -> str:
    """Document number, date of issue and how many there are of what."""
    parts = []
    if plan.document_no_shown:
        parts.append(_("Document No.: %(number)s") % {"number": plan.document_no_shown})
    if plan.issued_on:
        parts.append(_("Issued: %(date)s") % {"date": written_date(plan.issued_on)})
    counted: dict[int, set[int]] = defaultdict(set)
    for leaf in leaves:
        for item in (*leaf.headings, leaf.item):
            counted[item.level].add(item.pk)
    counts = [
        _("%(level)s: %(count)d") % {"level": plan.level_name(level), "count": len(counted[level])}
        for level in sorted(counted)
        if plan.level_name(level)
    ]
    if counts:
        parts.append(pgettext("between counts", ", ").join(counts))
    return pgettext("between notes", "    ").join(parts)


def written_date(day: date) -> str:
    if translation.get_language() == "en":
        return f"{day.day} {day:%B} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日"


def write_headings(book: Book, leaves: list[Leaf], level_count: int) -> None:
    """Headings once over all their leaves."""
    for level in range(1, level_count):
        begin = 0
        while begin < len(leaves):
            end = begin
            while end + 1 < len(leaves) and heading_key(leaves[end + 1], level) == heading_key(leaves[begin], level):
                end += 1
            text = heading_of(level)(leaves[begin])
            if heading_key(leaves[begin], level) is None:
                end = begin
            book.merged((FIRST_ROW + begin, level), (FIRST_ROW + end, level), text)
            begin = end + 1


def heading_key(leaf: Leaf, level: int) -> int | None:
    return leaf.headings[level - 1].pk if level <= len(leaf.headings) else None


def write_leaf(book: Book, row: int, leaf: Leaf, columns: list[Column], level_count: int) -> None:
    no = leaf.item.no
    if no.isascii() and no.isdigit() and not (len(no) > 1 and no.startswith("0")) and len(no) < 10:
        book.number(row, 0, int(no), "centre")
    else:
        book.text(row, 0, no, "centre")
    for place, column in enumerate(columns, start=1):
        if place >= level_count:
            book.text(row, place, column.said(leaf))
