"""Industry chains of a zone: versions of what a chain is, who works on it, and what it has to show.

A node is known through all versions by chain and code. Placements, gaps and blockages are in evidence.py, target
enterprises in pool.py.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from zoneworks.chains.choices import ArtefactKind, ArtefactState, ChainRoleKind, Segment, VersionState
from zoneworks.chains.evidence import Blockage, Gap, Placement
from zoneworks.chains.pool import LeftOut, PoolEnterprise, TargetMark
from zoneworks.common.text import in_language
from zoneworks.enterprises.models import Enterprise
from zoneworks.files.models import KeptFile
from zoneworks.units.models import Post, Unit

__all__ = [
    "Artefact",
    "ArtefactFile",
    "Blockage",
    "Chain",
    "ChainRole",
    "ChainVersion",
    "Gap",
    "LeftOut",
    "Link",
    "MapLayout",
    "Node",
    "Placement",
    "PoolEnterprise",
    "TargetMark",
]

PERSON = settings.AUTH_USER_MODEL


class Chain(models.Model):
    """`revision` grows with every write below the chain; pages are cached by it."""

    zone = models.ForeignKey(Unit, models.PROTECT, related_name="chains")
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    gaps_since = models.DateField(
        null=True,
        blank=True,
        help_text="Gaps are kept from this day on; before it enterprises are being placed.",
    )
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["zone", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["zone", "code"], name="chain_code_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return in_language(self.name, self.name_en)


class ChainVersion(models.Model):
    """What the chain is, from a day on. One in force is never changed; the latest in force on a day stands."""

    chain = models.ForeignKey(Chain, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=60, blank=True, help_text="What its authors call it.")
    name = models.CharField(max_length=120, help_text="The chain's from the day it is in force.")
    name_en = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=VersionState, default=VersionState.DRAFT)
    in_force_from = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True, help_text="Who drew it up, as shown beside the map.")
    source_en = models.CharField(max_length=300, blank=True)
    is_to_be_confirmed = models.BooleanField(default=True, help_text="Until the chain's experts have confirmed it.")
    note = models.TextField(blank=True, help_text="What its authors say of it.")
    note_en = models.TextField(blank=True)
    digest = models.CharField(max_length=64, help_text="SHA-256 of its content: the same workbook again is no version.")
    made_on = models.DateField()
    made_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["chain", "number"]
        constraints = [
            models.UniqueConstraint(fields=["chain", "number"], name="chain_version_once"),
            models.UniqueConstraint(fields=["chain"], condition=Q(state="draft"), name="chain_one_draft"),
            models.CheckConstraint(condition=Q(state__in=VersionState.values), name="chain_version_state_known"),
            models.CheckConstraint(
                condition=~Q(state="in_force") | Q(in_force_from__isnull=False),
                name="chain_version_in_force_from_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.chain} {self.number}"

    @property
    def source_shown(self) -> str:
        return in_language(self.source, self.source_en)

    @property
    def note_shown(self) -> str:
        return in_language(self.note, self.note_en)


class Node(models.Model):
    version = models.ForeignKey(ChainVersion, models.CASCADE, related_name="nodes")
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=300, blank=True)
    segment = models.CharField(max_length=10, choices=Segment)
    tier = models.PositiveSmallIntegerField(default=1)
    classes = models.JSONField(default=list, help_text="Codes of GB/T 4754-2017, two to four digits.")
    products = models.JSONField(default=list, help_text="Product words.")
    products_en = models.JSONField(default=list)
    is_key = models.BooleanField(default=False)
    input_rate_bp = models.PositiveIntegerField(null=True, blank=True, help_text="The part of output bought in.")
    capacity_unit = models.CharField(max_length=60, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["version", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="node_code_once"),
            models.UniqueConstraint(fields=["version", "name"], name="node_name_once"),
            models.CheckConstraint(condition=Q(segment__in=Segment.values), name="node_segment_known"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return in_language(self.name, self.name_en)


class Link(models.Model):
    """`supplier` delivers to `customer`; weight: the share of the customer's input, in basis points."""

    version = models.ForeignKey(ChainVersion, models.CASCADE, related_name="links")
    supplier = models.ForeignKey(Node, models.CASCADE, related_name="deliveries")
    customer = models.ForeignKey(Node, models.CASCADE, related_name="supplies")
    weight_bp = models.PositiveIntegerField(null=True, blank=True)
    products = models.JSONField(default=list, blank=True)
    products_en = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["version", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["supplier", "customer"], name="link_once"),
            models.CheckConstraint(condition=~Q(supplier=F("customer")), name="link_between_two"),
            models.CheckConstraint(
                condition=Q(weight_bp__isnull=True) | Q(weight_bp__lte=10000), name="link_weight_a_share"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.supplier_id} -> {self.customer_id}"


