from django.db import models
from django.utils.translation import pgettext_lazy


class RulebookState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("rulebook", "Draft")
    ISSUED = "issued", pgettext_lazy("rulebook", "Issued")


class PublicationState(models.TextChoices):
    PUBLISHED = "published", pgettext_lazy("scores", "Published, open to appeals")
    FINAL = "final", pgettext_lazy("scores", "Final")
    REPLACED = "replaced", pgettext_lazy("scores", "Replaced after an appeal")


class AppealState(models.TextChoices):
    OPEN = "open", pgettext_lazy("appeal", "Open")
    UPHELD = "upheld", pgettext_lazy("appeal", "Upheld")
    REJECTED = "rejected", pgettext_lazy("appeal", "Rejected")
    WITHDRAWN = "withdrawn", pgettext_lazy("appeal", "Withdrawn")
