"""Sentences for what is odd in a pool of firms, in a table of regions and industries, and in what was asked of them."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zoneworks.chains.issue_sentences import TABLE_SENTENCES
from zoneworks.chains.pool_sentences import POOL_SENTENCES
from zoneworks.commands.chain_sentences import BESIDE_A_CHAIN
from zoneworks.imports.messages import Wording

ENTRY_SENTENCES: Final[dict[str, Promise]] = {
    "entry_name_missing": _("The row names no region or no industry; it is passed over."),
    "entry_value_unreadable": _("“%(value)s” is no number; the row is passed over."),
    "entry_value_negative": _("The value %(value)s is negative; the row is passed over."),
    "entry_pair_twice": _("“%(industry)s” stands in “%(region)s” more than once; the values were added up."),
    "entry_table_empty": _("The table has no row with region, industry and value."),
    "entry_region_unknown": _("The table has no region “%(value)s”; those it has are listed."),
}
TARGETS_SENTENCES: Final[dict[str, Promise]] = {
    "node_absent": _("The chain has no node “%(value)s”; those it has are listed."),
    "pool_firms_here": _("%(count)s firms of the pool are here already and were left out."),
    "place_not_given": _("Where the zone is was not given (--at), so distances take a middling value."),
    "place_unknown": _("“%(value)s” is no place that is known here; distances take a middling value."),
    "demand_unknown": _("No local demand for “%(node)s” is known; the pull of demand says nothing here."),
    "relatedness_unknown": _(
        "Too few regions or industries to say what goes with the zone's industries; it takes a middling value."
    ),
    "size_unknown": _("The pool gives neither revenue nor employees nor capital; size takes a middling value."),
}

TARGETS_WORDING: Final = Wording.of(*BESIDE_A_CHAIN, POOL_SENTENCES, TARGETS_SENTENCES)
ENTRY_WORDING: Final = Wording.of(TABLE_SENTENCES, ENTRY_SENTENCES)
