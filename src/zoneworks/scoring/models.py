"""Rulebooks as dated data, what is entered by hand, and scores as they were published: frozen, with appeals."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from zoneworks.common.text import in_language
from zoneworks.files.models import KeptFile
from zoneworks.scoring.choices import AppealState, PublicationState, RulebookState
from zoneworks.units.models import Unit

PERSON = settings.AUTH_USER_MODEL


class Rulebook(models.Model):
    """One version of a zone's scoring rules. `data` is what zonekit.scoring reads; issued ones never change."""

    zone = models.ForeignKey(Unit, models.PROTECT, related_name="rulebooks")
    code = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=300, blank=True)
    document_no = models.CharField(max_length=80, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=RulebookState, default=RulebookState.DRAFT)
    data = models.JSONField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of the data in canonical form.")
    draw_up_day = models.PositiveSmallIntegerField(
        default=15, help_text="Scores are drawn up as known on this day of the month after the period."
    )
    objection_days = models.PositiveSmallIntegerField(
        default=5, help_text="Working days after publication within which units may appeal."
    )
    revision = models.PositiveIntegerField(default=0)
    issued_on = models.DateField(null=True, blank=True)
    issued_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["code", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["zone", "code", "version"], name="rulebook_version_once"),
            models.CheckConstraint(condition=Q(state__in=RulebookState.values), name="rulebook_state_known"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="rulebook_dates_in_order"
            ),
            models.CheckConstraint(
                condition=Q(draw_up_day__gte=1, draw_up_day__lte=28, objection_days__gte=1, objection_days__lte=60),
                name="rulebook_days_plausible",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return in_language(self.name, self.name_en)


class Entry(models.Model):
    """What a person enters for a rule that reads no register: a bonus, a deduction, a mark, with its evidence.

    `amount`: how often or how much; an entry is taken back by a later one with the opposite amount and `undoes`.
    """

    zone = models.ForeignKey(Unit, models.PROTECT, related_name="score_entries")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    rule = models.CharField(max_length=60)
    period = models.CharField(max_length=8, help_text="2023Q3, 2023H1 or 2023.")
    amount = models.DecimalField(max_digits=12, decimal_places=4)
    words = models.TextField()
    file = models.ForeignKey(KeptFile, models.PROTECT, null=True, blank=True, related_name="+")
    undoes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="undone_by")
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    submission = models.CharField(max_length=80, unique=True)

    class Meta:
        ordering = ["on", "at", "pk"]
        indexes = [models.Index(fields=["zone", "period", "unit"], name="score_entry_of_period")]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="score_entry_with_words")]

    def __str__(self) -> str:
        return f"{self.period} {self.rule} {self.amount}"


class Publication(models.Model):
    """The scores of a period as published: rulebook, inputs and every line, frozen with their SHA-256.

    An upheld appeal makes a new publication; the one before stays, replaced.
    """

    zone = models.ForeignKey(Unit, models.PROTECT, related_name="publications")
    period = models.CharField(max_length=8)
    number = models.PositiveSmallIntegerField(default=1)
    rulebook = models.ForeignKey(Rulebook, models.PROTECT, related_name="publications")
    as_of = models.DateField()
    data = models.JSONField(help_text="Inputs and score sheets, line by line.")
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=PublicationState, default=PublicationState.PUBLISHED)
    published_on = models.DateField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    objections_until = models.DateField()
    final_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True, help_text="Why it replaces the one before.")

    class Meta:
        ordering = ["-period", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["zone", "period", "number"], name="publication_once"),
            models.CheckConstraint(condition=Q(state__in=PublicationState.values), name="publication_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.period} {self.number}"


class Appeal(models.Model):
    """A unit appeals against a line of its score sheet within the objection period."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="appeals")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    line = models.CharField(
        max_length=120, help_text="The rule id of the line; blank: the sheet as a whole.", blank=True
    )
    words = models.TextField()
    file = models.ForeignKey(KeptFile, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=AppealState, default=AppealState.OPEN)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    decision = models.TextField(blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    submission = models.CharField(max_length=80, unique=True)

    class Meta:
        ordering = ["on", "at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=AppealState.values), name="appeal_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=["open", "withdrawn"]) | ~Q(decision=""), name="appeal_decided_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publication_id} {self.unit_id} {self.line}"
