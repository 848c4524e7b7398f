"""Why a light has its colour: the rule, the figures and the facts, as plain data without sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from zonekit.plans.arrays import Floats, day_of
from zonekit.plans.lights import Band
from zonekit.plans.milestones import judged_as_start
from zonekit.plans.rollup import reaches
from zonekit.plans.rules import LightRule, ParentRule
from zonekit.plans.words import KIND_NAMES, DirectionName, Key, Kind, KindName, Light, MilestoneKindName

if TYPE_CHECKING:
    from zonekit.plans.assessment import Assessment

SHOWN_CHILDREN = 20  # a category of thousands is explained by its figures, not by a list nobody reads

IndicatorFinding = Literal["band", "nothing_due", "not_reported", "no_rule"]
ItemFinding = Literal["worst_light", "not_reported", "nothing_to_measure", "nothing_due", "children"]
ParentFinding = Literal["red_share", "warning_share", "one_red", "below_shares", "none_known"]


@dataclass(frozen=True, slots=True)
class BandReason:
    """The rule and the band that gave a colour. `value`: the measure that was compared; bounds None are open."""

    rule: str
    measure: str
    value: float
    band: str
    low: float | None
    high: float | None
    includes_low: bool
    includes_high: bool
    is_inferred: bool
    to_be_confirmed: bool


@dataclass(frozen=True, slots=True)
class ReportReason:
    """The report of a month that is neither in nor due. `month`: the month end it is about; `due`: the day by which it
    is due; `judged_by`: the month end before, whose schedule counts meanwhile.
    """

    rule: str
    month: date
    due: date
    judged_by: date
    to_be_confirmed: bool


@dataclass(frozen=True, slots=True)
class IndicatorReason:
    """One indicator. Shares are of the whole target; `gap` in percentage points. `schedule_date`: the month end whose
    schedule judges; `report`: why it is not the last one, None where it is. `evidence`: keys of the facts used,
    `waiting`: the key of a newer fact not confirmed yet.
    """

    indicator: Key
    light: str
    finding: IndicatorFinding
    kind: KindName
    direction: DirectionName
    value: float | None
    value_date: date | None
    schedule: float
    schedule_date: date
    report: ReportReason | None
    target: float
    start: float
    progress: float | None
    progress_raw: float | None
    scheduled: float
    gap: float | None
    ratio: float | None
    weight: float
    is_overdue: bool
    band: BandReason | None
    evidence: tuple[Key, ...]
    waiting: Key | None


@dataclass(frozen=True, slots=True)
class MilestoneReason:
    """One milestone. `light` is that of the rule for its kind; `evidence` the fact that reported it."""

    milestone: Key
    kind: MilestoneKindName
    light: str
    due: date
    done: date | None
    is_due: bool
    is_done: bool
    is_overdue: bool
    days_late: int
    months_late: int
    band: BandReason | None
    evidence: tuple[Key, ...]
    waiting: Key | None


@dataclass(frozen=True, slots=True)
class ParentReason:
    """How the children decided. `weight_by_light` sums to 1; `children_by_light` and `leaves_by_light` are counts.
    `gap_band`: the band of the weighted gap, stated beside the rule over the children. `deciding`: children of the
    deciding colours, heaviest first, at most 20 of them.
    """

    rule: str
    to_be_confirmed: bool
    finding: ParentFinding
    red_share: str
    warning_share: str
    weight_by_light: dict[str, float]
    children_by_light: dict[str, int]
    leaves_by_light: dict[str, int]
    deciding: tuple[Key, ...]
    gap_band: BandReason | None


@dataclass(frozen=True, slots=True)
class Reason:
    """Everything behind an item's lights on a date. `decided_by`: keys of the indicators, milestones or children whose
    light is the overall one. `schedule_date`: the month end whose schedule was used, of several the last one.
    `indicators_in_grace`: how many the month end before judges, because of `report`, which is None where none is.
    """

    item: Key
    at: date
    known_on: date
    schedule_date: date
    rule_set: str
    finding: ItemFinding
    lights: dict[str, str]
    progress: float | None
    scheduled: float | None
    gap: float | None
    ratio: float | None
    indicators_total: int
    indicators_reported: int
    indicators_in_grace: int
    report: ReportReason | None
    milestones_total: int
    milestones_due: int
    milestones_done: int
    milestones_overdue: int
    is_overdue: bool
    is_hollow: bool
    decided_by: tuple[Key, ...]
    indicators: tuple[IndicatorReason, ...]
    milestones: tuple[MilestoneReason, ...]
    parent: ParentReason | None

    @property
    def evidence(self) -> tuple[Key, ...]:
        """Keys of all facts used, indicators first."""
        reported = [part.evidence for part in self.indicators] + [part.evidence for part in self.milestones]
        return tuple(key for keys in reported for key in keys)

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON: dates as ISO text, tuples as lists."""
        return {**_plain_fields(self), "evidence": list(self.evidence)}


