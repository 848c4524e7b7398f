"""The year by months: what comes when, where it is done, whether it was done."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from zoneworks.accounts.doorways import in_zone, zone_or_404
from zoneworks.common.text import in_language
from zoneworks.rhythm.calendar import rules_of_year, upcoming
from zoneworks.rhythm.words import WEEK_DAYS
from zoneworks.rhythm.year import shown_of, year_of
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import Crumb, Tab

FIRST_YEAR, LAST_YEAR = 2004, 2100
NEXT = 5


@in_zone
def calendar_of_year(request: HttpRequest) -> HttpResponse:
    """What comes when this year, and was it done?"""
    zone, as_of = zone_or_404(request), as_of_in(request)
    year = year_asked(request, as_of)
    context = {
        "year": year_of(request, zone, year),
        "week_days": WEEK_DAYS,
        "next": shown_of(request, zone, upcoming(zone, as_of, NEXT), as_of),
        "rules_name": in_language(rules_of_year(year).name.zh, rules_of_year(year).name.en),
        "tabs_shown": [
            Tab(str(one), address(request, "rhythm:year", year=one), is_current=one == year)
            for one in (as_of.year - 1, as_of.year, as_of.year + 1)
        ],
    }
    return render(request, "rhythm/year.html", context)


@in_zone
def rules(request: HttpRequest) -> HttpResponse:
    """By which rules do the days of the year fall, and how sure is each?"""
    year = year_asked(request, as_of_in(request))
    known = rules_of_year(year)
    rows = [
        {
            "name": in_language(rule.name.zh, rule.name.en),
            "source": in_language(rule.source.zh, rule.source.en),
            "address": rule.address or "",
            "note": in_language(rule.note.zh, rule.note.en) if rule.note else "",
            "to_be_confirmed": rule.to_be_confirmed,
            "code": f"{known.code}.{rule.code}",
        }
        for rule in known.occasions
    ]
    context = {
        "name": in_language(known.name.zh, known.name.en),
        "note": in_language(known.note.zh, known.note.en) if known.note else "",
        "rows": rows,
        "trail": [Crumb(_("Calendar of the year"), address(request, "rhythm:year")), Crumb(_("Rules of the calendar"))],
    }
    return render(request, "rhythm/rules.html", context)


def as_of_in(request: HttpRequest) -> date:
    as_of: date = request.as_of  # type: ignore[attr-defined]
    return as_of


def year_asked(request: HttpRequest, as_of: date) -> int:
    asked = request.GET.get("year", "")
    is_year = len(asked) == 4 and asked.isascii() and asked.isdecimal()
    return int(asked) if is_year and FIRST_YEAR <= int(asked) <= LAST_YEAR else as_of.year
