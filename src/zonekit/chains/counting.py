"""From a list of enterprises to placements that can be judged: said ones are checked, the others are proposed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from zonekit.chains.gap_rules import GapRules
from zonekit.chains.model import Chain
from zonekit.chains.placed import Placed, PlacedFirms
from zonekit.chains.placement import Doubt, propose, settle
from zonekit.chains.roster import Roster, RosterFirm
from zonekit.chains.signs import Firms
from zonekit.values.issues import Issue


@dataclass(frozen=True, slots=True)
class Counted:
    """Placements of a list. `stated` rows named a node, `proposed` got one or more, `unplaced` got none."""

    placed: PlacedFirms
    stated: int
    proposed: int
    unplaced: int
    doubted: int
    issues: tuple[Issue, ...]


def count_roster(chain: Chain, roster: Roster, rules: GapRules, classes: Sequence[str] = ()) -> Counted:
    """Placements of the list's enterprises.

    A stated node counts in full where a person confirmed it; else as much as class and scope bear it out. An enterprise
    without a node counts on the nodes proposed for it, by its score. `classes`: one for each enterprise, where somebody
    has found classes for those that state none.
    """
    known = list(classes) or [firm.industry_class for firm in roster.firms]
    stated = [place for place, firm in enumerate(roster.firms) if firm.node]
    others = [place for place, firm in enumerate(roster.firms) if not firm.node]
    rows, doubts = _stated(chain, roster.firms, stated, known, rules)
    proposals = propose(chain, _columns(roster.firms, others, known), rules.placement)
    rows += [_placed(roster.firms[others[one.firm]], one.node, one.score) for one in proposals]
    proposed = len({one.firm for one in proposals})
    issues = tuple(_doubted(chain, roster.firms, stated, doubts))
    placed = PlacedFirms.of(rows, chain.positions())
    return Counted(placed, len(stated), proposed, len(others) - proposed, len(doubts), issues)


def _stated(
    chain: Chain, firms: Sequence[RosterFirm], stated: Sequence[int], known: Sequence[str], rules: GapRules
) -> tuple[list[Placed], tuple[Doubt, ...]]:  # fmt: skip
    places = chain.positions()
    given = np.array([places[firms[place].node] for place in stated], dtype=np.int64)
    settled = settle(chain, _columns(firms, stated, known), given, rules)
    rows = []
    for row, place in enumerate(stated):
        firm = firms[place]
        node, weight = chain.nodes[settled.node[row]].code, float(settled.weight[row])
        rows.append(_placed(firm, firm.node, 1.0) if firm.is_confirmed else _placed(firm, node, weight))
    doubts = tuple(doubt for doubt in settled.doubts if not firms[stated[doubt.row]].is_confirmed)
    return rows, doubts


def _columns(firms: Sequence[RosterFirm], places: Sequence[int], known: Sequence[str]) -> Firms:
    return Firms(
        [known[place] for place in places],
        [firms[place].name for place in places],
        [firms[place].scope for place in places],
    )


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
