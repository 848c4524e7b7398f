"""What happened: appended with the date it is about, the date it was recorded, and who recorded and confirmed it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from zoneworks.units.models import Unit


class Fact(models.Model):
    """Known on D means: recorded and confirmed on or before D. A correction is a later fact about the same date."""

    recorded_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_on = models.DateField(null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    returned_on = models.DateField(null=True, blank=True)
    returned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    return_note = models.TextField(blank=True)
    note = models.TextField(blank=True)
    submission = models.CharField(
        max_length=80, unique=True, help_text="One per form or row sent: the same one is taken once."
    )

    class Meta:
        abstract = True

    @property
    def is_open(self) -> bool:
        """Submitted, and neither confirmed nor returned."""
        return self.confirmed_on is None and self.returned_on is None


def sound_fact(prefix: str) -> list[models.BaseConstraint]:
    return [
        models.CheckConstraint(
            condition=Q(confirmed_on__isnull=True) | Q(confirmed_on__gte=F("recorded_on")),
            name=f"{prefix}_confirmed_after_recorded",
        ),
        models.CheckConstraint(
            condition=Q(confirmed_on__isnull=True) | Q(returned_on__isnull=True),
            name=f"{prefix}_confirmed_or_returned",
        ),
    ]


class Actual(Fact):
    """The value of an indicator on a date: cumulative since 1 January, a level, or a rate, in the indicator's unit.

    Without a value, an earlier statement about the date is withdrawn. A rate keeps what it was computed from.
    """

    indicator = models.ForeignKey("plans.Indicator", models.PROTECT, related_name="actuals")
    about = models.DateField()
    value = models.DecimalField(max_digits=15, decimal_places=4, null=True, blank=True)
    numerator = models.DecimalField(max_digits=15, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField(max_digits=15, decimal_places=4, null=True, blank=True)

    class Meta:
        ordering = ["about", "recorded_at", "pk"]
        indexes = [models.Index(fields=["indicator", "about"], name="actual_of_indicator")]
        constraints = [
            *sound_fact("actual"),
            models.CheckConstraint(
                condition=Q(numerator__isnull=True, denominator__isnull=True)
                | Q(numerator__isnull=False, denominator__gt=0),
                name="actual_share_complete",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about}: {self.value}"


class MilestoneFact(Fact):
    """A milestone was reached on a date; without a date, an earlier statement is withdrawn."""

    milestone = models.ForeignKey("plans.Milestone", models.PROTECT, related_name="facts")
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["recorded_at", "pk"]
        constraints = sound_fact("milestone_fact")

    def __str__(self) -> str:
        return f"{self.done_on or '-'}"


class ClosedMonth(models.Model):
    """A month that takes no more values: closed by the supervision office, perhaps opened again with a reason.

    Each closing is a row; the month is closed while one of its rows has not been reopened.
    """

    zone = models.ForeignKey(Unit, models.PROTECT, related_name="closed_months")
    about = models.DateField(help_text="The last day of the month.")
    closed_on = models.DateField()
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reopened_on = models.DateField(null=True, blank=True)
    reopened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(blank=True, help_text="Why it was opened again.")

    class Meta:
        ordering = ["about", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["zone", "about"], condition=Q(reopened_on__isnull=True), name="month_closed_once"
            ),
            models.CheckConstraint(
                condition=Q(reopened_on__isnull=True) | ~Q(reason=""), name="month_reopened_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about:%Y-%m}"
