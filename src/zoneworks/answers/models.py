"""The conference that deploys the plan: its agenda, who came, what was decided."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from zoneworks.common.text import in_language
from zoneworks.plans.models import Plan
from zoneworks.units.models import Post, Unit


class Conference(models.Model):
    """A conference of the zone. `plan` is the version it deployed; none where the draft it was to deploy is gone.

    `note` says what of this is published and what is illustrative, and `sources` where it was published.
    """

    zone = models.ForeignKey(Unit, models.PROTECT, related_name="conferences")
    plan = models.ForeignKey(Plan, models.SET_NULL, null=True, blank=True, related_name="conferences")
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=300, blank=True)
    held_on = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    place_en = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    sources = models.JSONField(default=list, blank=True, help_text="Addresses of the publishers themselves.")
    revision = models.PositiveIntegerField(default=0)
    submission = models.CharField(max_length=80, unique=True)

    class Meta:
        ordering = ["-held_on", "-pk"]
        indexes = [models.Index(fields=["zone", "-held_on", "-id"], name="conference_of_zone")]

    def __str__(self) -> str:
        return self.title_shown

    @property
    def title_shown(self) -> str:
        return in_language(self.title, self.title_en)

    @property
    def place_shown(self) -> str:
        return in_language(self.place, self.place_en)

    @property
    def note_shown(self) -> str:
        return in_language(self.note, self.note_en)


class AgendaItem(models.Model):
    conference = models.ForeignKey(Conference, models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    text_en = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["conference", "position"]
        constraints = [models.UniqueConstraint(fields=["conference", "position"], name="agenda_place_once")]

    def __str__(self) -> str:
        return in_language(self.text, self.text_en)


class Attendance(models.Model):
    """Whether a unit, or the holder of a post, was invited and came; `people` is how many came."""

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="attendance")
    position = models.PositiveSmallIntegerField()
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    is_invited = models.BooleanField(default=True)
    has_attended = models.BooleanField(default=False)
    people = models.PositiveSmallIntegerField(default=0)
    note = models.CharField(max_length=200, blank=True)
    note_en = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["conference", "position"]
        constraints = [
            models.UniqueConstraint(fields=["conference", "unit"], name="attendance_unit_once"),
            models.UniqueConstraint(fields=["conference", "post"], name="attendance_post_once"),
            models.CheckConstraint(
                condition=Q(unit__isnull=True, post__isnull=False) | Q(unit__isnull=False, post__isnull=True),
                name="attendance_of_unit_or_post",
            ),
            models.CheckConstraint(
                condition=Q(has_attended=True, people__gte=1) | Q(has_attended=False, people=0),
                name="attendance_people_who_came",
            ),
            models.CheckConstraint(
                condition=Q(is_invited=True) | Q(has_attended=True), name="attendance_says_something"
            ),
        ]

    def __str__(self) -> str:
        return str(self.unit or self.post)

    @property
    def note_shown(self) -> str:
        return in_language(self.note, self.note_en)


class Decision(models.Model):
    conference = models.ForeignKey(Conference, models.CASCADE, related_name="decisions")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=500)
    text_en = models.CharField(max_length=800, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    due = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["conference", "position"]
        constraints = [models.UniqueConstraint(fields=["conference", "position"], name="decision_place_once")]

    def __str__(self) -> str:
        return in_language(self.text, self.text_en)
