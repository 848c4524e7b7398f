from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Format(models.TextChoices):
    DOCX = "docx", _("Word (.docx)")
    PDF = "pdf", _("PDF/A (.pdf)")
    XLSX = "xlsx", _("Excel (.xlsx)")
    JSON = "json", _("JSON (.json)")
    ZIP = "zip", _("All files (.zip)")


class ProductionState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("production", "Waiting")
    RUNNING = "running", pgettext_lazy("production", "In production")
    DONE = "done", pgettext_lazy("production", "Ready")
    FAILED = "failed", pgettext_lazy("production", "Failed")
    STOPPED = "stopped", pgettext_lazy("production", "Stopped")


OPEN_STATES = (ProductionState.WAITING.value, ProductionState.RUNNING.value)
ENDED_STATES = (ProductionState.DONE.value, ProductionState.FAILED.value, ProductionState.STOPPED.value)
LANGUAGES = ("zh-hans", "en")
