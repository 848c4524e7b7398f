"""From a list of enterprises to placements that can be judged: said ones are checked, the others are proposed."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from zonekit.chains.gap_rules import GapRules
from zonekit.chains.model import Chain
from zonekit.chains.placed import Placed, PlacedFirms
from zonekit.chains.placement import Doubt, allot, settle
from zonekit.chains.roster import Roster, RosterFirm
from zonekit.chains.signs import Firms, Likely
from zonekit.values.issues import Issue

Plain = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Columns:
    """The list's enterprises as the engine takes them."""

    firms: Sequence[RosterFirm]
    likely: Sequence[Likely]
    plain: Plain

    def of(self, places: Sequence[int]) -> Firms:
        some = [self.firms[place] for place in places]
        return Firms(
            [firm.industry_class for firm in some],
            [self.plain(firm.name) for firm in some],
            [self.plain(firm.scope) for firm in some],
            [self.likely[place] for place in places] if self.likely else (),
        )


@dataclass(frozen=True, slots=True)
class Counted:
    """Placements of a list. `stated` rows named a node, `proposed` got one or more, `unplaced` got none."""

    placed: PlacedFirms
    stated: int
    proposed: int
    unplaced: int
    doubted: int
    issues: tuple[Issue, ...]


def half_width(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def count_roster(
    chain: Chain, roster: Roster, rules: GapRules, likely: Sequence[Likely] = (), plain: Plain = half_width
) -> Counted:
    """Placements of the list's enterprises.

    A stated node counts in full where a person confirmed it; else as much as class and scope bear it out. An enterprise
    without a node counts on the nodes that class and scope speak for, by its score. `likely`: for each enterprise the
    classes it may have where it states none; `plain`: how names and scopes are written before words are looked for.
    """
    known = Columns(roster.firms, likely, plain)
    stated = [place for place, firm in enumerate(roster.firms) if firm.node]
    others = [place for place, firm in enumerate(roster.firms) if not firm.node]
    rows, doubts = _stated(chain, roster.firms, stated, known, rules)
    found = allot(chain, known.of(others), rules)
    told = zip(found.firm.tolist(), found.node.tolist(), found.weight.tolist(), found.is_divided.tolist(), strict=True)
    for firm, node, weight, is_divided in told:
        one = _placed(roster.firms[others[firm]], chain.nodes[node].code, weight)
        rows.append(replace(one, share=1.0) if is_divided else one)
    proposed = len(set(found.firm.tolist()))
    issues = tuple(_doubted(chain, roster.firms, stated, doubts))
    placed = PlacedFirms.of(rows, chain.positions())
    return Counted(placed, len(stated), proposed, len(others) - proposed, len(doubts), issues)


def _stated(
    chain: Chain, firms: Sequence[RosterFirm], stated: Sequence[int], known: Columns, rules: GapRules
) -> tuple[list[Placed], tuple[Doubt, ...]]:  # fmt: skip
    places = chain.positions()
    given = np.array([places[firms[place].node] for place in stated], dtype=np.int64)
    settled = settle(chain, known.of(stated), given, rules)
    rows = []
    for row, place in enumerate(stated):
        firm = firms[place]
        node, weight = chain.nodes[settled.node[row]].code, float(settled.weight[row])
        rows.append(_placed(firm, firm.node, 1.0) if firm.is_confirmed else _placed(firm, node, weight))
    doubts = tuple(doubt for doubt in settled.doubts if not firms[stated[doubt.row]].is_confirmed)
    return rows, doubts


def _placed(firm: RosterFirm, node: str, weight: float) -> Placed:
    return Placed(firm.identity, node, firm.output, firm.capacity, firm.share, weight, firm.is_foreign)


def _doubted(
    chain: Chain, firms: Sequence[RosterFirm], stated: Sequence[int], doubts: Sequence[Doubt]
) -> Iterator[Issue]:  # fmt: skip
    names = {node.code: node.name.zh for node in chain.nodes}
    for doubt in doubts:
        firm = firms[stated[doubt.row]]
        params = {"name": firm.name or firm.code, "node": names[doubt.given]}
        if doubt.found:
            params["found"] = names[doubt.found]
        yield Issue(f"placement_{doubt.code}", firm.where, params, "warning")
