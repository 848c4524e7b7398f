"""What this app tells of by itself: days that come near."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zoneworks.inbox.kinds import MessageKind, register

DEADLINE = "deadline"

register(
    MessageKind(
        DEADLINE,
        _("Deadlines coming near"),
        _("Once for each, when the day by which your unit owes something is five working days away or less."),
        0,
    )
)
