"""What chains count for the plan: gaps closed and open, nodes that are there, enterprises and their output."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zoneworks.chains.choices import GapState
from zoneworks.chains.judging import judgement_of, placed_on
from zoneworks.chains.models import Chain, Gap
from zoneworks.chains.queries_evidence import open_on
from zoneworks.common.text import in_language
from zoneworks.measures.kinds import (
    Argument,
    Arguments,
    Evidence,
    Measured,
    MeasureKind,
    Period,
    UnknownArgumentError,
    register,
)
from zoneworks.units.models import Unit

ALL = ""
FEN = Decimal(100)
PERCENT = Decimal(100)


def chains_asked(code: str, zone: Unit, arguments: Arguments) -> list[Chain]:
    """The chain named, or all of the zone's; a code the zone has no chain of is an error, not a nought."""
    wanted = arguments.get("chain") or ALL
    chains = list(Chain.objects.filter(zone=zone).select_related("zone"))
    if wanted == ALL:
        return chains
    found = [chain for chain in chains if chain.code == wanted]
    if not found:
        raise UnknownArgumentError(code, "chain", wanted)
    return found


def chain_choices(zone: Unit) -> tuple[tuple[str, str | Promise], ...]:
    chains = Chain.objects.filter(zone=zone).values_list("code", "name", "name_en")
    return ((ALL, _("all chains")), *((code, in_language(name, name_en)) for code, name, name_en in chains))


CHAIN = Argument("chain", _("Industry chain"), chain_choices)


def last_known(period: Period, known_on: date) -> date:
    """A level is asked about the last day, as far as it has come and is known."""
    return min(period.last, known_on)


def gap_closed_count(zone: Unit, arguments: Arguments, period: Period, known_on: date) -> Measured:
    """Gaps that placements closed within the period, known by the day."""
    chains = chains_asked("chain.gap_closed_count", zone, arguments)
    closed = Gap.objects.filter(
        chain__in=chains,
        state=GapState.CLOSED,
        closed_on__range=(period.first, last_known(period, known_on)),
    )
    return counted(closed, "closed_on")


def gap_open_count(zone: Unit, arguments: Arguments, period: Period, known_on: date) -> Measured:
    """Gaps open on the last day."""
    chains = chains_asked("chain.gap_open_count", zone, arguments)
    return counted(Gap.objects.filter(open_on(last_known(period, known_on)), chain__in=chains), "opened_on")


def counted(gaps: QuerySet[Gap], day: str) -> Measured:
    found = list(gaps.order_by(day, "pk").values_list("pk", day))
    evidence = tuple(Evidence("gap", str(pk), on) for pk, on in found)
    return Measured(Decimal(len(found)), "count", evidence=evidence)


def node_present_rate(zone: Unit, arguments: Arguments, period: Period, known_on: date) -> Measured:
    """Of the nodes of the chains in force on the last day, those that are no gap."""
    chains, there, all_nodes = chains_asked("chain.node_present_rate", zone, arguments), 0, 0
    for chain in chains:
        judgement = judgement_of(chain, last_known(period, known_on))
        if judgement is not None:
            all_nodes += len(judgement.nodes)
            there += sum(not node.is_gap for node in judgement.nodes)
    if not all_nodes:
        return Measured(None, "percent")
    rate = Decimal(there) * PERCENT / Decimal(all_nodes)
    return Measured(rate, "percent", Decimal(there), Decimal(all_nodes), chain_evidence(chains, period, known_on))


def enterprise_count(zone: Unit, arguments: Arguments, period: Period, known_on: date) -> Measured:
    """Enterprises that stand on the chains on the last day, each once."""
    day = last_known(period, known_on)
    firms: dict[int, date] = {}
    for chain in chains_asked("chain.enterprise_count", zone, arguments):
        rows = placed_on(chain, day).values_list("enterprise__merged_into_id", "enterprise_id", "decided_on")
        for into, own, decided in rows:
            key = into or own
            if decided is not None:  # as every confirmed one is
                firms[key] = min(firms.get(key, decided), decided)
    evidence = tuple(Evidence("enterprise", str(key), on) for key, on in sorted(firms.items()))
    return Measured(Decimal(len(firms)), "count", evidence=evidence)


def output(zone: Unit, arguments: Arguments, period: Period, known_on: date) -> Measured:
    """What the enterprises on the chains make in a year, the part of it that belongs to the chains, in yuan."""
    chains, day = chains_asked("chain.output", zone, arguments), last_known(period, known_on)
    total, is_known = 0.0, False
    for chain in chains:
        judgement = judgement_of(chain, day)
        if judgement is not None:
            is_known = True
            total += sum(float(node.figures.get("output", 0.0)) for node in judgement.nodes)
    if not is_known:
        return Measured(None, "cny")
    return Measured(Decimal(str(round(total, 2))), "cny", evidence=chain_evidence(chains, period, known_on))


def chain_evidence(chains: Iterable[Chain], period: Period, known_on: date) -> tuple[Evidence, ...]:
    day = last_known(period, known_on)
    return tuple(Evidence("industry_chain", str(chain.pk), day) for chain in chains)


for kind in (
    MeasureKind("chain.gap_closed_count", _("Chain gaps closed"), "count", gap_closed_count, (CHAIN,)),
    MeasureKind("chain.gap_open_count", _("Chain gaps open"), "count", gap_open_count, (CHAIN,)),
    MeasureKind("chain.node_present_rate", _("Nodes of chains present"), "percent", node_present_rate, (CHAIN,)),
    MeasureKind("chain.enterprise_count", _("Enterprises on chains"), "count", enterprise_count, (CHAIN,)),
    MeasureKind("chain.output", _("Output of chains"), "cny", output, (CHAIN,)),
):
    register(kind)
