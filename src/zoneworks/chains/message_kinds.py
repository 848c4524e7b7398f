"""What people can hear about gaps of chains, and switch off."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zoneworks.inbox.kinds import MessageKind, register

GAP_GIVEN, GAP_OVERDUE, GAP_CLOSED = "gap_given", "gap_overdue", "gap_closed"

for order, code, label, help_words in (
    (20, GAP_GIVEN, _("Chain gaps given"), _("A gap of an industry chain is given to a unit you work for.")),
    (
        21,
        GAP_OVERDUE,
        _("Chain gaps overdue"),
        _("A unit you work for was to close a gap by a day that has passed."),
    ),
    (22, GAP_CLOSED, _("Chain gaps closed"), _("A gap that a unit you work for owns has been closed or has lapsed.")),
):
    register(MessageKind(code, label, help_words, order))