class MapLayout(models.Model):
    """Where the boxes and links of a version stand on its map: made from its content, and always to be made again."""

    version = models.ForeignKey(ChainVersion, models.CASCADE, related_name="layouts")
    language = models.CharField(max_length=2, help_text="That of the names in the boxes: zh or en.")
    method = models.CharField(
        max_length=16, help_text="By which code and sizes; what another one made counts for none."
    )
    places = models.JSONField()

    class Meta:
        ordering = ["version", "language"]
        constraints = [models.UniqueConstraint(fields=["version", "language"], name="map_layout_once")]

    def __str__(self) -> str:
        return f"{self.version_id} {self.language}"


class ChainRole(models.Model):
    """Who works on a chain: a post, a unit, an enterprise, or somebody named in words, from a day to a day."""

    chain = models.ForeignKey(Chain, models.CASCADE, related_name="roles")
    kind = models.CharField(max_length=20, choices=ChainRoleKind)
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="chain_roles")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="chain_roles")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, null=True, blank=True, related_name="chain_roles")
    words = models.CharField(max_length=200, blank=True)
    words_en = models.CharField(max_length=300, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["chain", "kind", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ChainRoleKind.values), name="chain_role_kind_known"),
            models.CheckConstraint(
                condition=Q(post__isnull=False) | Q(unit__isnull=False) | Q(enterprise__isnull=False) | ~Q(words=""),
                name="chain_role_held_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="chain_role_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def holder(self) -> str:
        return in_language(*self.holder_names)

    @property
    def holder_names(self) -> tuple[str, str]:
        """In Chinese and in English, "" where nobody gave it."""
        found = self.post or self.unit or self.enterprise
        return (found.name, found.name_en) if found else (self.words, self.words_en)


class Artefact(models.Model):
    """One of what a chain has to show (map, lists, policy ...), in its present state."""

    chain = models.ForeignKey(Chain, models.CASCADE, related_name="artefacts")
    kind = models.CharField(max_length=12, choices=ArtefactKind)
    state = models.CharField(max_length=12, choices=ArtefactState, default=ArtefactState.MISSING)
    title = models.CharField(max_length=200, blank=True)
    title_en = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    due = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    changed_on = models.DateField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["chain", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["chain", "kind"], name="artefact_once"),
            models.CheckConstraint(condition=Q(state__in=ArtefactState.values), name="artefact_state_known"),
        ]

    def __str__(self) -> str:
        return self.title_shown or self.get_kind_display()

    @property
    def title_shown(self) -> str:
        return in_language(self.title, self.title_en)


class ArtefactFile(models.Model):
    """A document of an artefact; a later one does not replace an earlier one."""

    artefact = models.ForeignKey(Artefact, models.CASCADE, related_name="files")
    file = models.ForeignKey(KeptFile, models.PROTECT, related_name="+")
    added_on = models.DateField()

    class Meta:
        ordering = ["artefact", "-pk"]
        constraints = [models.UniqueConstraint(fields=["artefact", "file"], name="artefact_file_once")]

    def __str__(self) -> str:
        return str(self.file)
