"""What is known of a chain here: enterprises on its nodes, what blocks a node, and its gaps."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from zoneworks.chains.choices import BlockageKind, GapState, PlacementState, Status
from zoneworks.common.text import in_language
from zoneworks.enterprises.models import Enterprise
from zoneworks.units.models import Unit

PERSON = settings.AUTH_USER_MODEL


class Placement(models.Model):
    """An enterprise on a node: proposed by the engine with reasons, confirmed by a person, from a day to a day.

    `share_bp`: the part of the enterprise's output that belongs to the node, null where nobody said it (then what its
    other nodes leave); `capacity_fen`: output it could deliver for the node in a year. Known on D: confirmed on or
    before D, and its end not recorded by then. A confirmed one is never changed: it ends, and another one begins.
    """

    chain = models.ForeignKey("chains.Chain", models.CASCADE, related_name="placements")
    node_code = models.CharField(max_length=60)
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="placements")
    state = models.CharField(max_length=10, choices=PlacementState, default=PlacementState.PROPOSED)
    share_bp = models.PositiveIntegerField(null=True, blank=True)
    capacity_fen = models.BigIntegerField(null=True, blank=True)
    is_foreign_owned = models.BooleanField(default=False)
    score = models.DecimalField(max_digits=5, decimal_places=4, null=True, blank=True)
    reasons = models.JSONField(default=list, blank=True)
    proposed_on = models.DateField()
    since = models.DateField(null=True, blank=True, help_text="Delivers for the node from this day.")
    until = models.DateField(null=True, blank=True, help_text="No longer from this day on.")
    ended_on = models.DateField(null=True, blank=True, help_text="When its end was recorded.")
    decided_on = models.DateField(null=True, blank=True, help_text="Confirmed or rejected.")
    decided_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["chain", "node_code", "pk"]
        indexes = [
            models.Index(fields=["chain", "state", "node_code"], name="placement_on_node"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["chain", "node_code", "enterprise"],
                condition=Q(until__isnull=True),
                name="placement_once",
            ),
            models.CheckConstraint(condition=Q(state__in=PlacementState.values), name="placement_state_known"),
            models.CheckConstraint(
                condition=Q(share_bp__isnull=True) | (Q(share_bp__gt=0) & Q(share_bp__lte=10000)),
                name="placement_share_a_share",
            ),
            models.CheckConstraint(
                condition=Q(capacity_fen__isnull=True) | Q(capacity_fen__gte=0), name="placement_capacity_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(state="proposed") | Q(decided_on__isnull=False), name="placement_decided_on_a_day"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True, ended_on__isnull=True) | Q(until__isnull=False, ended_on__isnull=False),
                name="placement_end_recorded",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enterprise_id} {self.node_code}"


class Blockage(models.Model):
    """What keeps a node from working although it is there: logistics, approval, land, staff ..., in words."""

    chain = models.ForeignKey("chains.Chain", models.CASCADE, related_name="blockages")
    node_code = models.CharField(max_length=60)
    kind = models.CharField(max_length=10, choices=BlockageKind)
    words = models.TextField()
    words_en = models.TextField(blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    recorded_on = models.DateField()
    recorded_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    lifted_on = models.DateField(null=True, blank=True, help_text="When its end was recorded.")
    submission = models.CharField(max_length=80, unique=True, help_text="The same form sent is taken once.")

    class Meta:
        ordering = ["chain", "node_code", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=BlockageKind.values), name="blockage_kind_known"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="blockage_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return self.words_shown

    @property
    def words_shown(self) -> str:
        return in_language(self.words, self.words_en)


class Gap(models.Model):
    """A node found weak, broken, blocked or missing: whose it is, until when, and the placement that closed it.

    `status` and `figures` are what was found when it was opened; what it is today the engine says.
    """

    chain = models.ForeignKey("chains.Chain", models.CASCADE, related_name="gaps")
    node_code = models.CharField(max_length=60)
    state = models.CharField(max_length=8, choices=GapState, default=GapState.OPEN)
    status = models.CharField(max_length=8, choices=Status)
    importance_bp = models.PositiveIntegerField(default=0)
    reasons = models.JSONField(default=list, blank=True, help_text="[{code, figures}] as found.")
    opened_on = models.DateField()
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="gaps_owned")
    due = models.DateField(null=True, blank=True)
    taken_on = models.DateField(null=True, blank=True, help_text="When it was given to the unit.")
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey(Placement, models.PROTECT, null=True, blank=True, related_name="gaps_closed")
    note = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["chain", "-importance_bp", "pk"]
        indexes = [models.Index(fields=["chain", "state"], name="gap_in_state")]
        constraints = [
            models.UniqueConstraint(fields=["chain", "node_code"], condition=Q(state="open"), name="gap_open_once"),
            models.CheckConstraint(condition=Q(state__in=GapState.values), name="gap_state_known"),
            models.CheckConstraint(
                condition=Q(status__in=["weak", "broken", "blocked", "missing"]), name="gap_status_a_gap"
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_on__isnull=True) | Q(~Q(state="open"), closed_on__isnull=False),
                name="gap_closed_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_by__isnull=False), name="gap_closed_by_a_placement"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.chain_id} {self.node_code}"
