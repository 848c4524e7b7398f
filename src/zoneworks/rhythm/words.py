"""The words of the calendar: kinds of days, festivals, periods."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from zonekit.rhythm import DayKind, Occasion
from zoneworks.reports.months import month_named
from zoneworks.rhythm.calendar import calendar, festivals
from zoneworks.scoring.periods import period_or_none

# As printed calendars mark them.
MARKS: dict[DayKind, Promise] = {
    DayKind.HOLIDAY: pgettext_lazy("mark of a day off in a calendar", "off"),
    DayKind.MAKEUP: pgettext_lazy("mark of a weekend that is worked in a calendar", "on"),
}
WEEK_DAYS: tuple[Promise, ...] = (
    pgettext_lazy("head of a calendar", "Mon"),
    pgettext_lazy("head of a calendar", "Tue"),
    pgettext_lazy("head of a calendar", "Wed"),
    pgettext_lazy("head of a calendar", "Thu"),
    pgettext_lazy("head of a calendar", "Fri"),
    pgettext_lazy("head of a calendar", "Sat"),
    pgettext_lazy("head of a calendar", "Sun"),
)
FESTIVALS: dict[str, Promise] = {
    "New Year's Day": gettext_lazy("New Year's Day"),
    "Spring Festival": gettext_lazy("Spring Festival"),
    "Tomb-sweeping Day": gettext_lazy("Tomb-sweeping Day"),
    "Labour Day": gettext_lazy("Labour Day"),
    "Dragon Boat Festival": gettext_lazy("Dragon Boat Festival"),
    "Mid-autumn Festival": gettext_lazy("Mid-autumn Festival"),
    "National Day": gettext_lazy("National Day"),
    "Anti-Fascist 70th Day": gettext_lazy("70th anniversary of the victory over fascism"),
}


def festival(day: date) -> str:
    name = festivals().get(day, "")
    return str(FESTIVALS.get(name, name))


def day_words(kind: DayKind, day: date) -> str:
    """What a day is, in words; nothing for an ordinary one."""
    told = {"festival": festival(day)}
    if kind == DayKind.HOLIDAY:
        return _("Day off: %(festival)s") % told
    if kind == DayKind.MAKEUP:
        return _("Worked for days off: %(festival)s") % told
    return told["festival"] if kind == DayKind.WEEKEND else ""


def period_words(period: str) -> str:
    """A period in the active language: week 40, September 2023, the third quarter of 2023."""
    if "W" in period:
        return pgettext("a period", "week %(week)d") % {"week": int(period.partition("W")[2])}
    about = month_named(period)
    if about:
        return date_format(about, "YEAR_MONTH_FORMAT")
    known = period_or_none(period)
    return known.title if known else period


def moved_words(occasion: Occasion) -> str:
    """Why it is not on its usual day, or that it is on a day off."""
    if occasion.is_moved:
        return _("moved from %(day)s, a day off") % {"day": date_format(occasion.nominal, "MONTH_DAY_FORMAT")}
    if not calendar().is_workday(occasion.day):
        before = calendar().on_or_before(occasion.day)
        return _("a day off; the working day before is %(day)s") % {"day": date_format(before, "MONTH_DAY_FORMAT")}
    return ""


def days_until(day: date, today: date) -> str:
    """In working days, as everything is counted here."""
    if day == today:
        return _("today")
    count = calendar().between(today, day)
    return pgettext("until an occasion", "in %(count)d working days") % {"count": count}
