"""Who hears of an urged or returned report: the officers of the units that answer for the row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from datetime import date
from functools import partial

from django.db.models.functions import Coalesce
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zoneworks.accounts.models import User
from zoneworks.common.text import followed
from zoneworks.inbox.queries import people_of_units
from zoneworks.inbox.services import Telling, tell_each
from zoneworks.plans.models import ItemUnit
from zoneworks.plans.services.reporting import REPORTING_DUTIES
from zoneworks.reports.message_kinds import RETURNED, URGED
from zoneworks.reports.models import Report
from zoneworks.reports.months import version_of_month, versions_of
from zoneworks.units.models import Unit

LONGEST_REASON = 200


def tell_urged(zone: Unit, about: date, firsts: Collection[int], words: str, today: date, by: User | None) -> None:
    """One message a day and month for each person, however many rows they owe."""
    owed: dict[User, set[int]] = defaultdict(set)
    for unit, mine in rows_by_unit(zone, about, firsts).items():
        for user in people_of_units([unit]):
            owed[user] |= mine

    once = f"report-urged-{about:%Y-%m}-{today:%Y-%m-%d}"
    tellings = [
        Telling(user.pk, *in_two(partial(urged_words, len(mine), about, words)), once)
        for user, mine in owed.items()
        if user != by
    ]
    tell_each(zone=zone, kind=URGED, on=today, tellings=tellings)


def urged_words(count: int, about: date, words: str) -> str:
    said = ngettext(
        "The supervision office urges %(count)d report for %(month)s.",
        "The supervision office urges %(count)d reports for %(month)s.",
        count,
    ) % {"count": count, "month": date_format(about, "YEAR_MONTH_FORMAT")}
    return followed(said, words)


def tell_returned(zone: Unit, reports: Iterable[Report], reason: str, today: date, by: User | None) -> None:
    """A message for each report that came back; `reports` with their items."""
    short = reason if len(reason) <= LONGEST_REASON else f"{reason[: LONGEST_REASON - 1]}…"
    by_month: dict[date, dict[int, Report]] = defaultdict(dict)
    for report in reports:
        by_month[report.about][report.item_id] = report
    tellings = []
    for about, mine in by_month.items():
        for unit, firsts in rows_by_unit(zone, about, mine.keys()).items():
            for user in people_of_units([unit]):
                if user != by:
                    tellings += [returned_telling(user, mine[first], short) for first in sorted(firsts)]
    tell_each(zone=zone, kind=RETURNED, on=today, tellings=tellings)


def returned_telling(user: User, report: Report, reason: str) -> Telling:
    def sentence() -> str:
        known = {"item": report.item.title, "month": date_format(report.about, "YEAR_MONTH_FORMAT"), "reason": reason}
        return _("“%(item)s”, %(month)s: the report came back. %(reason)s") % known

    chinese, english = in_two(sentence)
    once = f"report-returned-{report.pk}-{report.revision}"
    return Telling(user.pk, chinese, english, once, ("item", str(report.item_id)))


def rows_by_unit(zone: Unit, about: date, firsts: Collection[int]) -> dict[Unit, set[int]]:
    """By unit that reports them the rows, by the version in force in the month."""
    version = version_of_month(versions_of(zone, about.year), about)
    if version is None:
        return {}
    duties = ItemUnit.objects.filter(item__plan=version, item__is_leaf=True, duty__in=REPORTING_DUTIES)
    found: dict[Unit, set[int]] = defaultdict(set)
    for duty in duties.annotate(first=Coalesce("item__origin_id", "item_id")).select_related("unit").order_by():
        if duty.first in firsts:
            found[duty.unit].add(duty.first)
    return found


def in_two(sentence: Callable[[], str]) -> tuple[str, str]:
    with translation.override("zh-hans"):
        chinese = sentence()
    with translation.override("en"):
        return chinese, sentence()
