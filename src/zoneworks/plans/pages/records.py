"""What a fed value is made of: the records of the register, as far as the reader may open each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from zoneworks.accounts.access import Scope
from zoneworks.accounts.subjects import Subject, subjects_of
from zoneworks.measures.kinds import Evidence
from zoneworks.plans.models import Indicator
from zoneworks.plans.registers import Feed, fed_value
from zoneworks.ui.addresses import with_kept
from zoneworks.units.models import Unit

RECORDS_ON_A_PAGE = 50


@dataclass(frozen=True)
class RecordLine:
    """`subject` None: the reader may not open it, so it is counted and not named. `url`: its page, "" for none."""

    on: date
    amount: Decimal
    subject: Subject | None
    url: str


@dataclass(frozen=True)
class Records:
    feed: Feed | None
    page: Page[Evidence]
    lines: list[RecordLine]


def records_of(request: HttpRequest, indicator: Indicator, zone: Unit, number: str) -> Records:
    """What was known on the day looked at, about the year up to it; only the records of the page are looked up."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    as_of: date = request.as_of  # type: ignore[attr-defined]
    feed = fed_value(indicator, zone, as_of, as_of)
    evidence = feed.measured.evidence if feed else ()
    page = Paginator(evidence, RECORDS_ON_A_PAGE).get_page(number)
    subjects = subjects_of(scope, [(one.kind, one.key) for one in page])
    return Records(feed, page, [line_of(request, one, subjects.get((one.kind, one.key))) for one in page])


def line_of(request: HttpRequest, one: Evidence, subject: Subject | None) -> RecordLine:
    url = with_kept(request, subject.url) if subject and subject.url else ""
    return RecordLine(one.on, one.amount, subject, url)
