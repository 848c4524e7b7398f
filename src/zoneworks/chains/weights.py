"""How much rests on a node, so that a leader sees what is at stake: its rank in the chain, the output a year, the part.

The part alone deceives: a chain of forty nodes has few that carry a tenth of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zonekit.chains.words import Basis
from zoneworks.chains.judging import Judgement
from zoneworks.chains.words import money, sentences, share


@dataclass(frozen=True)
class Weight:
    """`part` of the whole chain, `relative` to the node most rests on; equals share the better rank.

    `output`: yuan a year, None where the chain's output is not known.
    """

    part: float
    relative: float
    rank: int
    nodes: int
    basis: Basis
    output: float | None

    @property
    def is_any(self) -> bool:
        return self.part > 0

    @property
    def rank_words(self) -> str:
        if not self.is_any:
            return pgettext("importance", "none")
        return pgettext("importance", "rank %(rank)s") % {"rank": self.rank}

    @property
    def words(self) -> str:
        """In sentences."""
        if not self.is_any:
            return _("Nothing here rests on this node yet.")
        ranked = _("In importance it ranks %(rank)s of the chain's %(nodes)s nodes.")
        return sentences([ranked % {"rank": self.rank, "nodes": self.nodes}, self.part_words])

    @property
    def part_words(self) -> str:
        known = {"share": share(self.part, 1), "amount": money(self.output)}
        if self.basis == Basis.OUTPUT:
            return _("Output of %(amount)s a year here rests on it, %(share)s of the chain's.") % known
        if self.basis == Basis.FIRMS:
            return _("%(share)s of the chain's enterprises here rest on it.") % known
        return _("%(share)s of the chain's nodes rest on it.") % known


def weights_of(judgement: Judgement | None) -> Mapping[str, Weight]:
    """By the code of the node."""
    if judgement is None:
        return {}
    nodes, basis = judgement.nodes, judgement.judged.basis
    whole = sum(float(node.figures.get("output", 0)) for node in nodes)
    most = max((node.importance for node in nodes), default=0.0) or 1.0
    ranks: dict[float, int] = {}
    for rank, part in enumerate(sorted((node.importance for node in nodes), reverse=True), start=1):
        ranks.setdefault(part, rank)
    return {
        node.node: Weight(
            part=node.importance, relative=node.importance / most, rank=ranks[node.importance], nodes=len(nodes),
            basis=basis, output=node.importance * whole if basis == Basis.OUTPUT else None,
        )
        for node in nodes
    }  # fmt: skip
