"""Files as they came in, what they would change, and what was accepted of it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from zoneworks.imports.choices import WORKING, Action, BatchState
from zoneworks.units.models import Unit


class Upload(models.Model):
    """A file as received, kept with its hash; the same bytes of a zone are stored once, whatever they are called."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    zone = models.ForeignKey(Unit, models.PROTECT, related_name="uploads")
    filename = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    content = models.FileField(max_length=200)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["zone", "sha256", "filename"], name="upload_once")]

    def __str__(self) -> str:
        return self.filename


class Batch(models.Model):
    """One preview of an upload: nothing is written until it is accepted, and then all of it in one transaction."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    upload = models.ForeignKey(Upload, models.PROTECT, related_name="batches")
    kind = models.CharField(max_length=40, help_text="Code of the declared import kind.")
    options = models.JSONField(default=dict, help_text="What the person chose: year, area, answers about names.")
    state = models.CharField(max_length=10, choices=BatchState, default=BatchState.PREVIEWED)
    turn = models.PositiveIntegerField(
        default=1, help_text="Grows with every new preview, so that a page left open accepts nothing it does not show."
    )
    summary = models.JSONField(
        default=dict, help_text="What the sheet says of itself, counts, questions, the first issues of each code."
    )
    issues = models.JSONField(
        default=list, help_text="All issues of all rows: code, severity, sheet, cell, line, params, row."
    )
    target = models.CharField(max_length=40, blank=True, help_text="Key of what is written to, when it exists.")
    target_revision = models.PositiveIntegerField(
        default=0, help_text="Revision of the target when the preview was made."
    )
    result = models.JSONField(default=dict, help_text="What was written, once accepted.")
    undo = models.JSONField(default=dict, help_text="What is needed to take it back.")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["kind", "target", "state"], name="batch_of_target")]
        constraints = [models.CheckConstraint(condition=Q(state__in=BatchState.values), name="batch_state_known")]

    def __str__(self) -> str:
        return f"{self.upload} · {self.get_state_display()}"

    @property
    def is_open(self) -> bool:
        return self.state == BatchState.PREVIEWED

    @property
    def is_working(self) -> bool:
        """Whether a large table is being read or taken over in the background."""
        return self.state in WORKING


class Row(models.Model):
    """One entry of a preview, with its changes field by field."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField(help_text="From 1; 0 is what the sheet says of itself.")
    where = models.JSONField(default=dict, help_text="sheet, cell, line")
    label = models.CharField(max_length=300)
    action = models.CharField(max_length=10, choices=Action)
    key = models.CharField(max_length=60, blank=True, help_text="Key of the thing it is, when it exists.")
    is_chosen = models.BooleanField(default=True, help_text="Ticked by the person who looks at the preview.")
    is_accepted = models.BooleanField(default=False)
    draft = models.JSONField(default=dict, help_text="What the sheet says.")
    changes = models.JSONField(default=list, help_text="[{field, before, after}, ...]")
    issues = models.JSONField(default=list)
    issue_codes = models.TextField(blank=True, help_text="Codes between spaces, for filtering.")

    class Meta:
        ordering = ["batch", "position"]
        indexes = [models.Index(fields=["key"], name="row_of_key")]
        constraints = [
            models.UniqueConstraint(fields=["batch", "position"], name="row_place_once"),
            models.CheckConstraint(condition=Q(action__in=Action.values), name="row_action_known"),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.label}"

    @property
    def is_writable(self) -> bool:
        return self.action in {Action.CREATE, Action.UPDATE}
