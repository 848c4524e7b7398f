"""What is known of one node: why its status, who stands on it, what it makes, its suppliers and customers, its gap."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from zonekit.chains import Link
from zonekit.registry.industry import find_industry
from zoneworks.accounts.subjects import Subject, subjects_of
from zoneworks.chains.choices import PlacementState
from zoneworks.chains.figure_words import figure_pairs
from zoneworks.chains.judging import placed_on
from zoneworks.chains.models import Gap, Placement
from zoneworks.chains.pages.rows import open_gaps
from zoneworks.chains.queries_evidence import with_names
from zoneworks.chains.sentences import Told, closings_told, reasons_told
from zoneworks.chains.words import joined, points_share, said, segment_word, share, status_word
from zoneworks.common.text import is_english
from zoneworks.ui.addresses import with_kept

if TYPE_CHECKING:
    from zoneworks.chains.pages.map import MapPage

FIRMS = 12


@dataclass(frozen=True)
class Neighbour:
    """A supplier or customer: `weight` in percent of the customer's inputs, what is delivered."""

    title: str
    url: str
    status: str
    weight: str
    products: str

    @property
    def status_word(self) -> str:
        return status_word(self.status)


@dataclass(frozen=True)
class FirmRow:
    placement: Placement
    title: str
    url: str

    @property
    def share(self) -> str:
        return points_share(self.placement.share_bp)


class NodePanel:
    def __init__(self, page: MapPage, code: str) -> None:
        self.page, self.code = page, code
        self.node, self.judged = page.node_of(code)

    @property
    def title(self) -> str:
        return said(self.node.name)

    @property
    def status(self) -> str:
        return self.judged.status.value

    @property
    def segment_word(self) -> str:
        return segment_word(self.node.segment)

    @cached_property
    def reasons(self) -> list[Told]:
        return reasons_told(self.judged)

    @cached_property
    def closing(self) -> list[str]:
        return closings_told(self.judged.closing)

    @property
    def figures(self) -> list[tuple[str, str]]:
        return figure_pairs(self.judged.figures)

    @property
    def products(self) -> str:
        words = self.node.products_en if is_english() and self.node.products_en else self.node.products
        return joined(list(words))

    @cached_property
    def classes(self) -> list[tuple[str, str]]:
        """Code and name of the industry classes."""
        found = []
        for code in self.node.classes:
            known = find_industry(code)
            found.append((code, said(known.name) if known else ""))
        return found

    # --- neighbours --------------------------------------------------------------------------------------------------

    @cached_property
    def suppliers(self) -> list[Neighbour]:
        return [self.neighbour(link, link.supplier) for link in self.links if link.customer == self.code]

    @cached_property
    def customers(self) -> list[Neighbour]:
        return [self.neighbour(link, link.customer) for link in self.links if link.supplier == self.code]

    @property
    def links(self) -> tuple[Link, ...]:
        judgement = self.page.judgement
        return judgement.chain.links if judgement else ()

    def neighbour(self, link: Link, code: str) -> Neighbour:
        other, judged = self.page.node_of(code)
        products = link.products_en if is_english() and link.products_en else link.products
        weight = "" if link.weight is None else share(link.weight)
        return Neighbour(
            said(other.name), self.page.asked_with(node=code), judged.status.value, weight, joined(list(products))
        )

    # --- enterprises -------------------------------------------------------------------------------------------------

    @cached_property
    def placements(self) -> Page[Placement]:
        placed = placed_on(self.page.chain, self.page.as_of).filter(node_code=self.code)
        ordered = placed.select_related("enterprise").order_by("enterprise__name", "pk")
        return Paginator(ordered, FIRMS).get_page(self.page.request.GET.get("firms"))

    @cached_property
    def firms(self) -> list[FirmRow]:
        """Whom the person may not read is counted and not named."""
        rows = with_names(self.page.scope, self.page.zone, self.placements)
        named = [one for one in rows if one.enterprise_shown is not None]  # type: ignore[attr-defined]
        known = subjects_of(self.page.scope, [("enterprise", str(one.enterprise_id)) for one in named])
        return [FirmRow(one, one.enterprise.title, self.url_of(known, one)) for one in named]

    def url_of(self, known: dict[tuple[str, str], Subject], one: Placement) -> str:
        subject = known.get(("enterprise", str(one.enterprise_id)))
        return with_kept(self.page.request, subject.url) if subject and subject.url else ""

    @property
    def unnamed(self) -> int:
        return len(self.placements) - len(self.firms)

    @property
    def neighbours(self) -> list[tuple[str, list[Neighbour]]]:
        found = [(_("Suppliers"), self.suppliers), (_("Customers"), self.customers)]
        return [(heading, rows) for heading, rows in found if rows]

    @cached_property
    def proposed(self) -> int:
        waiting = Placement.objects.filter(
            chain=self.page.chain, node_code=self.code, state=PlacementState.PROPOSED, until__isnull=True
        )
        return waiting.count()

    @property
    def placements_url(self) -> str:
        return self.page.here("placements", node=self.code)

    def firms_url(self, number: int) -> str:
        return self.page.asked_with(node=self.code, firms=str(number))

    @property
    def earlier(self) -> str:
        return self.firms_url(self.placements.previous_page_number()) if self.placements.has_previous() else ""

    @property
    def later(self) -> str:
        return self.firms_url(self.placements.next_page_number()) if self.placements.has_next() else ""

    # --- the gap -----------------------------------------------------------------------------------------------------

    @cached_property
    def gap(self) -> Gap | None:
        return open_gaps(self.page).get(self.code)

    @property
    def gap_url(self) -> str:
        return self.page.link("gap", self.gap.pk) if self.gap else ""

    @property
    def gap_owner(self) -> str:
        return self.gap.unit.title if self.gap and self.gap.unit else ""
