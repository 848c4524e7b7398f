from django.db import models
from django.utils.translation import pgettext_lazy


class ReportState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("monthly report", "Draft")
    SUBMITTED = "submitted", pgettext_lazy("monthly report", "Submitted")
    RETURNED = "returned", pgettext_lazy("monthly report", "Returned")
    CONFIRMED = "confirmed", pgettext_lazy("monthly report", "Confirmed")


class OwnLight(models.TextChoices):
    """How the unit itself sees the month; it may also say nothing."""

    GREEN = "green", pgettext_lazy("own assessment", "Green: on schedule")
    YELLOW = "yellow", pgettext_lazy("own assessment", "Yellow: behind")
    RED = "red", pgettext_lazy("own assessment", "Red: far behind")


class Turn(models.TextChoices):
    """What was done to a report."""

    SUBMITTED = "submitted", pgettext_lazy("turn", "Submitted")
    WITHDRAWN = "withdrawn", pgettext_lazy("turn", "Taken back")
    RETURNED = "returned", pgettext_lazy("turn", "Returned")
    CONFIRMED = "confirmed", pgettext_lazy("turn", "Confirmed")
