"""Enterprises elsewhere that a zone may win, as it imported them, and what people decided about them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from zoneworks.chains.choices import MarkKind
from zoneworks.common.text import in_language
from zoneworks.units.models import Unit


class PoolEnterprise(models.Model):
    zone = models.ForeignKey(Unit, models.PROTECT, related_name="pool_enterprises")
    credit_code = models.CharField(max_length=18, blank=True)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=300, blank=True)
    name_key = models.CharField(max_length=200)
    class_code = models.CharField(max_length=4, blank=True)
    products = models.JSONField(default=list, blank=True)
    scope = models.TextField(blank=True)
    region = models.CharField(max_length=80, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=6, null=True, blank=True)
    capital_fen = models.BigIntegerField(null=True, blank=True)
    revenue_fen = models.BigIntegerField(null=True, blank=True)
    staff = models.PositiveIntegerField(null=True, blank=True)
    established_on = models.DateField(null=True, blank=True)
    is_listed = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True)
    is_fictitious = models.BooleanField(default=False)
    added_on = models.DateField()
    revision = models.PositiveIntegerField(
        default=0, help_text="Grows when it is stated otherwise, left out or put back; rankings are kept by it."
    )

    class Meta:
        ordering = ["zone", "pk"]
        indexes = [models.Index(fields=["zone", "class_code"], name="pool_by_class")]
        constraints = [models.UniqueConstraint(fields=["zone", "name_key"], name="pool_name_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return in_language(self.name, self.name_en)


class TargetMark(models.Model):
    """A target enterprise shortlisted or set aside for a gap, with the reason; the later one stands."""

    gap = models.ForeignKey("chains.Gap", models.CASCADE, related_name="marks")
    enterprise = models.ForeignKey(PoolEnterprise, models.PROTECT, related_name="marks")
    kind = models.CharField(max_length=12, choices=MarkKind)
    reason = models.CharField(max_length=300, blank=True)
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    submission = models.CharField(max_length=80, unique=True)

    class Meta:
        ordering = ["gap", "pk"]
        constraints = [models.CheckConstraint(condition=Q(kind__in=MarkKind.values), name="target_mark_kind_known")]

    def __str__(self) -> str:
        return f"{self.enterprise_id} {self.kind}"


class LeftOut(models.Model):
    """An enterprise of the pool that is not for this zone, with the reason, from a day to the day it was put back.

    It speaks of the whole pool: what concerns one gap alone is a mark.
    """

    enterprise = models.ForeignKey(PoolEnterprise, models.CASCADE, related_name="left_out")
    reason = models.CharField(max_length=300)
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    put_back_on = models.DateField(null=True, blank=True)
    put_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    submission = models.CharField(max_length=80, unique=True)

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise"], condition=Q(put_back_on__isnull=True), name="left_out_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(put_back_on__isnull=True) | Q(put_back_on__gte=F("on")), name="put_back_after_left_out"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enterprise_id} {self.on}"
