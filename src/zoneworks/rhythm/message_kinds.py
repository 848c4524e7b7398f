"""What people can hear of the year's rhythm, and switch off."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zoneworks.inbox.kinds import MessageKind, register

URGED, DECIDED = "owed_urged", "dispatch_decided"

register(
    MessageKind(
        URGED, _("Everything owed, urged at once"), _("The supervision office urges all that your units owe."), 5
    )
)
register(
    MessageKind(
        DECIDED, _("Decisions of the weekly dispatch"), _("The weekly dispatch asks something of a unit of yours."), 6
    )
)
