"""The chains a person may open: how many nodes of each have which status, its open gaps, who leads it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Count
from django.http import HttpRequest
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.chains.choices import GAPS, ChainRoleKind
from zoneworks.chains.judging import judgement_of
from zoneworks.chains.marks import ORDER
from zoneworks.chains.models import Chain, ChainRole, Gap
from zoneworks.chains.queries import chains_readable, standing_roles
from zoneworks.chains.queries_evidence import open_on, roles_nameable
from zoneworks.chains.words import joined, said, status_word
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import Crumb
from zoneworks.units.models import Unit

LED_BY = (ChainRoleKind.LEADER, ChainRoleKind.LEAD_DEPARTMENT, ChainRoleKind.LEADING_ENTERPRISE)


@dataclass(frozen=True)
class ChainLine:
    chain: Chain
    title: str
    url: str
    gaps_url: str
    counts: dict[str, int]
    open_gaps: int
    kept_gaps: int
    holders: dict[str, str]
    is_to_be_confirmed: bool

    @property
    def nodes(self) -> int:
        return sum(self.counts.values())

    @property
    def marked(self) -> list[tuple[str, str, int]]:
        """Statuses that occur: code, word, how many."""
        return [(one.value, status_word(one.value), self.counts[one.value]) for one in ORDER if self.counts.get(one)]

    @property
    def leader(self) -> str:
        return self.holders.get(ChainRoleKind.LEADER, "")

    @property
    def department(self) -> str:
        return self.holders.get(ChainRoleKind.LEAD_DEPARTMENT, "")

    @property
    def enterprise(self) -> str:
        return self.holders.get(ChainRoleKind.LEADING_ENTERPRISE, "")


class ListPage:
    def __init__(self, request: HttpRequest, zone: Unit) -> None:
        self.request, self.zone = request, zone
        self.scope: Scope = request.scope  # type: ignore[attr-defined]
        self.as_of: date = request.as_of  # type: ignore[attr-defined]
        self.is_history: bool = request.is_history  # type: ignore[attr-defined]

    @property
    def trail(self) -> list[Crumb]:
        return [Crumb(_("Industry chains"))]

    @cached_property
    def chains(self) -> list[Chain]:
        return list(chains_readable(self.scope, self.zone))

    @cached_property
    def lines(self) -> list[ChainLine]:
        """A zone has a handful of chains; what the engine says of each is kept."""
        kept = {
            row["chain"]: row["count"]
            for row in Gap.objects.filter(open_on(self.as_of), chain__in=self.chains)
            .values("chain").annotate(count=Count("pk")).order_by()
        }  # fmt: skip
        holders = self.holders
        return [self.line(chain, kept.get(chain.pk, 0), holders.get(chain.pk, {})) for chain in self.chains]

    def line(self, chain: Chain, kept: int, holders: dict[str, str]) -> ChainLine:
        judgement = judgement_of(chain, self.as_of)
        counts = Counter(node.status.value for node in judgement.nodes) if judgement else Counter[str]()
        return ChainLine(
            chain=chain,
            title=said(judgement.chain.name) if judgement else chain.title,
            url=address(self.request, "chains:map", chain.pk),
            gaps_url=address(self.request, "chains:gaps", chain.pk),
            counts=dict(counts),
            open_gaps=sum(count for status, count in counts.items() if status in GAPS),
            kept_gaps=kept,
            holders=holders,
            is_to_be_confirmed=bool(judgement and judgement.version.is_to_be_confirmed),
        )

    @cached_property
    def holders(self) -> dict[int, dict[str, str]]:
        """Chain -> kind of role -> who holds it; a confidential enterprise the person may not read has no name."""
        standing = ChainRole.objects.filter(standing_roles(self.as_of), chain__in=self.chains, kind__in=LED_BY)
        found: dict[int, dict[str, list[str]]] = {}
        for role in roles_nameable(self.scope, self.zone, standing.select_related("post", "unit", "enterprise")):
            found.setdefault(role.chain_id, {}).setdefault(role.kind, []).append(role.holder)
        return {chain: {kind: joined(names) for kind, names in kinds.items()} for chain, kinds in found.items()}

    @property
    def may_set_up(self) -> bool:
        return not self.is_history and self.scope.is_supervising(self.zone)

    @property
    def shipped_url(self) -> str:
        return address(self.request, "chains:load-shipped") if self.may_set_up else ""

    @property
    def import_url(self) -> str:
        return address(self.request, "imports:new", kind="chain")
