"""What all pages of one chain have in common: what stood on the day, what the engine says of it, and the way around."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zonekit.chains import Node
from zonekit.chains.gaps import NodeJudgement
from zoneworks.accounts.access import Scope
from zoneworks.chains.judging import Judgement, judgement_of
from zoneworks.chains.models import Chain, ChainVersion
from zoneworks.chains.queries import draft_of, may_write
from zoneworks.chains.weights import Weight, weights_of
from zoneworks.chains.words import said
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import Crumb, Tab


class ChainFrame:
    section = ""

    def __init__(self, request: HttpRequest, chain: Chain) -> None:
        self.request, self.chain = request, chain
        self.zone = chain.zone
        self.scope: Scope = request.scope  # type: ignore[attr-defined]
        self.as_of: date = request.as_of  # type: ignore[attr-defined]
        self.today: date = request.today  # type: ignore[attr-defined]
        self.is_history: bool = request.is_history  # type: ignore[attr-defined]

    @cached_property
    def judgement(self) -> Judgement | None:
        """None where no version of the chain stood on the day."""
        return judgement_of(self.chain, self.as_of)

    @cached_property
    def weights(self) -> Mapping[str, Weight]:
        """How much rests on each node."""
        return weights_of(self.judgement)

    @property
    def version(self) -> ChainVersion | None:
        return self.judgement.version if self.judgement else None

    @cached_property
    def title(self) -> str:
        return said(self.judgement.chain.name) if self.judgement else self.chain.title

    @cached_property
    def may_write(self) -> bool:
        return not self.is_history and may_write(self.scope, self.chain)

    @cached_property
    def draft(self) -> ChainVersion | None:
        return draft_of(self.chain)

    @cached_property
    def nodes(self) -> dict[str, Node]:
        return {node.code: node for node in self.judgement.chain.nodes} if self.judgement else {}

    def node_name(self, code: str) -> str:
        """A node of an earlier version goes by its code."""
        return said(self.nodes[code].name) if code in self.nodes else code

    def judged(self, code: str) -> NodeJudgement | None:
        return self.judgement.by_code.get(code) if self.judgement else None

    @cached_property
    def gap_count(self) -> int:
        return sum(node.is_gap for node in self.judgement.nodes) if self.judgement else 0

    # --- the way around ----------------------------------------------------------------------------------------------

    def link(self, name: str, *args: object, **query: object) -> str:
        return address(self.request, f"chains:{name}", *args, **query)

    def here(self, name: str, **query: object) -> str:
        return self.link(name, self.chain.pk, **query)

    @property
    def trail(self) -> list[Crumb]:
        return [Crumb(_("Industry chains"), self.link("list")), Crumb(self.title)]

    @property
    def tabs(self) -> list[Tab]:
        found = [
            ("map", _("Chain map"), None),
            ("gaps", _("Gaps"), self.gap_count),
            ("bench", _("Workbench"), None),
            ("placements", _("Placements"), None),
            ("people", _("Roles and artefacts"), None),
            ("versions", pgettext("of a chain", "Versions"), None),
        ]
        return [Tab(label, self.here(name), name == self.section, count) for name, label, count in found]

    @property
    def versions_url(self) -> str:
        return self.here("versions")

    @property
    def rules_words(self) -> str:
        """By which rules the statuses were judged, as the rules name themselves."""
        return said(self.judgement.rules.name) if self.judgement else ""