def reason_for(state: Assessment, item: int) -> Reason:
    """The reason of one item (its index). KeyError of unknown keys is raised by `Assessment.reason`."""
    items, plan = state.items, state.plan
    is_leaf = bool(plan.tree.is_leaf[item])
    indicators = tuple(indicator_reason(state, int(i)) for i in plan.indicators_of.of(item))
    milestones = tuple(milestone_reason(state, int(k)) for k in plan.milestones_of.of(item))
    parent = None if is_leaf else _parent_reason(state, item)
    overall = Light(int(items.overall[item]))
    total, in_grace = int(items.indicators[item]), int(items.in_grace[item])
    return Reason(
        item=plan.items.keys[item],
        at=state.at,
        known_on=state.known_on,
        schedule_date=_schedule_date(state, has_grace=0 < total == in_grace),
        rule_set=state.rules.code,
        finding="children" if parent else _leaf_finding(state, item),
        lights={
            "start": Light(int(items.start_light[item])).word,
            "progress": Light(int(items.progress_light[item])).word,
            "milestones": Light(int(items.milestone_light[item])).word,
            "overall": overall.word,
        },
        progress=_number(items.progress[item]),
        scheduled=_number(items.scheduled[item]),
        gap=_number(items.gap[item]),
        ratio=_number(items.ratio[item]),
        indicators_total=total,
        indicators_reported=int(items.reported[item]),
        indicators_in_grace=in_grace,
        report=_report_reason(state) if in_grace else None,
        milestones_total=int(items.milestones[item]),
        milestones_due=int(items.milestones_due[item]),
        milestones_done=int(items.milestones_done[item]),
        milestones_overdue=int(items.milestones_overdue[item]),
        is_overdue=bool(items.is_overdue[item]),
        is_hollow=bool(items.is_hollow[item]),
        decided_by=parent.deciding if parent else _deciders(overall, indicators, milestones),
        indicators=indicators,
        milestones=milestones,
        parent=parent,
    )


def indicator_reason(state: Assessment, i: int) -> IndicatorReason:
    """The reason of one indicator (its index)."""
    ind, now, ledger = state.plan.indicators, state.indicators, state.facts.values
    fact, pending, has_grace = int(now.fact[i]), int(now.pending[i]), bool(now.has_grace[i])
    rule = state.rules.applied("progress")
    finding = _indicator_finding(state, i, rule)
    gap, ratio = _number(now.progress.gap[i]), _number(now.progress.ratio[i])
    measured = None if rule is None else gap if rule.banding.measure == "gap_points" else ratio
    return IndicatorReason(
        indicator=ind.keys[i],
        light=Light(int(now.light[i])).word,
        finding=finding,
        kind=KIND_NAMES[Kind(int(ind.kind[i]))],
        direction="lower" if ind.is_lower[i] else "higher",
        value=_number(now.value[i]),
        value_date=day_of(int(now.value_day[i])),
        schedule=float(now.schedule[i]),
        schedule_date=_schedule_date(state, has_grace=has_grace),
        report=_report_reason(state) if has_grace else None,
        target=float(ind.target[i]),
        start=float(ind.start[i]),
        progress=_number(now.progress.share[i]),
        progress_raw=_number(now.progress.raw[i]),
        scheduled=float(now.progress.scheduled[i]),
        gap=gap,
        ratio=ratio,
        weight=float(state.plan.indicator_share[i]),
        is_overdue=bool(now.is_overdue[i]),
        band=_band_reason(rule, measured) if finding == "band" else None,
        evidence=(ledger.key(fact),) if fact >= 0 else (),
        waiting=ledger.key(pending) if pending >= 0 else None,
    )


def milestone_reason(state: Assessment, k: int) -> MilestoneReason:
    """The reason of one milestone (its index)."""
    steps, now, ledger = state.plan.milestones, state.milestones, state.facts.milestones
    fact, pending = int(now.fact[k]), int(now.pending[k])
    is_start = bool(judged_as_start(steps.is_start[k : k + 1], state.rules)[0])
    rule = state.rules.applied("start" if is_start else "milestones")
    days, months = int(now.days_late[k]), int(now.months_late[k])
    return MilestoneReason(
        milestone=steps.keys[k],
        kind="start" if steps.is_start[k] else "node",
        light=Light(int(now.light[k])).word,
        due=date.fromordinal(int(steps.due[k])),
        done=day_of(int(now.done_day[k])),
        is_due=bool(now.is_due[k]),
        is_done=bool(now.is_done[k]),
        is_overdue=bool(now.is_overdue[k]),
        days_late=days,
        months_late=months,
        band=_band_reason(rule, float(months if is_start else days)),
        evidence=(ledger.key(fact),) if fact >= 0 else (),
        waiting=ledger.key(pending) if pending >= 0 else None,
    )


