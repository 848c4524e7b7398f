from django.db import models
from django.utils.translation import gettext_lazy as _


class PlanState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    ISSUED = "issued", _("Issued")
    CLOSED = "closed", _("Closed")


class Duty(models.TextChoices):
    LEAD = "lead", _("Lead unit")
    RESPONSIBLE = "responsible", _("Responsible unit")
    COOPERATING = "cooperating", _("Cooperating unit")


class TagKind(models.TextChoices):
    BATTLEFIELD = "battlefield", _("Battlefield")
    DIMENSION = "dimension", _("Vision dimension")
    THEME = "theme", _("Theme")
    CHAPTER = "chapter", _("Chapter of the answer sheet")


class IndicatorKind(models.TextChoices):
    CUMULATIVE = "cumulative", _("Cumulative value")
    LEVEL = "level", _("Level at year end")
    RATE = "rate", _("Rate")


class Measure(models.TextChoices):
    COUNT = "count", _("Count")
    AMOUNT = "amount", _("Amount")


class Direction(models.TextChoices):
    HIGHER = "higher", _("Higher is better")
    LOWER = "lower", _("Lower is better")


class IndicatorState(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    CONFIRMED = "confirmed", _("Confirmed")
    REJECTED = "rejected", _("Rejected")


class MilestoneKind(models.TextChoices):
    NODE = "node", _("Milestone")
    START = "start", _("Start")


class BasisKind(models.TextChoices):
    NONE = "none", _("Not stated")
    DOCUMENT = "document", _("Document")
    PUBLISHED_FACT = "published_fact", _("Published fact")
    PUBLISHED_WORDING = "published_wording", _("Published wording")
    ILLUSTRATIVE = "illustrative", _("Illustrative")
