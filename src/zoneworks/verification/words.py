"""Words that the pages and documents of this app share."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from zoneworks.plans.messages import day
from zoneworks.verification.choices import Finding
from zoneworks.verification.queries_lights import OWN, RULING, SILENT

__all__ = ["DISAGREEMENT_WORDS", "TONES", "day", "disagreement_words", "finding_words", "month_words"]

DISAGREEMENT_WORDS: dict[str, Promise] = {
    OWN: gettext_lazy("Own assessment differs"),
    RULING: gettext_lazy("Ruling differs"),
    SILENT: gettext_lazy("No confirmed own assessment"),
}
TONES = {Finding.TRUE.value: "green", Finding.INSUFFICIENT.value: "yellow", Finding.FALSE.value: "red", "": "grey"}


def month_words(about: date) -> str:
    return date_format(about, "YEAR_MONTH_FORMAT")


def finding_words(finding: str) -> str:
    return str(Finding(finding).label) if finding else pgettext("verification", "Not checked")


def disagreement_words(kinds: tuple[str, ...]) -> str:
    return pgettext("between points", "; ").join(str(DISAGREEMENT_WORDS[kind]) for kind in kinds) or _("None")
