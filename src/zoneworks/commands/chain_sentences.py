"""Sentences for what is odd in a list of enterprises beside a chain."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: Final[dict[str, Promise]] = {
    "enterprise_without_name": _("The row has neither a name nor a credit code, so no enterprise is known by it."),
    "enterprise_twice": _("“%(value)s” stands on this node already, at %(first)s; the row is passed over."),
    "enterprises_missing": _("The list has no enterprises."),
    "node_unknown": _("The chain has no node “%(value)s”; the node is looked for by class and scope."),
    "figure_unreadable": _("“%(value)s” is no amount; the enterprise counts without it."),
    "figure_negative": _("The amount %(value)s is negative; the enterprise counts without it."),
    "figure_absurd": _("The amount %(value)s is more than any enterprise makes in a year; it is left out."),
    "share_out_of_range": _("The share %(value)s is not above 0 and up to 1; it is left out."),
    "blockage_kind_unknown": _(
        "“%(value)s” is no kind of blockage: logistics, approval, land, staff, funds or other. The row is passed over."
    ),
    "code_length": _("The credit code %(value)s does not have 18 characters."),
    "code_character": _("The credit code %(value)s holds a character that credit codes do not have."),
    "code_check_digit": _("The check digit of the credit code %(value)s is wrong."),
    "code_as_number": _("The credit code %(value)s is a number that has lost its end. Format the column as text."),
    "placement_moved": _(
        "“%(name)s” is put on “%(node)s”, but class and scope speak for “%(found)s”, where it counts."
    ),
    "placement_contradicted": _("“%(name)s” is put on “%(node)s”, but its class belongs elsewhere; it does not count."),
    "placement_unfitting": _("“%(name)s” is put on “%(node)s”, which its class does not bear out; it counts half."),
}
