"""Figures of enterprises: appended, with the period they are about, their source, and who recorded and confirmed them.

Of two about the same thing the later recorded one stands. Known on D means confirmed on or before D: a figure that
raises doubts waits for a person and counts for nothing until then.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from zoneworks.enterprises.choices import FactKind, FactSource, Span

PERSON = settings.AUTH_USER_MODEL


class EnterpriseFact(models.Model):
    """`about`: the last day of the year or month. Without a value, an earlier statement is withdrawn."""

    enterprise = models.ForeignKey("enterprises.Enterprise", models.PROTECT, related_name="facts")
    kind = models.CharField(max_length=12, choices=FactKind)
    span = models.CharField(max_length=5, choices=Span)
    about = models.DateField()
    value = models.BigIntegerField(null=True, blank=True)
    source = models.CharField(max_length=12, choices=FactSource)
    source_note = models.CharField(max_length=300, blank=True)
    doubts = models.JSONField(default=list, blank=True, help_text="Codes of what is odd about it, with figures.")
    recorded_on = models.DateField()
    recorded_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_on = models.DateField(null=True, blank=True)
    confirmed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    rejected_on = models.DateField(null=True, blank=True)
    submission = models.CharField(max_length=120, unique=True, help_text="The same form or row sent is taken once.")

    class Meta:
        ordering = ["about", "pk"]
        indexes = [
            models.Index(fields=["enterprise", "kind", "span", "about"], name="enterprise_fact_series"),
            models.Index(fields=["kind", "span", "about"], name="enterprise_fact_about"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=FactKind.values), name="enterprise_fact_kind_known"),
            models.CheckConstraint(condition=Q(span__in=Span.values), name="enterprise_fact_span_known"),
            models.CheckConstraint(
                condition=Q(confirmed_on__isnull=True) | Q(confirmed_on__gte=F("recorded_on")),
                name="enterprise_fact_confirmed_after_recorded",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_on__isnull=True) | Q(rejected_on__isnull=True),
                name="enterprise_fact_confirmed_or_rejected",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.about}: {self.value}"
