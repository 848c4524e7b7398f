"""Sentences for what is wrong with the workbook of a chain or with a pool. Knows no model: commands speak them too."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: Final[dict[str, Promise]] = {
    "chain_sheet_missing": _("The sheet “%(sheet)s” that names the chain is missing; the file's name stands for it."),
    "nodes_sheet_missing": _("The sheet “%(sheet)s” is missing. Export a chain to see how the workbook is laid out."),
    "links_sheet_missing": _("The sheet “%(sheet)s” is missing, so the nodes stand without links."),
    "headings_missing": _("No headings were found. Name the columns as in an exported file."),
    "column_missing": _("The column “%(column)s” is missing. Add it."),
    "column_unknown": _("The column “%(column)s” is not known and is left out."),
    "column_twice": _("The column “%(column)s” stands there twice; the first one counts."),
    "chain_without_name": _("The chain has no name. Write one on the first sheet."),
    "chain_code_unreadable": _("“%(value)s” is no code of a chain: letters, digits and underscores without blanks."),
    "node_code_unreadable": _("“%(value)s” is no code of a node: at most 60 characters without blanks or separators."),
    "node_code_twice": _("The code “%(value)s” is that of another node already, at %(first)s. Change one of them."),
    "node_name_twice": _("The name “%(value)s” is that of another node already, at %(first)s. Change one of them."),
    "node_without_name": _("The node has no name. Write one."),
    "node_without_evidence": _("“%(node)s” has neither classes nor product words, so nothing is proposed for it."),
    "nodes_missing": _("The chain has no nodes. Write them on the sheet of nodes."),
    "nodes_too_many": _("The chain has %(count)s nodes; at most %(most)s are taken."),
    "segment_missing": _("Upstream, midstream or downstream? Write one of them."),
    "segment_unknown": _("“%(value)s” is none of upstream, midstream and downstream. Write one of them."),
    "tier_unreadable": _("“%(value)s” is no tier. Write a whole number from 1, the rawest material."),
    "flag_unreadable": _("“%(value)s” is neither yes nor no. Write one of them."),
    "date_unreadable": _("“%(value)s” is no day. Write it as 2023-01-31."),
    "class_unreadable": _("“%(value)s” is no class code. Write two to four digits of GB/T 4754-2017."),
    "class_as_number": _("The code %(value)s stands there as a number, so leading zeros are lost. Format it as text."),
    "class_of_2011": _("%(value)s is a code of the 2011 edition; it is read as %(successors)s of 2017."),
    "class_unknown": _("GB/T 4754-2017 has no code %(value)s. Correct it."),
    "product_with_separator": _("“%(value)s” holds a separator. Write one product word each."),
    "input_rate_unreadable": _("“%(value)s” is no share. Write a number above 0 and up to 1, or a percentage."),
    "input_rate_out_of_range": _("The share of inputs %(value)s is not above 0 and up to 1."),
    "weight_unreadable": _("“%(value)s” is no share. Write a number above 0 and up to 1, or a percentage."),
    "weight_out_of_range": _("The share %(value)s is not above 0 and up to 1."),
    "weights_over_one": _("The shares of the inputs of “%(customer)s” come to %(sum)s, more than 1. Lower them."),
    "link_node_missing": _("The link lacks one of its nodes. Write the code or the name of both."),
    "link_node_unknown": _("There is no node “%(value)s”. Write the code or the name of a node of this chain."),
    "link_to_itself": _("“%(node)s” cannot supply itself. Remove the link or correct it."),
    "link_twice": _("This link stands there already, at %(first)s. Keep one of them."),
    "link_against_tier": _("The supplier stands on tier %(supplier)s, its customer on tier %(customer)s: is it right?"),
    "cycle": _("The links run in a circle: %(nodes)s. Remove one of them."),
    # Of the import itself:
    "chain_has_errors": _("The chain is taken as a whole or not at all. Correct what is listed and import it again."),
    "chain_not_yours": _("You do not write this chain; new chains are set up by the supervision office."),
    "chain_nothing_new": _("This is the version “%(version)s” as it stands. There is nothing new to take over."),
    "chain_text_too_long": _("“%(value)s” has %(characters)s characters; at most %(most)s are kept. Shorten it."),
    "chain_parts_too_long": _("The text has %(characters)s characters; at most %(most)s are kept. Shorten it."),
}
