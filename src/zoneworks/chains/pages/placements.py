"""Which enterprises stand on which node, which are proposed and why, and putting one there by hand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zoneworks.accounts.subjects import subjects_of
from zoneworks.chains.choices import PlacementState
from zoneworks.chains.forms_placing import PlaceForm
from zoneworks.chains.judging import placed_on
from zoneworks.chains.models import Chain, Placement
from zoneworks.chains.pages.frame import ChainFrame
from zoneworks.chains.queries_evidence import with_names
from zoneworks.chains.sentences_placing import signs_told
from zoneworks.chains.words import money_of_fen, points_share, said, sentences
from zoneworks.enterprises.models import Enterprise
from zoneworks.enterprises.queries import enterprises_readable
from zoneworks.enterprises.search import Filters, search
from zoneworks.ui.addresses import with_kept
from zoneworks.ui.parts import Crumb, Tab

ROWS = 50
FOUND = 12
PROPOSED, STANDING = "proposed", "standing"


@dataclass(frozen=True)
class PlacementLine:
    placement: Placement
    title: str
    url: str
    node: str
    node_url: str
    reasons: str

    @property
    def score(self) -> float | None:
        return None if self.placement.score is None else float(self.placement.score)

    @property
    def share(self) -> str:
        return points_share(self.placement.share_bp)

    @property
    def capacity(self) -> str:
        return money_of_fen(self.placement.capacity_fen)


class PlacementsPage(ChainFrame):
    section = "placements"

    def __init__(self, request: HttpRequest, chain: Chain) -> None:
        super().__init__(request, chain)
        asked = request.GET
        self.node = asked.get("node", "")
        self.words = asked.get("q", "").strip()[:100]
        self.state = asked.get("state", "")
        if self.state not in {PROPOSED, STANDING}:
            self.state = PROPOSED if self.waiting.exists() else STANDING

    @cached_property
    def waiting(self) -> QuerySet[Placement]:
        """Proposals that waited on the day."""
        return Placement.objects.filter(
            Q(state=PlacementState.PROPOSED) | Q(decided_on__gt=self.as_of), chain=self.chain, until__isnull=True,
            proposed_on__lte=self.as_of,
        )  # fmt: skip

    @cached_property
    def standing(self) -> QuerySet[Placement]:
        return placed_on(self.chain, self.as_of)

    @cached_property
    def page(self) -> Page[Placement]:
        found = self.waiting if self.state == PROPOSED else self.standing
        if self.node:
            found = found.filter(node_code=self.node)
        if self.words:
            readable = enterprises_readable(self.scope, self.zone).filter(name__icontains=self.words)
            found = found.filter(enterprise__in=readable.order_by().values("pk"))
        order = ("-score", "pk") if self.state == PROPOSED else ("node_code", "enterprise__name", "pk")
        return Paginator(found.select_related("enterprise").order_by(*order), ROWS).get_page(
            self.request.GET.get("page")
        )

    @cached_property
    def lines(self) -> list[PlacementLine]:
        """Whom the person may not read is counted and has no name."""
        rows = with_names(self.scope, self.zone, self.page)
        known = subjects_of(self.scope, [("enterprise", str(one.enterprise_id)) for one in rows])
        lines = []
        for one in rows:
            subject = known.get(("enterprise", str(one.enterprise_id)))
            is_named = one.enterprise_shown is not None  # type: ignore[attr-defined]
            lines.append(
                PlacementLine(
                    one,
                    one.enterprise.title if is_named else _("An enterprise you may not open"),
                    with_kept(self.request, subject.url) if subject and subject.url and is_named else "",
                    self.node_name(one.node_code),
                    self.here("map", node=one.node_code) if one.node_code in self.nodes else "",
                    sentences(signs_told(one.reasons, self.nodes.get(one.node_code))) if is_named else "",
                )
            )
        return lines

    # --- filters -----------------------------------------------------------------------------------------------------

    @property
    def states(self) -> list[Tab]:
        counts = {PROPOSED: self.waiting.count(), STANDING: self.standing.count()}
        words = {PROPOSED: pgettext("placements", "Proposed"), STANDING: pgettext("placements", "Confirmed")}
        return [
            Tab(
                words[state],
                self.here("placements", state=state, node=self.node, q=self.words),
                self.state == state,
                count,
            )
            for state, count in counts.items()
        ]

    @property
    def node_choices(self) -> list[tuple[str, str]]:
        return [(code, said(node.name)) for code, node in self.nodes.items()]

    @property
    def place_url(self) -> str:
        return self.here("place", node=self.node) if self.may_write else ""

    @property
    def is_proposed(self) -> bool:
        return self.state == PROPOSED


class PlacePage(ChainFrame):
    """Putting an enterprise on a node by hand: found first, then said of it."""

    section = "placements"

    def __init__(self, request: HttpRequest, chain: Chain, sent: QueryDict | None = None) -> None:
        super().__init__(request, chain)
        self.sent = sent
        self.words = request.GET.get("q", "").strip()[:100]

    @property
    def trail(self) -> list[Crumb]:
        placements = Crumb(_("Placements"), self.here("placements"))
        return [*super().trail[:-1], Crumb(self.title, self.here("map")), placements, Crumb(_("Place an enterprise"))]

    @cached_property
    def found(self) -> list[Enterprise]:
        if not self.words:
            return []
        return search(self.scope, self.zone, self.words, Filters(), 1, FOUND).enterprises

    @cached_property
    def form(self) -> PlaceForm:
        nodes = [(code, said(node.name)) for code, node in self.nodes.items()]
        first = self.found[0].pk if len(self.found) == 1 else None
        initial = {"node": self.request.GET.get("node", ""), "enterprise": first}
        return PlaceForm(self.sent, nodes=nodes, enterprises=self.found, initial=initial)


class ChangePage(ChainFrame):
    """What part of an enterprise stands on the node, said anew."""

    section = "placements"

    def __init__(self, request: HttpRequest, placement: Placement, sent: QueryDict | None = None) -> None:
        super().__init__(request, placement.chain)
        self.placement, self.sent = placement, sent

    @property
    def trail(self) -> list[Crumb]:
        placements = Crumb(_("Placements"), self.here("placements"))
        return [*super().trail[:-1], Crumb(self.title, self.here("map")), placements, Crumb(self.name)]

    @property
    def name(self) -> str:
        return self.placement.enterprise.title

    @property
    def node(self) -> str:
        return self.node_name(self.placement.node_code)

    @cached_property
    def form(self) -> PlaceForm:
        one = self.placement
        initial = {
            "share": None if one.share_bp is None else one.share_bp / 100,
            "capacity": None if one.capacity_fen is None else one.capacity_fen / 1_000_000,
            "is_foreign_owned": one.is_foreign_owned, "since": one.since, "note": one.note, "seen": one.revision,
        }  # fmt: skip
        return PlaceForm(self.sent, initial=initial)
