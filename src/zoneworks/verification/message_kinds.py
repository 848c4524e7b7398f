"""What people can hear about rulings and checks, and switch off."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zoneworks.inbox.kinds import MessageKind, register

RULED, CHECKED = "light_ruled", "evidence_checked"

register(
    MessageKind(
        RULED,
        _("Rulings on lights"),
        _("The supervision office rules on the light of an item of yours."),
        30,
    )
)
register(
    MessageKind(
        CHECKED,
        _("Findings of verification"),
        _("Evidence of an item of yours is found insufficient or false, or is found true after all."),
        31,
    )
)
