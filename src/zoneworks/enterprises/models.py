"""The master list everybody points at: enterprises, their names, classes and roles. Figures are in facts.py.

An enterprise found twice is merged by pointing the one that goes at the one that stays: nothing is moved, so that a
merge can be undone at any time. Whoever reads what belongs to an enterprise also reads what belongs to those merged
into it (`queries.kin_of`).
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from zoneworks.common.text import in_language
from zoneworks.enterprises.choices import AssignedBy, EnterpriseState, LeadingRole, NameKind
from zoneworks.enterprises.distinct import Distinct
from zoneworks.enterprises.facts import EnterpriseFact
from zoneworks.enterprises.search_index import TABLE, TokensField
from zoneworks.units.models import Unit

__all__ = [
    "Distinct",
    "Enterprise",
    "EnterpriseClass",
    "EnterpriseFact",
    "EnterpriseName",
    "EnterpriseRole",
    "Listing",
    "Merge",
    "SearchEntry",
]

PERSON = settings.AUTH_USER_MODEL


class Enterprise(models.Model):
    """`credit_code` is blank where none is known; two enterprises of a zone that stand for themselves never share one.

    `class_code` is what stands of EnterpriseClass, kept here so that lists need not look it up.
    """

    zone = models.ForeignKey(Unit, models.PROTECT, related_name="enterprises", db_index=False)  # first in three below
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="enterprises_served", db_index=False, help_text="The unit in charge."
    )
    park = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="enterprises_sited", db_index=False
    )
    credit_code = models.CharField(max_length=18, blank=True)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=300, blank=True)
    name_key = models.CharField(max_length=200, help_text="The normal form of the name, by which doubles are found.")
    initials = models.CharField(max_length=200, blank=True, help_text="Pinyin initials of the name.")
    state = models.CharField(max_length=10, choices=EnterpriseState, default=EnterpriseState.ACTIVE)
    legal_form = models.CharField(max_length=80, blank=True)
    capital_fen = models.BigIntegerField(null=True, blank=True)
    capital_text = models.CharField(max_length=80, blank=True, help_text="As stated, where it is not in yuan.")
    established_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True, help_text="Moved out or dissolved.")
    scope = models.TextField(blank=True)
    address = models.CharField(max_length=300, blank=True)
    home_region = models.CharField(max_length=80, blank=True, help_text="Where the investor comes from.")
    class_code = models.CharField(max_length=4, blank=True)
    class_by = models.CharField(max_length=10, choices=AssignedBy, blank=True)
    is_above_scale = models.BooleanField(default=False, help_text="What stands of Listing, kept for lists.")
    is_confidential = models.BooleanField(default=False, help_text="Read only by leaders and the persons named.")
    is_fictitious = models.BooleanField(default=False)
    basis = models.TextField(blank=True, help_text="Publisher and date of what is known of it, where it was published.")
    basis_en = models.TextField(blank=True)
    readers: models.ManyToManyField[Any, Any] = models.ManyToManyField(
        PERSON, blank=True, related_name="+", help_text="Named for a confidential one."
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", db_index=False
    )
    added_on = models.DateField()
    revision = models.PositiveIntegerField(default=0, help_text="Grows with every change; guards two people's work.")

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["zone", "name_key"], name="enterprise_by_name_key"),
            models.Index(fields=["zone", "class_code"], name="enterprise_by_class"),
            models.Index(fields=["zone", "unit"], name="enterprise_by_unit"),
            # Of few rows: an index of all would make SQLite look for what is not merged there, which is nearly all.
            models.Index(fields=["merged_into"], name="enterprise_by_merger", condition=Q(merged_into__isnull=False)),
            models.Index(fields=["zone", "name_key"], name="enterprise_without_code", condition=Q(credit_code="")),
            models.Index(fields=["park"], name="enterprise_by_park", condition=Q(park__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["zone", "credit_code"],
                condition=~Q(credit_code="") & Q(merged_into__isnull=True),
                name="enterprise_code_once",
            ),
            models.CheckConstraint(condition=Q(state__in=EnterpriseState.values), name="enterprise_state_known"),
            models.CheckConstraint(condition=~Q(name=""), name="enterprise_has_name"),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("pk")), name="enterprise_not_into_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return in_language(self.name, self.name_en)

    @property
    def basis_shown(self) -> str:
        return in_language(self.basis, self.basis_en)


class EnterpriseName(models.Model):
    """A further name: a former one, a short one, one in another language."""

    enterprise = models.ForeignKey(Enterprise, models.CASCADE, related_name="names")
    kind = models.CharField(max_length=10, choices=NameKind, default=NameKind.FORMER)
    name = models.CharField(max_length=300)
    name_key = models.CharField(max_length=300, db_index=True)
    until = models.DateField(null=True, blank=True, help_text="Borne until this day.")

    class Meta:
        ordering = ["enterprise", "pk"]
        constraints = [models.UniqueConstraint(fields=["enterprise", "name_key"], name="enterprise_name_once")]

    def __str__(self) -> str:
        return self.name


class EnterpriseClass(models.Model):
    """A class given to an enterprise, and how: appended, the latest confirmed one stands, else the latest."""

    enterprise = models.ForeignKey(Enterprise, models.CASCADE, related_name="classes")
    class_code = models.CharField(max_length=4)
    assigned_by = models.CharField(max_length=10, choices=AssignedBy)
    score = models.DecimalField(max_digits=5, decimal_places=4, null=True, blank=True)
    phrases = models.JSONField(default=list, blank=True, help_text="[{text, field, weight}] that decided.")
    edition = models.CharField(max_length=4, default="2017", help_text="Edition of GB/T 4754 in which it was stated.")
    stated = models.CharField(
        max_length=40, blank=True, help_text="The code as stated, where it was of another edition."
    )
    on = models.DateField()
    by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)

    class Meta:
        ordering = ["enterprise", "pk"]

    def __str__(self) -> str:
        return self.class_code


class EnterpriseRole(models.Model):
    """A leading role, from a day to a day; `basis`: the document or list that says so."""

    enterprise = models.ForeignKey(Enterprise, models.CASCADE, related_name="roles")
    role = models.CharField(max_length=16, choices=LeadingRole)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["enterprise", "since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["enterprise", "role", "since"], name="enterprise_role_once"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="enterprise_role_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return self.get_role_display()


class Listing(models.Model):
    """Entered in the statistics as above scale (入统), from a day to a day."""

    enterprise = models.ForeignKey(Enterprise, models.CASCADE, related_name="listings")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["enterprise", "since"]
        constraints = [
            models.UniqueConstraint(fields=["enterprise", "since"], name="listing_once"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="listing_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.since}"


class Merge(models.Model):
    """Two records found to be one enterprise; undone, the record stays."""

    kept = models.ForeignKey(Enterprise, models.PROTECT, related_name="merges_kept")
    gone = models.ForeignKey(Enterprise, models.PROTECT, related_name="merges_gone")
    reasons = models.JSONField(default=list, blank=True)
    merged_on = models.DateField()
    merged_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    undone_on = models.DateField(null=True, blank=True)
    undone_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["gone"], condition=Q(undone_on__isnull=True), name="merged_once"),
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="merge_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.gone_id} -> {self.kept_id}"


class SearchEntry(models.Model):
    """What the search holds of an enterprise; its table is made by a migration, each database in its own way."""

    enterprise = models.OneToOneField(
        Enterprise, models.DO_NOTHING, primary_key=True, db_column="rowid", related_name="search_entry"
    )
    plain = models.TextField()
    tokens = TokensField()

    class Meta:
        managed = False
        db_table = TABLE

    def __str__(self) -> str:
        return self.plain
