"""The evidence of a month: which confirmed reports were checked, what was found, which are in a sample.

Read by those who may read the reports: the working circle of each row, the supervision office, the leaders.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import QuerySet

from zonekit.values.sampling import draw_sample, population_digest
from zoneworks.accounts.access import Scope
from zoneworks.accounts.choices import RoleKind
from zoneworks.plans.models import ClosedMonth, Item, ItemUnit
from zoneworks.plans.services.reporting import REPORTING_DUTIES
from zoneworks.reports.choices import ReportState
from zoneworks.reports.models import Report, ReportEvidence
from zoneworks.reports.queries import reports_readable
from zoneworks.units.models import Unit
from zoneworks.verification.choices import Finding
from zoneworks.verification.computed import plan_of_month
from zoneworks.verification.models import Check, Draw
from zoneworks.verification.queries import checks_known
from zoneworks.verification.standing import standing_checks, worst_of

# A report: nobody or not everything of it was looked at, it has no file, it is in a sample.
OPEN, BARE, SAMPLED = "open", "bare", "sampled"
CHOICES = (OPEN, *Finding.values, BARE, SAMPLED)


@dataclass(frozen=True, slots=True)
class Checked:
    """A confirmed report. `files`: known on the day; `standing`: checks that stand; `draws`: samples it is in."""

    report: int
    item: int
    files: tuple[int, ...]
    standing: tuple[Check, ...]
    draws: tuple[int, ...]

    @property
    def deciding(self) -> Check | None:
        return worst_of(self.standing)

    @property
    def finding(self) -> str:
        return self.deciding.finding if self.deciding else ""

    @property
    def checked_files(self) -> int:
        """Those looked at; a check of the whole looked at all there were then."""
        whole = any(check.evidence_id is None for check in self.standing)
        own = {check.evidence_id for check in self.standing}
        return len(self.files) if whole else sum(key in own for key in self.files)

    @property
    def is_done(self) -> bool:
        """Everything of it was looked at, or it was found false."""
        if self.finding == Finding.FALSE:
            return True
        whole = any(check.evidence_id is None for check in self.standing)
        return whole or (bool(self.files) and self.checked_files == len(self.files))

    def is_like(self, what: str) -> bool:
        if what == OPEN:
            return not self.is_done
        if what == BARE:
            return not self.files
        if what == SAMPLED:
            return bool(self.draws)
        return self.finding == what


class EvidenceOfMonth:
    """The confirmed reports of a month that a person may read, as known on a day, in the order of the table."""

    def __init__(self, scope: Scope, zone: Unit, about: date, as_of: date) -> None:
        self.scope, self.zone, self.about, self.as_of = scope, zone, about, as_of

    @cached_property
    def reports(self) -> list[tuple[int, int]]:
        """Keys of report and item, in the order of the plan of the month."""
        found = confirmed_by(reports_readable(self.scope, self.zone).filter(about=self.about), self.as_of)
        pairs = list(found.order_by().values_list("pk", "item_id"))
        return sorted(pairs, key=lambda pair: (self.items[pair[1]].path if pair[1] in self.items else "~", pair[0]))

    @cached_property
    def items(self) -> dict[int, Item]:
        """The rows of the month's plan by the key they first had."""
        plan = plan_of_month(self.zone, self.about)
        leaves = Item.objects.filter(plan=plan, is_leaf=True).defer("goal", "goal_en") if plan else []
        return {leaf.origin_id or leaf.pk: leaf for leaf in leaves}

    @cached_property
    def rows(self) -> list[Checked]:
        keys = [report for report, _item in self.reports]
        files = files_known(keys, self.as_of)
        about = checks_known(self.zone, self.as_of).filter(about=self.about, report__in=keys)
        standing = standing_checks(about.select_related("by"))
        drawn: dict[str, list[int]] = {}
        for draw in self.draws:
            for key in draw.drawn:
                drawn.setdefault(key, []).append(draw.pk)
        return [
            Checked(key, item, files.get(key, ()), tuple(standing.get(key, ())), tuple(drawn.get(str(key), ())))
            for key, item in self.reports
        ]

    @cached_property
    def draws(self) -> list[Draw]:
        """Samples of the month known on the day, the newest first."""
        known = Draw.objects.filter(zone=self.zone, about=self.about, on__lte=self.as_of)
        return list(known.select_related("by"))

    @cached_property
    def counts(self) -> dict[str, int]:
        found = {what: sum(row.is_like(what) for row in self.rows) for what in CHOICES}
        return found | {"all": len(self.rows), "files": sum(len(row.files) for row in self.rows)}

    def chosen(self, what: str) -> list[Checked]:
        return [row for row in self.rows if not what or row.is_like(what)]

    def progress_of(self, draw: Draw) -> tuple[int, int]:
        """How many reports of a sample are done, of how many."""
        done = {str(row.report) for row in self.rows if row.is_done}
        return sum(key in done for key in draw.drawn), len(draw.drawn)

    def units_of(self, rows: Iterable[Checked]) -> dict[int, list[Unit]]:
        """Units that answer for the rows, by the key the item first had; one statement."""
        items = {self.items[row.item].pk: row.item for row in rows if row.item in self.items}
        duties = ItemUnit.objects.filter(item__in=items, duty__in=REPORTING_DUTIES).select_related("unit")
        found: dict[int, list[Unit]] = {}
        for duty in duties.order_by("duty", "position"):
            found.setdefault(items[duty.item_id], []).append(duty.unit)
        return found


