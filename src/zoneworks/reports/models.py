"""The monthly report of a sub-project: words, values, claims of milestones, evidence, and what became of it.

Until it is submitted its values stand here alone; submitting writes them as facts of the plan, which count once the
supervision office confirms the report. A report hangs on the sub-project as it first appeared, so that it survives a
new version of the plan.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from zoneworks.files.models import KeptFile
from zoneworks.plans.models import Actual, Indicator, Item, Milestone, MilestoneFact
from zoneworks.reports.choices import ReportState, Turn
from zoneworks.units.models import Unit

PERSON = settings.AUTH_USER_MODEL


class Report(models.Model):
    """`about`: the last day of the month. `due`: the day by which it was to be submitted, as the rules then said."""

    zone = models.ForeignKey(Unit, models.PROTECT, related_name="reports")
    item = models.ForeignKey(Item, models.PROTECT, related_name="reports", help_text="As it first appeared.")
    about = models.DateField()
    due = models.DateField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", help_text="Whose officer wrote last.")
    state = models.CharField(max_length=10, choices=ReportState, default=ReportState.DRAFT)
    progress = models.TextField(blank=True)
    problems = models.TextField(blank=True)
    next_steps = models.TextField(blank=True)
    own_light = models.CharField(
        max_length=6, blank=True, help_text="The unit's own assessment: green, yellow or red; blank where it gave none."
    )
    revision = models.PositiveIntegerField(default=0, help_text="Grows with every write; guards two people's work.")
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    first_submitted_on = models.DateField(null=True, blank=True, help_text="Decides whether it was late.")
    submitted_on = models.DateField(null=True, blank=True)
    submitted_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    settled_on = models.DateField(null=True, blank=True, help_text="Confirmed or last returned.")
    settled_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    return_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-about", "item__path"]
        indexes = [
            models.Index(fields=["zone", "about", "state"], name="report_of_month"),
            models.Index(fields=["zone", "state", "about"], name="report_in_state"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["item", "about"], name="report_once_a_month"),
            models.CheckConstraint(condition=Q(state__in=ReportState.values), name="report_state_known"),
            models.CheckConstraint(
                condition=Q(own_light__in=["", "green", "yellow", "red"]), name="report_own_light_known"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(submitted_on__isnull=False), name="report_submitted_has_day"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["returned", "confirmed"]) | Q(settled_on__gte=F("submitted_on")),
                name="report_settled_after_submitted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.about:%Y-%m} {self.state}"

    @property
    def is_late(self) -> bool:
        return self.first_submitted_on is not None and self.first_submitted_on > self.due

    @property
    def is_open(self) -> bool:
        """The unit may still write it."""
        return self.state in {ReportState.DRAFT, ReportState.RETURNED}


class ReportValue(models.Model):
    """A value the report states; `fact` is what submitting made of it. `is_sure`: what looked wrong was confirmed."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="values")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+", help_text="As it first appeared.")
    value = models.DecimalField(max_digits=15, decimal_places=4, null=True, blank=True)
    numerator = models.DecimalField(max_digits=15, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField(max_digits=15, decimal_places=4, null=True, blank=True)
    note = models.TextField(blank=True)
    is_sure = models.BooleanField(default=False)
    fact = models.ForeignKey(Actual, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "indicator"], name="report_value_once")]

    def __str__(self) -> str:
        return f"{self.indicator_id}: {self.value}"


class ReportStep(models.Model):
    """A milestone the report claims as reached."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="steps")
    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="+", help_text="As it first appeared.")
    done_on = models.DateField()
    note = models.TextField(blank=True)
    fact = models.ForeignKey(MilestoneFact, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "milestone"], name="report_step_once")]

    def __str__(self) -> str:
        return f"{self.milestone_id}: {self.done_on}"


class ReportEvidence(models.Model):
    """A file that shows what the report says. Taking it off a draft removes this row, never the file's record."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="evidence")
    file = models.ForeignKey(KeptFile, models.PROTECT, related_name="+")
    caption = models.CharField(max_length=200, blank=True)
    added_on = models.DateField()
    added_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["report", "file"], name="report_evidence_once")]

    def __str__(self) -> str:
        return self.caption or str(self.file)


class ReportTurn(models.Model):
    """One step in the life of a report: appended, never changed. `data`: what the report then said."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="turns")
    turn = models.CharField(max_length=10, choices=Turn)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.TextField(blank=True)
    data = models.JSONField(default=dict)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.on} {self.turn}"


class Urging(models.Model):
    """The supervision office urges a report that is owed: at most once a day."""

    zone = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    item = models.ForeignKey(Item, models.PROTECT, related_name="urgings", help_text="As it first appeared.")
    about = models.DateField()
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["item", "about", "on"], name="urging_once_a_day")]

    def __str__(self) -> str:
        return f"{self.about:%Y-%m} {self.on}"
