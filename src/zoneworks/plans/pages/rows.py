"""What the pages show on which the supervision office adjusts a draft row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _

from zonekit.plans import month_end
from zoneworks.plans.choices import IndicatorState
from zoneworks.plans.models import Indicator, Item, Milestone, Node, Plan, RowReason
from zoneworks.plans.pages.plan import plan_trail
from zoneworks.plans.pages.versions import TONES
from zoneworks.plans.queries_versions import Compared, compared, rows_moved_out
from zoneworks.plans.version_words import CHANGED, IN, KINDS
from zoneworks.ui.addresses import address
from zoneworks.ui.figures import figure_text
from zoneworks.ui.parts import Crumb, FigureCell

ROWS_ON_A_PAGE = 100
QUARTER_ENDS = (3, 6, 9, 12)


@dataclass(frozen=True)
class DraftRow:
    """A row of the draft; `word`: what became of it since the version before, "" for nothing."""

    item: Item
    word: str
    tone: str
    url: str
    out_url: str
    below_url: str


@dataclass(frozen=True)
class RowOut:
    """A row the draft no longer has. One below a heading that is out as well comes back with that."""

    item: Item
    reason: str
    back_url: str


class RowsPage:
    def __init__(self, request: HttpRequest, plan: Plan) -> None:
        self.request, self.plan = request, plan

    @cached_property
    def before(self) -> Plan | None:
        """The version of the year that the draft goes on from."""
        before = self.plan.supersedes
        return before if before is not None and before.year == self.plan.year else None

    @cached_property
    def compared(self) -> Compared | None:
        scope = self.request.scope  # type: ignore[attr-defined]
        return compared(scope, self.before, self.plan) if self.before else None

    @cached_property
    def marks(self) -> dict[int, str]:
        """By the row as it first appeared, what became of it."""
        if self.compared is None:
            return {}
        found = self.compared.found
        came = {int(str(row.key)): IN for row in found.moved_in}
        return came | {int(str(change.key)): CHANGED for change in found.changed}

    @cached_property
    def page(self) -> Page[Item]:
        items = Item.objects.filter(plan=self.plan).order_by("path")
        return Paginator(items, ROWS_ON_A_PAGE).get_page(self.request.GET.get("page"))

    @cached_property
    def rows(self) -> list[DraftRow]:
        return [self.row(item) for item in self.page]

    def row(self, item: Item) -> DraftRow:
        mark = self.marks.get(item.origin_id or item.pk, "")
        here = (self.plan.pk, item.pk)
        return DraftRow(
            item=item,
            word=str(KINDS[mark]) if mark else "",
            tone=TONES.get(mark, ""),
            url=address(self.request, "plans:row", *here),
            out_url=address(self.request, "plans:row-out", *here),
            below_url=address(self.request, "plans:new-row", self.plan.pk, below=item.pk),
        )

    @cached_property
    def moved_out(self) -> list[RowOut]:
        rows = rows_moved_out(self.plan)
        out = {row.pk for row in rows}
        reasons = {one.item_id: str(one) for one in RowReason.objects.filter(plan=self.plan)}
        return [
            RowOut(
                item=row,
                reason=reasons.get(row.origin_id or row.pk, ""),
                back_url="" if row.parent_id in out else address(self.request, "plans:row-back", self.plan.pk, row.pk),
            )
            for row in rows
        ]

    @cached_property
    def figures(self) -> list[FigureCell]:
        """The new counts, and what the draft has changed so far."""
        if self.compared is None:
            return []
        found = self.compared.found
        url = address(self.request, "plans:difference", self.plan.pk, self.compared.before.pk)
        cells = [
            FigureCell(_("Moved in"), len(found.moved_in), url=url),
            FigureCell(_("Moved out"), len(found.moved_out), url=url),
            FigureCell(KINDS[CHANGED], len(found.changed), url=url),
            FigureCell(_("Amounts adjusted"), len(found.adjusted), url=url),
        ]
        for level, (before, after) in enumerate(zip(found.counts_before, found.counts_after, strict=True), start=1):
            name = self.plan.level_name(level) or _("Level %(level)s") % {"level": level}
            cells.append(FigureCell(name, after, note=_("%(count)s before") % {"count": figure_text(before)}))
        return cells

    @property
    def trail(self) -> list[Crumb]:
        return plan_trail(self.request, self.plan, Crumb(_("Adjust the rows")))


def rows_trail(request: HttpRequest, plan: Plan, *further: Crumb) -> list[Crumb]:
    return plan_trail(request, plan, Crumb(_("Adjust the rows"), address(request, "plans:rows", plan.pk)), *further)


def headings_to_choose(plan: Plan, item: Item | None) -> list[tuple[str, str]]:
    """What a row can stand below: headings, and rows that have nothing of their own to count; for a heading, nothing
    but what it stands below."""
    if item is not None and not item.is_leaf:
        return [(str(item.parent_id or ""), item.parent.title if item.parent else _("The plan itself"))]
    busy = set(Indicator.objects.filter(item__plan=plan).values_list("item_id", flat=True))
    busy |= set(Milestone.objects.filter(item__plan=plan).values_list("item_id", flat=True))
    rows = Item.objects.filter(plan=plan, level__lt=4).order_by("path")
    fitting = [row for row in rows if row.pk not in busy and (item is None or row.pk != item.pk)]
    named = [(str(row.pk), "　" * (row.level - 1) + row.title) for row in fitting]
    return [("", _("The plan itself")), *named]


def node_days(plan: Plan, item: Item | None) -> list[date]:
    """The quarter ends, and every other day the row already says something for; none for a heading."""
    if item is not None and not item.is_leaf:
        return []
    stated = set(Node.objects.filter(item=item).values_list("due", flat=True)) if item else set()
    return sorted({*stated, *(month_end(plan.year, month) for month in QUARTER_ENDS)})


def indicators_of_row(item: Item) -> Sequence[Indicator]:
    return list(Indicator.objects.filter(item=item).exclude(state=IndicatorState.REJECTED).prefetch_related("schedule"))
