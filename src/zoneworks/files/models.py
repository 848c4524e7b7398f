"""Files people hand in, kept once by their hash."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from zoneworks.units.models import Unit


class KeptFile(models.Model):
    """A file of a zone. It has no access rules of its own: whoever may open the thing it belongs to may open it."""

    zone = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200, help_text="As handed in, without folders.")
    media_type = models.CharField(max_length=100, help_text="By its content, never by its name alone.")
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    content = models.FileField(upload_to="kept")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(size__gt=0), name="kept_file_not_empty")]

    def __str__(self) -> str:
        return self.name