def confirmed_by(reports: QuerySet[Report], as_of: date) -> QuerySet[Report]:
    return reports.filter(state=ReportState.CONFIRMED, settled_on__lte=as_of)


def is_concerned(scope: Scope, zone: Unit) -> bool:
    """Whether the person can have to do with evidence at all: works for a unit, leads, supervises."""
    kinds = (RoleKind.OFFICER, RoleKind.SUPERVISION, RoleKind.LEADER)
    return zone.pk in scope.zone_ids and scope.holds(kinds, zone)


def report_to_verify(scope: Scope, zone: Unit, key: int, as_of: date) -> Report | None:
    """A confirmed report the person may read."""
    found = confirmed_by(reports_readable(scope, zone), as_of)
    return found.select_related("zone", "item__plan__zone", "unit", "submitted_by", "settled_by").filter(pk=key).first()


def checks_of_report(report: Report, known_on: date) -> list[Check]:
    """All of them, the newest first, for whoever may read the report."""
    known = checks_known(report.zone, known_on).filter(report=report)
    return list(known.select_related("by", "evidence__file", "draw").reverse())


def evidence_of(report: Report, known_on: date) -> list[ReportEvidence]:
    return list(report.evidence.filter(added_on__lte=known_on).select_related("file", "added_by"))


# --- samples ---------------------------------------------------------------------------------------------------------


def draws_readable(scope: Scope, zone: Unit) -> QuerySet[Draw]:
    """Samples name reports of all units: they are for the supervision office and the leaders."""
    draws = Draw.objects.filter(zone=zone).select_related("zone", "by")
    may = zone.pk in scope.zone_ids and scope.sees_all_working_records(zone)
    return draws if may else draws.none()


def is_reproduced(draw: Draw) -> bool:
    """Drawn again from seed and population: the same reports in the same order, and the same digest."""
    again = list(draw_sample(draw.population, draw.size, draw.seed))
    return again == draw.drawn and population_digest(draw.population, draw.size, draw.seed) == draw.digest


def proposed_seed(zone: Unit, about: date, today: date) -> str:
    """Zone, month, and the moment of the month's closing, which nobody can choose afterwards; else the day."""
    standing = ClosedMonth.objects.filter(zone=zone, about=about, reopened_on__isnull=True).first()
    fixed = f"closed {standing.closed_at:%Y-%m-%dT%H:%M:%SZ}" if standing else f"{today:%Y-%m-%d}"
    return f"{zone.code} {about:%Y-%m} {fixed}"[:64]


def unfinished_draws(zone: Unit, known_on: date, since: date) -> list[tuple[Draw, int]]:
    """Samples of months from `since` on in which a report was not checked yet, with how many; for the office's desk."""
    draws = list(Draw.objects.filter(zone=zone, on__lte=known_on, about__gte=since))
    wanted = {int(key) for draw in draws for key in draw.drawn}
    checks = standing_checks(checks_known(zone, known_on).filter(report__in=wanted))
    files = files_known(wanted, known_on)
    found = []
    for draw in draws:
        rows = (
            Checked(int(key), 0, files.get(int(key), ()), tuple(checks.get(int(key), ())), ()) for key in draw.drawn
        )
        left = sum(not row.is_done for row in rows)
        if left:
            found.append((draw, left))
    return found


def files_known(reports: Sequence[int] | set[int], known_on: date) -> dict[int, tuple[int, ...]]:
    found: dict[int, tuple[int, ...]] = {}
    known = ReportEvidence.objects.filter(report__in=reports, added_on__lte=known_on).order_by("pk")
    for report, key in known.values_list("report_id", "pk"):
        found[report] = (*found.get(report, ()), key)
    return found
