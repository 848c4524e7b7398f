"""The issued plan: a versioned tree of items with their duties, indicators and milestones. Facts are in facts.py."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from zoneworks.common.text import in_language
from zoneworks.plans.choices import (
    BasisKind,
    Direction,
    Duty,
    IndicatorKind,
    IndicatorState,
    Measure,
    MilestoneKind,
    PlanState,
    TagKind,
)
from zoneworks.plans.facts import Actual, ClosedMonth, MilestoneFact
from zoneworks.units.models import Post, Unit

__all__ = [
    "Actual",
    "ClosedMonth",
    "Indicator",
    "Item",
    "ItemPost",
    "ItemUnit",
    "Milestone",
    "MilestoneFact",
    "Node",
    "Plan",
    "RowReason",
    "ScheduleValue",
    "Tag",
]


PERCENT_SIGNS = frozenset({"%", "％"})


class Plan(models.Model):
    """One version of a zone's plan for a year. A re-baselining is a new row, never an overwrite."""

    uid = models.UUIDField(
        default=uuid.uuid4, unique=True, editable=False, help_text="Names the plan in caches that outlive the database."
    )
    zone = models.ForeignKey(Unit, models.PROTECT, related_name="plans")
    year = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField(default=1)
    supersedes = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="superseded_by")
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=300, blank=True)
    document_no = models.CharField(max_length=80, blank=True)
    document_no_en = models.CharField(max_length=120, blank=True)
    issuing_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="plans_issued")
    issued_on = models.DateField(null=True, blank=True, help_text="As the document says.")
    in_force_from = models.DateField(null=True, blank=True, help_text="From this day boards show this version.")
    level_names = models.JSONField(default=list, help_text='Outermost first: [{"zh": "类别", "en": "Category"}, ...]')
    notice_title = models.CharField(
        max_length=200, blank=True, help_text="Of the notice by which a plan in force was adjusted."
    )
    notice_title_en = models.CharField(max_length=300, blank=True)
    reason = models.TextField(blank=True, help_text="Why a plan in force was adjusted, as the notice says.")
    reason_en = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=PlanState, default=PlanState.DRAFT)
    rule_set = models.CharField(max_length=40, default="yinchuan_2025")
    is_illustrative = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(
        default=0, help_text="Grows with every write below this plan; pages are cached by it."
    )

    class Meta:
        ordering = ["-year", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["zone", "year", "version"], name="plan_version_once"),
            models.CheckConstraint(condition=Q(state__in=PlanState.values), name="plan_state_known"),
            models.CheckConstraint(condition=Q(year__gte=1990, year__lte=2100), name="plan_year_plausible"),
        ]

    def __str__(self) -> str:
        return self.title_shown

    @property
    def title_shown(self) -> str:
        return in_language(self.title, self.title_en)

    @property
    def document_no_shown(self) -> str:
        return in_language(self.document_no, self.document_no_en)

    @property
    def notice_title_shown(self) -> str:
        return in_language(self.notice_title, self.notice_title_en)

    @property
    def reason_shown(self) -> str:
        return in_language(self.reason, self.reason_en)

    def level_name(self, level: int) -> str:
        """The plan's own word for a level, 1 = outermost."""
        if not 1 <= level <= len(self.level_names):
            return ""
        names = self.level_names[level - 1]
        return in_language(names.get("zh", ""), names.get("en", ""))


class Tag(models.Model):
    """A battlefield, a vision dimension or a theme of the zone."""

    zone = models.ForeignKey(Unit, models.PROTECT, related_name="tags")
    kind = models.CharField(max_length=12, choices=TagKind)
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["kind", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["zone", "kind", "code"], name="tag_code_once")]

    def __str__(self) -> str:
        return in_language(self.name, self.name_en)


class Item(models.Model):
    """A row of the plan at any level. `origin` is the same row in the version in which it first appeared."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="items")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    origin = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="later_versions")
    carried_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="carried_to",
        help_text="The row of the year before that it goes on with; facts stay with their year.",
    )  # fmt: skip
    level = models.PositiveSmallIntegerField()
    path = models.CharField(
        max_length=60, help_text="Positions from the top down, four digits each: the order of the table."
    )
    is_leaf = models.BooleanField(default=False)
    no = models.CharField(max_length=40, blank=True, help_text="The number as printed: a label, never a key.")
    code = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=500, blank=True, help_text="Blank where the table states a goal alone.")
    name_en = models.CharField(max_length=500, blank=True)
    goal = models.TextField(blank=True)
    goal_en = models.TextField(blank=True)
    weight = models.DecimalField(max_digits=9, decimal_places=3, null=True, blank=True)
    deadline = models.DateField(null=True, blank=True)
    deadline_text = models.CharField(max_length=200, blank=True)
    site = models.CharField(max_length=200, blank=True)
    site_en = models.CharField(max_length=200, blank=True)
    basis_kind = models.CharField(max_length=20, choices=BasisKind, default=BasisKind.NONE)
    basis = models.TextField(blank=True)
    basis_en = models.TextField(blank=True)
    basis_sources = models.JSONField(default=list, blank=True, help_text="Addresses of the publishers themselves.")
    tags = models.ManyToManyField(Tag, blank=True, related_name="items")
    revision = models.PositiveIntegerField(default=0, help_text="Grows with every change of the row or below it.")

    class Meta:
        ordering = ["plan", "path"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "path"], name="item_place_once"),
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=4), name="item_level_one_to_four"),
            models.CheckConstraint(
                condition=Q(weight__isnull=True) | Q(weight__gte=0), name="item_weight_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return in_language(self.name, self.name_en) or self.goal_shown

    @property
    def goal_shown(self) -> str:
        return in_language(self.goal, self.goal_en)

    @property
    def label(self) -> str:
        return self.code or self.no


class RowReason(models.Model):
    """Why a version moves a row out, in, or changes it; `item`: the row as it first appeared."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="row_reasons")
    item = models.ForeignKey(Item, models.CASCADE, related_name="reasons")
    reason = models.TextField()
    reason_en = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "item"], name="row_reason_once")]

    def __str__(self) -> str:
        return in_language(self.reason, self.reason_en)


