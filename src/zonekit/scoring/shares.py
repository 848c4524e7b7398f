"""The points at stake for a unit, after the points of rules left out were spread over the others."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal

from zonekit.scoring.formulas import FORMULAS
from zonekit.scoring.model import Rule, Rulebook
from zonekit.scoring.numbers import ZERO, allot, half_up


def whole_shares(rulebook: Rulebook) -> dict[str, Decimal]:
    """The points of every rule at the stated places, nothing left out."""
    return {rule.id: half_up(rule.points, rulebook.places) for rule in rulebook.rules}


def shares_of(rulebook: Rulebook, whole: Mapping[str, Decimal], missing: Collection[str]) -> Mapping[str, Decimal]:
    """Points at stake by rule. Points left out go to the rules of the same group, in proportion to their points; where
    the group has none that can take them, to those of the whole sheet; where there is none at all, they lapse.
    """
    out = [rule for rule in rulebook.rules if rule.id in missing and rule.missing == "left_out"]
    if not out:
        return whole
    shares = dict(whole)
    for rule in out:
        shares[rule.id] = half_up(ZERO, rulebook.places)
    homeless = ZERO
    for group in rulebook.groups:
        lost = sum((rule.points for rule in group.rules if rule in out), ZERO)
        takers = [rule for rule in group.rules if _takes(rule, missing)]
        if lost and takers:
            _spread(shares, takers, lost, rulebook.places)
        else:
            homeless += lost
    if homeless:
        _spread(shares, [rule for rule in rulebook.rules if _takes(rule, missing)], homeless, rulebook.places)
    return shares


def _takes(rule: Rule, missing: Collection[str]) -> bool:
    return FORMULAS[rule.formula].takes_spread and not (rule.id in missing and rule.missing == "left_out")


def _spread(shares: dict[str, Decimal], takers: list[Rule], points: Decimal, places: int) -> None:
    """Adds points to the takers in proportion to what is at stake there, at the stated places, adding up exactly."""
    for rule, added in zip(takers, allot(points, [shares[rule.id] for rule in takers], places), strict=True):
        shares[rule.id] += added
