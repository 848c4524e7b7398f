from django.db import models
from django.utils.translation import gettext_lazy as _


class BatchState(models.TextChoices):
    PREVIEWED = "previewed", _("Previewed")
    ACCEPTED = "accepted", _("Accepted")
    UNDONE = "undone", _("Undone")
    DISCARDED = "discarded", _("Discarded")


class Action(models.TextChoices):
    CREATE = "create", _("Create")
    UPDATE = "update", _("Update")
    SAME = "same", _("Same")
    REJECT = "reject", _("Reject")
