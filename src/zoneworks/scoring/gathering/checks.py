"""False reports: what the supervision office's checks of evidence found, as it stood when scores were drawn up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from zoneworks.scoring.gathering.leaves import Year
from zoneworks.scoring.gathering.words import Occurrence, Recorded, Span
from zoneworks.units.models import Unit
from zoneworks.verification.choices import Finding
from zoneworks.verification.models import Check

FALSE = "verification.false"


@dataclass(frozen=True, slots=True)
class FalseReport:
    """`item`: the leaf as it first appeared; `unit`: whose officer wrote the report."""

    item: int
    unit: int
    about: date
    report: int
    check: int
    on: date


def false_reports(zone: Unit, span: Span, recorded: Recorded) -> list[FalseReport]:
    """Reports of the period's months whose check, or that of one of their files, stands as false."""
    standing: dict[tuple[int, int | None], Check] = {}
    checks = Check.objects.filter(zone=zone, about__range=span.months, on__lte=recorded.on, at__lte=recorded.at)
    for check in checks.select_related("report").order_by("on", "at", "pk"):
        standing[check.report_id, check.evidence_id] = check
    found = {
        check.report_id: FalseReport(
            check.item_id, check.report.unit_id, check.about, check.report_id, check.pk, check.on
        )
        for check in standing.values()
        if check.finding == Finding.FALSE
    }
    return [found[report] for report in sorted(found)]


def false_occurrences(found: list[FalseReport], year: Year) -> Iterator[Occurrence]:
    for one in found:
        for unit in year.units_of(one.item) or (one.unit,):
            yield Occurrence(FALSE, unit, one.on, ("report", str(one.report)))
