"""What a bulletin tells of a month: lights month by month, what changed, who reported."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from zonekit.plans import Light
from zoneworks.accounts.access import Scope
from zoneworks.answers.queries import LAGGING, Leaf, YearState, year_state
from zoneworks.answers.queries_reports import Told
from zoneworks.plans.models import ClosedMonth
from zoneworks.plans.months import months_of
from zoneworks.reports.months import due_day, is_owed_month, month_end, versions_of
from zoneworks.units.models import Unit

# The better a light, the smaller: "not reported" is worse than green, because silence is no news of success.
RANK = {"green": 0, "grey": 1, "yellow": 2, "red": 3}


@dataclass(frozen=True, eq=False)
class MonthState:
    """A month of the plan as known on a date.

    `strip`: of each leaf its overall light at the end of each month of the year so far, the last one that on the date
    itself. What the months before looked like is told as it is known now, so that the months compare.
    """

    year: YearState
    about: date
    strip: dict[str, tuple[str, ...]]

    @property
    def months(self) -> list[date]:
        return [month_end(date(self.about.year, month, 1)) for month in range(1, self.about.month + 1)]

    def before(self, leaf: Leaf) -> str | None:
        """The light at the end of the month before; None in January."""
        lights = self.strip[leaf.key]
        return lights[-2] if len(lights) > 1 else None

    def months_behind(self, leaf: Leaf) -> int:
        """How many months in a row, up to this one, were yellow or red."""
        count = 0
        for light in reversed(self.strip[leaf.key]):
            if light not in LAGGING:
                break
            count += 1
        return count

    def better(self) -> list[Leaf]:
        return [leaf for leaf in self.year.leaves if self.change(leaf) < 0]

    def worse(self) -> list[Leaf]:
        return [leaf for leaf in self.year.leaves if self.change(leaf) > 0]

    def change(self, leaf: Leaf) -> int:
        before = self.before(leaf)
        return 0 if before is None else RANK[leaf.light] - RANK[before]

    def laggards(self) -> list[Leaf]:
        """Red before yellow, the furthest behind first."""
        found = [leaf for leaf in self.year.leaves if leaf.is_lagging]
        return sorted(found, key=lambda leaf: (-RANK[leaf.light], leaf.row.gap or 0, leaf.row.place))


def month_state(scope: Scope, zone: Unit, about: date, as_of: date) -> MonthState:
    """Http404 where there is no plan of the year that the person may open."""
    state = year_state(scope, zone, about.year, as_of)
    lights = months_of(state.plan, as_of, state.board.rules).lights
    strip = {}
    for leaf in state.leaves:
        ended = [Light(int(code)).word for code in lights[leaf.row.place, : about.month - 1]]
        strip[leaf.key] = (*ended, leaf.light)
    return MonthState(state, about, strip)


def issue_day(zone: Unit, about: date, today: date) -> date:
    """The day up to which a bulletin knows: when the month was closed; while it is open, today, but never so late that
    the next month is judged. A bulletin of a month that has not ended has none."""
    closed = ClosedMonth.objects.filter(zone=zone, about=about, reopened_on__isnull=True).first()
    if closed and closed.closed_on <= today:
        return within(closed.closed_on, about)
    return within(today, about)


def within(day: date, about: date) -> date:
    return min(day, last_day(about))


def last_day(about: date) -> date:
    """The last day on which the schedule of the month is the one that judges. After December none follows."""
    if about.month == 12:
        return date.max
    return month_end(about + timedelta(days=1)) - timedelta(days=1)


# --- reporting -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Discipline:
    """Who reported a month: leaves by what became of their report. `told`: the reports submitted by the date."""

    due: date
    owed: tuple[Leaf, ...]
    on_time: tuple[Leaf, ...]
    late: tuple[Leaf, ...]
    missing: tuple[Leaf, ...]
    told: dict[int, Told]


def discipline(state: MonthState) -> Discipline | None:
    """None where no report was owed: no plan was in force yet, or its due day has not passed."""
    plan, about, as_of = state.year.plan, state.about, state.year.as_of
    due = due_day(plan, about)
    if as_of <= due or not is_owed_month(versions_of(state.year.zone, plan.year), about):
        return None
    told = state.year.reports.of_month(about)
    leaves = state.year.leaves
    late = tuple(leaf for leaf in leaves if leaf.origin in told and told[leaf.origin].is_late)
    on_time = tuple(leaf for leaf in leaves if leaf.origin in told and not told[leaf.origin].is_late)
    missing = tuple(leaf for leaf in leaves if leaf.origin not in told)
    return Discipline(due, leaves, on_time, late, missing, told)
