"""What people can hear about monthly reports, and switch off."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zoneworks.inbox.kinds import MessageKind, register

URGED, RETURNED = "report_urged", "report_returned"

register(MessageKind(URGED, _("Urged reports"), _("The supervision office urges reports that your unit owes."), 20))
register(MessageKind(RETURNED, _("Returned reports"), _("A monthly report of your unit comes back with a reason."), 21))
