"""The occasions of a year: nominal days from the rules, moved where they are not worked."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from zonekit.rhythm.rules import Every, OccasionRule, RhythmRules, Shift
from zonekit.values.workdays import WorkCalendar

Given = Mapping[str, Mapping[str, date]]
MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.HALF_YEAR: 6, Every.YEAR: 12}
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Occasion:
    """`nominal`: the day the rule names; `day`: where it falls. `rule`: codes of set and rule, with a dot between."""

    code: str
    day: date
    nominal: date
    period: str
    rule: str

    @property
    def is_moved(self) -> bool:
        return self.day != self.nominal


def occasions(
    year: int, rules: RhythmRules, calendar: WorkCalendar, given: Given | None = None
) -> tuple[Occasion, ...]:  # fmt: skip
    """All whose day falls in the year, in the order of their days; every occasion belongs to exactly one year.

    `given`: by code of a rule and period the day that another rule names ({"report_due": {"2023-09": 5 October}}).
    """
    found = [one for rule in rules.occasions for one in _of_rule(rule, year, rules.code, calendar, given or {})]
    places = {rule.code: place for place, rule in enumerate(rules.occasions)}
    return tuple(sorted(found, key=lambda one: (one.day, places[one.code], one.nominal)))


def _of_rule(
    rule: OccasionRule, year: int, set_code: str, calendar: WorkCalendar, given: Given
) -> Iterator[Occasion]:  # fmt: skip
    for period, nominal in _nominal_days(rule, year, given):
        day = _moved(nominal, rule.shift, calendar)
        if day is not None and day.year == year:
            yield Occasion(rule.code, day, nominal, period, f"{set_code}.{rule.code}")


def _nominal_days(rule: OccasionRule, year: int, given: Given) -> Iterator[tuple[str, date]]:
    """With those of the years beside it, some of which are moved into the year or come after their period."""
    if rule.is_given:
        yield from sorted(given.get(rule.code, {}).items())
    elif rule.every == Every.WEEK:
        yield from _weeks(rule, year)
    else:
        for about in range(year - 2, year + 2):
            yield from _periods(rule, about)


def _weeks(rule: OccasionRule, year: int) -> Iterator[tuple[str, date]]:
    day = date(year, 1, 1) - WEEK
    day += timedelta(days=((rule.weekday or 1) - day.isoweekday()) % 7)
    while day <= date(year, 12, 31) + WEEK:
        of_year, week, _weekday = day.isocalendar()
        yield f"{of_year}W{week:02d}", day
        day += WEEK


def _periods(rule: OccasionRule, about: int) -> Iterator[tuple[str, date]]:
    length = MONTHS[rule.every]
    for part in range(1, 12 // length + 1):
        if rule.only and part not in rule.only:
            continue
        extra, month = divmod(part * length + rule.months_after - 1, 12)
        place = (about + extra, month + 1)
        yield _name(rule.every, about, part), date(*place, min(rule.day or 1, monthrange(*place)[1]))


def _name(every: Every, year: int, part: int) -> str:
    names = {Every.MONTH: f"{year}-{part:02d}", Every.QUARTER: f"{year}Q{part}", Every.HALF_YEAR: f"{year}H{part}"}
    return names.get(every, str(year))


def _moved(day: date, shift: Shift, calendar: WorkCalendar) -> date | None:
    if shift == Shift.STAY or calendar.is_workday(day):
        return day
    if shift == Shift.FORWARD:
        return calendar.on_or_after(day)
    if shift == Shift.BACK:
        return calendar.on_or_before(day)
    monday = day - timedelta(days=day.weekday())
    last = calendar.on_or_before(monday + timedelta(days=6))
    return last if last >= monday else None
