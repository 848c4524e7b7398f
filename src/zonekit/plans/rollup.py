"""From indicators and milestones to leaves, from leaves to the top, one pass per level."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from zonekit.plans.arrays import Bools, Codes, Floats, Ints
from zonekit.plans.indicators import IndicatorStates, measured
from zonekit.plans.lights import overall_of, worst_of
from zonekit.plans.milestones import MilestoneStates, judged_as_start
from zonekit.plans.progress import GAP_DECIMALS, RATIO_DECIMALS
from zonekit.plans.rules import ParentRule, RuleSet
from zonekit.plans.table import PlanTable
from zonekit.plans.tree import Level
from zonekit.plans.words import Light

SHARE_DECIMALS = 9
COUNTS = 9  # columns of counts before those of lights


@dataclass(frozen=True, slots=True, eq=False)
class ItemStates:
    """One entry per item (n,); counts of a parent are those of everything below it.

    `progress`, `scheduled`: shares 0..1, NaN where there is nothing to measure or nothing due yet; `gap`: percentage
    points; `ratio`: progress / scheduled. Lights: `progress_light` of a leaf is the worst of its reported indicators,
    of a parent the light of its weighted gap; `overall` of a leaf is the worst of its lights, of a parent the rule over
    its children. `in_grace`: indicators judged by the month end before. `leaf_lights` (n, 4): leaves by the code of
    their overall light. `is_hollow`: something newer waits for confirmation.
    """

    progress: Floats
    scheduled: Floats
    gap: Floats
    ratio: Floats
    start_light: Codes
    progress_light: Codes
    milestone_light: Codes
    overall: Codes
    indicators: Ints
    reported: Ints
    in_grace: Ints
    milestones_due: Ints
    milestones_done: Ints
    milestones_overdue: Ints
    milestones: Ints
    leaf_lights: Ints
    is_overdue: Bools
    is_hollow: Bools


def item_states(plan: PlanTable, ind: IndicatorStates, milestones: MilestoneStates, rules: RuleSet) -> ItemStates:
    """Leaves first, then every level above from its children."""
    counts = _leaf_counts(plan, ind, milestones)
    progress, scheduled = _leaf_shares(plan, ind, counts)
    lights = _leaf_lights(plan, ind, milestones, rules, counts)
    leaf_lights = np.zeros((len(plan.tree), 4), dtype=np.int64)
    leaves = np.flatnonzero(plan.tree.is_leaf)
    leaf_lights[leaves, lights[leaves, 3]] = 1
    tallies = np.hstack([counts, leaf_lights])
    for level in plan.tree.levels:
        tallies[level.parents] = level.total(tallies[level.children])
        _lift_shares(plan, level, progress, scheduled)
        lights[level.parents] = _lights_over_children(plan, level, lights, rules.parent)
    gap = np.round((progress - scheduled) * 100.0, GAP_DECIMALS)
    ratio = _ratio(progress, scheduled)
    parents = ~plan.tree.is_leaf
    lights[parents, 1] = _gap_lights(gap, ratio, scheduled, tallies[:, COUNTS:], rules)[parents]
    return ItemStates(
        progress=progress,
        scheduled=scheduled,
        gap=gap,
        ratio=ratio,
        start_light=lights[:, 0],
        progress_light=lights[:, 1],
        milestone_light=lights[:, 2],
        overall=lights[:, 3],
        indicators=tallies[:, 0],
        reported=tallies[:, 1],
        in_grace=tallies[:, 8],
        milestones=tallies[:, 2],
        milestones_due=tallies[:, 3],
        milestones_done=tallies[:, 4],
        milestones_overdue=tallies[:, 5],
        leaf_lights=tallies[:, COUNTS:],
        is_overdue=tallies[:, 6] > 0,
        is_hollow=tallies[:, 7] > 0,
    )


def _leaf_counts(plan: PlanTable, ind: IndicatorStates, milestones: MilestoneStates) -> Ints:
    """(n, 9): indicators, reported, milestones, due, done of the due, overdue, anything overdue, anything hollow,
    indicators in their grace.
    """
    n, of_ind, of_step = len(plan.tree), plan.indicators.item, plan.milestones.item
    steps = [None, milestones.is_due, milestones.is_due & milestones.is_done, milestones.is_overdue]
    columns = [
        _count(of_ind, None, n),
        _count(of_ind, ind.is_reported, n),
        *(_count(of_step, mask, n) for mask in steps),
    ]
    overdue = columns[5] + _count(of_ind, ind.is_overdue, n)
    hollow = _count(of_ind, ind.pending >= 0, n) + _count(of_step, milestones.pending >= 0, n)
    return np.column_stack([*columns, overdue, hollow, _count(of_ind, ind.has_grace, n)])


def _count(owner: Ints, mask: Bools | None, n: int) -> Ints:
    return np.bincount(owner if mask is None else owner[mask], minlength=n)


def _leaf_shares(plan: PlanTable, ind: IndicatorStates, counts: Ints) -> tuple[Floats, Floats]:
    """Weighted means over the indicators, an unreported one counting as no progress; without indicators the share of
    due milestones done against 1; NaN without either.
    """
    n, owner, share = len(plan.tree), plan.indicators.item, plan.indicator_share
    reached = np.nan_to_num(ind.progress.share) * share
    by_indicator = np.bincount(owner, weights=reached, minlength=n)
    expected = np.bincount(owner, weights=ind.progress.scheduled * share, minlength=n)
    due, done = counts[:, 3], counts[:, 4]
    by_milestone = np.where(due > 0, done / np.maximum(due, 1), np.nan)
    has_indicators = counts[:, 0] > 0
    progress = np.where(has_indicators, np.minimum(by_indicator, 1.0), by_milestone)
    scheduled = np.where(has_indicators, np.minimum(expected, 1.0), np.where(due > 0, 1.0, np.nan))
    return progress, scheduled


def _leaf_lights(
    plan: PlanTable, ind: IndicatorStates, milestones: MilestoneStates, rules: RuleSet, counts: Ints
) -> Codes:
    """(n, 4): start, progress, milestones, overall."""
    n, as_start = len(plan.tree), judged_as_start(plan.milestones.is_start, rules)
    start = worst_of(milestones.light[as_start], plan.milestones.item[as_start], n)
    steps = worst_of(milestones.light[~as_start], plan.milestones.item[~as_start], n)
    progress = worst_of(ind.light, plan.indicators.item, n)
    expects_report = (counts[:, 0] > 0) & (rules.applied("progress") is not None)
    overall = overall_of(start, progress, steps, expects_report)
    return np.column_stack([start, progress, steps, overall])


def _lift_shares(plan: PlanTable, level: Level, progress: Floats, scheduled: Floats) -> None:
    """Weighted means over the children that have something to measure, in place."""
    counted = (~np.isnan(progress[level.children])).astype(np.float64)
    weight = counted * plan.tree.weight[level.children]
    total, how_many = level.total(weight), level.total(counted)
    # Children that can be measured but weigh nothing count the same, as siblings do whose weights are all 0.
    is_weightless = total <= 0
    for values in (progress, scheduled):
        share = np.nan_to_num(values[level.children])
        by_weight, plain = level.total(share * weight), level.total(share * counted)
        mean = np.where(is_weightless, plain, by_weight) / np.where(is_weightless, np.maximum(how_many, 1), total)
        values[level.parents] = np.where(how_many > 0, mean, np.nan)


def _lights_over_children(plan: PlanTable, level: Level, lights: Codes, rule: ParentRule) -> Codes:
    """(parents, 4): red and yellow children by the weight they carry, for each of the lights."""
    weight, child = plan.tree.weight[level.children, None], lights[level.children]
    red = level.total(np.where(child == Light.RED, weight, 0.0))
    warning = level.total(np.where(child >= Light.YELLOW, weight, 0.0))
    worst = level.greatest(child)
    light = np.where(worst == Light.GREY, Light.GREY, Light.GREEN)
    light = np.where(reaches(warning, rule.warning_share) | (worst == Light.RED), Light.YELLOW, light)
    light = np.where(reaches(red, rule.red_share), Light.RED, light)
    return light.astype(np.int8)


def reaches(share: Floats, bound: Fraction) -> Bools:
    """Thirds are no binary fractions: compare at nine decimals."""
    is_reached: Bools = np.round(share, SHARE_DECIMALS) >= round(float(bound), SHARE_DECIMALS)
    return is_reached


def _ratio(progress: Floats, scheduled: Floats) -> Floats:
    is_zero = np.round(scheduled, SHARE_DECIMALS) == 0
    reached: Floats = np.divide(progress, np.where(is_zero, 1.0, scheduled))
    at_zero = np.where(np.isnan(progress), np.nan, 1.0)
    ratio: Floats = np.where(is_zero, at_zero, reached)
    return ratio.round(RATIO_DECIMALS)


def _gap_lights(gap: Floats, ratio: Floats, scheduled: Floats, leaf_lights: Ints, rules: RuleSet) -> Codes:
    """Light of a parent's weighted gap: grey when no leaf below is known, green while nothing is due."""
    rule = rules.applied("progress")
    is_known = leaf_lights[:, 1:].sum(axis=1) > 0
    if rule is None:
        return np.full(len(gap), Light.GREY, dtype=np.int8)
    lights = rule.banding.lights(measured(rule.banding, gap, ratio))
    lights = np.where(np.round(scheduled, SHARE_DECIMALS) == 0, Light.GREEN, lights)
    return np.where(is_known, lights, Light.GREY).astype(np.int8)
