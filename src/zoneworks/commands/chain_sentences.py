"""Sentences for what is odd in a list of enterprises beside a chain."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zoneworks.chains.issue_sentences import CHAIN_SENTENCES, CLASS_SENTENCES, ENTERPRISE_SENTENCES, TABLE_SENTENCES
from zoneworks.imports.messages import Wording

# Of every list of enterprises; it need not stand beside a chain.
LIST_SENTENCES: Final[dict[str, Promise]] = {"enterprises_missing": _("The list has no enterprises.")}
ROSTER_SENTENCES: Final[dict[str, Promise]] = {
    "enterprise_twice": _("“%(value)s” stands on this node already, at %(first)s; the row is passed over."),
    "enterprise_of_two_names": _(
        "“%(name)s” differs from “%(other)s”, at %(first)s, by spelling or legal form alone; "
        "they count as one enterprise."
    ),
    "node_unknown": _("The chain has no node “%(value)s”; the node is looked for by class and scope."),
    "share_out_of_range": _("The share %(value)s is not above 0 and up to 1; it is left out."),
    "blockage_kind_unknown": _(
        "“%(value)s” is no kind of blockage: logistics, approval, land, staff, funds or other. The row is passed over."
    ),
    "placement_moved": _(
        "“%(name)s” is put on “%(node)s”, but class and scope speak for “%(found)s”, where it counts."
    ),
    "placement_contradicted": _("“%(name)s” is put on “%(node)s”, but its class belongs elsewhere; it does not count."),
    "placement_unfitting": _("“%(name)s” is put on “%(node)s”, which its class does not bear out; it counts half."),
}

# What the commands about one chain read: its workbook, and enterprises beside it.
BESIDE_A_CHAIN: Final = (
    TABLE_SENTENCES, CLASS_SENTENCES, CHAIN_SENTENCES, ENTERPRISE_SENTENCES, LIST_SENTENCES, ROSTER_SENTENCES,
)  # fmt: skip
GAPS_WORDING: Final = Wording.of(*BESIDE_A_CHAIN)
