from django.db import models
from django.utils.translation import pgettext_lazy


class Finding(models.TextChoices):
    """What a check of evidence found."""

    TRUE = "true", pgettext_lazy("finding", "True")
    INSUFFICIENT = "insufficient", pgettext_lazy("finding", "Insufficient")
    FALSE = "false", pgettext_lazy("finding", "False")
