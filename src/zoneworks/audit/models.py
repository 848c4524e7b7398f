"""Who did what, when: appended, never changed."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Event(models.Model):
    at = models.DateTimeField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    zone = models.ForeignKey("units.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    verb = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    details = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 of what the event says.")

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["subject_kind", "subject_id", "-id"], name="event_of_subject")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.subject_kind} {self.subject_id}"

    def save(self, *args: object, **kwargs: object) -> None:
        if self.pk:
            raise TypeError("An audit event is appended once and never changed.")
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class Seal(models.Model):
    """A link of the chain: `digest` is the SHA-256 of the link before, the place in the chain and the event's digest.

    Events are sealed right after their transaction: sealing within it would make every writer wait for every other.
    """

    position = models.PositiveBigIntegerField(unique=True)
    event = models.OneToOneField(Event, models.PROTECT, related_name="seal")
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.position} {self.digest[:12]}"
