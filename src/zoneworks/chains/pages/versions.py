"""The versions of a chain: what each says of itself, what it changes, and which may be put in force."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zonekit.chains import Chain as EngineChain
from zonekit.chains import Link, Node
from zoneworks.chains.bridge import engine_chain
from zoneworks.chains.choices import VersionState
from zoneworks.chains.models import Chain, ChainVersion
from zoneworks.chains.models import Node as KeptNode
from zoneworks.chains.pages.frame import ChainFrame
from zoneworks.chains.queries import versions_of
from zoneworks.chains.words import joined, said, segment_word, share
from zoneworks.common.text import is_english
from zoneworks.ui.parts import Crumb


@dataclass(frozen=True)
class VersionLine:
    version: ChainVersion
    is_standing: bool
    nodes: int
    url: str

    @property
    def state(self) -> str:
        if self.is_standing:
            return _("Stands")
        if self.version.state == VersionState.DRAFT:
            return pgettext("chain version", "Draft")
        return _("Stood before")


@dataclass(frozen=True)
class ChangeLine:
    """What two versions do not say alike: `before` and `after` in words, "" where there is nothing."""

    what: str
    name: str
    before: str
    after: str


class VersionsPage(ChainFrame):
    section = "versions"

    def __init__(self, request: HttpRequest, chain: Chain, number: int | None = None) -> None:
        super().__init__(request, chain)
        self.number = number
        if number is not None and self.chosen is None:
            raise Http404

    @property
    def trail(self) -> list[Crumb]:
        chain = super().trail
        if self.chosen is None:
            return chain
        versions = Crumb(pgettext("of a chain", "Versions"), self.here("versions"))
        return [*chain[:-1], Crumb(self.title, self.here("map")), versions, Crumb(str(self.chosen.number))]

    @cached_property
    def versions(self) -> list[ChainVersion]:
        """Drafts are seen by those who write the chain; versions of later days not before their day is known."""
        found = list(versions_of(self.chain).filter(made_on__lte=self.as_of))
        return [one for one in found if one.state != VersionState.DRAFT or self.may_write]

    @cached_property
    def lines(self) -> list[VersionLine]:
        counted = KeptNode.objects.filter(version__in=self.versions).order_by().values_list("version")
        counts: dict[int, int] = dict(counted.annotate(count=Count("pk")))
        standing = self.version
        return [
            VersionLine(
                one, standing is not None and one.pk == standing.pk, counts.get(one.pk, 0),
                self.link("version", self.chain.pk, one.number),
            )
            for one in self.versions
        ]  # fmt: skip

    @cached_property
    def chosen(self) -> ChainVersion | None:
        return next((one for one in self.versions if one.number == self.number), None)

    @property
    def is_draft(self) -> bool:
        return self.chosen is not None and self.chosen.state == VersionState.DRAFT

    @cached_property
    def before(self) -> ChainVersion | None:
        """The version that the chosen one follows."""
        if self.chosen is None:
            return None
        return next((one for one in self.versions if one.number < self.chosen.number), None)

    @property
    def content(self) -> str:
        """How much the version holds."""
        if self.chosen is None:
            return ""
        self.chosen.chain = self.chain
        content = engine_chain(self.chosen)
        keys = sum(node.is_key for node in content.nodes)
        counted = {"nodes": len(content.nodes), "links": len(content.links), "keys": keys}
        return _("%(nodes)s nodes, %(keys)s of them key nodes; %(links)s links.") % counted

    @cached_property
    def listed(self) -> list[ChangeLine]:
        """The nodes of a version that has none before it."""
        if self.chosen is None or self.before is not None:
            return []
        self.chosen.chain = self.chain
        return [
            ChangeLine(segment_word(node.segment), said(node.name), "", node_evidence(node))
            for node in engine_chain(self.chosen).nodes
        ]

    @cached_property
    def changes(self) -> list[ChangeLine]:
        if self.chosen is None or self.before is None:
            return []
        self.chosen.chain = self.before.chain = self.chain
        return list(differences(engine_chain(self.before), engine_chain(self.chosen)))


def differences(before: EngineChain, after: EngineChain) -> list[ChangeLine]:
    """Nodes and links that came, went or changed."""
    old, new = ({node.code: node for node in chain.nodes} for chain in (before, after))
    names = {code: said(node.name) for code, node in {**old, **new}.items()}
    lines = [
        ChangeLine(
            word_of_change(code in old, code in new, _("Node")), names[code], node_words(old.get(code)),
            node_words(new.get(code)),
        )
        for code in {**old, **new} if old.get(code) != new.get(code)
    ]  # fmt: skip
    old_links, new_links = ({(link.supplier, link.customer): link for link in chain.links} for chain in (before, after))
    for ends in {**old_links, **new_links}:
        if old_links.get(ends) != new_links.get(ends):
            name = f"{names.get(ends[0], ends[0])} → {names.get(ends[1], ends[1])}"
            what = word_of_change(ends in old_links, ends in new_links, pgettext("of a chain", "Link"))
            lines.append(ChangeLine(what, name, link_words(old_links.get(ends)), link_words(new_links.get(ends))))
    return lines


def word_of_change(was: bool, is_now: bool, thing: str) -> str:
    if was and is_now:
        return _("%(thing)s changed") % {"thing": thing}
    return _("%(thing)s added") % {"thing": thing} if is_now else _("%(thing)s removed") % {"thing": thing}


def node_words(node: Node | None) -> str:
    if node is None:
        return ""
    return " · ".join([said(node.name), segment_word(node.segment), node_evidence(node)])


def node_evidence(node: Node) -> str:
    """Where it stands and by what an enterprise of it is known."""
    products = node.products_en if is_english() and node.products_en else node.products
    parts = [_("tier %(tier)s") % {"tier": node.tier}, joined(list(node.classes)), joined(list(products))]
    if node.is_key:
        parts.append(_("key node"))
    return " · ".join(part for part in parts if part)


def link_words(link: Link | None) -> str:
    if link is None:
        return ""
    products = link.products_en if is_english() and link.products_en else link.products
    weight = _("share of inputs not known") if link.weight is None else share(link.weight)
    return " · ".join(part for part in (weight, joined(list(products))) if part)
