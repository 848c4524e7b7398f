"""What a person said of two records that look like one: they are two enterprises."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

PERSON = settings.AUTH_USER_MODEL


class Distinct(models.Model):
    """Of each pair at most one answer stands; `first` has the lower key. Taken back, the answer stays on record."""

    first = models.ForeignKey("enterprises.Enterprise", models.PROTECT, related_name="+", db_index=False)
    second = models.ForeignKey("enterprises.Enterprise", models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    decided_on = models.DateField()
    decided_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)

    class Meta:
        ordering = ["-decided_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"], condition=Q(withdrawn_on__isnull=True), name="distinct_once"
            ),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="distinct_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} / {self.second_id}"
