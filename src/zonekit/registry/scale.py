"""Whether an enterprise is above scale by its revenue, and whether it is about to cross.

The year's end is projected from the cumulative revenue of this year by the share that the same months had in the year
before (so that a seasonal trade is not mistaken for a failing one), and from the months alone where that year lacks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from zonekit.registry.scale_rules import BY_REVENUE, ScaleRule, ScaleRules, scale_rules

Status = Literal["above", "below", "unknown", "not_by_revenue", "no_standard"]
Outlook = Literal["", "crossing_up", "crossing_down", "near_up", "entered_not_listed", "listed_below"]
Method = Literal["", "seasonal", "straight_line"]
Month = tuple[int, int]

# A year that ended at less than this share of what its own months already added up to contradicts itself.
LEAST_REST = 0.98


@dataclass(frozen=True, slots=True)
class ScaleFigures:
    """What a standing was computed from, in fen; None where a figure lacked.

    `year` is the last complete year with a figure; `cumulative_fen` is January to `month` of `current_year`.
    """

    year: int | None = None
    revenue_fen: int | None = None
    current_year: int | None = None
    month: int | None = None
    cumulative_fen: int | None = None
    cumulative_before_fen: int | None = None
    year_before_fen: int | None = None
    method: Method = ""


@dataclass(frozen=True, slots=True)
class ScaleStanding:
    """`outlook` is what somebody should look at, empty where nothing is. `is_reached`: the months alone are enough."""

    status: Status
    group: str = ""
    measure: str = ""
    threshold_fen: int | None = None
    rule_id: str = ""
    outlook: Outlook = ""
    projected_fen: int | None = None
    is_reached: bool = False
    figures: ScaleFigures = ScaleFigures()


def scale_group(class_code: str, on: date) -> str:
    """Which standard a class is held to ("industry", "retail" ...); empty where statistics set none.

    >>> scale_group("3612", date(2023, 12, 31)), scale_group("66", date(2023, 12, 31))
    ('industry', '')
    """
    rule = scale_rules(on).rule_of(class_code)
    return rule.group if rule else ""


def scale_status(
    class_code: str,
    revenue_by_year: Mapping[int, int],
    revenue_by_month: Mapping[Month, int],
    as_of: date,
    *,
    is_listed: bool | None = None,
    rules: ScaleRules | None = None,
) -> ScaleStanding:
    """The standing on a day. Amounts are fen; months are cumulative since January; negative ones are not used.

    The last complete year decides what an enterprise is, the projection of the current one where it goes. `is_listed`:
    whether statistics have entered it; None where that is not known.

    >>> standing = scale_status("3612", {2022: 15_000_000_00}, {(2022, 6): 6_000_000_00, (2023, 6): 9_000_000_00},
    ...                         date(2023, 7, 20))
    >>> standing.status, standing.outlook, standing.projected_fen, standing.figures.method
    ('below', 'crossing_up', 2250000000, 'seasonal')
    """
    rules = rules or scale_rules(as_of)
    rule = rules.rule_of(class_code) if class_code else None
    if rule is None:
        return ScaleStanding("no_standard" if class_code else "unknown")
    if rule.measure not in BY_REVENUE or rule.threshold_fen is None:
        return ScaleStanding("not_by_revenue", rule.group, rule.measure, rule_id=rule.id)
    year, revenue = _last_complete(revenue_by_year, as_of.year)
    figures, projected = _projection(year, revenue, revenue_by_year, revenue_by_month, as_of, rules)
    status: Status = "unknown"
    if revenue is not None:
        status = "above" if revenue >= rule.threshold_fen else "below"
    reached = figures.cumulative_fen is not None and figures.cumulative_fen >= rule.threshold_fen
    return ScaleStanding(
        status=status,
        group=rule.group,
        measure=rule.measure,
        threshold_fen=rule.threshold_fen,
        rule_id=rule.id,
        outlook=_outlook(status, rule, rules, revenue, projected, is_listed=is_listed),
        projected_fen=projected,
        is_reached=reached,
        figures=figures,
    )


def _last_complete(revenue_by_year: Mapping[int, int], current: int) -> tuple[int | None, int | None]:
    """The year before this one, else the one before that; an older figure says nothing about today."""
    for year in (current - 1, current - 2):
        revenue = revenue_by_year.get(year)
        if revenue is not None and revenue >= 0:
            return year, revenue
    return None, None


def _projection(
    year: int | None,
    revenue: int | None,
    revenue_by_year: Mapping[int, int],
    revenue_by_month: Mapping[Month, int],
    as_of: date,
    rules: ScaleRules,
) -> tuple[ScaleFigures, int | None]:
    current = as_of.year
    months = [
        month for (a_year, month), value in revenue_by_month.items() if a_year == current and value >= 0 and month
    ]
    if not months:
        return ScaleFigures(year, revenue), None
    month = max(months)
    cumulative = revenue_by_month[current, month]
    before, total = revenue_by_month.get((current - 1, month)), revenue_by_year.get(current - 1)
    is_seasonal = before is not None and total is not None and before > 0 and total >= before * LEAST_REST
    projected: int | None = None
    method: Method = ""
    if month >= rules.outlook.first_month or month == 12:
        method = "seasonal" if is_seasonal else "straight_line"
        if is_seasonal and before is not None and total is not None:
            projected = max(round(cumulative * total / before), cumulative)
        else:
            projected = round(cumulative * 12 / month)
    return ScaleFigures(year, revenue, current, month, cumulative, before, total, method), projected


def _outlook(
    status: Status,
    rule: ScaleRule,
    rules: ScaleRules,
    revenue: int | None,
    projected: int | None,
    *,
    is_listed: bool | None,
) -> Outlook:
    """What to look at, the most pressing first."""
    threshold = rule.threshold_fen or 0
    is_going_up = projected is not None and projected >= threshold
    if status == "above" and projected is not None and not is_going_up:
        return "crossing_down"
    if status == "above":
        return "entered_not_listed" if is_listed is False else ""
    if is_going_up:
        return "" if is_listed else "crossing_up"
    if is_listed and (status == "below" or projected is not None):
        return "listed_below"
    best = max(revenue or 0, projected or 0)
    is_near = best * 100 >= threshold * rules.outlook.near_share_percent
    return "near_up" if is_near and not is_listed else ""
