"""Which indicators a table proposes anew, and whose target or schedule it changes. None is ever removed.

An indicator keeps its table's figure even when a person has given it a better name; what the last accepted table said
already, and a person then renamed or rejected, is no news.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext
from typing import Any

from zonekit.sheets.matching import folded
from zonekit.values.quantities import base_of
from zoneworks.imports.kinds import Change
from zoneworks.plans.choices import IndicatorState
from zoneworks.plans.models import Indicator
from zoneworks.plans.sheets.standing import StandingRow
from zoneworks.plans.sheets.statements import STEP, is_fit, plain_number

Json = dict[str, Any]
Schedule = list[tuple[date, Decimal]]


@dataclass(frozen=True, slots=True)
class IndicatorStep:
    """An indicator to be proposed (`said`), or a standing one to be given another target or schedule."""

    said: Json
    standing: Indicator | None = None
    target: Decimal | None = None
    schedule: tuple[tuple[date, Decimal], ...] | None = None
    was_due: tuple[tuple[date, Decimal], ...] = ()


def indicator_steps(row: StandingRow, said: Sequence[Json], before: Sequence[Json]) -> list[IndicatorStep]:
    known = {key_of(one) for one in before}
    left = list(row.indicators)
    pairs: list[tuple[Json, Indicator | None]] = []
    matchers: list[Callable[[Json, Indicator], bool]] = [same_name, same_figure]
    waiting = list(said)
    for matches in matchers:
        for one in list(waiting):
            found = next((indicator for indicator in left if matches(one, indicator)), None)
            if found:
                left.remove(found)
                waiting.remove(one)
                pairs.append((one, found))
    pairs += [(one, None) for one in waiting]
    steps = [step_of(row, one, standing) for one, standing in pairs if key_of(one) not in known]
    return [step for step in steps if step is not None]


def key_of(said: Json) -> tuple[Any, ...]:
    """What a table says of an indicator, to be recognised when another table says it again."""
    schedule = tuple((due, value) for due, value in said["schedule"])
    return folded(said["name"]), said["unit"], said["target"], schedule


def same_name(said: Json, indicator: Indicator) -> bool:
    return folded(indicator.name) == folded(said["name"]) or bool(
        indicator.name_en and folded(indicator.name_en) == folded(said["name"])
    )


def same_figure(said: Json, indicator: Indicator) -> bool:
    """The same annual target, whatever unit it is written in."""
    if said["target"] is None or indicator.target is None:
        return False
    return converted(Decimal(said["target"]), said, indicator) == indicator.target


def converted(value: Decimal, said: Json, indicator: Indicator) -> Decimal | None:
    """A value of the table in the indicator's own unit; None where the units measure different things."""
    if folded(said["unit"]) == folded(indicator.unit) or folded(said["unit"]) == folded(indicator.unit_en):
        return value
    own = base_of(indicator.unit)
    base, factor = (own.base_unit, own.factor) if own else (indicator.base_unit, indicator.factor)
    if not said["base_unit"] or base != said["base_unit"] or not factor:
        return None
    with localcontext() as context:
        context.prec = 30
        result = value * Decimal(said["factor"]) / factor
    return result if is_fit(result) else result.quantize(STEP)


def step_of(row: StandingRow, said: Json, standing: Indicator | None) -> IndicatorStep | None:
    """None where the table says what stands, and where a person has rejected the indicator."""
    if standing is None:
        return IndicatorStep(said)
    if standing.state == IndicatorState.REJECTED:
        return None
    was_due = tuple(row.due.get(standing.pk, ()))
    target = converted(Decimal(said["target"]), said, standing) if said["target"] is not None else None
    values = [(date.fromisoformat(due), converted(Decimal(value), said, standing)) for due, value in said["schedule"]]
    schedule = tuple((due, value) for due, value in values if value is not None)
    new_target = target if target is not None and target != standing.target else None
    new_schedule = schedule if schedule and schedule != was_due else None
    if new_target is None and new_schedule is None:
        return None
    return IndicatorStep(said, standing, new_target, new_schedule, was_due)


def indicator_changes(steps: Iterable[IndicatorStep]) -> list[Change]:
    changes = []
    for step in steps:
        if step.standing is None:
            changes.append(Change(f"indicator:{step.said['name']}", None, shown_figures(step.said)))
            continue
        name, unit = step.standing.name, step.standing.unit
        if step.target is not None:
            before = f"{plain_number(step.standing.target)} {unit}" if step.standing.target is not None else None
            changes.append(Change(f"target:{name}", before, f"{plain_number(step.target)} {unit}"))
        if step.schedule is not None:
            changes.append(Change(f"schedule:{name}", shown_schedule(step.was_due), shown_schedule(step.schedule)))
    return changes


def shown_schedule(schedule: Iterable[tuple[date, Decimal]]) -> list[str | dict[str, str]]:
    return [f"{due.isoformat()}: {plain_number(value)}" for due, value in schedule]


def shown_figures(said: Json) -> list[str | dict[str, str]]:
    """Target with its unit, then the values due."""
    target = [f"{said['target']} {said['unit']}"] if said["target"] is not None else [said["unit"]]
    return [*target, *(f"{due}: {value}" for due, value in said["schedule"])]
