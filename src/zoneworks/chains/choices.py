from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class VersionState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("chain version", "Draft")
    IN_FORCE = "in_force", pgettext_lazy("chain version", "In force")


class Segment(models.TextChoices):
    UPSTREAM = "upstream", _("Upstream")
    MIDSTREAM = "midstream", _("Midstream")
    DOWNSTREAM = "downstream", _("Downstream")


class Status(models.TextChoices):
    STRONG = "strong", pgettext_lazy("node status", "Strong")
    PRESENT = "present", pgettext_lazy("node status", "Present")
    WEAK = "weak", pgettext_lazy("node status", "Weak")
    BROKEN = "broken", pgettext_lazy("node status", "Broken")
    BLOCKED = "blocked", pgettext_lazy("node status", "Blocked")
    MISSING = "missing", pgettext_lazy("node status", "Missing")


GAPS = frozenset({Status.WEAK, Status.BROKEN, Status.BLOCKED, Status.MISSING})


class PlacementState(models.TextChoices):
    PROPOSED = "proposed", pgettext_lazy("placement", "Proposed")
    CONFIRMED = "confirmed", pgettext_lazy("placement", "Confirmed")
    REJECTED = "rejected", pgettext_lazy("placement", "Rejected")


class GapState(models.TextChoices):
    OPEN = "open", pgettext_lazy("gap", "Open")
    CLOSED = "closed", pgettext_lazy("gap", "Closed")
    LAPSED = "lapsed", pgettext_lazy("gap", "Lapsed")


class BlockageKind(models.TextChoices):
    LOGISTICS = "logistics", _("Logistics")
    APPROVAL = "approval", _("Approval")
    LAND = "land", _("Land")
    STAFF = "staff", pgettext_lazy("blockage", "Staff")
    FUNDS = "funds", _("Funds")
    OTHER = "other", pgettext_lazy("blockage", "Other")


class ChainRoleKind(models.TextChoices):
    CHIEF_LEADER = "chief_leader", _("Chief chain leader")
    LEADER = "leader", _("Chain leader")
    DEPUTY_LEADER = "deputy_leader", _("Deputy chain leader")
    LEAD_DEPARTMENT = "lead_department", _("Lead department")
    OFFICE = "office", _("Chain office")
    TASK_FORCE = "task_force", _("Task force")
    LEADING_ENTERPRISE = "leading_enterprise", _("Chain-leading enterprise")
    ALLIANCE = "alliance", _("Industry alliance")
    EXPERT = "expert", _("Expert")
    COMMISSIONER = "commissioner", _("Service commissioner")


class ArtefactKind(models.TextChoices):
    MAP = "map", _("Chain map")
    LISTS = "lists", _("Lists")
    POLICY = "policy", _("Policy")
    FUND = "fund", _("Fund")
    SPACE = "space", _("Space")
    PLATFORM = "platform", _("Public service platform")
    TEAM = "team", _("Recruiting team")
    YEAR_PLAN = "year_plan", _("Year plan")


class ArtefactState(models.TextChoices):
    MISSING = "missing", pgettext_lazy("artefact", "Not there")
    DRAFTING = "drafting", pgettext_lazy("artefact", "Being drafted")
    IN_FORCE = "in_force", pgettext_lazy("artefact", "In force")
    OUT_OF_DATE = "out_of_date", pgettext_lazy("artefact", "Out of date")


class MarkKind(models.TextChoices):
    """What a person decided about a target enterprise for a gap."""

    SHORTLISTED = "shortlisted", _("Shortlisted")
    SET_ASIDE = "set_aside", _("Set aside")
