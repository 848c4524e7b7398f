"""What people are told, once each: messages in the product, one digest a day by e-mail, feeds of their deadlines."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from zoneworks.common.text import in_language
from zoneworks.units.models import Unit

PERSON = settings.AUTH_USER_MODEL


class Message(models.Model):
    """One sentence to one person, in both languages. `once`: what it tells; the same thing is told to a person once."""

    user = models.ForeignKey(PERSON, models.CASCADE, related_name="messages_received")
    zone = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    on = models.DateField()
    at = models.DateTimeField()
    words = models.TextField()
    words_en = models.TextField()
    subject_kind = models.CharField(max_length=40, blank=True)
    subject_key = models.CharField(max_length=40, blank=True)
    once = models.CharField(max_length=120)
    is_in_app = models.BooleanField(default=True)
    is_in_digest = models.BooleanField(default=True)
    read_at = models.DateTimeField(null=True, blank=True)
    digested_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["user", "read_at", "-id"], name="message_unread"),
            models.Index(fields=["digested_on", "user"], name="message_to_digest"),
        ]
        constraints = [models.UniqueConstraint(fields=["user", "once"], name="message_once")]

    def __str__(self) -> str:
        return self.words_shown

    @property
    def words_shown(self) -> str:
        return in_language(self.words, self.words_en)


class Preference(models.Model):
    """How a person wants to hear of a kind of thing; without a row, both ways."""

    user = models.ForeignKey(PERSON, models.CASCADE, related_name="message_preferences")
    kind = models.CharField(max_length=40)
    is_in_app = models.BooleanField(default=True)
    is_in_digest = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="message_preference_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind}"


class Digest(models.Model):
    """The one mail of a day to a person. Without `sent_at` it is being handed to the mail server, or was when the
    program ended."""

    user = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    on = models.DateField()
    at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "on"], name="digest_once_a_day")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.on}"


class Feed(models.Model):
    """An address that a calendar program reads without signing in: the person's deadlines, or those of one unit.

    Only the digest of the key is kept; whoever made it sees it once. It shows what the person may see today.
    """

    user = models.ForeignKey(PERSON, models.CASCADE, related_name="feeds")
    zone = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    key_digest = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=10)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.user_id} {self.unit_id or ''}"
