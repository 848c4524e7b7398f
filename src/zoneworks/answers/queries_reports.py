"""Monthly reports as they were known on a date: evidence and problems of confirmed ones, who reported when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q

from zoneworks.reports.choices import ReportState
from zoneworks.reports.models import Report, ReportEvidence
from zoneworks.units.models import Unit


@dataclass(frozen=True, slots=True)
class Proof:
    """A file of evidence handed in with a confirmed report about the month that ended on `about`."""

    key: int
    caption: str
    about: date
    sha256: str
    report: int


@dataclass(frozen=True, slots=True)
class Told:
    """When the report of an item for a month was first submitted, if it was, and what it says."""

    key: int
    item: int
    about: date
    due: date
    first_submitted_on: date | None
    is_confirmed: bool
    problems: str

    @property
    def is_late(self) -> bool:
        return self.first_submitted_on is not None and self.first_submitted_on > self.due


@dataclass(frozen=True, eq=False)
class ReportsKnown:
    """By the item as it first appeared. `proofs`: of confirmed reports, oldest month first."""

    proofs: dict[int, list[Proof]]
    told: tuple[Told, ...]

    @cached_property
    def problems(self) -> dict[int, str]:
        """What the last confirmed report of each item names as problem; nothing where it names none."""
        return {one.item: one.problems for one in self.told if one.is_confirmed}

    def of_month(self, about: date) -> dict[int, Told]:
        return {one.item: one for one in self.told if one.about == about and one.first_submitted_on}


def reports_known(zone: Unit, year: int, as_of: date) -> ReportsKnown:
    """Reports of a year known on a date, in two statements. The caller has authorised the zone's plan."""
    is_confirmed = Q(state=ReportState.CONFIRMED, settled_on__lte=as_of)
    of_year = Report.objects.filter(zone=zone, about__year=year, about__lte=as_of)
    rows = of_year.order_by("about", "pk").values_list(
        "pk", "item_id", "about", "due", "first_submitted_on", "state", "settled_on", "problems"
    )
    told = []
    for key, item, about, due, submitted, state, settled, problems in rows:
        counts = state == ReportState.CONFIRMED and settled is not None and settled <= as_of
        first = submitted if submitted and submitted <= as_of else None
        told.append(Told(key, item, about, due, first, counts, " ".join(problems.split()) if counts else ""))
    evidence = ReportEvidence.objects.filter(report__in=of_year.filter(is_confirmed), added_on__lte=as_of)
    proofs: dict[int, list[Proof]] = {}
    for key, item, about, caption, name, sha256, report in evidence.order_by("report__about", "pk").values_list(
        "pk", "report__item_id", "report__about", "caption", "file__name", "file__sha256", "report_id"
    ):
        proofs.setdefault(item, []).append(Proof(key, caption or name, about, sha256, report))
    return ReportsKnown(proofs, tuple(told))
