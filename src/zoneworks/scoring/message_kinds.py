"""The messages about scores that a person can switch on and off."""

from django.utils.translation import gettext_lazy as _

from zoneworks.inbox.kinds import MessageKind, register
from zoneworks.scoring.telling import APPEALED, DECIDED, PUBLISHED

register(
    MessageKind(PUBLISHED, _("Scores published"), _("When the scores of a period are published or corrected."), 60)
)
register(MessageKind(APPEALED, _("Appeals to scores"), _("When a unit appeals against its scores."), 61))
register(MessageKind(DECIDED, _("Appeals decided"), _("When an appeal of my unit is decided."), 62))
