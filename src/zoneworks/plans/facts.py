"""What happened: appended with the date it is about, the date it was recorded, and who recorded and confirmed it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Fact(models.Model):
    """Known on D means: recorded and confirmed on or before D. A correction is a later fact about the same date."""

    recorded_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_on = models.DateField(null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.TextField(blank=True)
    submission = models.CharField(
        max_length=80, unique=True, help_text="One per form or row sent: the same one is taken once."
    )

    class Meta:
        abstract = True


class Actual(Fact):
    """The value of an indicator on a date: cumulative since 1 January, a level, or a rate, in the indicator's unit."""

    indicator = models.ForeignKey("plans.Indicator", models.PROTECT, related_name="actuals")
    about = models.DateField()
    value = models.DecimalField(max_digits=15, decimal_places=4)

    class Meta:
        ordering = ["about", "recorded_at", "pk"]
        indexes = [models.Index(fields=["indicator", "about"], name="actual_of_indicator")]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_on__isnull=True) | Q(confirmed_on__gte=F("recorded_on")),
                name="actual_confirmed_after_recorded",
            )
        ]

    def __str__(self) -> str:
        return f"{self.about}: {self.value}"


class MilestoneFact(Fact):
    """A milestone was reached on a date; without a date, an earlier statement is withdrawn."""

    milestone = models.ForeignKey("plans.Milestone", models.PROTECT, related_name="facts")
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["recorded_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_on__isnull=True) | Q(confirmed_on__gte=F("recorded_on")),
                name="milestone_fact_confirmed_after_recorded",
            )
        ]

    def __str__(self) -> str:
        return f"{self.done_on or '-'}"
