"""The figures of a node under their names."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zoneworks.chains.words import money, share
from zoneworks.ui.figures import figure_text

Show = Callable[[float | int | None], str]


def hundredths(value: float | int | None) -> str:
    return figure_text(value, 2)


FIGURES: tuple[tuple[str, Promise, Show], ...] = (
    ("firms", _("Enterprises"), figure_text),
    ("output", _("Output of a year"), money),
    ("supply", _("Supply a year"), money),
    ("demand", _("Local demand a year"), money),
    ("coverage", _("Supply against demand"), share),
    ("largest_share", _("Share of the largest"), share),
    ("foreign_share", _("Foreign-owned share"), share),
    ("hhi", _("Concentration (HHI)"), hundredths),
    ("capacity_use", _("Capacity used"), share),
)
# Figures of which nothing means that there is nothing to say.
POSITIVE = frozenset({"output", "supply", "demand", "foreign_share"})


def figure_pairs(figures: Mapping[str, float | int]) -> list[tuple[str, str]]:
    """Names and values of those that can be said."""
    shown = (one for one in FIGURES if one[0] in figures and (one[0] not in POSITIVE or figures[one[0]] > 0))
    return [(str(label), show(figures[name])) for name, label, show in shown]
