"""Registers feed the indicators bound to them: what they say is recorded as a value that counts at once.

A value is written only where it is news, so that asking every few minutes leaves no more than asking once. A closed
month keeps what it had. Registers above the plan call this right after they change; the background worker every hour.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Count

from zonekit.plans import month_end
from zoneworks.audit.services import record
from zoneworks.common.clock import now
from zoneworks.plans.choices import IndicatorState, PlanState
from zoneworks.plans.models import Actual, Indicator, Plan
from zoneworks.plans.registers import Feed, fed, fed_value
from zoneworks.plans.services.checks import Standing, standings
from zoneworks.plans.services.closed_months import closed_in_year
from zoneworks.plans.services.reporting import claim_for_facts
from zoneworks.units.models import Unit

OF_REGISTER = "register:"
News = tuple[Indicator, date, Feed]


@transaction.atomic
def feed_indicators(*, zone: Unit, today: date, codes: Collection[str] | None = None) -> int:
    """Ask the registers about every month of this year that is open, and about today; says how many values were news.

    `codes`: measures that may have changed; None: all of them.
    """
    plan = Plan.objects.filter(zone=zone, year=today.year, state=PlanState.ISSUED).order_by("-version").first()
    if plan is None:
        return 0
    bound = Indicator.objects.filter(fed(), item__plan=plan, state=IndicatorState.CONFIRMED).select_related("item")
    if codes is not None:
        bound = bound.filter(register__in=codes)
    indicators = list(bound)
    if not indicators:
        return 0
    claim_for_facts(plan)
    days, said = open_days(plan, today), standings(plan, indicators)
    news = [found for one in indicators for found in news_of(one, zone, days, today, said[one.facts_id])]
    write(plan, news, today)
    return len(news)


def open_days(plan: Plan, today: date) -> list[date]:
    """Month ends of the year that have come and whose month takes values, and today."""
    closed = closed_in_year(plan)
    ends = (month_end(plan.year, month) for month in range(1, 13))
    days = {day for day in ends if day <= today} | {today}
    return sorted(day for day in days if (day.year, day.month) not in closed)


def news_of(one: Indicator, zone: Unit, days: list[date], today: date, standing: Standing) -> Iterator[News]:
    for day in days:
        feed = fed_value(one, zone, day, today)
        if feed is not None and is_news(standing, day, feed.value):
            standing.confirm(day, feed.value)
            yield one, day, feed


def is_news(standing: Standing, about: date, value: Decimal | None) -> bool:
    """A month end has a value of its own; within a month only a change is worth a line."""
    if about in standing.confirmed:
        return standing.confirmed[about] != value
    if about == month_end(about.year, about.month):
        return True
    before, _after = standing.neighbours(about)
    return before is None or before[1] != value


def write(plan: Plan, news: list[News], today: date) -> None:
    if not news:
        return
    taken = times_fed({one.facts_id for one, _day, _feed in news})
    at = now()
    Actual.objects.bulk_create(
        Actual(
            indicator_id=one.facts_id,
            about=day,
            value=feed.value,
            numerator=feed.numerator if feed.denominator else None,
            denominator=feed.denominator or None,
            submission=f"{OF_REGISTER}{one.facts_id}:{day:%Y%m%d}:{taken.get((one.facts_id, day), 0) + 1}",
            recorded_on=today,
            recorded_at=at,
            confirmed_on=today,
        )
        for one, day, feed in news
    )
    changes = [f"{one.register} {day:%Y-%m-%d} {feed.value}" for one, day, feed in news]
    record(user=None, zone=plan.zone, verb="feed_indicators", kind="plan", key=plan.pk, count=len(news), values=changes)


def times_fed(indicators: Iterable[int]) -> dict[tuple[int, date], int]:
    """How often a register has spoken of an indicator and a day, so that every statement has a mark of its own."""
    fed_before = Actual.objects.filter(indicator__in=indicators, submission__startswith=OF_REGISTER).order_by()
    counted = fed_before.values_list("indicator_id", "about").annotate(count=Count("pk"))
    return {(indicator, about): count for indicator, about, count in counted}
