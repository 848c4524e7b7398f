"""Files as they came in, what they would change, and what was accepted of it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from zoneworks.imports.choices import Action, BatchState
from zoneworks.units.models import Unit


class Upload(models.Model):
    """A file as received, kept with its hash."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    zone = models.ForeignKey(Unit, models.PROTECT, related_name="uploads")
    filename = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    content = models.FileField(upload_to="uploads/%Y/")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.filename


class Batch(models.Model):
    """One preview of an upload: nothing is written until it is accepted, and then all of it in one transaction."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    upload = models.ForeignKey(Upload, models.PROTECT, related_name="batches")
    kind = models.CharField(max_length=40, help_text="Code of the declared import kind.")
    options = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=BatchState, default=BatchState.PREVIEWED)
    summary = models.JSONField(
        default=dict, help_text="Title, year, levels, counts, column map: what the sheet says of itself."
    )
    issues = models.JSONField(
        default=list, help_text="All issues of all rows: code, sheet, cell, line, params, severity."
    )
    target = models.CharField(max_length=40, blank=True, help_text="Key of what was written to.")
    target_revision = models.PositiveIntegerField(
        default=0, help_text="Revision of the target when the preview was made."
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [models.CheckConstraint(condition=Q(state__in=BatchState.values), name="batch_state_known")]

    def __str__(self) -> str:
        return f"{self.upload} · {self.get_state_display()}"


class Row(models.Model):
    """One item of a preview, with its changes field by field and, once accepted, what is needed to undo it."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()
    place = models.CharField(max_length=120, blank=True, help_text="Sheet and cell, or line, in words.")
    label = models.CharField(max_length=300)
    action = models.CharField(max_length=10, choices=Action)
    is_accepted = models.BooleanField(default=False)
    draft = models.JSONField(default=dict, help_text="What the sheet says.")
    changes = models.JSONField(default=list, help_text="[{field, before, after}, ...]")
    issues = models.JSONField(default=list)
    undo = models.JSONField(default=dict)

    class Meta:
        ordering = ["batch", "position"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "position"], name="row_place_once"),
            models.CheckConstraint(condition=Q(action__in=Action.values), name="row_action_known"),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.label}"
