"""A made-up plan of any size with its facts, as arrays for the engine and as rows for the plain baseline."""

from __future__ import annotations

from datetime import date

import numpy as np

from bench.plans_plain import PlainPlan
from zonekit.plans import (
    FactArrays,
    FactTable,
    IndicatorArrays,
    IndicatorRow,
    ItemArrays,
    ItemRow,
    Kind,
    MilestoneArrays,
    MilestoneRow,
    PlanTable,
    ValueFact,
    month_end,
    no_facts,
)

YEAR = 2023
PARENTS, LEAVES, PER_LEAF, MONTHS, POINTS = 20_000, 80_000, 2, 12, 4
NEVER = np.iinfo(np.int32).max


def large_plan(scale: float = 1.0) -> PlanTable:
    """Categories, projects, leaves; two indicators per leaf with quarter values and one milestone each."""
    rng = np.random.default_rng(7)
    parents, leaves = int(PARENTS * scale), int(LEAVES * scale)
    categories = max(2, parents // 20)
    parent = np.concatenate(
        [
            np.full(categories, -1),
            rng.integers(0, categories, parents - categories),
            rng.integers(categories, parents, leaves),
        ]
    ).astype(np.int64)
    n, m = parents + leaves, leaves * PER_LEAF
    kind = rng.choice([Kind.CUMULATIVE, Kind.LEVEL, Kind.RATE], m, p=[0.7, 0.1, 0.2]).astype(np.int8)
    target = np.round(rng.uniform(50, 500, m))
    start = np.where(kind == Kind.LEVEL, np.round(target * 0.6), 0.0)
    steps = np.sort(rng.uniform(0.1, 1.0, (m, POINTS)), axis=1)
    steps[:, -1] = 1.0
    points = np.where(kind[:, None] == Kind.RATE, target[:, None], start[:, None] + (target - start)[:, None] * steps)
    quarter_ends = [month_end(YEAR, q).toordinal() for q in (3, 6, 9, 12)]
    indicators = IndicatorArrays(
        keys=range(m),
        item=np.repeat(np.arange(parents, n), PER_LEAF),
        kind=kind,
        is_lower=np.zeros(m, dtype=np.bool_),
        start=start,
        target=target,
        weight=np.full(m, np.nan),
        is_percent=kind == Kind.RATE,
        due=np.full(m, NEVER, dtype=np.int32),
        points=np.arange(m + 1) * POINTS,
        point_day=np.tile(np.array(quarter_ends, dtype=np.int32), m),
        point_value=points.ravel(),
    )
    due = np.array([date(YEAR, 1, 1).toordinal()], dtype=np.int32) + rng.integers(0, 365, leaves).astype(np.int32)
    milestones = MilestoneArrays(range(leaves), np.arange(parents, n), due, rng.random(leaves) < 0.1)
    items = ItemArrays(range(n), parent, np.where(rng.random(n) < 0.5, np.nan, np.round(rng.uniform(1, 100, n))))
    return PlanTable.from_arrays(items, indicators, milestones)


def large_facts(plan: PlanTable) -> FactTable:
    """A value at each month end, known some days later; one in a hundred not confirmed."""
    rng = np.random.default_rng(8)
    ind = plan.indicators
    m = len(ind.keys)
    ends = np.array([month_end(YEAR, month).toordinal() for month in range(1, MONTHS + 1)], dtype=np.int32)
    pace = np.arange(1, MONTHS + 1) / 12 * rng.uniform(0.5, 1.2, (m, 1))
    value = np.where(ind.kind[:, None] == Kind.RATE, ind.target[:, None] * pace.clip(0.8, 1.1), 0.0)
    value = np.where(
        ind.kind[:, None] != Kind.RATE, ind.start[:, None] + (ind.target - ind.start)[:, None] * pace, value
    )
    about = np.tile(ends, m)
    recorded = about + rng.integers(0, 6, len(about)).astype(np.int32)
    known = np.where(rng.random(len(about)) < 0.01, NEVER, recorded + rng.integers(0, 5, len(about))).astype(np.int32)
    facts = FactArrays(
        range(len(about)), np.repeat(np.arange(m), MONTHS), about, recorded, known, np.arange(len(about)), value.ravel()
    )
    return FactTable.from_arrays(plan, facts, no_facts())


def as_rows(plan: PlanTable, facts: FactTable) -> PlainPlan:
    """The same plan as rows, for the plain baseline."""
    ind, steps, ledger = plan.indicators, plan.milestones, facts.values
    names = {Kind.CUMULATIVE: "cumulative", Kind.LEVEL: "level", Kind.RATE: "rate"}
    items = [
        ItemRow(i, None if p < 0 else int(p), None if np.isnan(w) else float(w))
        for i, (p, w) in enumerate(zip(plan.items.parent, plan.items.weight, strict=True))
    ]
    indicators = []
    for i in range(len(ind.keys)):
        span = slice(int(ind.points[i]), int(ind.points[i + 1]))
        schedule = tuple(
            (date.fromordinal(int(day)), float(value))
            for day, value in zip(ind.point_day[span], ind.point_value[span], strict=True)
        )
        kind = names[Kind(int(ind.kind[i]))]
        indicators.append(
            IndicatorRow(
                i, int(ind.item[i]), kind, float(ind.target[i]), start=float(ind.start[i]),
                is_percent=bool(ind.is_percent[i]), schedule=schedule,
            )
        )  # fmt: skip
    kinds = {True: "start", False: "node"}
    milestones = [
        MilestoneRow(k, int(steps.item[k]), date.fromordinal(int(steps.due[k])), kinds[bool(steps.is_start[k])])
        for k in range(len(steps.keys))
    ]
    columns = (ledger.facts.subject, ledger.facts.about, ledger.facts.known, ledger.facts.recorded, ledger.facts.value)
    values = [
        ValueFact(
            k, int(subject), date.fromordinal(int(about)), None if known == NEVER else date.fromordinal(int(known)),
            float(value), date.fromordinal(int(recorded)), k,
        )
        for k, (subject, about, known, recorded, value) in enumerate(zip(*columns, strict=True))
    ]  # fmt: skip
    return PlainPlan(items, indicators, milestones, values, [])
