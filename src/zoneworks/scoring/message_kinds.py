"""The messages about scores that a person can switch on and off."""

from django.utils.translation import gettext_lazy as _

from zoneworks.inbox.kinds import MessageKind, register
from zoneworks.scoring.telling import APPEALED, DECIDED, PUBLISHED

register(
    MessageKind(PUBLISHED, _("Scores published"), _("When the scores of a period are published or corrected."), 60)
)
register(MessageKind(APPEALED, _("Objections to scores"), _("When a unit objects to its scores."), 61))
register(MessageKind(DECIDED, _("Objections decided"), _("When an objection of my unit is decided."), 62))
