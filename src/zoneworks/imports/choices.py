from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class BatchState(models.TextChoices):
    """Large tables are read and written in the background: `reading`, `writing`, and `failed` where reading did."""

    READING = "reading", _("Being read")
    WRITING = "writing", _("Being taken over")
    FAILED = "failed", pgettext_lazy("import", "Failed")
    PREVIEWED = "previewed", _("Previewed")
    ACCEPTED = "accepted", _("Accepted")
    UNDONE = "undone", _("Undone")
    DISCARDED = "discarded", _("Discarded")


class Action(models.TextChoices):
    CREATE = "create", _("Create")
    UPDATE = "update", _("Update")
    SAME = "same", _("Same")
    REJECT = "reject", _("Reject")


WORKING = (BatchState.READING.value, BatchState.WRITING.value)