class ItemUnit(models.Model):
    """A unit's duty at an item."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="duties")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="duties")
    duty = models.CharField(max_length=12, choices=Duty)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["item", "duty", "position"]
        constraints = [
            models.UniqueConstraint(fields=["item", "unit", "duty"], name="duty_once"),
            models.CheckConstraint(condition=Q(duty__in=Duty.values), name="duty_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_duty_display()}: {self.unit}"


class ItemPost(models.Model):
    """The post (or posts) that lead an item; the first is the lead leader."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="leaders")
    post = models.ForeignKey(Post, models.PROTECT, related_name="items_led")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["item", "position"]
        constraints = [models.UniqueConstraint(fields=["item", "post"], name="item_post_once")]

    def __str__(self) -> str:
        return str(self.post)


class Node(models.Model):
    """What the issued table says is to be reached by a date (一季度节点 ...), word for word."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="nodes")
    due = models.DateField()
    text = models.TextField()
    text_en = models.TextField(blank=True)

    class Meta:
        ordering = ["item", "due"]
        constraints = [models.UniqueConstraint(fields=["item", "due"], name="node_once_a_date")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return in_language(self.text, self.text_en)


class Indicator(models.Model):
    """What is counted for an item. Values are in `unit`; value x factor is in `base_unit`.

    `start` is the value on 31 December of the year before; `baseline` is the year before as a whole, for comparison.
    """

    item = models.ForeignKey(Item, models.CASCADE, related_name="indicators")
    origin = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="later_versions")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=300, blank=True)
    unit = models.CharField(max_length=40)
    unit_en = models.CharField(max_length=60, blank=True)
    base_unit = models.CharField(max_length=40, blank=True)
    factor = models.DecimalField(max_digits=15, decimal_places=4, default=1)
    kind = models.CharField(max_length=12, choices=IndicatorKind)
    measure = models.CharField(max_length=10, choices=Measure, default=Measure.COUNT)
    direction = models.CharField(max_length=10, choices=Direction, default=Direction.HIGHER)
    baseline = models.DecimalField(max_digits=15, decimal_places=4, null=True, blank=True)
    start = models.DecimalField(max_digits=15, decimal_places=4, null=True, blank=True)
    target = models.DecimalField(max_digits=15, decimal_places=4, null=True, blank=True)
    weight = models.DecimalField(max_digits=9, decimal_places=3, default=1)
    state = models.CharField(max_length=10, choices=IndicatorState, default=IndicatorState.PROPOSED)
    register = models.CharField(
        max_length=80, blank=True, help_text="The measure that will feed it; until then it is entered by hand."
    )
    register_args = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["item", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "name"], name="indicator_name_once"),
            models.CheckConstraint(condition=Q(kind__in=IndicatorKind.values), name="indicator_kind_known"),
            models.CheckConstraint(condition=Q(direction__in=Direction.values), name="indicator_direction_known"),
            models.CheckConstraint(condition=Q(state__in=IndicatorState.values), name="indicator_state_known"),
            models.CheckConstraint(condition=Q(weight__gte=0), name="indicator_weight_not_negative"),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | Q(target__isnull=False), name="indicator_confirmed_has_target"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return in_language(self.name, self.name_en)

    @property
    def unit_shown(self) -> str:
        return in_language(self.unit, self.unit_en)

    @property
    def is_percent(self) -> bool:
        return self.base_unit == "percent" or self.unit.strip() in PERCENT_SIGNS

    @property
    def facts_id(self) -> int:
        """The key under which facts are kept: that of the version in which the indicator first appeared."""
        return self.origin_id or self.pk


class ScheduleValue(models.Model):
    """The value due at a date, in the indicator's unit."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="schedule")
    due = models.DateField()
    value = models.DecimalField(max_digits=15, decimal_places=4)

    class Meta:
        ordering = ["indicator", "due"]
        constraints = [models.UniqueConstraint(fields=["indicator", "due"], name="schedule_value_once")]

    def __str__(self) -> str:
        return f"{self.due}: {self.value}"


class Milestone(models.Model):
    item = models.ForeignKey(Item, models.CASCADE, related_name="milestones")
    origin = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="later_versions")
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=6, choices=MilestoneKind, default=MilestoneKind.NODE)
    text = models.TextField()
    text_en = models.TextField(blank=True)
    due = models.DateField(null=True, blank=True)
    is_fixed_date = models.BooleanField(default=False, help_text="Falls on the date, not by it.")

    class Meta:
        ordering = ["item", F("due").asc(nulls_last=True), "position", "pk"]
        constraints = [models.CheckConstraint(condition=Q(kind__in=MilestoneKind.values), name="milestone_kind_known")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return in_language(self.text, self.text_en)

    @property
    def facts_id(self) -> int:
        return self.origin_id or self.pk
