"""What stands around an answer sheet and a bulletin: years, months, and the editions of each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.formats import date_format

from zoneworks.accounts.access import Scope
from zoneworks.answers.blocks import BULLETIN
from zoneworks.documents.models import Edition
from zoneworks.documents.queries import editions_of
from zoneworks.plans.queries import years_of_zone
from zoneworks.reports.months import month_end
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import Tab
from zoneworks.units.models import Unit

EDITIONS_SHOWN = 50
MONTHS = range(1, 13)


@dataclass(frozen=True)
class MonthLine:
    """A month that has ended, with what was frozen of it, newest first."""

    about: date
    editions: list[Edition]

    @property
    def period(self) -> str:
        return f"{self.about:%Y-%m}"


def scope_in(request: HttpRequest) -> Scope:
    scope: Scope = request.scope  # type: ignore[attr-defined]
    return scope


def year_asked(request: HttpRequest, zone: Unit) -> int | None:
    """A year with a plan: the one asked for, else that of the date looked at, else the latest before it."""
    years = years_of_zone(scope_in(request), zone)
    asked = request.GET.get("year", "")
    as_of: date = request.as_of  # type: ignore[attr-defined]
    if asked.isdecimal() and int(asked) in years:
        return int(asked)
    return next((year for year in years if year <= as_of.year), None)


def year_tabs(request: HttpRequest, url_name: str, zone: Unit, present: int | None) -> list[Tab]:
    """None where there is nothing to choose between."""
    as_of: date = request.as_of  # type: ignore[attr-defined]
    years = [year for year in years_of_zone(scope_in(request), zone) if year <= as_of.year]
    if len(years) < 2:
        return []
    return [Tab(str(year), address(request, url_name, year=year), is_current=year == present) for year in years]


def ended_months(year: int, as_of: date) -> list[date]:
    """By their last days, the latest first."""
    ends = (month_end(date(year, month, 1)) for month in MONTHS)
    return sorted((end for end in ends if end <= as_of), reverse=True)


def month_tabs(request: HttpRequest, zone: Unit, about: date) -> list[Tab]:
    """The months of the same year, in their order."""
    as_of: date = request.as_of  # type: ignore[attr-defined]
    return [
        Tab(date_format(end, "M"), address(request, "answers:bulletin", f"{end:%Y-%m}"), is_current=end == about)
        for end in reversed(ended_months(about.year, as_of))
    ]


def month_lines(scope: Scope, zone: Unit, year: int, as_of: date) -> list[MonthLine]:
    frozen: dict[str, list[Edition]] = defaultdict(list)
    for edition in editions_of(scope, zone, BULLETIN, as_of).filter(year__in=(year, year + 1)):
        frozen[str(edition.arguments.get("period"))].append(edition)
    return [MonthLine(end, frozen[f"{end:%Y-%m}"]) for end in ended_months(year, as_of)]


def latest_of_month(scope: Scope, zone: Unit, period: str, as_of: date) -> Edition | None:
    return editions_of(scope, zone, BULLETIN, as_of).filter(arguments__period=period).first()


def editions_shown(scope: Scope, zone: Unit, kind: str, as_of: date) -> list[Edition]:
    return list(editions_of(scope, zone, kind, as_of)[:EDITIONS_SHOWN])
