"""Words about months, days and states that the pages of reports share."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from zoneworks.plans.messages import day, in_a_row
from zoneworks.reports.choices import ReportState
from zoneworks.reports.models import ReportValue
from zoneworks.reports.queries import LATE, MISSING, NONE
from zoneworks.ui.figures import figure_text
from zoneworks.ui.lights import WORDS

__all__ = [
    "STATES",
    "day",
    "days_left",
    "in_a_row",
    "month_words",
    "own_words",
    "share_words",
    "state_tone",
    "state_words",
]

# In the order of the work; the last two are looked for across the others.
STATES = (NONE, *ReportState.values, LATE, MISSING)
TONES = {"draft": "", "submitted": "action", "returned": "yellow", "confirmed": "green", MISSING: "red", LATE: "yellow"}


def month_words(about: date) -> str:
    return date_format(about, "YEAR_MONTH_FORMAT")


def state_words(state: str) -> str:
    """What a report is; nobody has begun one where there is none."""
    if state in ReportState.values:
        return str(ReportState(state).label)
    return {
        LATE: pgettext("monthly report", "Late"),
        MISSING: pgettext("monthly report", "Missing"),
    }.get(state, pgettext("monthly report", "Not begun"))


def state_tone(state: str) -> str:
    return TONES.get(state, "grey")


def days_left(due: date, today: date) -> str:
    """How long there is, or how long it has been due."""
    left = (due - today).days
    if left == 0:
        return _("due today")
    if left > 0:
        return ngettext("%(count)d day left", "%(count)d days left", left) % {"count": left}
    return ngettext("%(count)d day overdue", "%(count)d days overdue", -left) % {"count": -left}


def own_words(light: str) -> str:
    """What a lamp without a word says where it is the unit's own assessment."""
    return _("own assessment: %(light)s") % {"light": WORDS[light]} if light else ""


def share_words(said: ReportValue | None) -> str:
    """What a rate was computed from, where the report says so."""
    if said is None or said.denominator is None:
        return ""
    found = {"numerator": figure_text(said.numerator), "denominator": figure_text(said.denominator)}
    return _("%(numerator)s of %(denominator)s") % found
