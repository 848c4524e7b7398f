"""Chains and their gaps as subjects: an order, a message or an audit line speaks of them by their keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from zoneworks.accounts.access import Scope
from zoneworks.accounts.subjects import Subject, register
from zoneworks.chains.choices import ChainRoleKind, GapState
from zoneworks.chains.models import Chain, ChainRole, Gap, Node
from zoneworks.chains.naming import gap_titles, node_titles
from zoneworks.chains.queries import chains_readable, standing_roles, today_of
from zoneworks.common.errors import Refused
from zoneworks.supervision import concerned
from zoneworks.supervision.concerned import Concerned
from zoneworks.units.models import Post, Unit

SHOWN = 20
LONGEST_KEY = 15


def numbers_in(keys: Iterable[str]) -> list[int]:
    return [int(key) for key in keys if key.isascii() and key.isdecimal() and len(key) <= LONGEST_KEY]


def chains_in_reach(scope: Scope) -> Q:
    """Chains the person may open, in whichever zone."""
    condition = Q(pk__in=[])
    for zone in scope.zones:
        condition |= Q(pk__in=chains_readable(scope, zone).values("pk"))
    return condition


class GapSubject:
    code = "gap"
    label = pgettext_lazy("subject", "Chain gap")

    def find(self, scope: Scope, keys: Iterable[str]) -> Mapping[str, Subject]:
        chains = Chain.objects.filter(chains_in_reach(scope))
        gaps = list(Gap.objects.filter(pk__in=numbers_in(keys), chain__in=chains).select_related("chain"))
        return {subject.key: subject for subject in subjects_of_gaps(gaps)}

    def zone_of(self, key: str) -> Unit | None:
        gap = Gap.objects.filter(pk__in=numbers_in([key])).select_related("chain__zone").first()
        return gap.chain.zone if gap else None

    def search(self, scope: Scope, zone: Unit, words: str) -> Iterable[Subject]:
        """Open gaps by a part of the name of their node or chain."""
        told = words.strip()[:80]
        if not told:
            return []
        chains = chains_readable(scope, zone)
        holds = Q(name__icontains=told) | Q(name_en__icontains=told)
        nodes = Node.objects.filter(holds, version__chain__in=chains).values_list("version__chain", "code")
        found = Q(chain__in=chains.filter(holds))
        for chain, code in nodes.distinct()[:SHOWN]:
            found |= Q(chain=chain, node_code=code)
        gaps = Gap.objects.filter(found, chain__in=chains, state=GapState.OPEN).select_related("chain")
        return subjects_of_gaps(list(gaps.order_by("-importance_bp", "pk")[:SHOWN]))


class ChainSubject:
    code = "industry_chain"
    label = gettext_lazy("Industry chain")

    def find(self, scope: Scope, keys: Iterable[str]) -> Mapping[str, Subject]:
        chains = Chain.objects.filter(chains_in_reach(scope), pk__in=numbers_in(keys))
        return {str(chain.pk): subject_of_chain(chain) for chain in chains}

    def zone_of(self, key: str) -> Unit | None:
        chain = Chain.objects.filter(pk__in=numbers_in([key])).select_related("zone").first()
        return chain.zone if chain else None

    def search(self, scope: Scope, zone: Unit, words: str) -> Iterable[Subject]:
        told = words.strip()[:80]
        holds = Q(name__icontains=told) | Q(name_en__icontains=told)
        return [subject_of_chain(chain) for chain in chains_readable(scope, zone).filter(holds)[:SHOWN]] if told else []


def subjects_of_gaps(gaps: list[Gap]) -> list[Subject]:
    names = node_titles(gaps) if gaps else {}
    return [Subject("gap", str(gap.pk), gap_titles(gap, names), reverse("chains:gap", args=[gap.pk])) for gap in gaps]


def subject_of_chain(chain: Chain) -> Subject:
    return Subject("industry_chain", str(chain.pk), chain.title, reverse("chains:map", args=[chain.pk]))


# --- orders on gaps --------------------------------------------------------------------------------------------------


def answering_for(zone: Unit, keys: Iterable[str]) -> dict[str, Concerned]:
    """The unit that owns the gap, else the chain's lead department; the chain leader leads."""
    gaps = list(Gap.objects.filter(pk__in=numbers_in(keys), chain__zone=zone).select_related("chain", "unit"))
    if not gaps:
        return {}
    names, units, posts = node_titles(gaps), *in_charge(zone, {gap.chain_id for gap in gaps})
    found = {}
    for gap in gaps:
        unit = gap.unit or units.get(gap.chain_id)
        if unit is not None:
            chinese, english = names.get((gap.chain_id, gap.node_code), (gap.node_code, ""))
            found[str(gap.pk)] = Concerned(
                f"{gap.chain.name} · {chinese}",
                f"{gap.chain.name_en or gap.chain.name} · {english or chinese}",
                unit,
                leader=posts.get(gap.chain_id),
            )
    return found


def in_charge(zone: Unit, chains: set[int]) -> tuple[dict[int, Unit], dict[int, Post]]:
    """By chain its lead department and the post of its leader, as they stand today."""
    roles = ChainRole.objects.filter(standing_roles(today_of(zone)), chain__in=chains).select_related("unit", "post")
    units: dict[int, Unit] = {}
    posts: dict[int, Post] = {}
    for role in roles.order_by("pk"):
        if role.kind == ChainRoleKind.LEAD_DEPARTMENT and role.unit:
            units.setdefault(role.chain_id, role.unit)
        if role.kind == ChainRoleKind.LEADER and role.post:
            posts.setdefault(role.chain_id, role.post)
    return units, posts


def why_no_order(zone: Unit, key: str) -> Refused | None:
    """An order is filed on open gaps alone; the gap is held until the order is filed."""
    held = Gap.objects.filter(pk__in=numbers_in([key]), chain__zone=zone).select_for_update(of=("self",)).first()
    if held is not None and held.state == GapState.OPEN:
        return None
    return Refused("gap_not_open", _("This gap is not open any more. File the order on an open gap, or on nothing."))


register(GapSubject())
register(ChainSubject())
concerned.register("gap", answering_for, why_no_order)
