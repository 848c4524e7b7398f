"""The gaps of a chain: open ones by how much rests on them, closed and lapsed ones by their day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from zoneworks.chains.choices import GapState
from zoneworks.chains.models import Chain, Gap
from zoneworks.chains.naming import Names, node_title, node_titles
from zoneworks.chains.pages.frame import ChainFrame
from zoneworks.chains.queries_evidence import as_known, gaps_of, settled_gaps_of
from zoneworks.chains.sentences import Told, kept_reasons, reasons_told
from zoneworks.chains.words import sentences, status_word
from zoneworks.ui.parts import FigureCell
from zoneworks.units.models import Unit

ROWS = 50
STATES = {
    "open": pgettext_lazy("gaps", "Open"),
    "closed": pgettext_lazy("gaps", "Closed"),
    "lapsed": pgettext_lazy("gaps", "Lapsed"),
}


@dataclass(frozen=True)
class GapLine:
    """`status` and `importance` are those of the day looked at, for settled gaps those found when it was opened."""

    gap: Gap
    title: str
    url: str
    map_url: str
    status: str
    importance: float
    told: Sequence[Told]
    is_late: bool

    @property
    def status_word(self) -> str:
        return status_word(self.status)

    @property
    def why(self) -> str:
        """What speaks for the status; the rest is on the gap's page."""
        found = [one.sentence for one in self.told if one.status == self.status]
        return sentences(found[:2])


def gap_line(page: ChainFrame, gap: Gap, names: Names) -> GapLine:
    gap = as_known(gap, page.as_of)
    judged = page.judged(gap.node_code) if gap.state == GapState.OPEN else None
    found = judged is not None and judged.is_gap
    return GapLine(
        gap=gap,
        title=node_title(gap, names),
        url=page.link("gap", gap.pk),
        map_url=page.here("map", node=gap.node_code),
        status=judged.status.value if judged is not None and found else gap.status,
        importance=judged.importance if judged is not None else gap.importance_bp / 10_000,
        told=reasons_told(judged) if judged is not None and found else kept_reasons(gap.reasons),
        is_late=is_late(gap, page.as_of),
    )


def is_late(gap: Gap, on: date) -> bool:
    return gap.state == GapState.OPEN and gap.due is not None and gap.due < on


class GapsPage(ChainFrame):
    section = "gaps"

    def __init__(self, request: HttpRequest, chain: Chain) -> None:
        super().__init__(request, chain)
        asked = request.GET.get("state", "")
        self.state = asked if asked in STATES else "open"
        self.unit = request.GET.get("unit", "")

    @cached_property
    def is_kept(self) -> bool:
        """Whether gaps are kept already; until then nothing is opened or closed."""
        since = self.chain.gaps_since
        return since is not None and since <= self.as_of

    @cached_property
    def found(self) -> QuerySet[Gap]:
        if self.state == "open":
            gaps = gaps_of(self.chain, self.as_of)
        else:
            gaps = settled_gaps_of(self.chain, self.as_of).filter(state=self.state)
        taken = Q(unit__isnull=False) & (Q(taken_on__isnull=True) | Q(taken_on__lte=self.as_of))
        if self.unit == "none":
            return gaps.exclude(taken)
        return gaps.filter(taken, unit__code=self.unit) if self.unit else gaps

    @cached_property
    def page(self) -> Page[Gap]:
        return Paginator(self.found.select_related("chain", "closed_by__enterprise"), ROWS).get_page(
            self.request.GET.get("page")
        )

    @cached_property
    def lines(self) -> list[GapLine]:
        return self.lines_of(list(self.page))

    def lines_of(self, gaps: list[Gap]) -> list[GapLine]:
        names = node_titles(gaps) if gaps else {}
        lines = [gap_line(self, gap, names) for gap in gaps]
        return sorted(lines, key=lambda line: -line.importance) if self.state == "open" else lines

    @property
    def every_line(self) -> list[GapLine]:
        """For the workbook: all of them, not the page alone."""
        return self.lines_of(list(self.found.select_related("chain", "closed_by__enterprise")))

    # --- counts and filters ------------------------------------------------------------------------------------------

    @cached_property
    def counts(self) -> dict[str, int]:
        settled = settled_gaps_of(self.chain, self.as_of).order_by()
        found = {row["state"]: row["count"] for row in settled.values("state").annotate(count=Count("pk"))}
        return {"open": gaps_of(self.chain, self.as_of).count(), **found}

    @property
    def figures(self) -> list[FigureCell]:
        return [
            FigureCell(
                words, self.counts.get(state, 0), url=self.here("gaps", state=state), is_current=self.state == state
            )
            for state, words in STATES.items()
        ]

    @cached_property
    def unit_choices(self) -> list[tuple[str, str]]:
        owned = Gap.objects.filter(Q(taken_on__isnull=True) | Q(taken_on__lte=self.as_of), chain=self.chain)
        units = Unit.objects.filter(pk__in=owned.values("unit")).order_by("path")
        return [("none", _("Nobody yet")), *((unit.code, unit.title) for unit in units)]

    @property
    def workbook_url(self) -> str:
        return self.here("gaps-workbook", state=self.request.GET.get("state", ""), unit=self.unit)
