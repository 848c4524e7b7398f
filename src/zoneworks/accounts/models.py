"""Users, and the roles they hold at units."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q

from zoneworks.accounts.choices import RoleKind
from zoneworks.common.text import in_language
from zoneworks.units.models import Post, Unit


class User(AbstractUser):
    display_name = models.CharField(max_length=80, blank=True)
    display_name_en = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=10, blank=True)

    @property
    def title(self) -> str:
        return in_language(self.display_name, self.display_name_en) or self.username


class RoleHeld(models.Model):
    """A role at a unit; a leader's role also names the post."""

    user = models.ForeignKey(User, models.CASCADE, related_name="roles_held")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="roles_held")
    kind = models.CharField(max_length=20, choices=RoleKind)
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="roles_held")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "unit", "kind"], name="role_held_once"),
            models.CheckConstraint(condition=Q(kind__in=RoleKind.values), name="role_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_kind_display()} · {self.unit}"
