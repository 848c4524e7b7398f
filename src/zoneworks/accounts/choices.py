from django.db import models
from django.utils.translation import gettext_lazy as _


class RoleKind(models.TextChoices):
    ADMINISTRATOR = "administrator", _("Administrator")
    LEADER = "leader", _("Leader")
    SUPERVISION = "supervision", _("Supervision office")
    OFFICER = "officer", _("Unit officer")
    EDITOR = "editor", _("Editor of the portal")
