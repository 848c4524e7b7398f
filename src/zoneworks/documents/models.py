"""Documents being produced, and editions that are frozen."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from zoneworks.common.text import in_language
from zoneworks.documents.choices import Format, ProductionState
from zoneworks.files.models import KeptFile
from zoneworks.units.models import Unit


class Edition(models.Model):
    """A document frozen as data: written once, never changed. `sha256` is that of its canonical data.

    `kind` is a declared kind of document, `arguments` what it was made with (year, period, ...).
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    zone = models.ForeignKey(Unit, models.PROTECT, related_name="editions")
    kind = models.CharField(max_length=40)
    number = models.PositiveIntegerField(help_text="Counts the editions of a kind in a zone and year.")
    year = models.PositiveSmallIntegerField()
    as_of = models.DateField()
    arguments = models.JSONField(default=dict)
    title = models.CharField(max_length=300)
    title_en = models.CharField(max_length=400, blank=True)
    data = models.FileField(upload_to="editions", help_text="Gzipped canonical JSON of the document in both languages.")
    sha256 = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()
    frozen_on = models.DateField(help_text="The zone's day.")
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    submission = models.CharField(max_length=80, unique=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["zone", "kind", "year", "number"], name="edition_number_once"),
        ]

    def __str__(self) -> str:
        return self.title_shown

    @property
    def title_shown(self) -> str:
        return in_language(self.title, self.title_en)

    def save(self, *args: object, **kwargs: object) -> None:
        if self.pk:
            raise TypeError("A frozen edition is written once and never changed.")
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class Production(models.Model):
    """One file being made in the background, from a frozen edition or from what is known now."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    zone = models.ForeignKey(Unit, models.PROTECT, related_name="productions")
    kind = models.CharField(max_length=40)
    arguments = models.JSONField(default=dict)
    edition = models.ForeignKey(Edition, models.PROTECT, null=True, blank=True, related_name="productions")
    format = models.CharField(max_length=8, choices=Format)
    language = models.CharField(max_length=10)
    state = models.CharField(max_length=10, choices=ProductionState, default=ProductionState.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    stop_asked = models.BooleanField(default=False)
    failure = models.TextField(blank=True, help_text="A sentence for people.")
    file = models.ForeignKey(KeptFile, models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    begun_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    submission = models.CharField(max_length=80, unique=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["zone", "kind", "-id"], name="production_of_kind")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ProductionState.values), name="production_state_known"),
            models.CheckConstraint(condition=~Q(state="done") | Q(file__isnull=False), name="production_done_has_file"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.format} {self.state}"
