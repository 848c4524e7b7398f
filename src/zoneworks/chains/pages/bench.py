"""The chain leader's workbench: gaps, enterprises in trouble, tasks, artefacts, and who works on the chain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zoneworks.accounts.subjects import subjects_of
from zoneworks.chains.choices import ArtefactState, GapState
from zoneworks.chains.models import ChainRole, Gap
from zoneworks.chains.naming import node_titles
from zoneworks.chains.pages.frame import ChainFrame
from zoneworks.chains.pages.gaps import GapLine, gap_line
from zoneworks.chains.pages.people import ArtefactLine, artefact_lines, role_rows
from zoneworks.chains.queries_evidence import as_known, gaps_of, settled_gaps_of
from zoneworks.chains.trouble import Trouble, in_trouble
from zoneworks.plans.queries import current_plan, indicators_readable
from zoneworks.supervision.addresses import order_address
from zoneworks.supervision.models import Order
from zoneworks.supervision.queries import orders_of_subject
from zoneworks.supervision.words import number_of
from zoneworks.ui.addresses import address, with_kept
from zoneworks.ui.parts import FigureCell

SHOWN = 8
TASKS = 12


@dataclass(frozen=True)
class TroubleLine:
    trouble: Trouble
    url: str


@dataclass(frozen=True)
class TaskLine:
    """Something to be done: an order on a gap, or a row of the plan that counts something of the chain."""

    title: str
    url: str
    detail: str
    due: date | None
    is_late: bool = False


class BenchPage(ChainFrame):
    section = "bench"

    @cached_property
    def open_gaps(self) -> list[Gap]:
        return [as_known(gap, self.as_of) for gap in gaps_of(self.chain, self.as_of).select_related("chain")]

    @cached_property
    def gaps(self) -> list[GapLine]:
        names = node_titles(self.open_gaps) if self.open_gaps else {}
        lines = [gap_line(self, gap, names) for gap in self.open_gaps]
        return sorted(lines, key=lambda line: -line.importance)[:SHOWN]

    @property
    def more_gaps(self) -> int:
        return len(self.open_gaps) - len(self.gaps)

    @property
    def gaps_url(self) -> str:
        return self.here("gaps")

    @cached_property
    def closed_this_year(self) -> list[Gap]:
        year = date(self.as_of.year, 1, 1)
        closed = settled_gaps_of(self.chain, self.as_of).filter(state=GapState.CLOSED, closed_on__gte=year)
        return list(closed.select_related("chain"))

    @cached_property
    def closed_lines(self) -> list[tuple[str, str, Gap]]:
        names = node_titles(self.closed_this_year) if self.closed_this_year else {}
        lines = [gap_line(self, gap, names) for gap in self.closed_this_year[:SHOWN]]
        return [(line.title, line.url, line.gap) for line in lines]

    @property
    def figures(self) -> list[FigureCell]:
        nodes = self.judgement.nodes if self.judgement else ()
        there = sum(not node.is_gap for node in nodes)
        shown = sum(line.state == ArtefactState.IN_FORCE for line in self.artefacts)
        late = sum(gap.due is not None and gap.due < self.as_of for gap in self.open_gaps)
        return [
            FigureCell(
                _("Nodes that are there"), there, note=_("of %(count)s") % {"count": len(nodes)}, url=self.here("map")
            ),
            FigureCell(pgettext("gaps", "Open gaps"), len(self.open_gaps), url=self.here("gaps")),
            FigureCell(
                _("Gaps without a unit"), sum(gap.unit_id is None for gap in self.open_gaps),
                url=self.here("gaps", unit="none"),
            ),
            FigureCell(_("Gaps overdue"), late, light="red" if late else "", url=self.here("gaps")),
            FigureCell(_("Closed this year"), len(self.closed_this_year), url=self.here("gaps", state="closed")),
            FigureCell(
                _("Artefacts in force"), shown, note=_("of %(count)s") % {"count": len(self.artefacts)},
                url=self.here("people"),
            ),
        ]  # fmt: skip

    @cached_property
    def troubles(self) -> list[TroubleLine]:
        found = in_trouble(self.scope, self.chain, self.as_of)
        known = subjects_of(self.scope, [("enterprise", str(one.enterprise.pk)) for one in found])
        lines = []
        for one in found:
            subject = known.get(("enterprise", str(one.enterprise.pk)))
            lines.append(TroubleLine(one, with_kept(self.request, subject.url) if subject and subject.url else ""))
        return lines

    # --- what is to be done ------------------------------------------------------------------------------------------

    @cached_property
    def tasks(self) -> list[TaskLine]:
        return [*self.order_tasks, *self.plan_tasks][:TASKS]

    @cached_property
    def order_tasks(self) -> list[TaskLine]:
        """Orders on the chain's gaps, as far as the person may open them."""
        keys = [str(key) for key in Gap.objects.filter(chain=self.chain).values_list("pk", flat=True)]
        orders = orders_of_subject(self.scope, self.zone, "gap", keys).filter(filed_on__lte=self.as_of)
        running = orders.filter(closed_on__isnull=True) | orders.filter(closed_on__gt=self.as_of)
        return [self.order_task(order) for order in running.order_by("due", "pk")[:TASKS]]

    def order_task(self, order: Order) -> TaskLine:
        return TaskLine(
            title=f"{number_of(order)} {order.title_shown}".strip(),
            url=order_address(self.request, order),
            detail=order.unit.title,
            due=order.due,
            is_late=order.due is not None and order.due < self.as_of,
        )

    @cached_property
    def plan_tasks(self) -> list[TaskLine]:
        """Rows of the issued plan whose indicators count something of this chain."""
        plan = current_plan(self.scope, self.zone, as_of=self.as_of)
        if plan is None:
            return []
        bound = (
            indicators_readable(self.scope, plan).filter(register_args__chain=self.chain.code).select_related("item")
        )
        seen = {one.item_id: one for one in bound}
        return [
            TaskLine(one.item.title, address(self.request, "plans:item", key), one.title, one.item.deadline)
            for key, one in seen.items()
        ]

    # --- what the chain has to show, and who works -------------------------------------------------------------------

    @cached_property
    def artefacts(self) -> list[ArtefactLine]:
        return artefact_lines(self)

    @cached_property
    def roles(self) -> list[ChainRole]:
        return role_rows(self)