def _schedule_date(state: Assessment, *, has_grace: bool) -> date:
    return state.reference.before.day if has_grace else state.reference.day


def _report_reason(state: Assessment) -> ReportReason:
    rule, month = state.rules.reporting, state.reference.day
    return ReportReason(rule.code, month, rule.due_day(month), state.reference.before.day, rule.to_be_confirmed)


def _indicator_finding(state: Assessment, i: int, rule: LightRule | None) -> IndicatorFinding:
    if state.indicators.fact[i] < 0:
        return "not_reported"
    if rule is None:
        return "no_rule"
    return "band" if state.indicators.progress.is_due[i] else "nothing_due"


def _leaf_finding(state: Assessment, item: int) -> ItemFinding:
    items = state.items
    if items.indicators[item] + items.milestones[item] == 0:
        return "nothing_to_measure"
    if items.overall[item] == Light.GREY:
        return "not_reported"
    if items.indicators[item] == 0 and items.milestones_due[item] == 0:
        return "nothing_due"
    return "worst_light"


def _deciders(
    overall: Light, indicators: tuple[IndicatorReason, ...], milestones: tuple[MilestoneReason, ...]
) -> tuple[Key, ...]:
    return (
        *(part.indicator for part in indicators if part.light == overall.word),
        *(part.milestone for part in milestones if part.light == overall.word),
    )


def _parent_reason(state: Assessment, item: int) -> ParentReason:
    plan, items, rule = state.plan, state.items, state.rules.parent
    children = plan.tree.children.of(item)
    lights, weight = items.overall[children], plan.tree.weight[children]
    by_weight: Floats = np.bincount(lights, weights=weight, minlength=4).astype(np.float64)
    counts = np.bincount(lights, minlength=4)
    finding = _parent_finding(Light(int(items.overall[item])), by_weight, rule)
    deciding = children[lights == lights.max(initial=0)]
    heaviest = deciding[np.argsort(-plan.tree.weight[deciding], kind="stable")][:SHOWN_CHILDREN]
    progress_rule = state.rules.applied("progress")
    gap_known = items.progress_light[item] != Light.GREY
    measure = items.gap[item] if progress_rule and progress_rule.banding.measure == "gap_points" else items.ratio[item]
    return ParentReason(
        rule=rule.code,
        to_be_confirmed=rule.to_be_confirmed,
        finding=finding,
        red_share=str(rule.red_share),
        warning_share=str(rule.warning_share),
        weight_by_light={light.word: float(by_weight[light]) for light in Light},
        children_by_light={light.word: int(counts[light]) for light in Light},
        leaves_by_light={light.word: int(items.leaf_lights[item, light]) for light in Light},
        deciding=tuple(plan.items.keys[int(child)] for child in heaviest),
        gap_band=_band_reason(progress_rule, _number(measure)) if gap_known else None,
    )


def _parent_finding(light: Light, by_weight: Floats, rule: ParentRule) -> ParentFinding:
    if light is Light.RED:
        return "red_share"
    if light is Light.YELLOW:
        warning = np.array([by_weight[Light.RED] + by_weight[Light.YELLOW]])
        return "warning_share" if reaches(warning, rule.warning_share)[0] else "one_red"
    return "none_known" if light is Light.GREY else "below_shares"


def _band_reason(rule: LightRule | None, value: float | None) -> BandReason | None:
    if rule is None or value is None:
        return None
    band: Band = rule.banding.band_of(value)
    return BandReason(
        rule=rule.code,
        measure=rule.banding.measure,
        value=value,
        band=band.code,
        low=band.low,
        high=band.high,
        includes_low=band.includes_low,
        includes_high=band.includes_high,
        is_inferred=band.is_inferred,
        to_be_confirmed=rule.to_be_confirmed,
    )


def _number(value: Any) -> float | None:
    return None if np.isnan(value) else float(value)


def _plain_fields(record: Any) -> dict[str, Any]:
    return {name: _plain(getattr(record, name)) for name in record.__dataclass_fields__}


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, date) else _plain_fields(value)
