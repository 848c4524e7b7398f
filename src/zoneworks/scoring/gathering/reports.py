"""Monthly reports of the period: on time, late, missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from zoneworks.reports.models import Report
from zoneworks.reports.months import due_day, is_owed_month, version_of_month
from zoneworks.scoring.gathering.leaves import Year
from zoneworks.scoring.gathering.words import Occurrence, Span
from zoneworks.units.models import Unit

ON_TIME, LATE, MISSING = "reports.on_time", "reports.late", "reports.missing"


def report_occurrences(zone: Unit, year: Year, months: Sequence[date], span: Span) -> Iterator[Occurrence]:
    """One for each report owed, for each unit that owes it; what was not due on the as-of date is left out."""
    written = reports_of(zone, months)
    for about in months:
        plan = version_of_month(year.versions, about)
        if plan is None or not is_owed_month(year.versions, about):
            continue
        due = due_day(plan, about)
        for leaf, units in year.holders_in(about).items():
            pk, own_due, sent = written.get((leaf, about), (None, due, None))
            measure = judged(own_due, sent, span.known_on)
            if measure is None:
                continue
            subject = ("report", str(pk)) if measure != MISSING else ("owed", f"{leaf}/{about:%Y-%m}")
            for unit in units:
                yield Occurrence(measure, unit, about, subject)


def judged(due: date, sent: date | None, known_on: date) -> str | None:
    """As it looked on the as-of date; None while it is not due and not in.

    >>> due = date(2023, 10, 5)
    >>> judged(due, date(2023, 10, 6), date(2023, 10, 8)), judged(due, date(2023, 10, 9), date(2023, 10, 8))
    ("reports.late", "reports.missing")
    """
    is_in = sent is not None and sent <= known_on
    if is_in and sent is not None:
        return LATE if sent > due else ON_TIME
    return MISSING if due < known_on else None


def reports_of(zone: Unit, months: Sequence[date]) -> dict[tuple[int, date], tuple[int, date, date | None]]:
    rows = Report.objects.filter(zone=zone, about__in=months).order_by()
    found = rows.values_list("item_id", "about", "pk", "due", "first_submitted_on")
    return {(item, about): (pk, due, sent) for item, about, pk, due, sent in found}
