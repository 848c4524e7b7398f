"""Who did what, when: appended, never changed."""

from __future__ import annotations

from typing import Any, NoReturn, TypeVar

from django.conf import settings
from django.db import models

from zoneworks.common.unchangeable import Unchangeable, forbidding

M_co = TypeVar("M_co", bound=models.Model, covariant=True)
EVENT = Unchangeable("audit_event", "audit_event_unchangeable", "an audit event is never changed")
SEAL = Unchangeable("audit_seal", "audit_seal_unchangeable", "a seal of the audit chain is never changed")
forbid_changes = forbidding(EVENT, SEAL)


class AppendOnly(models.QuerySet[M_co]):
    """Rows are added and read; the database refuses everything else as well."""

    def update(self, **_values: Any) -> NoReturn:
        raise TypeError("The record of who did what is appended to and never changed.")

    def delete(self) -> NoReturn:
        raise TypeError("Nothing is removed from the record of who did what.")

    def bulk_update(self, *_rows: Any, **_options: Any) -> NoReturn:
        raise TypeError("The record of who did what is appended to and never changed.")


class Appended(models.Model):
    objects = AppendOnly.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("The record of who did what is appended to and never changed.")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_options: Any) -> NoReturn:
        raise TypeError("Nothing is removed from the record of who did what.")


class Event(Appended):
    at = models.DateTimeField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    zone = models.ForeignKey("units.Unit", models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    verb = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    details = models.JSONField(default=dict)
    digest = models.CharField(
        max_length=64, blank=True, help_text="SHA-256 of what the event says; empty in databases older than the chain."
    )

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "-id"], name="event_of_subject"),
            models.Index(fields=["zone", "-at", "-id"], name="event_of_zone"),
            models.Index(fields=["zone", "verb", "-at", "-id"], name="event_of_verb"),
            models.Index(fields=["zone", "subject_kind", "-at", "-id"], name="event_of_kind"),
            models.Index(fields=["user", "zone", "-at", "-id"], name="event_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.subject_kind} {self.subject_id}"


class Seal(Appended):
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
