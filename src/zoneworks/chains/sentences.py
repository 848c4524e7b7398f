"""Codes of the engine as sentences: why a node has its status, and what would close a gap."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zonekit.chains.gaps import Closing, NodeJudgement, Reason
from zonekit.chains.words import ClosingCode, ReasonCode
from zoneworks.chains.choices import BlockageKind
from zoneworks.chains.words import money, share
from zoneworks.common.text import followed
from zoneworks.ui.figures import figure_text

Figures = Mapping[str, Any]


@dataclass(frozen=True)
class Told:
    """A reason in words. `status`: what it speaks for, "" for something to know beside it."""

    sentence: str
    status: str
    code: str = ""


def reasons_told(judged: NodeJudgement) -> list[Told]:
    return [told(reason) for reason in judged.reasons]


def told(reason: Reason) -> Told:
    return Told(reason_sentence(reason.code, reason.figures), reason.status or "", reason.code)


def kept_reasons(reasons: Iterable[Mapping[str, Any]]) -> list[Told]:
    """Reasons as a gap keeps them; a code of an earlier edition of the engine is left out."""
    return [
        Told(reason_sentence(one["code"], one.get("figures", {})), one.get("status", ""), one["code"])
        for one in reasons
        if one.get("code") in SENTENCES
    ]


def reason_sentence(code: str, figures: Figures) -> str:
    return SENTENCES[ReasonCode(code)](figures)


def closings_told(closings: Iterable[Closing]) -> list[str]:
    """What would close the gap, each thing once."""
    found = (CLOSINGS[closing.code](closing.figures) for closing in closings)
    return list(dict.fromkeys(found))


# --- why a node has its status ---------------------------------------------------------------------------------------


def no_supplier(figures: Figures) -> str:
    firms = int(figures.get("firms", 0))
    if not firms:
        return _("No enterprise in the zone stands on this node.")
    sentence = ngettext(
        "%(count)d enterprise is placed on this node, but its class and scope belong elsewhere: it does not count.",
        "%(count)d enterprises are placed on this node, but classes and scopes belong elsewhere: they do not count.",
        firms,
    )
    return sentence % {"count": firms}


def single_supplier(figures: Figures) -> str:
    return _("A single enterprise supplies this node; if it fails, the chain breaks here.")


def foreign_supply(figures: Figures) -> str:
    return _(
        "%(share)s of the supply comes from foreign-owned enterprises; from %(from)s on the node counts as broken."
    ) % {
        "share": share(figures.get("share")),
        "from": share(figures.get("from")),
    }


def blockage(figures: Figures) -> str:
    return _("Recorded as blocked: %(kind)s.") % {"kind": blockage_word(figures.get("kind"))}


def blockage_word(kind: object) -> str:
    return str(BlockageKind(kind).label) if kind in BlockageKind.values else str(kind or "")


def coverage_low(figures: Figures) -> str:
    return _(
        "Enterprises here supply %(supply)s a year; those downstream in the zone need %(demand)s. That covers "
        "%(coverage)s, less than the %(below)s that counts as enough."
    ) % {
        "supply": money(figures.get("supply")),
        "demand": money(figures.get("demand")),
        "coverage": share(figures.get("coverage")),
        "below": share(figures.get("below")),
    }


def concentrated(figures: Figures) -> str:
    return _("The largest enterprise makes %(share)s of the supply; from %(from)s on the node counts as weak.") % {
        "share": share(figures.get("share")),
        "from": share(figures.get("from")),
    }


def capacity_stretched(figures: Figures) -> str:
    return _("Output is %(use)s of the capacity of %(capacity)s a year; above %(above)s the node counts as weak.") % {
        "use": share(figures.get("use")),
        "capacity": money(figures.get("capacity")),
        "above": share(figures.get("above")),
    }


def well_supplied(figures: Figures) -> str:
    return followed(
        _("%(count)s enterprises supply this node, enough of them and spread widely enough to count as strong.")
        % {"count": count(figures)},
        beside(figures),
    )


def enough(figures: Figures) -> str:
    sentence = ngettext(
        "%(count)s enterprise supplies this node; no rule finds a gap.",
        "%(count)s enterprises supply this node; no rule finds a gap.",
        round(float(figures.get("counted", 0))),
    )
    return followed(sentence % {"count": count(figures)}, beside(figures))


def beside(figures: Figures) -> str:
    """Coverage and the largest share, where these can be said."""
    parts = []
    if "coverage" in figures:
        parts.append(_("They cover %(share)s of local demand.") % {"share": share(figures["coverage"])})
    if "largest_share" in figures:
        parts.append(_("The largest makes %(share)s.") % {"share": share(figures["largest_share"])})
    return followed(parts[0], parts[1]) if len(parts) == 2 else "".join(parts)


def count(figures: Figures) -> str:
    """As many as count; those whose signs are doubted count in part."""
    return figure_text(figures.get("counted", 0), 1)


def placements_doubted(figures: Figures) -> str:
    firms = int(figures.get("doubted", 0))
    sentence = ngettext(
        "%(count)d placement counts only in part, because the enterprise's class or scope does not bear it out.",
        "%(count)d placements count only in part, because the enterprises' classes or scopes do not bear them out.",
        firms,
    )
    return sentence % {"count": firms}


def figures_missing(figures: Figures) -> str:
    return _(
        "Output or capacity is known for %(known)s of the enterprises only; coverage is judged from %(from)s on."
    ) % {"known": share(figures.get("known")), "from": share(figures.get("from"))}


def demand_unknown(figures: Figures) -> str:
    return _("No downstream demand in the zone is known, so that coverage cannot be judged.")


SENTENCES: Mapping[str, Callable[[Figures], str]] = {
    ReasonCode.NO_SUPPLIER: no_supplier,
    ReasonCode.SINGLE_SUPPLIER: single_supplier,
    ReasonCode.FOREIGN_SUPPLY: foreign_supply,
    ReasonCode.BLOCKAGE: blockage,
    ReasonCode.COVERAGE_LOW: coverage_low,
    ReasonCode.CONCENTRATED: concentrated,
    ReasonCode.CAPACITY_STRETCHED: capacity_stretched,
    ReasonCode.WELL_SUPPLIED: well_supplied,
    ReasonCode.ENOUGH: enough,
    ReasonCode.PLACEMENTS_DOUBTED: placements_doubted,
    ReasonCode.FIGURES_MISSING: figures_missing,
    ReasonCode.DEMAND_UNKNOWN: demand_unknown,
}


# --- what would close a gap ------------------------------------------------------------------------------------------


def suppliers(figures: Figures) -> str:
    wanted, each = int(figures.get("suppliers", 1)), float(figures.get("supply_each", 0) or 0)
    sentence = ngettext("%(count)d further supplier", "%(count)d further suppliers", wanted) % {"count": wanted}
    if each <= 0:
        return sentence
    return _("%(suppliers)s, each able to supply %(amount)s a year") % {"suppliers": sentence, "amount": money(each)}


def supply(figures: Figures) -> str:
    return _("a further supply of %(amount)s a year") % {"amount": money(figures.get("supply"))}


def domestic_supply(figures: Figures) -> str:
    return _("a further domestic supply of %(amount)s a year") % {"amount": money(figures.get("supply"))}


def other_supply(figures: Figures) -> str:
    return _("a further supply of %(amount)s a year from other enterprises than the largest") % {
        "amount": money(figures.get("supply"))
    }


def capacity(figures: Figures) -> str:
    return _("a further capacity of %(amount)s a year") % {"amount": money(figures.get("capacity"))}


def unblock(figures: Figures) -> str:
    return _("the blockage lifted: %(kind)s") % {"kind": blockage_word(figures.get("kind"))}


CLOSINGS: Mapping[str, Callable[[Figures], str]] = {
    ClosingCode.SUPPLIERS: suppliers,
    ClosingCode.SUPPLY: supply,
    ClosingCode.DOMESTIC_SUPPLY: domestic_supply,
    ClosingCode.OTHER_SUPPLY: other_supply,
    ClosingCode.CAPACITY: capacity,
    ClosingCode.UNBLOCK: unblock,
}
