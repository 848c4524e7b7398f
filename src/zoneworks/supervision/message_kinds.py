"""What people can hear about orders, and switch off."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zoneworks.inbox.kinds import MessageKind, register

ASSIGNED, URGED, DECIDED, RAISED, ANSWERED = (
    "order_assigned", "order_urged", "order_decided", "order_raised", "order_answered",
)  # fmt: skip

for order, code, label, help_words in (
    (10, ASSIGNED, _("Orders assigned"), _("An order is assigned to a unit you work for, or that you lead.")),
    (11, URGED, _("Orders urged"), _("The supervision office urges an order of a unit you work for.")),
    (
        12,
        DECIDED,
        _("Decisions on orders"),
        _("A report is returned, verified or closed; an extension is granted or refused; an order is suspended."),
    ),
    (13, RAISED, _("Orders raised"), _("An order goes one rung up, or a consequence is demanded on it.")),
    (14, ANSWERED, _("Answers to orders"), _("For the supervision office: a unit reports back or asks for time.")),
):
    register(MessageKind(code, label, help_words, order))
