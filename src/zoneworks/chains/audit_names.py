"""What the things are called that the record's events about chains speak of, as far as the reader may know them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Q, TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zoneworks.accounts.access import Scope
from zoneworks.audit.models import Event
from zoneworks.chains.models import Chain, Node
from zoneworks.chains.queries import chains_readable
from zoneworks.common.text import in_language
from zoneworks.enterprises.models import Enterprise
from zoneworks.enterprises.queries import enterprises_readable
from zoneworks.units.models import Unit

Place = tuple[int | None, str]


def label(choices: type[TextChoices], code: object) -> str:
    """The word for a code; one that is no choice any more stays as it was written."""
    known = {str(one.value): str(one.label) for one in choices}
    return known.get(str(code or ""), str(code or ""))


def with_code(name: str, code: str) -> str:
    return pgettext("name and code", "“%(name)s” (%(code)s)") % {"name": name, "code": code} if name != code else code


@dataclass(frozen=True)
class Known:
    """Chains by key and by zone and code, nodes by chain and code, units by key; names nobody may tell the reader."""

    by_key: Mapping[str, Chain] = field(default_factory=dict)
    by_code: Mapping[Place, Chain] = field(default_factory=dict)
    open_chains: frozenset[int] = frozenset()
    nodes: Mapping[tuple[int, str], str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()

    @classmethod
    def of(cls, scope: Scope | None, events: Sequence[Event]) -> Known:
        keys = {one.subject_id for one in events if one.subject_kind == "industry_chain" and one.subject_id.isdecimal()}
        codes = {str(one.details["chain"]) for one in events if "chain" in one.details}
        zones = {one.zone_id for one in events}
        wanted = Q(pk__in=keys) | Q(code__in=codes, zone__in=zones)
        chains = list(Chain.objects.filter(wanted).select_related("zone")) if keys or codes else []
        return cls(
            {str(one.pk): one for one in chains},
            {(one.zone_id, one.code): one for one in chains},
            open_to(scope, chains),
            node_names(chains, {str(one.details["node"]) for one in events if "node" in one.details}),
            unit_names({str(one.details["unit"]) for one in events if "unit" in one.details}),
            hidden_names(scope, {str(one.details["holder"]) for one in events if "holder" in one.details}),
        )

    def chain_of(self, event: Event) -> Chain | None:
        if event.subject_kind == "industry_chain":
            return self.by_key.get(event.subject_id)
        return self.by_code.get((event.zone_id, str(event.details.get("chain", ""))))

    def node(self, event: Event) -> str:
        chain, code = self.chain_of(event), str(event.details.get("node", ""))
        return with_code(self.nodes.get((chain.pk, code), code) if chain else code, code)

    def place(self, event: Event) -> str:
        """The node and its chain, to those who may open the chain."""
        chain = self.chain_of(event)
        if chain is None or chain.pk not in self.open_chains:
            return _("a node of an industry chain")
        said = {"node": self.node(event), "chain": with_code(chain.title, chain.code)}
        return _("the node %(node)s of the industry chain %(chain)s") % said

    def unit(self, event: Event) -> str:
        key = str(event.details.get("unit", ""))
        return self.units.get(key, key)

    def holder(self, event: Event) -> str:
        name = str(event.details.get("holder", ""))
        if name in self.hidden:
            return _("an enterprise you may not open")
        return in_language(name, str(event.details.get("holder_en", "")))


def open_to(scope: Scope | None, chains: Sequence[Chain]) -> frozenset[int]:
    if scope is None:
        return frozenset()
    found: set[int] = set()
    for zone in {one.zone_id: one.zone for one in chains}.values():
        found.update(chains_readable(scope, zone).values_list("pk", flat=True))
    return frozenset(found)


def node_names(chains: Sequence[Chain], codes: set[str]) -> dict[tuple[int, str], str]:
    """By the version that stands, or the last that had the node."""
    if not chains or not codes:
        return {}
    nodes = Node.objects.filter(version__chain__in=chains, code__in=codes)
    rows = nodes.order_by("version__in_force_from", "version__number").values_list(
        "version__chain", "code", "name", "name_en"
    )
    return {(chain, code): in_language(name, name_en) for chain, code, name, name_en in rows}


def unit_names(keys: set[str]) -> dict[str, str]:
    numbers = [int(key) for key in keys if key.isascii() and key.isdecimal()]
    return {str(one.pk): one.title for one in Unit.objects.filter(pk__in=numbers)} if numbers else {}


def hidden_names(scope: Scope | None, names: set[str]) -> frozenset[str]:
    """Those of the names that confidential enterprises bear which the reader may not open."""
    if not names:
        return frozenset()
    secret = Enterprise.objects.filter(Q(name__in=names) | Q(name_en__in=names), is_confidential=True)
    found = list(secret.select_related("zone"))
    if found and scope is not None:
        for zone in {one.zone_id: one.zone for one in found}.values():
            mine = set(enterprises_readable(scope, zone).filter(is_confidential=True).values_list("pk", flat=True))
            found = [one for one in found if one.pk not in mine]
    return frozenset(name for one in found for name in (one.name, one.name_en) if name)
