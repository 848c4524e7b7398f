"""One unit tree: authority -> zone -> departments, promotion centres, holding companies, parks, sections."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from zoneworks.common.clock import calendar_today
from zoneworks.common.text import in_language
from zoneworks.units.choices import UnitKind


class Unit(models.Model):
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    kind = models.CharField(max_length=20, choices=UnitKind)
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=200, blank=True)
    path = models.CharField(
        max_length=200, unique=True, help_text="Codes from the root down, so that a subtree is a prefix."
    )
    position = models.PositiveIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["path"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=UnitKind.values), name="unit_kind_known"),
            models.UniqueConstraint(fields=["parent", "name"], name="unit_name_once_under_parent"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return in_language(self.name, self.name_en)


class UnitAlias(models.Model):
    """A further name under which tables know a unit: a short form, a former name, a name in the other language."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="unit_alias_once")]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A leadership post of a zone (a role, never a person's name)."""

    zone = models.ForeignKey(Unit, models.PROTECT, related_name="posts")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=200, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["zone", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["zone", "code"], name="post_code_once"),
            models.UniqueConstraint(fields=["zone", "name"], name="post_name_once"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return in_language(self.name, self.name_en)


class ZoneProfile(models.Model):
    """What a zone says of itself: its banner, and a fixed date where the zone is a demonstration."""

    zone = models.OneToOneField(Unit, models.CASCADE, related_name="profile")
    short_name = models.CharField(max_length=60, blank=True)
    short_name_en = models.CharField(max_length=120, blank=True)
    notice = models.TextField(blank=True)
    notice_en = models.TextField(blank=True)
    fixed_today = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return in_language(self.short_name or self.zone.name, self.short_name_en or self.zone.name_en)

    @property
    def banner(self) -> str:
        return in_language(self.notice, self.notice_en)

    @property
    def today(self) -> date:
        return self.fixed_today or calendar_today()
