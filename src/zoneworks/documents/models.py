"""Documents being produced, and editions that are frozen."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from zoneworks.common.clock import now
from zoneworks.common.text import in_language
from zoneworks.documents.choices import OPEN_STATES, Format, ProductionState
from zoneworks.documents.kinds import kind_of
from zoneworks.files.models import KeptFile
from zoneworks.units.models import Unit

UNCHANGEABLE = "A frozen edition is written once and never changed."
SILENCE = timedelta(minutes=10)


class EditionQuerySet(models.QuerySet["Edition"]):
    """Editions are read; the database refuses their change as well (see unchangeable.py)."""

    def update(self, **values: object) -> NoReturn:
        raise TypeError(UNCHANGEABLE)

    def delete(self) -> NoReturn:
        raise TypeError(UNCHANGEABLE)


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

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["sha256"], name="edition_by_hash")]
        constraints = [
            models.UniqueConstraint(fields=["zone", "kind", "year", "number"], name="edition_number_once"),
        ]

    def __str__(self) -> str:
        return self.title_shown

    @property
    def title_shown(self) -> str:
        return in_language(self.title, self.title_en)

    @property
    def mark(self) -> str:
        """What is printed on every page made from it: zone, kind, year, number; the same in every language."""
        return f"{self.zone.code}-{kind_of(self.kind).mark_code}-{self.year}-{self.number}"

    def save(self, *args: object, **kwargs: object) -> None:
        if self.pk:
            raise TypeError(UNCHANGEABLE)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def delete(self, *args: object, **kwargs: object) -> NoReturn:
        raise TypeError(UNCHANGEABLE)


class Production(models.Model):
    """One file being made in the background, from a frozen edition or from what is known now."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    zone = models.ForeignKey(Unit, models.PROTECT, related_name="productions")
    kind = models.CharField(max_length=40)
    arguments = models.JSONField(default=dict)
    edition = models.ForeignKey(Edition, models.PROTECT, null=True, blank=True, related_name="productions")
    title = models.CharField(max_length=300)
    title_en = models.CharField(max_length=400, blank=True)
    is_freezing = models.BooleanField(default=False, help_text="Makes an edition first, then the file of its data.")
    format = models.CharField(max_length=8, choices=Format)
    language = models.CharField(max_length=10)
    state = models.CharField(max_length=10, choices=ProductionState, default=ProductionState.WAITING)
    done = models.PositiveIntegerField(default=0, help_text="Percent.")
    failure = models.TextField(blank=True, help_text="A sentence for people.")
    failure_en = models.TextField(blank=True)
    file = models.ForeignKey(KeptFile, models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    begun_at = models.DateTimeField(null=True, blank=True)
    heard_at = models.DateTimeField(null=True, blank=True, help_text="The last sign of life of the work.")
    ended_at = models.DateTimeField(null=True, blank=True)
    fingerprint = models.CharField(max_length=64, help_text="Of what is asked for and by whom; open once at a time.")
    submission = models.CharField(max_length=80, unique=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["zone", "asked_by", "-id"], name="production_of_person"),
            models.Index(fields=["state", "ended_at"], name="production_by_state"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ProductionState.values), name="production_state_known"),
            models.UniqueConstraint(
                fields=["fingerprint"], condition=Q(state__in=OPEN_STATES), name="production_open_once"
            ),
            models.CheckConstraint(condition=~Q(state="done") | Q(file__isnull=False), name="production_done_has_file"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.format} {self.state}"

    @property
    def title_shown(self) -> str:
        return in_language(self.title, self.title_en)

    @property
    def is_silent(self) -> bool:
        """Begun, and not heard of for so long that whoever worked on it must have ended."""
        heard = self.heard_at or self.begun_at
        return self.state == ProductionState.RUNNING and heard is not None and heard < now() - SILENCE

    @property
    def state_shown(self) -> ProductionState:
        return ProductionState.FAILED if self.is_silent else ProductionState(self.state)

    @property
    def is_open(self) -> bool:
        return self.state_shown in OPEN_STATES

    @property
    def failure_shown(self) -> str:
        if self.is_silent:
            return _("The work on it ended without a word. Ask for it again.")
        return in_language(self.failure, self.failure_en)
