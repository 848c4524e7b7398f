"""Sentences for what is wrong with the tables of chains. Knows no model: commands speak them too.

One table for each thing that is read, so that a kind or a command puts its own together from those that it reads.
"""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zoneworks.imports.messages import Wording

# Of every table with headings, and of the values in it:
TABLE_SENTENCES: Final[dict[str, Promise]] = {
    "headings_missing": _("No headings were found. Name the columns as in an exported file."),
    "column_missing": _("The column “%(column)s” is missing. Add it."),
    "column_twice": _("The column “%(column)s” stands there twice; the first one counts."),
    "flag_unreadable": _("“%(value)s” is neither yes nor no. Write one of them."),
    "date_unreadable": _("“%(value)s” is no day. Write it as 2023-01-31."),
}
CLASS_SENTENCES: Final[dict[str, Promise]] = {
    "class_unreadable": _("“%(value)s” is no class code. Write two to four digits of GB/T 4754-2017."),
    "class_as_number": _("The code %(value)s stands there as a number, so leading zeros are lost. Format it as text."),
    "class_of_2011": _("%(value)s is a code of the 2011 edition; it is read as %(successors)s of 2017."),
    "class_unknown": _("GB/T 4754-2017 has no code %(value)s. Correct it."),
}
CHAIN_SENTENCES: Final[dict[str, Promise]] = {
    "chain_sheet_missing": _("The sheet “%(sheet)s” that names the chain is missing; the file's name stands for it."),
    "nodes_sheet_missing": _("The sheet “%(sheet)s” is missing. Export a chain to see how the workbook is laid out."),
    "links_sheet_missing": _("The sheet “%(sheet)s” is missing, so the nodes stand without links."),
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
}
# Of an enterprise, wherever it stands: beside a chain or in a pool.
ENTERPRISE_SENTENCES: Final[dict[str, Promise]] = {
    "enterprise_without_name": _("The row has neither a name nor a credit code, so no enterprise is known by it."),
    "figure_unreadable": _("“%(value)s” is no amount; the enterprise counts without it."),
    "figure_negative": _("The amount %(value)s is negative; the enterprise counts without it."),
    "figure_absurd": _("The amount %(value)s is more than any enterprise makes in a year; it is left out."),
    "code_length": _("The credit code %(value)s does not have 18 characters."),
    "code_character": _("The credit code %(value)s holds a character that credit codes do not have."),
    "code_check_digit": _("The check digit of the credit code %(value)s is wrong."),
    "code_as_number": _("The credit code %(value)s is a number that has lost its end. Format the column as text."),
}
IMPORT_SENTENCES: Final[dict[str, Promise]] = {
    "chain_has_errors": _("The chain is taken as a whole or not at all. Correct what is listed and import it again."),
    "chain_not_yours": _("You do not write this chain; new chains are set up by the supervision office."),
    "chain_nothing_new": _("This is the version “%(version)s” as it stands. There is nothing new to take over."),
    "chain_text_too_long": _("“%(value)s” has %(characters)s characters; at most %(most)s are kept. Shorten it."),
}

CHAIN_WORDING: Final = Wording.of(TABLE_SENTENCES, CLASS_SENTENCES, CHAIN_SENTENCES, IMPORT_SENTENCES)
