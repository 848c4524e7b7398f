"""The map of a chain: its picture and table, narrowed by segment and status, and what is known of the chosen node."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest
from django.utils.translation import get_language, npgettext, pgettext
from django.utils.translation import gettext as _

from zonekit.chains import Node
from zonekit.chains.gaps import NodeJudgement
from zoneworks.chains.choices import Segment, Status
from zoneworks.chains.layouts import layout_of
from zoneworks.chains.marks import ORDER
from zoneworks.chains.models import Chain
from zoneworks.chains.pages.frame import ChainFrame
from zoneworks.chains.pages.node import NodePanel
from zoneworks.chains.pages.rows import NodeRow, rows_of, sorted_rows
from zoneworks.chains.picture import Picture
from zoneworks.chains.words import segment_word, status_word
from zoneworks.ui.figures import figure_text

ZOOMS = ("50", "75", "100", "150")
WIDTH, WHOLE = "width", "fit"
# Up to this width a picture fills the page's; wider ones come in their own size, in a frame that scrolls.
FITS = 1800
MANY = 120
TABLE_ROWS = 100
ALL_GAPS = "gaps"
ASKED = ("segment", "status", "zoom", "as", "sort")


class MapPage(ChainFrame):
    section = "map"

    def __init__(self, request: HttpRequest, chain: Chain) -> None:
        super().__init__(request, chain)
        asked = request.GET
        self.segment = asked.get("segment", "") if asked.get("segment") in Segment.values else ""
        self.status = asked.get("status", "") if asked.get("status") in {*Status.values, ALL_GAPS} else ""
        self.zoom = asked.get("zoom", "") if asked.get("zoom") in {*ZOOMS, WIDTH, WHOLE} else ""
        self.is_table = asked.get("as") == "table"
        self.chosen = asked.get("node", "")
        if self.chosen and self.judgement is not None and self.chosen not in self.nodes:
            raise Http404

    # --- what is shown -----------------------------------------------------------------------------------------------

    @cached_property
    def shown(self) -> set[str] | None:
        """Nodes that the status filter lets through; None where it is not set."""
        if not self.status or self.judgement is None:
            return None
        return {
            node.node
            for node in self.judgement.nodes
            if (node.is_gap if self.status == ALL_GAPS else node.status.value == self.status)
        }

    @cached_property
    def picture(self) -> Picture:
        if self.judgement is None:
            raise Http404
        judgement = self.judgement
        segment = self.segment if any(node.segment == self.segment for node in self.nodes.values()) else ""
        language = "en" if (get_language() or "").startswith("en") else "zh"
        layout = layout_of(judgement.version, judgement.chain, language, segment)
        return Picture(judgement.chain, judgement.by_code, layout, shown=self.shown, chosen=self.chosen)

    @property
    def is_fit(self) -> bool:
        """As wide as the page, or whole."""
        return self.zoom in {WIDTH, WHOLE} or (not self.zoom and self.picture.layout.width <= FITS)

    @property
    def is_whole(self) -> bool:
        """Nothing of it is outside the frame, however small that makes it."""
        return self.zoom == WHOLE

    @property
    def drawn_size(self) -> tuple[str, str]:
        return self.picture.scaled(int(self.zoom) if self.zoom in ZOOMS else 100)

    @cached_property
    def rows(self) -> list[NodeRow]:
        """For the table and for narrow screens."""
        if self.judgement is None:
            return []
        rows = [
            row
            for row in rows_of(self)
            if (not self.segment or row.segment == self.segment) and (self.shown is None or row.code in self.shown)
        ]
        return sorted_rows(rows, self.request.GET.get("sort", ""))

    @cached_property
    def table(self) -> Page[NodeRow]:
        return Paginator(self.rows, TABLE_ROWS).get_page(self.request.GET.get("page"))

    @property
    def is_large(self) -> bool:
        """A list of many nodes does without marks: the words say the same."""
        return len(self.nodes) > MANY

    @property
    def rows_by_segment(self) -> list[tuple[str, list[NodeRow]]]:
        found = [(segment_word(code), [row for row in self.rows if row.segment == code]) for code in Segment.values]
        return [(word, rows) for word, rows in found if rows]

    @cached_property
    def panel(self) -> NodePanel | None:
        return NodePanel(self, self.chosen) if self.chosen and self.judgement is not None else None

    # --- counts and filters ------------------------------------------------------------------------------------------

    def asked_with(self, **changed: str) -> str:
        """This page with parameters changed, the others kept."""
        kept: dict[str, Any] = {name: self.request.GET.get(name, "") for name in ASKED}
        return self.here("map", **{**kept, **changed})

    @cached_property
    def node_address(self) -> str:
        """This page with a node chosen; its code is to be added. Made once, for hundreds of nodes."""
        rest = self.asked_with(page=str(self.table.number) if self.is_table and self.table.number > 1 else "")
        return f"{rest}{'&' if '?' in rest else '?'}node="

    @cached_property
    def status_counts(self) -> list[tuple[str, str, int, str, bool]]:
        """Status, its word, how many nodes, address, whether looked at."""
        counts = Counter(node.status.value for node in self.judgement.nodes) if self.judgement else Counter[str]()
        return [
            (
                status.value, status_word(status), counts[status.value],
                self.asked_with(status="" if self.status == status else status.value), self.status == status,
            )
            for status in ORDER
        ]  # fmt: skip

    @property
    def placed_words(self) -> str:
        firms = int(sum(node.figures.get("firms", 0) for node in self.judgement.nodes)) if self.judgement else 0
        return npgettext("on nodes", "%(count)s placement", "%(count)s placements", firms) % {
            "count": figure_text(firms)
        }

    @property
    def segment_choices(self) -> list[tuple[str, str]]:
        return [(code, segment_word(code)) for code in Segment.values]

    @property
    def status_choices(self) -> list[tuple[str, str]]:
        return [(ALL_GAPS, _("All gaps")), *((status.value, status_word(status)) for status in ORDER)]

    @property
    def zooms(self) -> list[tuple[str, str, bool]]:
        """Word, address, whether it is the present one."""
        present = self.zoom or (WIDTH if self.is_fit else "100")
        node = self.chosen
        words = [
            (WIDTH, pgettext("size of a map", "Page width")),
            (WHOLE, pgettext("size of a map", "Whole")),
            *((zoom, f"{zoom}%") for zoom in ZOOMS),
        ]
        return [(word, self.asked_with(zoom=zoom, node=node), zoom == present) for zoom, word in words]

    @property
    def views(self) -> list[tuple[str, str, bool]]:
        return [
            (pgettext("chain map", "Picture"), self.asked_with(**{"as": "", "sort": ""}), not self.is_table),
            (_("Table"), self.asked_with(**{"as": "table"}), self.is_table),
        ]

    @property
    def workbook_url(self) -> str:
        kept = {name: self.request.GET.get(name, "") for name in ("segment", "status", "sort")}
        return self.here("map-workbook", **kept)

    @property
    def roster_url(self) -> str:
        return self.here("roster-workbook")

    def node_of(self, code: str) -> tuple[Node, NodeJudgement]:
        if self.judgement is None:
            raise Http404
        return self.nodes[code], self.judgement.by_code[code]
