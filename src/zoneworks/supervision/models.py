"""Supervision orders on any subject: what was asked of a unit, on which rung of the ladder, and every step since.

An order is the steps taken on it. What the row itself keeps of them (state, rung, due ...) is what the engine made of
the steps, kept so that a list of thousands need not replay them.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from zoneworks.common.text import in_language
from zoneworks.files.models import KeptFile
from zoneworks.supervision.choices import Basis, OrderState, Rung, StepKind
from zoneworks.units.models import Post, Unit

PERSON = settings.AUTH_USER_MODEL


class Order(models.Model):
    """`uid` names the order within its zone, also in a replay; `rule`: the rule that demanded it, blank for one that
    a person filed. The subject is named by kind and key (see accounts.subjects): a row of the plan, later a deal or
    a request.
    """

    zone = models.ForeignKey(Unit, models.PROTECT, related_name="orders")
    uid = models.CharField(max_length=80)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField(help_text="Counted within the zone and the year.")
    title = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    content = models.TextField(help_text="What is to be done, and what is to be reported back.")
    content_en = models.TextField(blank=True)
    basis = models.CharField(max_length=24, choices=Basis)
    source = models.CharField(max_length=300, blank=True, help_text="The document, meeting or instruction, in words.")
    subject_kind = models.CharField(max_length=40, blank=True)
    subject_key = models.CharField(max_length=40, blank=True)
    rule_set = models.CharField(max_length=40)
    rule = models.CharField(max_length=60, blank=True)
    figures = models.JSONField(default=dict, blank=True, help_text="What the rule saw.")
    is_urgent = models.BooleanField(default=False)
    is_major = models.BooleanField(default=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="orders_undertaken")
    leader = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    limit_days = models.PositiveSmallIntegerField(help_text="Working days from assignment to report.")
    filed_on = models.DateField()
    # What the steps make of it:
    state = models.CharField(max_length=12, choices=OrderState, default=OrderState.FILED)
    rung = models.PositiveSmallIntegerField(choices=Rung, default=Rung.NOTICE)
    assigned_on = models.DateField(null=True, blank=True)
    due = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    is_suspended = models.BooleanField(default=False)
    asks_extension = models.BooleanField(default=False)
    urged = models.PositiveSmallIntegerField(default=0)
    extensions = models.PositiveSmallIntegerField(default=0)
    revision = models.PositiveIntegerField(
        default=0, help_text="The number of its last step; guards two people's work."
    )

    class Meta:
        ordering = ["-year", "-number"]
        indexes = [
            models.Index(fields=["zone", "state", "due"], name="order_in_state"),
            models.Index(fields=["subject_kind", "subject_key"], name="order_of_subject"),
            models.Index(fields=["unit", "state", "due"], name="order_of_unit"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["zone", "uid"], name="order_uid_once"),
            models.UniqueConstraint(fields=["zone", "year", "number"], name="order_number_once"),
            models.CheckConstraint(condition=Q(state__in=OrderState.values), name="order_state_known"),
            models.CheckConstraint(condition=Q(rung__in=Rung.values), name="order_rung_known"),
        ]

    def __str__(self) -> str:
        return self.title_shown

    @property
    def title_shown(self) -> str:
        return in_language(self.title, self.title_en)

    @property
    def content_shown(self) -> str:
        return in_language(self.content, self.content_en)


class OrderCount(models.Model):
    """The last number given to an order of a zone in a year: who takes the next one holds this row until they are
    done, so that numbers have no gaps."""

    zone = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["zone", "year"], name="order_count_once")]

    def __str__(self) -> str:
        return f"{self.zone_id} {self.year} {self.last}"


class OrderUnit(models.Model):
    """A unit that helps with an order (协办)."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="helpers")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="orders_helped")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "position"]
        constraints = [models.UniqueConstraint(fields=["order", "unit"], name="order_unit_once")]

    def __str__(self) -> str:
        return str(self.unit)


class OrderStep(models.Model):
    """One step in the life of an order: appended, never changed. `no` counts within the order, from 1.

    `on`: the day it is about; `at`: when it was written. `data` holds what the engine needs of it. `state` to
    `extensions`: how the order stood after it, so that an earlier day is one look-up away. `rule`: the rule that made
    it. The first step of each order is its filing.
    """

    order = models.ForeignKey(Order, models.PROTECT, related_name="steps")
    no = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=StepKind)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.TextField(blank=True)
    rule = models.CharField(max_length=60, blank=True)
    data = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=12, choices=OrderState)
    rung = models.PositiveSmallIntegerField(choices=Rung)
    due = models.DateField(null=True, blank=True)
    is_suspended = models.BooleanField(default=False)
    asks_extension = models.BooleanField(default=False)
    urged = models.PositiveSmallIntegerField(default=0)
    extensions = models.PositiveSmallIntegerField(default=0)
    submission = models.CharField(max_length=200, unique=True, help_text="The same one is taken once.")

    class Meta:
        ordering = ["order", "no"]
        indexes = [models.Index(fields=["order", "on"], name="order_step_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["order", "no"], name="order_step_once"),
            models.CheckConstraint(condition=Q(kind__in=StepKind.values), name="order_step_known"),
        ]

    def __str__(self) -> str:
        return f"{self.no} {self.kind} {self.on}"


class OrderFile(models.Model):
    """A file that came with a step: what shows that the work is done, or the minutes of an interview."""

    step = models.ForeignKey(OrderStep, models.PROTECT, related_name="files")
    file = models.ForeignKey(KeptFile, models.PROTECT, related_name="+")
    caption = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["step", "file"], name="order_file_once")]

    def __str__(self) -> str:
        return self.caption or str(self.file)
